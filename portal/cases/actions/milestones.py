"""What happened is written down with its paper; an odd order asks a reason, a wrong hand is refused, nothing is deleted."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.actions.duties import keep_in_step
from portal.cases.models import Accused, Milestone
from portal.cases.queries.cases import CaseFile
from portal.cases.queries.duties import events_of, facts_of
from portal.cases.rules import dates, happenings, officers, states
from portal.cases.rules.older import say_under
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import Forbidden, RuleBroken
from portal.core.words import N_
from portal.law.rules.chronology import warnings
from portal.law.rules.events import Event

WITHDRAWN = N_("This line was withdrawn already.")


@dataclass(frozen=True)
class Happened:
    """What an officer says happened: kind, moment (UTC), the paper that proves it, and what this kind asks besides."""

    kind: str
    at: datetime
    evidence: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    late_reason: str = ""
    order_reason: str = ""
    accused_id: uuid.UUID | None = None


def oddities(file: CaseFile, what: Happened) -> list[str]:
    """What the guard of order says of one more event (msgids); what it said before is not said again."""
    events = [event for event, who in events_of(file)
              if who is None or what.accused_id is None or who == what.accused_id or event.kind not in happenings.OF_ACCUSED]
    before = {one.sentence for one in warnings(events)}
    began = file.case.occurred_from_at
    early = [dates.BEFORE_OFFENCE] if began and what.at < began and file.case.kind != "missing" else []
    manner = happenings.doubts(what.kind, what.details, _counted(file), hour=clock.to_ist(what.at).hour,
                               of_woman=any(one.is_woman for one in file.accused if one.id == what.accused_id))
    order = [one.sentence for one in warnings([*events, Event(what.kind, what.at)]) if one.sentence not in before]
    return [say_under(file.case.procedure_code, sentence) for sentence in (*early, *manner, *order)]


def _counted(file: CaseFile) -> frozenset[str]:
    """The sections of the case as the lists of the law know them: one of the Penal Code by the BNS section in its place."""
    return facts_of(file).sections


def refuse_wrong_hand(actor: Actor, file: CaseFile, kind: str) -> None:
    """Only the named investigating officer marks a police report; another's attempt is refused and stands in the trail."""
    if kind in happenings.withheld(is_io=file.case.io_id == actor.user_id):
        trail.record_refusal(actor, "cases:report:refused", subject=("case", file.case.id), unit_id=file.case.unit_id, event=kind)
        raise Forbidden(say_under(file.case.procedure_code, officers.why_withheld(has_io=file.case.io_id is not None)))


def add_milestone(actor: Actor, file: CaseFile, what: Happened, now: datetime) -> CaseFile:
    """Writes down what happened and moves the case and its clocks.

    Forbidden for a police report by another than the named officer; RuleBroken for a kind that this case does not know, a
    closed case, the future, or a clock met without its paper. An odd order must bring its reason.
    """
    refuse_wrong_hand(actor, file, what.kind)
    fault = milestone_fault(file, what, now)
    if fault:
        raise RuleBroken(fault)
    case = file.case
    milestone = Milestone(
        id=new_id(), unit_id=case.unit_id, case_id=case.id, kind=what.kind, happened_at=what.at, evidence=what.evidence.strip(),
        details=dict(what.details), note=what.note, late_reason=what.late_reason, order_reason=what.order_reason,
        accused_id=what.accused_id, recorded_by=actor.user_id, recorded_at=now)
    db.session.add(milestone)
    trail.record(actor, "cases:milestone:added", subject=("case", case.id), unit_id=case.unit_id, milestone=milestone.id,
                 event=what.kind, happened_at=what.at, late=what.late_reason or None, warned=what.order_reason or None)
    _stand(file, what)
    return _mirrored(keep_in_step(file, now))


def milestone_fault(file: CaseFile, what: Happened, now: datetime) -> str | None:
    """The sentence (msgid) that forbids an event, or None."""
    is_child = any(one.is_minor for one in file.victims)
    if file.case.closed_at is not None:
        return states.CLOSED_ALREADY
    if not happenings.may_be_added(file.case.kind, what.kind, is_child=is_child):
        return happenings.UNKNOWN_KIND
    if dates.is_future(what.at, now):
        return dates.FUTURE
    if what.kind in happenings.PROVED and not what.evidence.strip():
        return happenings.NEED_EVIDENCE
    if what.kind == "medical_sent" and what.details.get("consent") == "no":
        return say_under(file.case.procedure_code, happenings.NO_CONSENT)
    return None


def _stand(file: CaseFile, what: Happened) -> None:
    """How the accused stands after an event about them."""
    after = happenings.STANDS_AFTER.get(what.kind)
    for one in file.accused:
        if after and one.id == what.accused_id:
            one.state = after


def _mirrored(file: CaseFile) -> CaseFile:
    """The few things of milestones that lists show: court filing and the next hearing."""
    case, standing = file.case, file.standing
    filed = next((one for one in reversed(standing) if one.kind == "court_filed"), None)
    case.court_filing_no = filed.evidence[:60] if filed else ""
    case.court_filed_on = clock.to_ist(filed.happened_at).date() if filed else None
    last = next((one for one in reversed(standing) if one.kind in ("hearing", "judgment")), None)
    told = last.details.get("next_on") if last and last.kind == "hearing" else None
    case.next_hearing_on = datetime.fromisoformat(told).date() if told else None
    db.session.flush()
    return file


def withdraw_milestone(actor: Actor, file: CaseFile, milestone: Milestone, *, because: str, now: datetime) -> CaseFile:
    """Marks a line as wrong, with the reason; what it met is due again. The right line is added anew."""
    if milestone.withdrawn_at is not None:
        raise RuleBroken(WITHDRAWN)
    if file.case.closed_at is not None:
        raise RuleBroken(states.CLOSED_ALREADY)
    refuse_wrong_hand(actor, file, milestone.kind)
    milestone.withdrawn_at, milestone.withdrawn_by, milestone.withdrawn_because = now, actor.user_id, because
    trail.record(actor, "cases:milestone:withdrawn", subject=("case", file.case.id), unit_id=file.case.unit_id,
                 milestone=milestone.id, event=milestone.kind, reason=because)
    return _mirrored(keep_in_step(file, now))


def only_accused(file: CaseFile, kind: str) -> Accused | None:
    """The accused an event is about when there is no choice."""
    return file.accused[0] if kind in happenings.OF_ACCUSED and len(file.accused) == 1 else None
