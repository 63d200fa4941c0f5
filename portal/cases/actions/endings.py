"""Closing a case, registering an NCR as an FIR, and the fortnightly report of NCRs to the Magistrate."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.actions.duties import keep_in_step
from portal.cases.actions.milestones import Happened, add_milestone
from portal.cases.models import Case
from portal.cases.queries.cases import CaseFile, read_file
from portal.cases.rules import states
from portal.cases.rules.older import say_under
from portal.core.errors import RuleBroken
from portal.core.words import N_

NOT_AN_NCR = N_("Only an NCR that is open is registered as an FIR so.")


def close_case(actor: Actor, file: CaseFile, outcome: str, *, because: str, now: datetime) -> CaseFile:
    """Closes the case with *outcome*; RuleBroken says what is missing. Duties still open are void from then on."""
    case = file.case
    if case.closed_at is not None:
        raise RuleBroken(states.CLOSED_ALREADY)
    fault = closing_fault(file, outcome)
    if fault:
        trail.record_refusal(actor, "cases:close:refused", subject=("case", case.id), unit_id=case.unit_id, outcome=outcome)
        raise RuleBroken(fault)
    case.closed_at, case.outcome = now, outcome
    trail.record(actor, "cases:case:closed", subject=("case", case.id), unit_id=case.unit_id, outcome=outcome,
                 reason=because or None)
    return keep_in_step(file, now)


def closing_fault(file: CaseFile, outcome: str) -> str | None:
    """The sentence (msgid) that forbids closing a case so, or None."""
    case = file.case
    fault = states.closing_fault(case.kind, outcome, [one.kind for one in file.standing],
                                 is_child=any(one.is_minor for one in file.victims),
                                 filing={"number": case.court_filing_no, "on": case.court_filed_on})
    return fault and say_under(case.procedure_code, fault)


def end_as_registered(actor: Actor, file: CaseFile, new: Case, now: datetime) -> CaseFile:
    """Closes the NCR that became *new*; its number stays as the origin (BNSS 174(2), (4))."""
    case = file.case
    if case.kind != "ncr" or case.closed_at is not None:
        raise RuleBroken(NOT_AN_NCR)
    case.closed_at, case.outcome = now, "registered"
    trail.record(actor, "cases:report:registered", subject=("case", case.id), unit_id=case.unit_id, became=new.id)
    return keep_in_step(file, now)


def send_fortnight_report(actor: Actor, cases: Sequence[Case], chosen: Sequence[uuid.UUID], *, evidence: str, sent_at: datetime,
                          late_reason: str, now: datetime) -> int:
    """Writes the fortnightly report, with memo and receipt, into each of *cases* that was *chosen*; how many."""
    done = 0
    for case in cases:
        if case.id in chosen:
            add_milestone(actor, read_file(case), Happened("nc_report_sent", sent_at, evidence, late_reason=late_reason), now)
            done += 1
    return done
