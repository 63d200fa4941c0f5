"""Naming the investigating officer, naming another, and handing over the open cases of one who leaves."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.actions.duties import keep_in_step
from portal.cases.models import Case, InvestigatingOfficer
from portal.cases.queries.cases import CaseFile, read_file
from portal.cases.queries.officers import Candidate, get_open_term
from portal.cases.rules import officers as rules
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.words import letters_in


def name_officer(actor: Actor, file: CaseFile, candidate: Candidate, *, from_at: datetime, exception: str = "",
                 handover_note: str = "", now: datetime) -> CaseFile:
    """Gives the case to *candidate* from *from_at*; the former officer loses it in the same moment.

    RuleBroken when she has it already, when it would begin before the case or the former term, or when the case is closed.
    """
    case, former = file.case, get_open_term(file.case)
    if case.state == "closed":
        raise RuleBroken(rules.CLOSED)
    if former is not None and former.user_id == candidate.user_id:
        raise RuleBroken(rules.HAS_IT)
    if from_at < min(case.registered_at, case.informed_at):
        raise RuleBroken(rules.TOO_EARLY)
    if former is not None:
        if from_at < former.from_at:
            raise RuleBroken(rules.BEFORE_FORMER)
        if letters_in(handover_note) < rules.NOTE_LETTERS:
            raise RuleBroken(rules.SAY_NOTE)
        former.ended_at = from_at
    db.session.add(InvestigatingOfficer(
        id=new_id(), unit_id=case.unit_id, case_id=case.id, user_id=candidate.user_id, rank=candidate.rank,
        is_woman=candidate.is_woman, from_at=from_at, exception=exception.strip(), handover_note=handover_note.strip(),
        named_by=actor.user_id, named_at=now))
    case.io_id = candidate.user_id
    trail.record(actor, "cases:io:named" if former is None else "cases:io:changed", subject=("case", case.id),
                 unit_id=case.unit_id, officer=candidate.user_id, former=former.user_id if former else None,
                 reason=exception.strip() or None)
    return keep_in_step(file, now)


def hand_over_cases(actor: Actor, cases: Sequence[Case], chosen: Collection[uuid.UUID], candidate: Candidate, *, note: str,
                    now: datetime) -> int:
    """Gives those of *cases* that are *chosen* to *candidate*, each with the note; how many went.

    A case that asks a rank or a woman that the candidate is not keeps the note as the reason for the exception.
    """
    moved = 0
    for case in cases:
        if case.id in chosen:
            file = read_file(case)
            asked = rules.doubts(file.standing_sections, rank=candidate.rank, is_woman=candidate.is_woman)
            name_officer(actor, file, candidate, from_at=now, exception=note[:300] if asked else "", handover_note=note, now=now)
            moved += 1
    return moved
