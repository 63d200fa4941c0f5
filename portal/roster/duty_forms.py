"""The forms of attendance, swaps and totals, and the filters of their pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.forms import (
    AtMost,
    ClockField,
    DayField,
    DayInForceField,
    FilterForm,
    Form,
    Needed,
    VersionedForm,
    WholeNumberField,
    choices_of,
)
from portal.core.words import N_
from portal.leave.forms import KendraMonthFilter
from portal.roster.models import RosterMark
from portal.roster.rules import attendance as rules
from portal.roster.rules.attendance import Mark
from portal.roster.rules.plan import Duty

MOST_LINES = 200
SPANS = {"1": N_("This month"), "3": N_("Three months"), "6": N_("Six months"), "12": N_("Twelve months")}
ANSWERS = {"agree": N_("I take the duty"), "refuse": N_("I cannot take it")}
DECISIONS = {"approve": N_("Approve and publish"), "reject": N_("Do not approve")}


class MarkForm(FlaskForm):
    """One line of the attendance of a day; *post* is officer and duty."""

    post = HiddenField()
    state = SelectField(_l("Attendance"), choices=choices_of({"": N_("– not marked –")} | rules.STATES), default="")
    came = ClockField(_l("Came at"))
    note = StringField(_l("Reason, or where to"), validators=[AtMost(200)])
    hours = WholeNumberField(_l("Hours of diversion"))

    class Meta(Form.Meta):
        """A part of a form has no token of its own."""

        csrf = False

    def mark(self) -> Mark:
        """What the line says."""
        return Mark(self.state.data, self.came.data, self.note.data or "", self.hours.data).plain()

    def key(self) -> tuple[str, str]:
        """Officer and duty of the line."""
        officer, _bar, duty = (self.post.data or "").partition("|")
        return officer, duty

    def check(self, day: date, duties: Mapping[str, Duty]) -> bool:
        """Whether the line may be written; its fault stands beside the field. A duty that is not on the roster of the day is
        refused when it is written."""
        duty = duties.get(self.key()[1])
        fault = rules.fault_of(self.mark(), day, duty) if self.state.data and duty else None
        if fault:
            self[fault[0]].errors = [*self[fault[0]].errors, gettext(fault[1])]
        return fault is None


class AttendanceForm(Form):
    """The attendance of a day."""

    lines = FieldList(FormField(MarkForm), max_entries=MOST_LINES)

    @classmethod
    def of(cls, posts: Iterable[tuple[str, str]], standing: Mapping[tuple[str, str], RosterMark],
           kept: Mapping[str, str] | None = None) -> "AttendanceForm":
        """The form with a line for each (officer, duty), as it is marked or as it was typed in *kept* and not sent; a form
        that was sent holds its own lines."""
        form = cls(formdata=kept) if kept else cls()
        if not form.is_submitted():
            lines = {entry.form.key() for entry in form.lines.entries}
            for post in posts:
                if post in lines:
                    continue
                mark = standing.get(post)
                form.lines.append_entry({"post": "|".join(post)} | ({} if mark is None else {
                    "state": mark.state, "note": mark.note, "hours": mark.hours,
                    "came": mark.came_at and clock.to_ist(mark.came_at).time()}))
        return form

    def is_right(self, day: date, duties: Mapping[str, Duty]) -> bool:
        """Whether the form was sent and every line may be written; *duties* with the hours of that day's roster."""
        if not self.validate_on_submit():
            return False
        checked = [entry.form.check(day, duties) for entry in self.lines.entries]  # so that every line says its fault
        return all(checked)

    def told(self) -> dict[tuple[str, str], Mark]:
        """The lines that are marked."""
        return {entry.form.key(): entry.form.mark() for entry in self.lines.entries if entry.form.state.data}


class SwapForm(Form):
    """Who is asked to take a duty, and what is taken in return."""

    other = SelectField(_l("Colleague"), validators=[Needed()])
    other_day = DayField(_l("Day of her duty that you take in return"),
                         description=_l("Leave this empty when you take none. A day of the same month."))
    reason = TextAreaField(_l("Reason"), validators=[Needed(), AtMost(300)], render_kw={"rows": "2"})

    @classmethod
    def of(cls, staff: Iterable[Any], language: str) -> "SwapForm":
        """The form with these officers to choose from."""
        form = cls()
        form.other.choices = [SelectChoice("", gettext("– choose –"))] + [
            SelectChoice(str(one.id), one.name_en if language == "en" else one.name_hi) for one in staff]
        return form


class AnswerForm(VersionedForm):
    """The colleague's answer."""

    answer = RadioField(_l("Your answer"), choices=choices_of(ANSWERS), validators=[Needed()])


class WithdrawForm(VersionedForm):
    """Nothing but the button of who asked."""


class DecideForm(VersionedForm):
    """The decision on a swap."""

    answer = RadioField(_l("Decision"), choices=choices_of(DECISIONS), validators=[Needed()])
    note = TextAreaField(_l("Reason"), validators=[AtMost(300)], render_kw={"rows": "2"},
                         description=_l("Needed when the swap is not approved."))

    def validate_note(self, field: Any) -> None:
        """Needed to reject."""
        if self.answer.data == "reject" and not (field.data or "").strip():
            raise ValidationError(gettext("Write the reason."))


class DayFilter(FilterForm):
    """A day of a kendra; today when none is asked for."""

    on = DayInForceField(_l("Day"))
    unit = StringField(_l("Kendra"))

    @property
    def day(self) -> date:
        """The day asked for."""
        return self.on.data or clock.today()


class TotalsFilter(KendraMonthFilter):
    """A month of a kendra, and over how many months back its totals go."""

    months = SelectField(_l("Over"), choices=choices_of(SPANS), default="1")
