"""Keeping the rows of what is due in step with the case: called at the end of every action that changes it."""

from datetime import datetime

from sqlalchemy import select

from portal.cases.models import CaseDuty
from portal.cases.queries.cases import CaseFile, read_file
from portal.cases.queries.duties import Wanted, wanted_rows
from portal.cases.rules.dates import NO_CLOCK
from portal.cases.rules.states import state_of
from portal.core.db import db, new_id


def keep_in_step(file: CaseFile, now: datetime) -> CaseFile:
    """The case read again after a change, with its state, nearest clock and rows of CaseDuty as its milestones now make them."""
    db.session.flush()
    file = read_file(file.case)
    case = file.case
    case.state = state_of(case.kind, [one.kind for one in file.standing], is_closed=case.closed_at is not None)
    case.version += 1
    known = {(row.clock_id, row.occurrence): row for row in db.session.scalars(
        select(CaseDuty).where(CaseDuty.case_id == case.id))}
    wanted = wanted_rows(file, now)
    for key, row in known.items():
        if key not in wanted:
            row.state = "void"
    for key, one in wanted.items():
        _write(known.get(key), file, key, one)
    dated = [one.due_at for one in wanted.values() if one.state == "open" and not one.is_at_once]
    case.next_due_at = min(dated, default=NO_CLOCK)
    db.session.flush()
    return file


def differences(file: CaseFile, now: datetime) -> list[str]:
    """Where the rows of what is due differ from what the engine says now: clock and occurrence of each, without changing any."""
    rows = db.session.scalars(select(CaseDuty).where(CaseDuty.case_id == file.case.id)).all()
    held = {(row.clock_id, row.occurrence): Wanted(row.trigger_at, row.due_at, row.is_at_once, row.state, row.met_at)
            for row in rows if row.state != "void"}
    wanted = {key: one for key, one in wanted_rows(file, now).items() if one.state != "void"}
    return [f"{clock_id} {occurrence}" for clock_id, occurrence in sorted(held.keys() | wanted.keys())
            if held.get((clock_id, occurrence)) != wanted.get((clock_id, occurrence))]


def _write(row: CaseDuty | None, file: CaseFile, key: tuple[str, str], one: Wanted) -> None:
    if row is None:
        row = CaseDuty(id=new_id(), unit_id=file.case.unit_id, case_id=file.case.id, clock_id=key[0], occurrence=key[1])
        db.session.add(row)
    row.io_id = file.case.io_id
    for name, value in vars(one).items():
        setattr(row, name, value)
