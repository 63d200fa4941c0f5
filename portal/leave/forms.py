"""The forms of leave and of diversions."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.forms import (
    AtMost,
    ClockField,
    DayField,
    FilterForm,
    Form,
    Needed,
    NotInFuture,
    VersionedForm,
    choices_of,
    moment_of,
)
from portal.core.words import N_
from portal.leave import rules

ANSWERS = {"grant": N_("Grant"), "refuse": N_("Refuse")}
RECALLS = {"cut_short": N_("Cut short: she returns to duty"), "withdrawn": N_("Withdraw the whole leave")}


def _officers(staff: Iterable[Any], language: str) -> list[SelectChoice]:
    return [SelectChoice("", gettext("– choose –"))] + [
        SelectChoice(str(one.id), f"{one.name_en if language == 'en' else one.name_hi} ({one.personnel_no})") for one in staff]


class LeaveForm(Form):
    """One's own leave."""

    kind = SelectField(_l("Kind of leave"), validators=[Needed()], choices=choices_of({"": N_("– choose –")} | rules.KINDS))
    from_on = DayField(_l("First day"), validators=[Needed()])
    to_on = DayField(_l("Last day"), validators=[Needed()])
    reason = TextAreaField(_l("Reason"), validators=[Needed(), AtMost(500)], render_kw={"rows": "2"})

    def validate_to_on(self, field: Any) -> None:
        """Not before the first day."""
        if field.data and self.from_on.data:
            fault = rules.fault_of_days(rules.Days(self.from_on.data, field.data))
            if fault:
                raise ValidationError(gettext(fault))

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {name: self[name].data for name in ("kind", "from_on", "to_on", "reason")}


class PaperForm(LeaveForm):
    """A leave from a written application."""

    officer = SelectField(_l("Officer"), validators=[Needed()])
    applied_on = DayField(_l("Date of the application"), validators=[Needed(), NotInFuture()])

    @classmethod
    def of(cls, staff: Iterable[Any], language: str) -> "PaperForm":
        """The form with these officers to choose from."""
        form = cls()
        form.officer.choices = _officers(staff, language)
        return form

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return super().facts() | {"applied_on": self.applied_on.data}


class DecideForm(VersionedForm):
    """Granted, for all days or fewer, or refused."""

    answer = RadioField(_l("Decision"), choices=choices_of(ANSWERS), validators=[Needed()])
    from_on = DayField(_l("First day granted"), validators=[Needed()])
    to_on = DayField(_l("Last day granted"), validators=[Needed()])
    reason = TextAreaField(_l("Reason"), validators=[AtMost(500)], render_kw={"rows": "2"},
                           description=_l("Needed when the leave is refused or granted for fewer days."))


class RecallForm(VersionedForm):
    """Cut short from a day, or withdrawn."""

    answer = RadioField(_l("What happens"), choices=choices_of(RECALLS), validators=[Needed()])
    last = DayField(_l("New last day of the leave"))
    reason = TextAreaField(_l("Reason"), validators=[Needed(), AtMost(500)], render_kw={"rows": "2"})

    def validate_last(self, field: Any) -> None:
        """Needed to cut a leave short."""
        if self.answer.data == "cut_short" and not field.data and not field.errors:
            raise ValidationError(gettext("Write the new last day."))


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextAreaField(_l("Reason"), validators=[Needed(), AtMost(300)], render_kw={"rows": "2"})


class DiversionForm(Form):
    """Hours of duty elsewhere."""

    officer = SelectField(_l("Officer"), validators=[Needed()])
    kind = SelectField(_l("Kind of duty"), validators=[Needed()], choices=choices_of({"": N_("– choose –")} | rules.DIVERSIONS))
    from_on = DayField(_l("From day"), validators=[Needed()])
    from_time = ClockField(_l("From time"), validators=[Needed()])
    to_on = DayField(_l("Until day"), validators=[Needed()])
    to_time = ClockField(_l("Until time"), validators=[Needed()])
    place = StringField(_l("Place of duty"), validators=[Needed(), AtMost(160)])
    order_no = StringField(_l("Order number"), validators=[Needed(), AtMost(60)])

    @classmethod
    def of(cls, staff: Iterable[Any], language: str) -> "DiversionForm":
        """The form with these officers to choose from."""
        form = cls()
        form.officer.choices = _officers(staff, language)
        return form

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {"kind": self.kind.data, "from_at": moment_of(self.from_on.data, self.from_time.data),
                "to_at": moment_of(self.to_on.data, self.to_time.data), "place": self.place.data, "order_no": self.order_no.data}


class LeaveFilter(FilterForm):
    """Which view, month and officer of the list; which kendra of the month."""

    view = SelectField(_l("Show"), choices=choices_of(rules.VIEWS), default="waiting")
    month = StringField(_l("Month"), description=_l("month-year, like 11-2026"))
    officer = StringField(_l("Personnel number (PNO)"))
    unit = StringField(_l("Kendra"))

    def validate_month(self, field: Any) -> None:
        """A month, or nothing."""
        self.first = clock.today().replace(day=1)
        try:
            if field.data:
                self.first = rules.month_of(field.data)
        except ValueError:
            raise ValidationError(gettext(rules.SAY_MONTH)) from None

    @property
    def days(self) -> rules.Days | None:
        """The days of the month that was asked for, if one was."""
        return rules.month_days(self.first) if self.month.data else None
