"""The papers of the desk: the receipt in her hand, the leaflet of her rights, and the sheet of the whole matter."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.models import User
from portal.accounts.queries import get_officer, names_of
from portal.core.errors import NotFound
from portal.core.feature import Built, Document, enrichment
from portal.core.filters import ist_date
from portal.core.keys import current_vault
from portal.core.words import N_
from portal.intake.models import Complaint, OppositeParty
from portal.intake.queries import complaints as queries
from portal.intake.queries.assessment import recorded_law
from portal.intake.queries.rights import list_rights_told
from portal.intake.queries.triage import latest_triage, list_registration_refusals
from portal.intake.rules import danger
from portal.intake.rules.rights import REMEDIES, RIGHTS
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import CHANNELS, NATURES, RELATIONS
from portal.persons.queries import get_identity, get_safe_contact
from portal.persons.rules.identity import Identity

SHEET = "complaint-sheet"
HELPLINES = (("112", N_("Emergency")), ("1090", N_("Women Power Line")), ("181", N_("Women helpline")),
             ("1098", N_("Child helpline")), ("1930", N_("Cyber helpline")))
ON_RECEIPT = ("free_copy", "refusal_route", "legal_aid", "woman_officer")
NEXT_NAMED = N_("The enquiry officer will call you.")
NEXT_UNNAMED = N_("An enquiry officer will be named and will call you.")
NEXT_WITHIN = timedelta(days=1)  # the police portal asks the station to act within 24 hours


def build_receipt(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The receipt: token, kind, officer and rights, never her name or what she told."""
    complaint = queries.get_complaint(scope, subject_id)
    officer = get_officer(complaint.enquiry_officer_id) if complaint.enquiry_officer_id else None
    language = options["language"]
    context = {
        "token": complaint.token, "received_at": complaint.received_at, "kind": NATURES[complaint.nature],
        "channel": CHANNELS[complaint.channel], "enquiry_officer": _officer(officer, language),
        "receiving_officer": _officer(get_officer(complaint.recorded_by), language),
        "next_step": NEXT_NAMED if officer else NEXT_UNNAMED, "next_by": complaint.recorded_at + NEXT_WITHIN,
        "rights": [{"sentence": right.title, "section": right.source, "is_verified": right.is_verified} for right in RIGHTS
                   if right.key in ON_RECEIPT],
        "helplines": _helplines(), "woman_name": "", "serial": f"{complaint.number}/{complaint.year}",
    }
    return Built(complaint.unit_id, complaint.token, context, complaint)


def build_leaflet(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """Every right in plain words with its section, ticked where it was told to her."""
    complaint = queries.get_complaint(scope, subject_id)
    told = list_rights_told(scope, subject_id)
    last = max(told.values(), key=lambda one: one.told_at, default=None)
    context = {
        "token": complaint.token, "told_at": last.told_at if last else None,
        "told_by": _officer(get_officer(last.told_by), options["language"]) if last else None,
        "items": [{"title": right.title, "sentence": right.text, "section": right.source,
                   "is_verified": right.is_verified, "is_told": right.key in told if told else None} for right in RIGHTS],
        "helplines": _helplines(),
    }
    return Built(complaint.unit_id, complaint.token, context, complaint)


def build_refusal_note(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The note for a woman whose information was refused: when, by whom, why, and the two ways on. NotFound without one."""
    complaint = queries.get_complaint(scope, subject_id)
    refusals = list_registration_refusals(scope, subject_id)
    if not refusals:
        raise NotFound(N_("No refusal is written down in this matter, so there is no note to print."))
    refusal = refusals[0]
    context = {
        "token": complaint.token, "received_at": complaint.received_at, "kind": NATURES[complaint.nature],
        "refused_on": refusal.refused_on, "refused_by": refusal.refused_by, "place": refusal.refused_at_place,
        "reason": refusal.reason, "recorded_at": refusal.recorded_at,
        "recorded_by": _officer(get_officer(refusal.recorded_by), options["language"]),
        "remedies": [{"title": one.title, "sentence": one.sentence, "section": one.section} for one in REMEDIES],
        "helplines": _helplines(),
    }
    return Built(complaint.unit_id, complaint.token, context, complaint)


def build_sheet(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The whole matter; identity and free text only in an open copy. Higher features add their part (Feature.enriches)."""
    complaint = queries.get_complaint(scope, subject_id)
    language, is_open = options["language"], bool(options["is_open"])
    assignments = queries.list_assignments(scope, subject_id)
    names = names_of({*(one.assigned_by for one in assignments)})
    context = {
        "open_copy": {"reason": options.get("reason", ""), "by": actor.name} if is_open else None,
        "complaint": _matter(complaint), "woman": _woman(scope, complaint, is_open),
        "parties": [_party(scope, party, is_open) for party in queries.list_parties(scope, subject_id)],
        "danger": _danger(scope, subject_id), "rights": _rights(scope, subject_id),
        "sections": _sections(scope, complaint, "en" if language == "en" else "hi"),
        "assignments": [{"at": one.assigned_at, "officer": _officer(get_officer(one.officer_id), language),
                         "by": names.get(one.assigned_by, ""), "reason": one.reason} for one in assignments],
        "diary": [], "disposal": None, "callbacks": [],
    }
    return Built(complaint.unit_id, complaint.token, context | enrichment(SHEET, scope, subject_id, options), complaint)


def _helplines() -> list[dict[str, str]]:
    return [{"number": number, "name": name} for number, name in HELPLINES]


def _officer(user: User | None, language: str) -> dict[str, str] | None:
    """Officers stand on paper by name: it is she who must know whom to ask for."""
    if user is None:
        return None
    return {"name": user.name_in("en" if language == "en" else "hi"), "rank": user.rank_title, "phone": user.phone}


def _matter(complaint: Complaint) -> dict[str, Any]:
    both = (ist_date(complaint.occurred_from_on), ist_date(complaint.occurred_to_on))
    days = " – ".join(dict.fromkeys(filter(None, both)))
    # No machine takes every name out of a told story, so the closed copy carries none of it.
    return {"token": complaint.token, "received_at": complaint.received_at, "channel": CHANNELS[complaint.channel],
            "kind": NATURES[complaint.nature], "priority": danger.LEVELS["now" if complaint.is_in_danger else "none"],
            "status": STATES[complaint.state], "occurred": f"{days} {complaint.occurred_at_hour}".strip(),
            "occurred_place": complaint.place, "gist": complaint.gist, "gist_masked": None,
            "relief": complaint.relief, "relief_masked": None}


def _through(complaint_id: uuid.UUID, scope: Scope) -> Select:
    """The people of one complaint in reach, for a reader who reaches no others."""
    hers = select(Complaint.person_id).where(Complaint.id == complaint_id, queries.in_reach(scope))
    against = (select(OppositeParty.person_id).join(Complaint, Complaint.id == OppositeParty.complaint_id)
               .where(Complaint.id == complaint_id, queries.in_reach(scope)))
    return hers.union(against)


def _identity(scope: Scope, complaint_id: uuid.UUID, person_id: uuid.UUID | None, is_open: bool) -> Identity:
    """The identity for an open copy, or one that says nothing."""
    if not is_open or person_id is None:
        return Identity()
    return get_identity(scope, current_vault(), person_id, _through(complaint_id, scope)) or Identity()


def _woman(scope: Scope, complaint: Complaint, is_open: bool) -> dict[str, Any]:
    who = _identity(scope, complaint.id, complaint.person_id, is_open)
    plan = (get_safe_contact(scope, current_vault(), complaint.person_id, _through(complaint.id, scope))
            if is_open and complaint.person_id else None)
    safe = " · ".join(filter(None, (plan[0].phone, plan[0].hours))) if plan else ""
    return {"name": who.name, "relation": who.relative_name, "age": who.age_years, "address": who.address,
            "mobile": who.phone, "safe_contact": safe}


def _party(scope: Scope, party: OppositeParty, is_open: bool) -> dict[str, Any]:
    who = _identity(scope, party.complaint_id, party.person_id, is_open)
    return {"role": RELATIONS[party.relation], "name": who.name, "relation": who.relative_name, "age": who.age_years,
            "address": who.address, "mobile": who.phone, "withdrawn_at": party.withdrawn_at}


def _danger(scope: Scope, complaint_id: uuid.UUID) -> list[dict[str, str]]:
    answers = queries.list_danger_answers(scope, complaint_id)
    if not answers:
        return []
    return [{"question": question.text, "answer": danger.ANSWERS.get(answers[0].answers.get(question.key, ""), "")}
            for question in danger.QUESTIONS]


def _sections(scope: Scope, complaint: Complaint, language: str) -> list[dict[str, Any]]:
    """The sections an officer decided on, by the pack of that day; what no prosecution officer confirmed is marked."""
    triage = latest_triage(scope, complaint.id)
    if triage is None:
        return []
    law = recorded_law(scope, triage, complaint)
    return [{"text": one.label_in(language), "title": one.title_in(language),
             "is_verified": not one.needs_check or ("offence", one.key) in law.assessment.signed} for one in law.sections]


def _rights(scope: Scope, complaint_id: uuid.UUID) -> list[dict[str, Any]]:
    told = list_rights_told(scope, complaint_id)
    if not told:
        return []
    return [{"title": right.title, "section": right.source, "is_verified": right.is_verified,
             "told_at": told[right.key].told_at if right.key in told else None} for right in RIGHTS]


DOCUMENTS = (
    Document("complaint-receipt", N_("Receipt of complaint"), "complaint_receipt", "intake:complaint:open", build_receipt,
             is_issued=True, subject_endpoint="intake.show_complaint"),
    Document("rights-leaflet", N_("Leaflet of her rights"), "rights_leaflet", "intake:complaint:open", build_leaflet),
    Document("refusal-note", N_("Note of a refusal, with her remedies"), "refusal_note", "intake:complaint:open",
             build_refusal_note, subject_endpoint="intake.show_triage"),
    Document(SHEET, N_("Complaint sheet"), "complaint_sheet", "intake:complaint:open", build_sheet, has_open_copy=True),
)
