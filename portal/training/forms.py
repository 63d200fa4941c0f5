"""The forms of training."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core import clock
from portal.core.forms import AtMost, DayField, FilterForm, Form, MonthFilter, Needed, VersionedForm, WholeNumberField, choices_of
from portal.core.words import N_
from portal.training.models import TrainingSession
from portal.training.rules import sessions as rules
from portal.training.rules.marks import ATTENDANCE, RESULTS, Mark, fault_of
from portal.training.rules.validity import LONGEST_MONTHS, LONGEST_WITHIN, WITHIN_DAYS
from portal.units.rules import NAME_HI_SHAPE, SAY_NAME_HI

SAY_MONTHS = N_("Write 1 to %(most)s months.")
SAY_PLACES = N_("Write 1 to %(most)s seats.")
OPEN = {"": N_("– open –")}


class _Ticks(SelectMultipleField):
    """Several officers, as check boxes."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


class ProgrammeForm(VersionedForm):
    """What can be taught and how long it holds."""

    title_hi = StringField(_l("Title in Hindi"), validators=[Needed(), AtMost(120)])
    title_en = StringField(_l("Title in English"), validators=[Needed(), AtMost(120)])
    months = WholeNumberField(_l("Holds for so many months"), validators=[Needed()],
                              description=_l("Counted by the calendar. What was passed before keeps its end."))
    is_for_desk = BooleanField(_l("Desk duty asks for it"))
    is_active = BooleanField(_l("Is taught"), default=True)

    def validate_title_hi(self, field: Any) -> None:
        """In Devanagari, for the certificate."""
        if field.data and not NAME_HI_SHAPE.match(field.data):
            raise ValidationError(gettext(SAY_NAME_HI))

    def validate_months(self, field: Any) -> None:
        """A time that the rule can count."""
        if field.data is not None and not 1 <= field.data <= LONGEST_MONTHS:
            raise ValidationError(gettext(SAY_MONTHS, most=LONGEST_MONTHS))


class SessionPart:
    """Days, place, trainer and places of a session."""

    from_on = DayField(_l("First day"), validators=[Needed()])
    to_on = DayField(_l("Last day"), validators=[Needed()])
    place = StringField(_l("Place of training"), validators=[Needed(), AtMost(160)])
    trainer = StringField(_l("Trainers"), validators=[AtMost(300)],
                          description=_l("Name and office, e.g. psychologist of the District Women's Hospital."))
    capacity = WholeNumberField(_l("Seats"), validators=[Needed()])

    def validate_to_on(self, field: Any) -> None:
        """Not before the first day, and a session, not a year."""
        if field.data and self.from_on.data:
            if field.data < self.from_on.data:
                raise ValidationError(gettext(rules.SAY_ENDS_BEFORE))
            if (field.data - self.from_on.data).days >= rules.MOST_DAYS:
                raise ValidationError(gettext(rules.SAY_TOO_LONG, days=rules.MOST_DAYS))

    def validate_capacity(self, field: Any) -> None:
        """At least one place."""
        if field.data is not None and not 1 <= field.data <= rules.MOST_PLACES:
            raise ValidationError(gettext(SAY_PLACES, most=rules.MOST_PLACES))

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {name: self[name].data for name in ("from_on", "to_on", "place", "trainer", "capacity")}


class PlanForm(SessionPart, Form):
    """A new session."""

    programme = SelectField(_l("Training programme"), validators=[Needed()])
    unit = SelectField(_l("Held by"), validators=[Needed()])

    @classmethod
    def of(cls, programmes: Iterable[Any], units: Iterable[tuple[uuid.UUID, str]], language: str) -> "PlanForm":
        """The form with these programmes and units (id, name) to choose from."""
        form = cls()
        form.programme.choices = [SelectChoice("", gettext("– choose –"))] + [
            SelectChoice(str(one.id), one.title_en if language == "en" else one.title_hi) for one in programmes]
        form.unit.choices = [SelectChoice(str(unit_id), name) for unit_id, name in units]
        return form


class ChangeSessionForm(SessionPart, VersionedForm):
    """Other days, place, trainer or places; the programme stays."""


class ReasonForm(Form):
    """Why a session is cancelled or a nomination taken back."""

    reason = TextAreaField(_l("Reason"), validators=[Needed(), AtMost(300)], render_kw={"rows": "2"})


class NominateForm(Form):
    """Which officers of one kendra are sent."""

    officers = _Ticks(_l("Officers"), validators=[Needed(_l("Choose at least one officer."))])


class MarkFields:
    """Attendance, result and note of one officer."""

    attendance = SelectField(_l("Attendance"), choices=choices_of(OPEN | ATTENDANCE))
    result = SelectField(_l("Result"), choices=choices_of(OPEN | RESULTS))
    note = StringField(_l("Remark"), validators=[AtMost(500)])

    def mark(self) -> Mark:
        """What was chosen, as the rules take it."""
        return Mark(self.attendance.data or "", self.result.data or "", self.note.data or "")

    def check(self, session: TrainingSession, day: date) -> bool:
        """Whether the rules allow it; the sentence stands beside the field otherwise."""
        fault = fault_of(self.mark(), session.from_on, session.to_on, day)
        if fault:
            self[fault[0]].errors = [*self[fault[0]].errors, gettext(fault[1])]
        return fault is None


class MarkForm(MarkFields, FlaskForm):
    """One line of the attendance and result list."""

    nomination = HiddenField()

    class Meta(Form.Meta):
        """A part of a form has no token of its own."""

        csrf = False


class MarksForm(Form):
    """Attendance and results of a whole session."""

    marks = FieldList(FormField(MarkForm), max_entries=rules.MOST_PLACES)

    @classmethod
    def of(cls, nominees: Iterable[Any]) -> "MarksForm":
        """The form with a line for each nominee, as it stands; a form that was sent holds its own lines."""
        form = cls()
        if not form.is_submitted():
            for one in nominees:
                form.marks.append_entry({"nomination": str(one.id), "attendance": one.attendance, "result": one.result,
                                         "note": one.note})
        return form

    def is_right(self, session: TrainingSession) -> bool:
        """Whether the form was sent and every line may be entered."""
        if not self.validate_on_submit():
            return False
        checked = [entry.form.check(session, clock.today()) for entry in self.marks.entries]  # so that every line says its fault
        return all(checked)

    def told(self) -> dict[str, Mark]:
        """The lines that say something, by nomination."""
        return {entry.form.nomination.data: entry.form.mark() for entry in self.marks.entries if entry.form.mark() != Mark()}


class CorrectForm(MarkFields, Form):
    """Another attendance or result, with the reason."""

    attendance = SelectField(_l("Attendance"), choices=choices_of(ATTENDANCE), validators=[Needed()])
    reason = TextAreaField(_l("Why it is corrected"), validators=[Needed(), AtMost(300)], render_kw={"rows": "2"})


class CalendarFilter(MonthFilter):
    """Which month, and one programme of it."""

    programme = SelectField(_l("Training programme"), default="")

    @classmethod
    def of(cls, programmes: Iterable[Any], language: str) -> "CalendarFilter":
        """The filter with these programmes to choose from."""
        form = cls()
        form.programme.choices = [SelectChoice("", gettext("– all –"))] + [
            SelectChoice(str(one.id), one.title_en if language == "en" else one.title_hi) for one in programmes]
        return form


class StandingFilter(FilterForm):
    """Which kendra, and how many days ahead."""

    unit = StringField(_l("Kendra"))
    within = WholeNumberField(_l("Days ahead"))

    def validate_within(self, field: Any) -> None:
        """A year at most; nothing becomes what is in force, and the field says so."""
        if field.data is None:
            field.data, field.raw_data = WITHIN_DAYS, [text for text in field.raw_data or () if text]
        if field.data > LONGEST_WITHIN:
            raise ValidationError(gettext("Write at most %(most)s days.", most=LONGEST_WITHIN))
