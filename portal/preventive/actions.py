"""Entering a preventive action, writing its steps, opening who it is against. Each leaves an entry in the trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.numbering import next_number
from portal.core.vault import Vault
from portal.core.words import N_
from portal.intake.actions.danger import raise_alert
from portal.intake.actions.identity import spend_quota
from portal.intake.actions.people import record_opponent
from portal.intake.models import Complaint
from portal.intake.queries.identity import OPENED
from portal.law.queries import current_pack
from portal.preventive import queries
from portal.preventive.models import PreventiveAction, PreventivePerson, PreventiveStep
from portal.preventive.rules.judging import Standing, judge
from portal.preventive.rules.kinds import KINDS
from portal.preventive.rules.projecting import project
from portal.preventive.rules.steps import STEPS, next_state
from portal.units.queries import kendra_of

SERIES = "preventive"
NOBODY = N_("Choose or enter at least one person against whom the action is taken.")
BOTH_SIDES = N_("One of these seems to be the woman who complains. Taking action against her because both sides complained is "
                "a known abuse: leave her out, or write the reason.")


def enter_action(actor: Actor, vault: Vault, *, kind: str, reason: str, people: Sequence[Mapping[str, Any]], now: datetime,
                 matter: Complaint | None = None, authority: str = "", reference: str = "",
                 complainant_reason: str = "") -> PreventiveAction:
    """A new action with its number. *people* have a relation and either the person_id of an opposite party of *matter*
    or what is known of a new person. RuleBroken when nobody is named, or when the complainant is, without a reason.
    """
    if not people:
        raise RuleBroken(NOBODY)
    if matter is not None and not complainant_reason and names_complainant(actor, vault, matter, people):
        raise RuleBroken(BOTH_SIDES)
    unit_id, year = matter.unit_id if matter else kendra_of(actor.scope), clock.to_ist(now).year
    action = PreventiveAction(
        unit_id=unit_id, year=year, serial=next_number(db.session, unit_id, SERIES, year), kind=kind, state="prepared",
        authority=authority, complaint_id=matter.id if matter else None, reference=reference, reason=reason,
        complainant_reason=complainant_reason, law_pack_version=current_pack().version,
        enquiry_officer_id=(matter.enquiry_officer_id if matter else None) or actor.user_id, recorded_by=actor.user_id,
        recorded_at=now)
    db.session.add(action)
    db.session.flush()
    for place, person in enumerate(people, start=1):
        person_id = person.get("person_id") or record_opponent(actor, vault, unit_id, person)
        db.session.add(PreventivePerson(unit_id=unit_id, action_id=action.id, person_id=person_id, place_in_list=place,
                                        relation=person["relation"]))
    _record(actor, "preventive:action:entered", action, number=action.number, action_kind=kind, people=len(people),
            complaint=action.complaint_id)
    return action


def names_complainant(actor: Actor, vault: Vault, matter: Complaint, people: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the woman who complains stands among *people* herself."""
    return any(person.get("person_id") == matter.person_id if person.get("person_id") else queries.is_complainant(
        actor.scope, vault, matter, person.get("name") or "", person.get("relative_name") or "") for person in people)


def write_step(actor: Actor, action: PreventiveAction, step: str, typed: Mapping[str, Any], *, happened_at: datetime,
               evidence: str, now: datetime, note: str = "", late_reason: str = "",
               new_matter: Complaint | None = None) -> PreventiveStep:
    """One step of an action that was read to be changed; *typed* holds the fields that the step asks for.

    RuleBroken with the first thing that is impossible, or when the step is not open. What is only out of order is kept
    with the step. A breach puts the matters it belongs to before the supervisors at once.
    """
    earlier = queries.list_steps(action)
    standing, state = queries.standing(action, earlier), next_state(KINDS[action.kind].family, action.state, step)
    verdict = judge(standing, step, typed, happened_at=happened_at, day=clock.to_ist(happened_at).date(), now=now)
    if verdict.faults:
        _, sentence, values = verdict.faults[0]
        raise RuleBroken(sentence, **queries.spoken(values))
    kept = {name: typed[name] for name in STEPS[step].fields if name != "matter_token" and typed.get(name) not in (None, "")}
    written = PreventiveStep(
        unit_id=action.unit_id, action_id=action.id, kind=step, happened_at=happened_at, written_at=now,
        written_by=actor.user_id, late_reason=late_reason, evidence=evidence, note=note,
        complaint_id=new_matter.id if new_matter else None, out_of_order=[sentence for sentence, _ in verdict.warnings], **kept)
    db.session.add(written)
    db.session.flush()
    if step == "report_sent":
        action.report_no, action.report_sent_at = typed["report_no"], happened_at
    action.state = state
    _carry_over(action, queries.standing(action, steps := queries.list_steps(action)), steps)
    _record(actor, "preventive:step:written", action, step=step, state=state, out_of_order=len(verdict.warnings))
    if step == "breach_reported":
        _alarm(actor, action, new_matter, now)
    return written


def _carry_over(action: PreventiveAction, standing: Standing, steps: Sequence[PreventiveStep]) -> None:
    """Writes into the action what its steps add up to."""
    projected = project(standing, action.state, [(one.kind, one.happened_at, one.next_on) for one in steps])
    for name, value in vars(projected).items():
        setattr(action, name, value)


def _alarm(actor: Actor, action: PreventiveAction, new_matter: Complaint | None, now: datetime) -> None:
    """A breach is danger: its matters go on the first page of in-charge and station officer."""
    matters = [new_matter] if new_matter else []
    if action.complaint_id is not None:
        matters.append(queries.get_matter(actor.scope, action.complaint_id))
    for matter in {one.id: one for one in matters}.values():
        matter.is_in_danger = True
        raise_alert(actor, matter, now)


def record_opening(actor: Actor, action: PreventiveAction, reason: str, other: str, now: datetime) -> None:
    """Writes down that *actor* opens who the action is against; it counts for the same quota as complaints.

    RuleBroken when the quota of the shift is used up; that refusal is recorded too.
    """
    spend_quota(actor, ("preventive", action.id), action.unit_id, now)
    _record(actor, OPENED, action, reason=reason, words=other.strip() or None)


def _record(actor: Actor, action_word: str, action: PreventiveAction, **details: Any) -> None:
    trail.record(actor, action_word, subject=("preventive", action.id), unit_id=action.unit_id, **details)
