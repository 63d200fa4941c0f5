"""The forms of squads. Those of the field carry the id of their sending and the device's clock, so that an offline page
can send the same fields later; nothing in them asks about couples."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
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
    WholeNumberField,
    choices_of,
    moment_of,
)
from portal.core.words import N_
from portal.field.forms import FieldForm
from portal.field.rules import CLOCK_SLACK, moment_after
from portal.intake.forms.entry import choices, phone_number, possible_age
from portal.squads import rules

CHOOSE = N_("– choose –")
LINES = {"rows": "3"}


def officers(rows: Iterable[Any], language: str) -> list[SelectChoice]:
    """Officers as choices."""
    return [SelectChoice("", gettext(CHOOSE))] + [
        SelectChoice(str(row.id), row.name_en if language == "en" else row.name_hi) for row in rows]


class SquadForm(Form):
    """A new squad."""

    name = StringField(_l("Name of the squad"), [Needed(), AtMost(80)])


class MemberForm(Form):
    """An officer for a squad."""

    officer = SelectField(_l("Officer"), validators=[Needed()])
    is_leader = BooleanField(_l("Leads the squad"))
    from_on = DayField(_l("From"), [Needed()], default=clock.today)


class EndMemberForm(Form):
    """The last day of a member."""

    member = SelectField(_l("Officer"), validators=[Needed()])
    to_on = DayField(_l("Last day"), [Needed()], default=clock.today)


class SpotForm(Form):
    """A sensitive spot."""

    name = StringField(_l("Place"), [Needed(), AtMost(160)])
    kind = SelectField(_l("Kind of place"), choices=choices(rules.SPOT_KINDS, CHOOSE), validators=[Needed()])
    source = SelectField(_l("Source of the information"), choices=choices(rules.SOURCES, CHOOSE), validators=[Needed()])
    source_note = StringField(_l("What was told, without names"), [AtMost(300)])
    morning = RadioField(_l("Morning, until 11"), choices=choices_of(rules.RISKS), default="low")
    noon = RadioField(_l("Noon, 11 to 16"), choices=choices_of(rules.RISKS), default="low")
    evening = RadioField(_l("Evening, 16 to 20"), choices=choices_of(rules.RISKS), default="low")
    night = RadioField(_l("Night, from 20"), choices=choices_of(rules.RISKS), default="low")

    def facts(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self[name].data for name in ("name", "kind", "source", "source_note", *rules.TIMES)}


class PlanForm(Form):
    """A line of the weekly plan."""

    day = DayField(_l("Day"), [Needed()], default=clock.today)
    from_time = ClockField(_l("From what time"), [Needed()])
    spot = SelectField(_l("Place"), validators=[Needed()])


    def validate_day(self, field: Any) -> None:
        """Nothing is planned after it was done."""
        if field.data is not None and field.data < clock.today():
            raise ValidationError(gettext(rules.SAY_PLAN_LATE))


class DropPlanForm(Form):
    """A line of the plan that falls away."""

    line = SelectField(_l("Planned place"), validators=[Needed()])


class BriefForm(FieldForm):
    """The briefing before going out."""

    day = DayField(_l("Day of the outing"), [Needed(), NotInFuture()], default=clock.today)
    at = ClockField(_l("Time of the briefing"), [Needed()])
    officer = SelectField(_l("Briefed by (sub-inspector or above)"), validators=[Needed()])
    briefing = TextAreaField(_l("What was said"), [Needed(), AtMost(1000)], render_kw=LINES,
                             description=_l("Places, conduct, what to look for."))

    def moment(self) -> datetime:
        """The time of the briefing."""
        return moment_of(self.day.data, self.at.data)


class TimeForm(FieldForm):
    """Going out: only the time."""

    at = ClockField(_l("Time"), [Needed()])


class CloseForm(TimeForm):
    """Back again."""

    note = TextAreaField(_l("Remark"), [AtMost(1000)], render_kw=LINES)


class FootForm(FieldForm):
    """A stretch of foot patrol: counts only."""

    place = StringField(_l("Where the squad walked"), [Needed(), AtMost(160)])
    came_at = ClockField(_l("Time in"), [Needed()])
    left_at = ClockField(_l("Time out"), [Needed()])
    checked = WholeNumberField(_l("Persons checked (number only)"), [Needed()])
    warned = WholeNumberField(_l("Of these warned (number only)"), [Needed()])

    def validate_checked(self, field: Any) -> None:
        """A number that can be."""
        if field.data is not None and field.data > rules.MOST:
            raise ValidationError(gettext(rules.SAY_MOST, most=rules.MOST))

    def validate_warned(self, field: Any) -> None:
        """Not more than were checked."""
        if None not in (field.data, self.checked.data) and field.data > self.checked.data:
            raise ValidationError(gettext(rules.SAY_WARNED))

    def facts(self, started_at: datetime) -> dict[str, Any]:
        """What was typed, by column; times after the squad went out (*started_at*, UTC)."""
        came = moment_after(clock.to_ist(started_at), self.came_at.data)
        left = moment_after(came + CLOCK_SLACK, self.left_at.data)
        return {"is_foot": True, "spot_id": None, "place": self.place.data, "came_at": came, "left_at": left,
                "checked": self.checked.data, "warned": self.warned.data, "vehicles": 0, "reason": ""}


class StopForm(FootForm):
    """A stop at a spot."""

    FIRST = "spot"
    spot = SelectField(_l("Place"), validators=[Needed()])
    place = None
    vehicles = WholeNumberField(_l("Vehicles checked"), default=0)
    reason = StringField(_l("Why, if it is outside the plan"), [AtMost(300)])

    def validate_vehicles(self, field: Any) -> None:
        """A number that can be."""
        if field.data is not None and field.data > rules.MOST:
            raise ValidationError(gettext(rules.SAY_MOST, most=rules.MOST))

    def facts(self, started_at: datetime) -> dict[str, Any]:
        """What was typed, by column."""
        came = moment_after(clock.to_ist(started_at), self.came_at.data)
        left = moment_after(came + CLOCK_SLACK, self.left_at.data)
        return {"is_foot": False, "spot_id": uuid.UUID(self.spot.data), "place": "", "came_at": came, "left_at": left,
                "checked": self.checked.data, "warned": self.warned.data, "vehicles": self.vehicles.data or 0,
                "reason": self.reason.data or ""}


class PersonForm(FieldForm):
    """Somebody warned, given a red card or proceeded against."""

    outcome = RadioField(_l("What was done"), choices=choices_of(rules.OUTCOMES), validators=[Needed()])
    act = SelectField(_l("What he did"), choices=choices(rules.ACTS, CHOOSE), validators=[Needed()])
    account = TextAreaField(_l("In words, without names"), [Needed(), AtMost(500)], render_kw=LINES)
    place = StringField(_l("Place"), [Needed(), AtMost(160)])
    at = ClockField(_l("Time"), [Needed()])
    name = StringField(_l("Name"), [Needed(), AtMost(120)])
    relative_name = StringField(_l("Father's or husband's name"), [AtMost(120)])
    age = WholeNumberField(_l("Age"), [possible_age])
    address = StringField(_l("Address"), [AtMost(300)])
    phone = StringField(_l("Phone"), [phone_number])
    guardian = RadioField(_l("Guardian"), choices=choices_of(rules.GUARDIAN), validators=[Needed()])
    officer = SelectField(_l("Officer who acted"), validators=[Needed()])
    fir_no = StringField(_l("FIR number, if registered"), [AtMost(40)])
    preventive_section = SelectField(_l("Preventive action"), choices=choices(rules.PREVENTIVE, N_("– none –")), default="")
    is_arrested = BooleanField(_l("Arrested"))

    def who(self) -> dict[str, Any]:
        """What goes into the vault."""
        return {name: self[name].data for name in ("name", "relative_name", "age", "address", "phone")}

    def validate_fir_no(self, field: Any) -> None:
        """Proceeded against says by what."""
        if self.outcome.data == "proceeded" and not field.data and not self.preventive_section.data:
            raise ValidationError(gettext(rules.SAY_FIR))

    def facts(self, started_at: datetime) -> dict[str, Any]:
        """What was typed, by column."""
        plain = ("outcome", "act", "account", "place", "guardian", "fir_no", "preventive_section", "is_arrested")
        return {name: self[name].data for name in plain} | {
            "happened_at": moment_after(clock.to_ist(started_at), self.at.data), "officer_id": uuid.UUID(self.officer.data)}


class LinkForm(Form):
    """What followed for somebody named."""

    guardian = RadioField(_l("Guardian"), choices=choices_of(rules.GUARDIAN), validators=[Needed()])
    fir_no = StringField(_l("FIR number, if registered"), [AtMost(40)])
    is_arrested = BooleanField(_l("Arrested"))
    preventive_section = SelectField(_l("Preventive action"), choices=choices(rules.PREVENTIVE, N_("– none –")), default="")
    preventive_no = StringField(_l("Its number in the register of preventive action"), [AtMost(12)],
                                description=_l("Number and year, like 7/2026."))

    def validate_preventive_no(self, field: Any) -> None:
        """Number and year."""
        parts = (field.data or "").split("/")
        if field.data and not (len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts)):
            raise ValidationError(_l("Number and year, like 7/2026."))


class ConductPart:
    """The questions about conduct, on their own page and on the sheet."""

    has_woman_officer = RadioField(_l("A woman officer was present all the time"), [Needed()], choices=choices_of(rules.YES_NO))
    dress = RadioField(_l("Dress of the squad"), [Needed()], choices=choices_of(rules.DRESS))
    camera_ref = StringField(_l("Number of the body camera's recording"), [AtMost(80)])
    no_camera_reason = StringField(_l("Why there is no recording"), [AtMost(300)])
    asked_no_couple = RadioField(_l("No couple was asked for identity, stopped or questioned"), [Needed()],
                                 choices=choices_of(rules.YES_NO))
    humiliated_nobody = RadioField(_l("Nobody was humiliated, searched or punished on the spot"), [Needed()],
                                   choices=choices_of(rules.YES_NO))
    chose_by_act = RadioField(_l("Nobody was chosen by group, caste or religion, only by what was done"), [Needed()],
                              choices=choices_of(rules.YES_NO))
    explanation = TextAreaField(_l("What happened, if an answer is no"), [AtMost(1000)], render_kw=LINES)

    def validate_camera_ref(self, field: Any) -> None:
        """The recording or why none."""
        if not field.data and not self.no_camera_reason.data:
            raise ValidationError(gettext(rules.SAY_CAMERA))

    def validate_explanation(self, field: Any) -> None:
        """A no is explained."""
        if "no" in [self[name].data for name in rules.CONDUCT] and not field.data:
            raise ValidationError(gettext(rules.SAY_EXPLAIN))

    def conduct(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self[name].data == "yes" for name in rules.CONDUCT} | {
            name: self[name].data or "" for name in ("dress", "camera_ref", "no_camera_reason", "explanation")}


class ConductForm(ConductPart, FieldForm):
    """How the squad behaved."""

    def facts(self) -> dict[str, Any]:
        """What was typed, by column."""
        return self.conduct()


class NoteForm(Form):
    """A decision or answer in words."""

    note = TextAreaField(_l("What was found and done"), [Needed(), AtMost(500)], render_kw=LINES)


class ComplaintForm(FieldForm):
    """A complaint about the conduct of a squad."""

    kendra = SelectField(_l("Kendra of the squad"), validators=[Needed()])
    happened_on = DayField(_l("Day it happened"), [Needed(), NotInFuture()])
    place = StringField(_l("Place"), [Needed(), AtMost(160)])
    account = TextAreaField(_l("What happened"), [Needed(), AtMost(2000)], render_kw={"rows": "5"})
    name = StringField(_l("Name of who complains, if told"), [AtMost(120)])
    phone = StringField(_l("Phone"), [phone_number])

    def facts(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self[name].data for name in ("happened_on", "place", "account")}


class WeekFilter(FilterForm):
    """A day of the week that is looked at."""

    on = DayField(_l("A day of the week"))


class EndSpotForm(Form):
    """The last day of a sensitive spot."""

    to_on = DayField(_l("Last day"), [Needed(), NotInFuture()], default=clock.today)
    reason = StringField(_l("Why it is no sensitive spot any more"), [Needed(), AtMost(300)])


class ResumeForm(Form):
    """Nothing to type: the button says it."""


class SpotFilter(FilterForm):
    """Spots of today or those that ended."""

    kind = SelectField(_l("What"), choices=choices_of(rules.SPOT_LISTS), default="now")


class OversightFilter(FilterForm):
    """Which list."""

    kind = SelectField(_l("What"), choices=choices_of(rules.OVERSIGHT), default="repeat")


class ComplaintFilter(FilterForm):
    """Which complaints."""

    state = SelectField(_l("State"), choices=choices_of(rules.ANSWERS), default="open")


class ReturnFilter(FilterForm):
    """Which day."""

    on = DayField(_l("Day"), [NotInFuture()])
