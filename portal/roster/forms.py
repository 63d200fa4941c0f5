"""The forms of the roster: one cell, publishing, a draft, norms, needs, hours, holidays and wishes."""

import uuid
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.access.actor import Actor
from portal.core import clock
from portal.core.forms import (
    AtMost,
    ClockField,
    DayField,
    Form,
    Needed,
    VersionedForm,
    WholeNumberField,
    choices_of,
)
from portal.core.words import N_
from portal.roster.actions import months as actions
from portal.roster.models import RosterMonth
from portal.roster.queries.calendar import Place
from portal.roster.rules.changes import OFF
from portal.roster.rules.checks import Fault
from portal.roster.rules.marks import CHOICES
from portal.roster.rules.norms import MOST_OFFICERS, NORM_WORDS, RANK_WORDS, WEEKDAYS, lasting
from portal.roster.rules.plan import DUTIES, Plan, Rule

WISHES = {"": N_("a free day")} | {code: duty.title for code, duty in DUTIES.items() if duty.is_desk}


class CellForm(VersionedForm):
    """What one officer does on one day."""

    duty = RadioField(_l("Duty"), choices=choices_of(CHOICES))
    is_fixed = BooleanField(_l("Fixed by hand"), description=_l("A draft does not move it."))

    @classmethod
    def of(cls, place: Place, plan: Plan, officer: str, day: date) -> "CellForm":
        """The form as the cell stands now."""
        cell = next((one for one in plan.cells if (one.officer, one.day) == (officer, day)), None)
        stands = cell.duty if cell else OFF if (officer, day) in plan.off else ""
        return cls(data={"version": place.version, "duty": stands, "is_fixed": cell is None or cell.is_fixed})

    def apply(self, actor: Actor, month: RosterMonth, officer_id: uuid.UUID, day: date) -> list[Fault]:
        """Enters what was chosen; what the change makes worse."""
        if not self.duty.data:
            return actions.clear_cell(actor, month, officer_id, day)
        return actions.set_cell(actor, month, officer_id, day, self.duty.data, is_fixed=self.is_fixed.data)


class PublishForm(VersionedForm):
    """Publishing a month, with a reason where posts stay empty."""

    reason = TextAreaField(_l("Reason"), validators=[AtMost(500)], render_kw={"rows": "2"},
                           description=_l("Needed when posts stay empty."))


class NormForm(Form):
    """How one rule counts from a day on."""

    from_on = DayField(_l("From day"), validators=[Needed()],
                       description=_l("Counts from the first month that begins on this day or after it."))
    weighing = RadioField(_l("How it counts"), choices=choices_of(
        {"hard": N_("hard: never broken"), "soft": N_("soft: weighed against others")}), validators=[Needed()])
    weight = WholeNumberField(_l("Weight"), description=_l("0 to 100; counts only for a soft rule."))
    limit = WholeNumberField(_l("Limit"))

    @classmethod
    def of(cls, rule: str, stands: Rule) -> "NormForm":
        """The form as the rule counts now; without a limit where the rule has none, without a choice where it is soft only."""
        form = cls(data={"weighing": "hard" if stands.is_hard else "soft", "weight": stands.weight, "limit": stands.limit,
                         "from_on": clock.today().replace(day=1)})
        words = NORM_WORDS[rule]
        form.limit.description = gettext(words.counted) if words.counted else ""
        if not words.counted:
            del form.limit
        if not words.may_be_hard:
            del form.weighing
        return form

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {"from_on": self.from_on.data, "is_hard": "weighing" in self and self.weighing.data == "hard",
                "weight": self.weight.data or 0, "limit": (self.limit.data or 0) if "limit" in self else 0}


class NeedForm(Form):
    """What a duty needs from a day on."""

    from_on = DayField(_l("From day"), validators=[Needed()])
    duty = SelectField(_l("Duty"), validators=[Needed()],
                       choices=choices_of({"": N_("– choose –")} | {code: duty.title for code, duty in DUTIES.items()}))
    weekday = SelectField(_l("Day of the week"), choices=choices_of(WEEKDAYS))
    least = WholeNumberField(_l("Officers"), validators=[Needed()], description=_l("0 when nobody is needed any more."))
    women = WholeNumberField(_l("Women among them"))
    rank = SelectField(_l("Rank"), choices=choices_of({"": N_("any rank")} | RANK_WORDS))
    of_rank = WholeNumberField(_l("Officers of this rank or above"))

    def validate_least(self, field: Any) -> None:
        """No slip of a digit."""
        if field.data and field.data > MOST_OFFICERS:
            raise ValidationError(gettext("Write at most %(count)s officers.", count=MOST_OFFICERS))

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {"from_on": self.from_on.data, "duty": self.duty.data, "least": self.least.data, "women": self.women.data or 0,
                "weekday": int(self.weekday.data) if self.weekday.data else None, "rank": self.rank.data or "",
                "of_rank": self.of_rank.data or 0}


class ShiftForm(Form):
    """The hours of a duty from a day on."""

    from_on = DayField(_l("From day"), validators=[Needed()],
                       description=_l("Counts from the first month that begins on this day or after it."))
    duty = SelectField(_l("Duty"), validators=[Needed()],
                       choices=choices_of({"": N_("– choose –")} | {code: duty.title for code, duty in DUTIES.items()}))
    begins = ClockField(_l("Begins at"), validators=[Needed()], description=_l("hours and minutes, like 06:00"))
    ends = ClockField(_l("Ends at"), validators=[Needed()],
                      description=_l("A time that is not later than the beginning lies on the next day."))

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        begins, ends = (field.data.hour * 60 + field.data.minute for field in (self.begins, self.ends))
        return {"from_on": self.from_on.data, "duty": self.duty.data, "begins": begins, "lasts": lasting(begins, ends)}


class HolidayForm(Form):
    """A festival or public holiday."""

    day = DayField(_l("Day"), validators=[Needed()])
    title = StringField(_l("Name of the holiday"), validators=[Needed(), AtMost(80)])


class WishForm(Form):
    """What an officer wishes for a day."""

    day = DayField(_l("Day"), validators=[Needed()])
    duty = SelectField(_l("Wish"), choices=choices_of(WISHES))
