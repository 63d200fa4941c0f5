"""The list of cases, one case with all that hangs on it, and what a lower page may show of them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from portal.access.scope import Scope
from portal.cases.models import Accused, Case, CaseDuty, CaseSection, CaseVictim, InvestigatingOfficer, Milestone
from portal.cases.rules.cctns import same_station
from portal.core.db import db, only
from portal.core.errors import NotFound
from portal.intake.models import Complaint, FirReference
from portal.units.models import Unit

FORTNIGHT = timedelta(days=15)
MOST_REPORTS = 200
LISTED = (Case.id, Case.unit_id, Case.kind, Case.register, Case.year, Case.serial, Case.cctns_number, Case.cctns_year, Case.state,
          Case.registered_at, Case.io_id, Case.next_hearing_on, Case.next_due_at, Case.law_pack)


def in_reach(scope: Scope) -> ColumnElement[bool]:
    """The WHERE clause of every question about cases: the unit, and for who sees only own matters, the officer."""
    return scope.covers(Case.unit_id, Case.io_id, of_kendras=True)


def get_case(scope: Scope, case_id: uuid.UUID, *, to_change: bool = False) -> Case:
    """The case in reach, locked when it is *to_change*; NotFound otherwise. SQLite's one writer needs no row lock."""
    statement = select(Case).where(Case.id == case_id, in_reach(scope))
    if to_change:
        statement = statement.with_for_update(of=Case).execution_options(populate_existing=True)
    return only(statement)


def select_cases(scope: Scope, filters: Mapping[str, Any]) -> Select:
    """The cases in reach that fit *filters* (kind, state or "open", section, io, mine, unnumbered), paged by key."""
    return select(*LISTED).where(in_reach(scope), *_narrowed(scope, filters))


def select_mine(scope: Scope) -> Select:
    """The open cases that the reader investigates; page by next_due_at and id, the nearest clock first."""
    return select(*LISTED).where(in_reach(scope), Case.io_id == scope.user_id, Case.closed_at.is_(None))


def select_hearings(scope: Scope) -> Select:
    """Open cases in reach with a date of hearing; page by next_hearing_on and id."""
    return select(*LISTED).where(in_reach(scope), Case.next_hearing_on.is_not(None), Case.closed_at.is_(None))


def count_cases(scope: Scope, filters: Mapping[str, Any]) -> int:
    """How many rows select_cases has for the same *filters*."""
    return db.session.scalar(select(func.count(Case.id)).where(in_reach(scope), *_narrowed(scope, filters)))


def _narrowed(scope: Scope, filters: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if filters.get("kind"):
        clauses.append(Case.kind == filters["kind"])
    if filters.get("state"):
        clauses.append(Case.closed_at.is_(None) if filters["state"] == "open" else Case.state == filters["state"])
    if filters.get("section"):
        clauses.append(exists().where(CaseSection.case_id == Case.id, CaseSection.offence == filters["section"],
                                      CaseSection.dropped_at.is_(None)))
    if filters.get("io"):
        clauses.append(Case.io_id == filters["io"])
    if filters.get("mine"):
        clauses += [Case.io_id == scope.user_id, Case.closed_at.is_(None)]
    if filters.get("unnumbered"):
        clauses += [Case.cctns_number.is_(None), Case.kind != "missing"]
    if filters.get("without_io"):
        clauses += [Case.io_id.is_(None), Case.closed_at.is_(None), Case.kind != "ncr"]
    return clauses


def list_sections(case_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Case → keys of the offences that stand, in the order they were added; for cases already read in reach."""
    found: dict[uuid.UUID, list[str]] = {}
    rows = db.session.execute(select(CaseSection.case_id, CaseSection.offence).where(
        CaseSection.case_id.in_(case_ids), CaseSection.dropped_at.is_(None)).order_by(CaseSection.id))
    for case_id, offence in rows:
        found.setdefault(case_id, []).append(offence)
    return found


@dataclass(frozen=True)
class CaseFile:
    """A case with everything that hangs on it, in order."""

    case: Case
    token: str
    station_id: uuid.UUID | None
    sections: tuple[CaseSection, ...]
    victims: tuple[CaseVictim, ...]
    accused: tuple[Accused, ...]
    officers: tuple[InvestigatingOfficer, ...]
    milestones: tuple[Milestone, ...]

    @property
    def standing_sections(self) -> tuple[str, ...]:
        """Keys of the offences that were not dropped."""
        return tuple(one.offence for one in self.sections if one.dropped_at is None)

    @property
    def standing(self) -> tuple[Milestone, ...]:
        """The milestones that were not withdrawn, in order of what happened."""
        return tuple(one for one in self.milestones if one.withdrawn_at is None)


def read_file(case: Case) -> CaseFile:
    """All that hangs on a case that was read in reach."""
    rows = db.session.execute(
        select(Complaint.token, Unit.parent_id, CaseVictim).select_from(Case).join(Unit, Unit.id == Case.unit_id)
        .outerjoin(Complaint, Complaint.id == Case.complaint_id).outerjoin(CaseVictim, CaseVictim.case_id == Case.id)
        .where(Case.id == case.id).order_by(CaseVictim.place_in_list)).all()
    token, station_id, _ = rows[0]
    return CaseFile(case, token or "", station_id, _all(CaseSection, case, CaseSection.id),
                    tuple(one for _, _, one in rows if one is not None), _all(Accused, case, Accused.place_in_list),
                    _all(InvestigatingOfficer, case, InvestigatingOfficer.id),
                    _all(Milestone, case, Milestone.happened_at, Milestone.id))


def _all(model: Any, case: Case, *order: Any) -> tuple[Any, ...]:
    return tuple(db.session.scalars(select(model).where(model.case_id == case.id).order_by(*order)))


def select_late(scope: Scope) -> Select:
    """What was written down late, with its reason, the latest first; it names the entry, and ranks nobody."""
    return (select(Milestone.id, Milestone.case_id, Milestone.kind, Milestone.happened_at, Milestone.recorded_at,
                   Milestone.late_reason, Milestone.recorded_by, Case.unit_id, Case.register, Case.serial, Case.year)
            .join(Case, Case.id == Milestone.case_id)
            .where(scope.covers(Milestone.unit_id, Case.io_id), Milestone.late_reason != "", Milestone.withdrawn_at.is_(None)))


def get_milestone(scope: Scope, milestone_id: uuid.UUID) -> tuple[Milestone, Case]:
    """A milestone in reach with its case."""
    return _with_case(scope, Milestone, milestone_id)


def get_section(scope: Scope, section_id: uuid.UUID) -> tuple[CaseSection, Case]:
    """A section row in reach with its case."""
    return _with_case(scope, CaseSection, section_id)


def get_accused(scope: Scope, accused_id: uuid.UUID) -> tuple[Accused, Case]:
    """An accused in reach with the case."""
    return _with_case(scope, Accused, accused_id)


def get_victim(scope: Scope, victim_id: uuid.UUID) -> tuple[CaseVictim, Case]:
    """A victim in reach with the case."""
    return _with_case(scope, CaseVictim, victim_id)


def _with_case(scope: Scope, model: Any, row_id: uuid.UUID) -> tuple[Any, Case]:
    row = db.session.execute(select(model, Case).join(Case, Case.id == model.case_id)
                             .where(model.id == row_id, in_reach(scope))).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def list_cases_of(scope: Scope, complaint_id: uuid.UUID) -> list[Any]:
    """The cases in reach that were opened from a complaint, as the list shows them."""
    return list(db.session.execute(select(*LISTED).where(in_reach(scope), Case.complaint_id == complaint_id).order_by(Case.id)))


def find_by_serial(scope: Scope, serial: int, year: int) -> list[Any]:
    """Cases in reach whose number in CCTNS, or whose serial in the parallel record, is serial/year; at most 50."""
    by_number = (Case.cctns_number == serial) & (Case.cctns_year == year)
    by_serial = (Case.serial == serial) & (Case.year == year)
    return list(db.session.execute(select(*LISTED).where(in_reach(scope), by_number | by_serial)
                                   .order_by(Case.registered_at.desc()).limit(50)))


def is_number_taken(unit_id: uuid.UUID, kind: str, station: str, number: int, year: int, *, except_id: uuid.UUID | None) -> bool:
    """Whether the kendra has another case of that kind with the same pointer."""
    statement = select(Case.id).where(Case.unit_id == unit_id, Case.kind == kind, Case.cctns_station == station,
                                      Case.cctns_number == number, Case.cctns_year == year)
    if except_id is not None:
        statement = statement.where(Case.id != except_id)
    return db.session.scalar(statement.limit(1)) is not None


def kendra_for_new(scope: Scope) -> Unit:
    """The kendra in whose record an officer of the kendra or its station enters a case; NotFound for others."""
    return only(select(Unit).where(Unit.id.in_(scope.unit_ids or ()), Unit.kind == "kendra", Unit.is_active)
                .order_by(Unit.path).limit(1))


def station_of(kendra_id: uuid.UUID) -> Unit:
    """The police station of a kendra; its name is public."""
    return db.session.scalars(select(Unit).where(Unit.id == select(Unit.parent_id).where(
        Unit.id == kendra_id).scalar_subquery())).one()


def station_as_known(kendra_id: uuid.UUID, typed: str) -> str:
    """The own station's name as it stands in the list of units however it was typed; another's as typed."""
    own = station_of(kendra_id)
    return own.name_hi if same_station(typed, own.name_hi, own.name_en, own.code) else typed.strip()


def has_fir_note(complaint_id: uuid.UUID, number: int, year: int) -> bool:
    """Whether the complaint points at that FIR already; the caller has reached the complaint."""
    return db.session.scalar(select(FirReference.id).where(
        FirReference.complaint_id == complaint_id, FirReference.number == number, FirReference.year == year).limit(1)) is not None


def list_open_reports(scope: Scope, now: datetime, *, to_change: bool = False) -> list[Case]:
    """The open NCRs in reach whose fortnightly report has begun to run or is overdue, oldest first (BNSS 174(1)(ii))."""
    waits = exists().where(CaseDuty.case_id == Case.id, CaseDuty.clock_id == "NC-02", CaseDuty.state == "open",
                           CaseDuty.due_at <= now + FORTNIGHT)
    statement = select(Case).where(in_reach(scope), Case.kind == "ncr", Case.closed_at.is_(None), waits).order_by(
        Case.registered_at, Case.id).limit(MOST_REPORTS)
    if to_change:
        statement = statement.with_for_update(of=Case).execution_options(populate_existing=True)
    return list(db.session.scalars(statement))
