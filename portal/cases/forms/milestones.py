"""The forms of what happened: one for each kind of event, made from what that kind asks; closing; the fortnightly report."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.cases.actions.milestones import Happened
from portal.cases.models import Accused, Case
from portal.cases.rules import dates, happenings
from portal.cases.rules.cctns import SAY_SHAPE, read_pointer
from portal.cases.rules.happenings import Detail
from portal.cases.rules.older import say_under
from portal.core import clock
from portal.core.forms import AtMost, ClockField, DayField, Form, Needed, WholeNumberField, choices_of, moment_of
from portal.intake.forms.danger import TicksField
from portal.intake.forms.entry import choices

PREFIX = "detail_"


class HappenedForm(Form):
    """Something that happened at a moment, with the paper that proves it."""

    happened_on = DayField(_l("Day it happened"), [Needed()], default=clock.today)
    happened_hour = ClockField(_l("Time"), [Needed()])
    evidence = StringField(_l(happenings.EVIDENCE), [AtMost(200)])
    late_reason = StringField(_l("Why it is written late"), [AtMost(300)],
                              description=_l("Only when more than a day lies between the event and this entry."))

    def happened_at(self) -> datetime | None:
        """The moment in UTC, None while a part is missing."""
        return moment_of(self.happened_on.data, self.happened_hour.data) if self.happened_hour.data else None

    def validate_happened_hour(self, field: ClockField) -> None:
        """Not after now."""
        moment = self.happened_at()
        if moment and dates.is_future(moment, clock.now()):
            raise ValidationError(gettext(dates.FUTURE))

    def validate_late_reason(self, field: StringField) -> None:
        """A late entry says why; it is never refused for being late."""
        moment = self.happened_at()
        if moment and dates.is_late(moment, clock.now()) and not field.data:
            raise ValidationError(gettext(dates.SAY_LATE))


class MilestoneForm(HappenedForm):
    """One event of a case; the details of its kind are added by `milestone_form`."""

    kind = ""
    accused_id = SelectField(_l("Which accused"), choices=[], validate_choice=False)
    note = TextAreaField(_l("More, if needed"), [AtMost(1000)], render_kw={"rows": "2"},
                         description=_l("No name, address or telephone of hers: write “the victim”."))
    because = StringField(_l("Yes, record it so, because"), [AtMost(300)])
    warnings: tuple[str, ...] = ()

    def offer(self, accused: Sequence[Accused], hint: str) -> None:
        """Which accused there are, and what the law pack names as proof; fields that this kind does not ask are taken out."""
        if self.kind in happenings.OF_ACCUSED and accused:
            self.accused_id.choices = [SelectChoice("", _l("– choose –"))] * (len(accused) > 1) + [
                SelectChoice(str(one.id), f"A{one.place_in_list}") for one in accused]
        else:
            del self.accused_id
        self.evidence.label.text = gettext(happenings.EVIDENCE_WORDS.get(self.kind, happenings.EVIDENCE))
        self.evidence.description = hint

    def validate_evidence(self, field: StringField) -> None:
        """A clock is closed by its paper only (LAW-3); an FIR number has its shape."""
        if self.kind in happenings.PROVED and not (field.data or "").strip():
            raise ValidationError(gettext(happenings.NEED_EVIDENCE))
        if self.kind == happenings.FIR_OF_MISSING:
            try:
                read_pointer(field.data or "")
            except ValueError:
                raise ValidationError(gettext(SAY_SHAPE)) from None

    def validate_accused_id(self, field: SelectField) -> None:
        """One of the case's own."""
        if field.choices and field.data not in {one.value for one in field.choices if one.value}:
            raise ValidationError(_l("Choose the accused."))

    def what(self) -> Happened:
        """What was said, as the action takes it."""
        told = {}
        for detail in happenings.DETAILS.get(self.kind, ()):
            value = self[PREFIX + detail.key].data
            told[detail.key] = value.isoformat() if detail.shape == "day" and value else value
        accused = self.accused_id.data if "accused_id" in self else None
        return Happened(self.kind, self.happened_at(), self.evidence.data or "",
                        {name: str(value) for name, value in told.items() if value not in (None, "")}, self.note.data or "",
                        self.late_reason.data or "", self.because.data or "", uuid.UUID(accused) if accused else None)


def milestone_form(kind: str, procedure: str) -> type[MilestoneForm]:
    """The form of one kind of event, in a case under *procedure*, with a field for each of its details."""
    fields = {PREFIX + detail.key: _field(replace(detail, label=say_under(procedure, detail.label)))
              for detail in happenings.DETAILS.get(kind, ())}
    return type("KindForm", (MilestoneForm,), {"kind": kind, **fields})


def _field(detail: Detail) -> Any:
    needed: list[Any] = [Needed()] if detail.is_needed else []
    if detail.shape == "choice":
        return RadioField(_l(detail.label), needed, choices=choices_of(dict(detail.words)))
    if detail.shape == "day":
        return DayField(_l(detail.label), needed)
    if detail.shape == "number":
        return WholeNumberField(_l(detail.label), needed)
    return StringField(_l(detail.label), [*needed, AtMost(200)])


class CloseForm(Form):
    """How the case ends."""

    outcome = RadioField(_l("How it ends"), [Needed()], choices=[])
    because = StringField(_l("Yes, close it so, because"), [AtMost(300)])
    warnings: tuple[str, ...] = ()

    def offer(self, outcomes: dict[str, str]) -> None:
        """The endings that a case of this kind knows."""
        self.outcome.choices = choices(outcomes)


class FortnightForm(HappenedForm):
    """The fortnightly report of NCRs: which, and the memo with the court's receipt."""

    cases = TicksField(_l("NCRs in this report"), [Needed(_l("Tick at least one NCR."))], choices=[])

    def offer(self, cases: Sequence[Case], labels: dict[uuid.UUID, str]) -> None:
        """The NCRs whose report is due, all ticked at first."""
        self.cases.choices = [SelectChoice(str(one.id), labels[one.id]) for one in cases]
        if not self.is_submitted():
            self.cases.data = [str(one.id) for one in cases]

    def chosen_cases(self) -> list[uuid.UUID]:
        """The ids that were ticked; all are on the list."""
        return [uuid.UUID(one) for one in self.cases.data]

    def validate_evidence(self, field: StringField) -> None:
        """Memo and receipt prove the report."""
        if not (field.data or "").strip():
            raise ValidationError(gettext(happenings.NEED_EVIDENCE))
