"""What is due: computed for one case by the engine of the law, and listed for many from the rows that actions keep in step."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from portal.access.scope import Scope
from portal.cases.models import Case, CaseDuty, Milestone
from portal.cases.queries.cases import CaseFile, get_case, read_file
from portal.cases.rules.facts import case_facts
from portal.cases.rules.happenings import OF_ACCUSED
from portal.cases.rules.sections import offences_of
from portal.core.db import db
from portal.law.queries import pack_of
from portal.law.rules.case_facts import CaseFacts
from portal.law.rules.clocks import CLOCKS, under
from portal.law.rules.deadlines import SOON, Duty, duties, explain
from portal.law.rules.events import Event
from portal.law.rules.pack import ClockRow

_LAPSING = tuple(clock.id for clock in CLOCKS if clock.lapses)
_OF_ACCUSED = frozenset(clock.id for clock in CLOCKS if set(clock.starts) <= OF_ACCUSED)


@dataclass(frozen=True)
class CaseDutyNow:
    """A duty as the engine gives it at this moment; *place* is that of the accused it is about, 0 for the whole case."""

    duty: Duty
    place: int

    @property
    def key(self) -> tuple[str, str]:
        """Clock and occurrence: the key of its row."""
        number = str(self.duty.occurrence)
        return self.duty.clock_id, f"A{self.place}.{number}" if self.place else number


@dataclass(frozen=True)
class Wanted:
    """What a row of CaseDuty must hold."""

    trigger_at: datetime
    due_at: datetime
    is_at_once: bool
    state: str
    met_at: datetime | None


def duties_of(scope: Scope, case_id: uuid.UUID, now: datetime) -> list[CaseDutyNow]:
    """Every duty of a case in reach at this moment, in the order of the law's table."""
    return compute(read_file(get_case(scope, case_id)), now)


def compute(file: CaseFile, now: datetime, *more: tuple[Event, uuid.UUID | None]) -> list[CaseDutyNow]:
    """As duties_of, for a case that was read: once for the case, once for each accused with an arrest or notice.

    *more* are events, with their accused, that are not written down yet.
    """
    rows, facts = clocks_of(file.case), facts_of(file)
    places = {one.id: one for one in file.accused}
    events = [*events_of(file), *more]
    found = [CaseDutyNow(duty, 0) for duty in duties((event for event, _ in events), facts, now, rows)
             if duty.clock_id not in _OF_ACCUSED]
    for accused_id in dict.fromkeys(who for event, who in events if event.kind in OF_ACCUSED):
        one = places.get(accused_id)
        own = [event for event, who in events if event.kind not in OF_ACCUSED or who == accused_id]
        his = replace(facts, accused_is_woman=one.is_woman) if one else facts
        found += [CaseDutyNow(duty, one.place_in_list if one else 0) for duty in duties(own, his, now, rows)
                  if duty.clock_id in _OF_ACCUSED]
    return found


def clocks_of(case: Case) -> Mapping[str, ClockRow]:
    """The clocks of the case's own pack that bind it under its procedure."""
    return under(case.procedure_code, pack_of(case.law_pack).clocks)


def missed(file: CaseFile, event: Event, accused_id: uuid.UUID | None, now: datetime) -> list[CaseDutyNow]:
    """The duties that *event*, not written down yet, would meet only after their day."""
    return [one for one in compute(file, now, (event, accused_id))
            if one.duty.met_by is event and one.duty.state == "met_late"]


def rest(file: CaseFile, computed: list[CaseDutyNow], now: datetime) -> list[Duty]:
    """The clocks of the pack that concern this case not, or not yet, each with the reason."""
    there = {one.duty.clock_id for one in computed}
    events = [event for event, _ in events_of(file)]
    return [duty for duty in explain(events, facts_of(file), now, clocks_of(file.case))
            if duty.state == "not_applicable" and duty.clock_id not in there]


def facts_of(file: CaseFile) -> CaseFacts:
    """What the engine must know of a case besides its events."""
    sections = file.standing_sections
    return case_facts(file.case.facts, sections, offences_of(pack_of(file.case.law_pack), sections),
                      has_minor=any(one.is_minor for one in file.victims),
                      has_accused_woman=any(one.is_woman for one in file.accused))


def events_of(file: CaseFile) -> list[tuple[Event, uuid.UUID | None]]:
    """What happened in a case, with the accused it is about: what the entry itself says, then the standing milestones."""
    return [*((event, None) for event in entry_events(file.case)), *((event_of(one), one.accused_id) for one in file.standing)]


def event_of(milestone: Milestone) -> Event:
    """A milestone as the engine reads it; its id stands among the details."""
    told = {name: str(value) for name, value in milestone.details.items() if value not in (None, "")}
    return Event(milestone.kind, milestone.happened_at, told | {"evidence": milestone.evidence, "id": str(milestone.id)})


def entry_events(case: Case) -> Iterator[Event]:
    """The events that stand in the entry: offence, information, general diary, FIR or report."""
    proof = {"evidence": case.gd_number or f"{case.serial}/{case.year}"}
    number = {"evidence": f"{case.cctns_number:04d}/{case.cctns_year}" if case.cctns_number else ""}
    last = case.occurred_to_at or case.occurred_from_at
    if last and case.kind != "missing":
        yield Event("offence", last)
    if case.gd_at:
        yield Event("gd_entry", case.gd_at, proof)
    told, written = {"fir": ("information", "fir"), "zero_fir": ("information", "zero_fir"), "ncr": ("nc_information", "ncr"),
                     "missing": ("missing_reported", "")}[case.kind]
    yield Event(told, case.informed_at, proof)
    if written:
        yield Event(written, case.registered_at, number)  # without the number of CCTNS nothing proves an FIR
    if case.facts.get("is_domestic_violence"):
        yield Event("dv_information", case.informed_at, proof)


def wanted_rows(file: CaseFile, now: datetime) -> dict[tuple[str, str], Wanted]:
    """The rows of CaseDuty that a case must have: duties that somebody has to meet, not manners that are kept to."""
    found = {}
    for one in compute(file, now):
        duty = one.duty
        if duty.state == "standing" or duty.trigger is None or (duty.due_at is None and duty.minutes_elapsed is None):
            continue
        is_open = duty.is_open and file.case.closed_at is None
        found[one.key] = Wanted(duty.trigger.at, duty.due_at or duty.trigger.at, duty.is_at_once,
                                "met" if duty.met_by else "open" if is_open else "void", duty.met_by.at if duty.met_by else None)
    return found


def select_due(scope: Scope, filters: Mapping[str, Any], now: datetime) -> Select:
    """Open duties in reach with the numbers of their case, paged by due_at and id; *filters*: when, io.

    without *when*: those with a date; "now": those due at once; "overdue", "48h".
    """
    return (select(CaseDuty.id, CaseDuty.case_id, CaseDuty.clock_id, CaseDuty.occurrence, CaseDuty.trigger_at, CaseDuty.due_at,
                   CaseDuty.is_at_once, CaseDuty.io_id, CaseDuty.unit_id, Case.register, Case.serial, Case.year,
                   Case.cctns_number, Case.cctns_year, Case.law_pack)
            .join(Case, Case.id == CaseDuty.case_id).where(*_due(scope, filters, now)))


def count_due(scope: Scope, filters: Mapping[str, Any], now: datetime) -> int:
    """How many rows select_due has for the same *filters*."""
    return db.session.scalar(select(func.count(CaseDuty.id)).where(*_due(scope, filters, now)))


def _due(scope: Scope, filters: Mapping[str, Any], now: datetime) -> list[ColumnElement[bool]]:
    when = filters.get("when") or ""
    reached = scope.covers(CaseDuty.unit_id, CaseDuty.io_id, of_kendras=True)
    clauses = [reached, _is_open(now), CaseDuty.is_at_once == (when == "now")]
    if when == "overdue":
        clauses.append(CaseDuty.due_at < now)
    elif when == "48h":
        clauses += [CaseDuty.due_at >= now, CaseDuty.due_at <= now + SOON]
    if filters.get("io"):
        clauses.append(CaseDuty.io_id == filters["io"])
    return clauses


def _is_open(now: datetime) -> ColumnElement[bool]:
    """Open, and no window that has lapsed since its row was written: nobody is late with what the law only permitted."""
    return (CaseDuty.state == "open") & or_(CaseDuty.due_at >= now, CaseDuty.clock_id.not_in(_LAPSING))


def list_officers_with_duties(scope: Scope) -> list[uuid.UUID]:
    """The investigating officers who have an open case in reach, for the choice above the list."""
    return [one for one in db.session.scalars(select(Case.io_id).where(
        scope.covers(Case.unit_id, Case.io_id), Case.closed_at.is_(None)).distinct()) if one]


def list_due_of_unit(scope: Scope, unit_id: uuid.UUID, now: datetime) -> list[Any]:
    """Every open duty of one unit in reach with the numbers of its case, for paper: dated and at once alike."""
    return list(db.session.execute(
        select(CaseDuty.clock_id, CaseDuty.trigger_at, CaseDuty.due_at, CaseDuty.is_at_once, CaseDuty.io_id, Case.serial,
               Case.year, Case.cctns_number, Case.cctns_year, Case.law_pack)
        .join(Case, Case.id == CaseDuty.case_id)
        .where(scope.covers(CaseDuty.unit_id, CaseDuty.io_id), CaseDuty.unit_id == unit_id, _is_open(now))))
