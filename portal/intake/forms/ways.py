"""The forms of the ways: each asks what the law needs on this way, and nothing more."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.forms import AtMost, ClockField, DayField, Needed, NotInFuture, WholeNumberField, moment_of
from portal.intake.forms.entry import choices
from portal.intake.forms.triage import REASON, BlamedForm
from portal.intake.rules import triage as rules
from portal.intake.rules.assignment import YES_NO
from portal.intake.rules.ways import CONSENT_WAYS, REFERRALS


class WayForm(BlamedForm):
    """A way that asks nothing but, if one likes, a word why."""

    reason = TextAreaField(_l("Remark"), [AtMost(2000)], render_kw={"rows": "3"})

    def details(self) -> dict[str, Any]:
        """What a decision keeps: every field but the reason, days as text."""
        spared = {"reason", "csrf_token", "once_token"}
        return {name: value.isoformat() if hasattr(value, "isoformat") else value
                for name, value in self.data.items() if name not in spared and value not in (None, "")}


class StationForm(WayForm):
    """A police station of the district, or one elsewhere by name."""

    station_id = SelectField(_l("Police station"), choices=[], validate_choice=False)
    station_name = StringField(_l("Station elsewhere: name and district"), [AtMost(120)],
                               description=_l("Only when the station is not on the list."))

    def offer(self, stations: list[tuple[str, str]]) -> None:
        """Fills in (id, name) of the stations of the district; the first is the matter's own."""
        self.station_id.choices = [*(SelectChoice(*one) for one in stations), SelectChoice("", _l("Elsewhere"))]

    def details(self) -> dict[str, Any]:
        """The station as its id when it is on the list, else as typed."""
        kept = super().details()
        if kept.get("station_id"):
            kept.pop("station_name", None)
        return kept

    def validate_station_id(self, field: SelectField) -> None:
        """A station of the list, or one by name."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Not a valid choice."))
        if not field.data and not self.station_name.data:
            raise ValidationError(_l(rules.WHICH_STATION))


class FirForm(StationForm):
    """The number that CCTNS gave, with its day: a pointer, not a number of this portal."""

    number = StringField(_l("FIR number in CCTNS"), [Needed(), AtMost(10)], description=_l("The number alone, like 0123."))
    year = WholeNumberField(_l("Year of the FIR"), [Needed()], default=lambda: clock.today().year)
    registered_on = DayField(_l("Registered on"), [Needed(), NotInFuture()], default=clock.today)
    registered_at_hour = ClockField(_l("Time"), [Needed()])

    def registered_at(self) -> datetime:
        """The moment of registration in UTC."""
        return moment_of(self.registered_on.data, self.registered_at_hour.data)

    def details(self) -> dict[str, Any]:
        """Number, year, moment and station."""
        kept = super().details()
        return {name: kept[name] for name in ("number", "year", "station_id", "station_name") if name in kept} | {
            "registered_at": self.registered_at()}


class ZeroFirForm(FirForm):
    """A zero FIR: its number here, and the station it goes to."""

    sent_to = StringField(_l("Police station it goes to, with district"), [Needed(), AtMost(120)])

    def details(self) -> dict[str, Any]:
        """As an FIR, with the destination."""
        return super().details() | {"sent_to": self.sent_to.data}


class NcrForm(WayForm):
    """A non-cognizable report: its number, its day, and that she was sent to the Magistrate (BNSS 174(1))."""

    number = StringField(_l("NCR number"), [Needed(), AtMost(20)])
    entered_on = DayField(_l("Entered on"), [Needed(), NotInFuture()], default=clock.today)
    told_magistrate = RadioField(_l("Was she told to go to the Magistrate, with a slip?"), [Needed()],
                                 choices=choices(YES_NO))


class PermissionAskForm(WayForm):
    """A preliminary enquiry: why one is needed before the FIR (BNSS 173(3))."""

    reason = TextAreaField(_l("Why an enquiry is needed before the FIR"), REASON)


class CounsellingForm(WayForm):
    """Counselling: her own consent, how and when it was given, and who was there."""

    consent_how = RadioField(_l("How she agreed"), [Needed()], choices=choices(CONSENT_WAYS))
    consent_on = DayField(_l("Day she agreed"), [Needed(), NotInFuture()], default=clock.today)
    consent_at_hour = ClockField(_l("Time"), [Needed()])
    witnessed_by = StringField(_l("Woman officer or other witness: name and rank"), [Needed(), AtMost(120)])


class ReferralForm(WayForm):
    """Referral only: to whom."""

    sent_to = RadioField(_l("Sent to"), [Needed()], choices=choices(REFERRALS))
    place = StringField(_l("Which office, whom to meet"), [AtMost(120)])


class TransferForm(StationForm):
    """To another station: which one, and why this is its matter."""

    reason = TextAreaField(_l("Why that station"), REASON)


class InformationForm(WayForm):
    """Information only: what she was told."""

    reason = TextAreaField(_l("What she was told"), [Needed(), AtMost(2000)], render_kw={"rows": "3"})


# What the law asks on a way (keys of portal.law.rules.ways.ASKED) → the field, or the part of the matter, that answers it.
ANSWERED_BY = {"informant": "triage", "station_of_place": "sent_to", "magistrate": "told_magistrate", "dsp_permission": "reason",
               "enquiry_officer": "assignment", "her_consent": "consent_how", "referred_to": "sent_to",
               "other_station": "station_id", "what_was_told": "reason"}

WAY_FORMS: dict[str, type[WayForm]] = {
    "fir": FirForm, "zero_fir": ZeroFirForm, "ncr": NcrForm, "preliminary_enquiry": PermissionAskForm, "enquiry": WayForm,
    "counselling": CounsellingForm, "referral_only": ReferralForm, "transfer": TransferForm, "information": InformationForm}
