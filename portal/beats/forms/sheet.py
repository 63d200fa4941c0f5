"""The form of a paper beat sheet: a whole day on one page, its visits and problems as rows, words by their codes."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FormField, SelectField, StringField, TextAreaField

from portal.beats.forms.days import LINES
from portal.beats.rules import patrol
from portal.beats.rules.words import OFFICIALS, OUTCOMES, SCHEMES, coded
from portal.core import clock
from portal.core.forms import NEEDED, AtMost, ClockField, DayField, Form, Needed, NotInFuture, WholeNumberField, moment_of
from portal.field.forms import FieldForm
from portal.field.rules import CLOCK_SLACK, moment_after, stay_fault
from portal.intake.rules.vocabularies import NATURES

VISIT_LINES, PROBLEM_LINES = 8, 4
CODES: dict[str, dict[int, str]] = {"officials": coded(OFFICIALS), "schemes": coded(SCHEMES), "nature": coded(NATURES),
                                    "outcome": coded(OUTCOMES)}


class CodesField(StringField):
    """Codes of a vocabulary with a space between them; *data* is a list of its words, in the order typed."""

    def __init__(self, label: Any, vocabulary: str, *, most: int = 20, **kwargs: Any):
        super().__init__(label, [AtMost(60)], **kwargs)
        self.codes, self.most = CODES[vocabulary], most

    def found(self) -> list[str] | None:
        """The words; None when a code is none."""
        parts = "".join(str(ord(one) - 0x966) if "०" <= one <= "९" else one for one in self.data or "").replace(",", " ").split()
        known = [self.codes.get(int(one)) if one.isascii() and one.isdigit() and len(one) < 4 else None for one in parts]
        return None if None in known or len(known) > self.most else list(dict.fromkeys(known))


class Line(FlaskForm):
    """What a visit and a problem share; a line with nothing in it counts for nothing."""

    code = WholeNumberField(_l("Code"))
    NEEDS: tuple[str, ...] = ()
    place_id: uuid.UUID | None = None

    class Meta(Form.Meta):
        """A part of a form has no token of its own."""

        csrf = False

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any((field.raw_data or [""])[0] for field in self)

    def fault(self, name: str, sentence: Any) -> None:
        """Puts a sentence beside a cell."""
        self[name].errors = [*self[name].errors, sentence]

    def check(self, codes: Mapping[int, Any], out_at: datetime | None) -> bool:
        """Whether the line may be written; its faults stand in its cells. *codes* as of queries.days.list_codes."""
        for name in self.NEEDS:
            if self[name].data in (None, "") and not self[name].errors:
                self.fault(name, NEEDED)
        for field in self:
            if isinstance(field, CodesField) and not field.errors and field.found() is None:
                self.fault(field.short_name, gettext(patrol.SAY_CODES, most=len(field.codes)))
        if self.code.data is not None:
            place = codes.get(self.code.data)
            self.place_id = place and place.id
            if place is None:
                self.fault("code", gettext(patrol.SAY_CODE))
        if not self.errors and out_at is not None:
            self.check_whole(out_at)
        return not self.errors

    def check_whole(self, out_at: datetime) -> None:
        """What the cells say together."""


class VisitLine(Line):
    """A visit."""

    came_at = ClockField(_l("Time in"))
    left_at = ClockField(_l("Time out"))
    women_met = WholeNumberField(_l("Women"))
    officials = CodesField(_l("Officials (codes)"), "officials")
    schemes = CodesField(_l("Schemes (codes)"), "schemes")
    information = StringField(_l("Information"), [AtMost(500)])
    next_on = DayField(_l("Next visit"))
    is_sitting = BooleanField(_l("Sitting"))
    NEEDS = ("code", "came_at", "left_at", "women_met")

    def check_whole(self, out_at: datetime) -> None:
        """Times that cannot be, numbers that are too big."""
        facts = self.facts(out_at)
        wrong = stay_fault(facts["came_at"], facts["left_at"], clock.now())
        if wrong:
            self.fault(wrong[0], gettext(wrong[1]))
        if facts["women_met"] > patrol.MOST:
            self.fault("women_met", gettext(patrol.SAY_MOST, most=patrol.MOST))

    def facts(self, out_at: datetime) -> dict[str, Any]:
        """The line as columns of a visit; times after she went out (*out_at*, UTC)."""
        came = moment_after(clock.to_ist(out_at), self.came_at.data)
        left = moment_after(came + CLOCK_SLACK, self.left_at.data)
        return {"place_id": self.place_id, "came_at": came, "left_at": left, "is_sitting": self.is_sitting.data,
                "women_met": self.women_met.data, "officials": self.officials.found(), "schemes": self.schemes.found(),
                "information": self.information.data or "", "next_on": self.next_on.data,
                "latitude": None, "longitude": None, "accuracy": None}


class ProblemLine(Line):
    """A problem."""

    at = ClockField(_l("Told at"))
    nature = CodesField(_l("Nature (code)"), "nature", most=1)
    outcome = CodesField(_l("What became of it (code)"), "outcome", most=1)
    is_in_danger = BooleanField(_l("In danger"))
    account = StringField(_l("What was told and done, without names"), [AtMost(1000)])
    NEEDS = ("code", "at", "nature", "outcome", "account")

    def check_whole(self, out_at: datetime) -> None:
        """What may not become of it."""
        facts = self.facts(out_at)
        wrong = patrol.problem_fault(facts["nature"], facts["outcome"], facts["account"], is_in_danger=facts["is_in_danger"])
        if wrong:
            self.fault(wrong[0], gettext(wrong[1]))

    def facts(self, out_at: datetime) -> dict[str, Any]:
        """The line as columns of a problem."""
        return {"place_id": self.place_id, "nature": self.nature.found()[0], "outcome": self.outcome.found()[0],
                "account": self.account.data, "is_in_danger": self.is_in_danger.data, "occurred_on": None,
                "told_at": moment_after(clock.to_ist(out_at), self.at.data)}


class SheetForm(FieldForm):
    """A whole day on the beat."""

    day = DayField(_l("Day"), [Needed(), NotInFuture()], default=clock.today)
    officer = SelectField(_l("Officer"), validators=[Needed()])
    started_at = ClockField(_l("Went out"), [Needed()])
    ended_at = ClockField(_l("Came back"), [Needed()])
    visits = FieldList(FormField(VisitLine), min_entries=VISIT_LINES, max_entries=VISIT_LINES)
    problems = FieldList(FormField(ProblemLine), min_entries=PROBLEM_LINES, max_entries=PROBLEM_LINES)
    summary = TextAreaField(_l("Summary of the day"), [Needed(), AtMost(1000)], render_kw=LINES)
    next_note = TextAreaField(_l("Note for who goes next"), [AtMost(1000)], render_kw=LINES)

    def is_right(self, codes: Mapping[int, Any]) -> bool:
        """Whether the form was sent and all of it may be written; *codes* as of queries.days.list_codes."""
        if not self.is_submitted():
            return False
        is_right, out_at = self.validate_on_submit(), self._out_at()
        faults = [line for line in (*self._lines(self.visits), *self._lines(self.problems)) if not line.check(codes, out_at)]
        if not self._lines(self.visits):
            self.form_errors.append(gettext(patrol.SAY_NO_VISIT))
            return False
        return is_right and not faults

    def sheet(self) -> patrol.Sheet:
        """What was typed, once it is right."""
        out_at = self._out_at()
        visits = sorted((line.facts(out_at) for line in self._lines(self.visits)), key=lambda one: one["came_at"])
        last = clock.to_ist(max(one["left_at"] for one in visits))
        end = {"at": moment_after(last + CLOCK_SLACK, self.ended_at.data), "summary": self.summary.data,
               "next_note": self.next_note.data or ""}
        start = {"officer_id": uuid.UUID(self.officer.data), "day": self.day.data, "at": out_at}
        return patrol.Sheet(start, visits, [line.facts(out_at) for line in self._lines(self.problems)], end)

    @staticmethod
    def _lines(rows: FieldList) -> list[Any]:
        return [entry.form for entry in rows.entries if not entry.form.is_empty()]

    def _out_at(self) -> datetime | None:
        return moment_of(self.day.data, self.started_at.data) if self.day.data and self.started_at.data else None
