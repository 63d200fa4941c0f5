"""The forms of leave and of diversions."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.accounts.rules.officer import personnel_number
from portal.core.calendar import month_of
from portal.core.forms import (
    SAY_MONTH,
    AtMost,
    ClockField,
    DayField,
    FilterForm,
    Form,
    MonthFilter,
    Needed,
    NotInFuture,
    VersionedForm,
    choices_of,
    moment_of,
)
from portal.core.words import N_
from portal.leave import rules
from portal.leave.models import Leave

ANSWERS = {"grant": N_("Grant"), "refuse": N_("Refuse")}


def _officers(staff: Iterable[Any], language: str) -> list[SelectChoice]:
    once = {one.id: f"{one.name_en if language == 'en' else one.name_hi} ({one.personnel_no})" for one in staff}
    return [SelectChoice("", gettext("– choose –")), *(SelectChoice(str(key), label) for key, label in once.items())]


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

    @classmethod
    def of(cls, leave: Leave) -> "DecideForm":
        """The form with the days that were asked for; the reason is the decider's own."""
        return cls(data={"version": leave.version, "from_on": leave.from_on, "to_on": leave.to_on})


class RecallForm(VersionedForm):
    """Cut short from a day, or withdrawn; what is not possible any more is not offered."""

    answer = RadioField(_l("What happens"), validators=[Needed()])
    last = DayField(_l("New last day of the leave"))
    reason = TextAreaField(_l("Reason"), validators=[Needed(), AtMost(500)], render_kw={"rows": "2"})

    @classmethod
    def of(cls, leave: Leave, open_answers: tuple[str, ...]) -> "RecallForm":
        """The form for a leave with what is possible; the only possible answer is chosen."""
        form = cls(data={"version": leave.version, "answer": open_answers[0] if len(open_answers) == 1 else None})
        form.answer.choices = choices_of({key: rules.RECALLS[key] for key in open_answers})
        return form

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


class KendraMonthFilter(MonthFilter):
    """Which month of a kendra."""

    unit = StringField(_l("Kendra"))


class LeaveFilter(FilterForm):
    """Which view, month and officer of the list."""

    view = SelectField(_l("Show"), choices=choices_of(rules.VIEWS), default="waiting")
    month = StringField(_l("Month"), description=_l("month-year, like 11-2026"))
    officer = StringField(_l("Personnel number (PNO)"))

    def validate_month(self, field: Any) -> None:
        """A month, or nothing."""
        try:
            self.asked = rules.month_days(month_of(field.data)) if field.data else None
        except ValueError:
            raise ValidationError(gettext(SAY_MONTH)) from None

    @property
    def number(self) -> str:
        """The personnel number as it is kept; "" where none was typed."""
        return personnel_number(self.officer.data or "") or self.officer.data or ""
