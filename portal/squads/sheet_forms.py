"""The form of a paper outing sheet: the whole outing on one page, its stops as rows."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FormField, SelectField, StringField, TextAreaField

from portal.core import clock
from portal.core.forms import NEEDED, AtMost, ClockField, DayField, Form, Needed, NotInFuture, WholeNumberField, moment_of
from portal.field.forms import FieldForm
from portal.field.rules import CLOCK_SLACK, moment_after, stay_fault
from portal.squads import rules
from portal.squads.forms import LINES, ConductPart

STOP_LINES, FOOT_LINES = 10, 3


class Line(FlaskForm):
    """What a line of a place and a line of foot patrol share; a line with nothing in it counts for nothing."""

    came_at = ClockField(_l("Time in"))
    left_at = ClockField(_l("Time out"))
    checked = WholeNumberField(_l("Checked"))
    warned = WholeNumberField(_l("Warned"))
    NEEDS: tuple[str, ...] = ("came_at", "left_at", "checked", "warned")

    class Meta(Form.Meta):
        """A part of a form has no token of its own."""

        csrf = False

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any((field.raw_data or [""])[0] for field in self)

    def stop(self, out_at: datetime) -> dict[str, Any]:
        """The line as columns of a stop; times after the squad went out (*out_at*, UTC)."""
        came = moment_after(clock.to_ist(out_at), self.came_at.data)
        left = moment_after(came + CLOCK_SLACK, self.left_at.data)
        return {"is_foot": True, "spot_id": None, "place": "", "came_at": came, "left_at": left, "checked": self.checked.data,
                "warned": self.warned.data, "vehicles": 0, "reason": ""}

    def check(self, out_at: datetime | None) -> bool:
        """Whether the line may be written; its faults stand in its cells."""
        for name in self.NEEDS:
            if self[name].data in (None, "") and not self[name].errors:
                self.fault(name, NEEDED)
        for name in ("checked", "warned", "vehicles"):
            if name in self and (self[name].data or 0) > rules.MOST:
                self.fault(name, gettext(rules.SAY_MOST, most=rules.MOST))
        if not self.errors and out_at is not None:
            stop = self.stop(out_at)
            wrong = stay_fault(stop["came_at"], stop["left_at"], clock.now())
            if wrong:
                self.fault(wrong[0], gettext(wrong[1]))
            if stop["warned"] > stop["checked"]:
                self.fault("warned", gettext(rules.SAY_WARNED))
        return not self.errors

    def fault(self, name: str, sentence: Any) -> None:
        """Puts a sentence beside a cell."""
        self[name].errors = [*self[name].errors, sentence]


class StopLine(Line):
    """A line of a place, by its code on the sheet."""

    code = WholeNumberField(_l("Code of the place"))
    vehicles = WholeNumberField(_l("Vehicles"))
    NEEDS = ("code", *Line.NEEDS)
    spot_id: uuid.UUID | None = None

    def find(self, codes: Mapping[int, Any], day: date | None) -> None:
        """Looks the code up; on that day the kendra must have it."""
        if self.code.data is not None:
            spot = codes.get(self.code.data)
            self.spot_id = spot and spot.id
            if spot is None:
                self.fault("code", gettext(rules.SAY_CODE))
            elif day and spot.to_on and spot.to_on < day:
                self.fault("code", gettext(rules.SAY_SPOT_GONE))

    def stop(self, out_at: datetime) -> dict[str, Any]:
        """The line as columns of a stop."""
        return super().stop(out_at) | {"is_foot": False, "spot_id": self.spot_id, "vehicles": self.vehicles.data or 0}


class FootLine(Line):
    """A line of foot patrol, by its place in words."""

    place = StringField(_l("Where the squad walked"), [AtMost(160)])
    NEEDS = ("place", *Line.NEEDS)

    def stop(self, out_at: datetime) -> dict[str, Any]:
        """The line as columns of a stop."""
        return super().stop(out_at) | {"place": self.place.data}


class SheetForm(ConductPart, FieldForm):
    """A whole outing."""

    day = DayField(_l("Day of the outing"), [Needed(), NotInFuture()], default=clock.today)
    briefed_at = ClockField(_l("Time of the briefing"), [Needed()])
    officer = SelectField(_l("Briefed by (sub-inspector or above)"), validators=[Needed()])
    briefing = TextAreaField(_l("What was said"), [Needed(), AtMost(1000)], render_kw={"rows": "2"})
    went_at = ClockField(_l("Went out"), [Needed()])
    back_at = ClockField(_l("Came back"))
    stops = FieldList(FormField(StopLine), min_entries=STOP_LINES, max_entries=STOP_LINES)
    walks = FieldList(FormField(FootLine), min_entries=FOOT_LINES, max_entries=FOOT_LINES)
    note = TextAreaField(_l("Remark"), [AtMost(1000)], render_kw=LINES)
    stays_open = BooleanField(_l("People are to be named: leave the outing open"))

    def validate_back_at(self, field: Any) -> None:
        """Needed unless the outing stays open."""
        if field.data is None and not self.stays_open.data and not field.errors:
            field.errors = [*field.errors, NEEDED]

    def lines(self) -> list[Line]:
        """The lines in which something was typed, places first."""
        return [entry.form for entry in (*self.stops.entries, *self.walks.entries) if not entry.form.is_empty()]

    def is_right(self, codes: Mapping[int, Any]) -> bool:
        """Whether the form was sent and all of it may be written; *codes* as of queries.field.list_codes."""
        if not self.is_submitted():
            return False
        is_right = self.validate_on_submit()
        lines, out_at = self.lines(), self._out_at()
        for line in lines:
            if isinstance(line, StopLine):
                line.find(codes, self.day.data)
        faults = [line for line in lines if not line.check(out_at)]
        if not lines:
            self.form_errors.append(gettext(rules.SAY_NO_STOP))
        return is_right and bool(lines) and not faults and not self.errors

    def sheet(self) -> rules.Sheet:
        """What was typed, once it is right."""
        out_at = self._out_at()
        stops = sorted((line.stop(out_at) for line in self.lines()), key=lambda stop: stop["came_at"])
        back_at = None
        if not self.stays_open.data:
            last = clock.to_ist(max(stop["left_at"] for stop in stops))
            back_at = moment_after(last + CLOCK_SLACK, self.back_at.data)
        briefing = {"day": self.day.data, "officer_id": uuid.UUID(self.officer.data), "text": self.briefing.data,
                    "at": moment_of(self.day.data, self.briefed_at.data)}
        return rules.Sheet(briefing, out_at, stops, self.conduct(), back_at, self.note.data or "")

    def _out_at(self) -> datetime | None:
        briefed = moment_of(self.day.data, self.briefed_at.data) if self.day.data and self.briefed_at.data else None
        if briefed is None or self.went_at.data is None:
            return None
        return moment_after(clock.to_ist(briefed) + CLOCK_SLACK, self.went_at.data)
