"""Naming the enquiry officer, naming another, and handing over the files of one who leaves."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.intake.models import Assignment, Complaint
from portal.intake.queries.assignment import get_open_assignment
from portal.intake.queries.complaints import list_parties
from portal.intake.queries.seals import is_sealed_from
from portal.intake.rules import assignment as rules
from portal.intake.rules.assignment import Candidate
from portal.intake.rules.seals import SEALED
from portal.intake.rules.states import next_state


class AssignmentRefused(RuleBroken):
    """The officer cannot be named; *faults* gives the sentence (msgid) for each field."""

    def __init__(self, faults: Mapping[str, str]):
        super().__init__(next(iter(faults.values())))
        self.faults = faults


def ground_of(complaint: Complaint) -> str | None:
    """Why only a woman officer may be named (msgid), or None."""
    return rules.woman_officer_ground(complaint.nature, complaint.is_minor, complaint.wants_woman_officer)


def is_against_official(actor: Actor, complaint: Complaint) -> bool:
    """Whether an opposite party is a public servant, so that it must be asked whether it is the officer herself."""
    return any(party.relation == "official" for party in list_parties(actor.scope, complaint.id, only_standing=True))


def assign_complaint(actor: Actor, complaint: Complaint, candidate: Candidate | None, *, exception: str = "",
                     reason: str = "", is_party: str = "", handover_note: str = "") -> Assignment:
    """Gives *complaint* (locked) to *candidate*; the former officer loses it in the same moment.

    AssignmentRefused names the fields that forbid it; RuleBroken when the state of the matter does.
    """
    state, ground = next_state(complaint.state, "assign"), ground_of(complaint)
    faults = rules.faults(candidate, ground=ground, exception=exception, present_officer_id=complaint.enquiry_officer_id,
                          reason=reason, is_against_official=is_against_official(actor, complaint), is_party=is_party)
    if faults:
        raise AssignmentRefused(faults)
    if is_sealed_from(complaint.id, candidate.officer_id):
        raise AssignmentRefused({"officer_id": SEALED})
    now, former = clock.now(), get_open_assignment(actor.scope, complaint.id)
    if former is not None:
        former.ended_at = now
    is_exception = bool(ground) and not candidate.is_woman
    assignment = Assignment(
        id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, officer_id=candidate.officer_id,
        reason=reason.strip(), exception=exception.strip() if is_exception else "", handover_note=handover_note.strip(),
        assigned_by=actor.user_id, assigned_at=now)
    db.session.add(assignment)
    trail.record(actor, "intake:complaint:handed_over" if handover_note else "intake:complaint:assigned",
                 subject=("complaint", complaint.id), unit_id=complaint.unit_id, officer=candidate.officer_id,
                 former=complaint.enquiry_officer_id, reason=reason.strip() or None, is_exception=is_exception or None)
    complaint.state, complaint.enquiry_officer_id = state, candidate.officer_id
    complaint.version += 1
    return assignment


@dataclass(frozen=True)
class HandedOver:
    """How a hand-over went: tokens that moved, and token → sentence (msgid) for those that did not."""

    moved: tuple[str, ...]
    kept: Mapping[str, str]


def hand_over_files(actor: Actor, files: Sequence[Complaint], chosen: Sequence[uuid.UUID], candidate: Candidate | None,
                    note: str) -> HandedOver:
    """Gives those of *files* that are *chosen* to *candidate*; a file that she may not have stays and is named."""
    if candidate is None:
        raise AssignmentRefused({"officer_id": rules.CHOOSE})
    moved, kept = [], {}
    for complaint in files:
        if complaint.id not in chosen:
            continue
        try:
            assign_complaint(actor, complaint, candidate, reason=note, handover_note=note)
        except RuleBroken as refusal:
            kept[complaint.token] = refusal.sentence
        else:
            moved.append(complaint.token)
    return HandedOver(tuple(moved), kept)
