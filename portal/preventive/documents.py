"""Papers of preventive action: the report to the Executive Magistrate, and the card that tells her what was ordered."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.queries import get_officer
from portal.core.errors import NotFound
from portal.core.feature import Built, Document
from portal.core.keys import current_vault
from portal.core.words import N_
from portal.intake.documents import HELPLINES
from portal.intake.rules.vocabularies import RELATIONS
from portal.law.queries import pack_of
from portal.law.rules.limits import limit_words
from portal.persons.rules.identity import Identity
from portal.preventive import queries
from portal.preventive.models import PreventiveAction
from portal.preventive.rules.kinds import KINDS, REPORTED, limit_of
from portal.preventive.rules.steps import STEPS

READ = "preventive:action:read"
NO_REPORT = N_("For this provision no report goes to the Executive Magistrate from here.")
NO_ORDER = N_("No bond or order with its days is written down yet, so there is no card to print.")

ASKED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "bond": ((N_("To order in writing that the persons named show cause why they should not give a bond, with its amount, its "
                 "period and the sureties asked for."), N_("BNSS 130")),
             (N_("To order an interim bond with written reasons, should a breach be feared before the inquiry ends."),
              N_("BNSS 135(3)")),
             (N_("To order the bond after inquiry."), N_("BNSS 136"))),
    "custody": ((N_("To take note of the preventive arrest, its grounds and its time."), N_("BNSS 170")),
                (N_("To proceed for keeping the peace where the grounds go on."), N_("BNSS 126, 130"))),
}
ON_BREACH = (
    (N_("In danger call 112 at once. Go where people are; do not argue with him."), "112"),
    (N_("Tell this kendra or the police station the same day and show this card. You need not prove anything."), ""),
    (N_("Write down day, time, place and who saw it. Keep messages, calls and pictures."), ""),
    (N_("The police report the breach to the authority that made the order."), "breach"),
    (N_("A new threat or assault is a new offence. You may ask for an FIR of its own and a free copy of it."), N_("BNSS 173")),
)


@dataclass(frozen=True)
class Kept:
    """What conditions of the policy ask of an action: its unit and whose matter it is today."""

    unit_id: uuid.UUID
    enquiry_officer_id: uuid.UUID


def build_report(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The report with what is asked for. Her name never stands in it; those it is against, and the reason, only in an open
    copy. NotFound for a provision that is not reported to the Executive Magistrate."""
    action = queries.get_action(scope, subject_id)
    if action.kind not in REPORTED:
        raise NotFound(NO_REPORT)
    kind, language, is_open = KINDS[action.kind], options["language"], bool(options["is_open"])
    row = pack_of(action.law_pack_version).clocks.get(kind.clock_id)
    sentence, number = limit_words(limit_of(kind, {row.id: row.limit} if row else {}))
    arrest = queries.standing(action).last("arrested")
    context = {
        "open_copy": {"reason": options.get("reason", ""), "by": actor.name} if is_open else None,
        "number": action.number, "token": queries.token_of(action), "kind": kind.title, "section": kind.section,
        "authority": action.authority or kind.authority, "reference": action.reference, "report_no": action.report_no,
        "sent_at": action.report_sent_at, "reason": action.reason, "limit": (sentence, number),
        "is_verified": not kind.needs_check, "arrested_at": arrest.happened_at if arrest else None,
        "people": _people(scope, action, is_open),
        "asked": [{"sentence": said, "section": by} for said, by in ASKED[kind.family]],
        "officer": _officer(queries.keeper_of(action), language), "serial": action.number,
    }
    return Built(action.unit_id, action.number, context, Kept(action.unit_id, queries.keeper_of(action)))


def build_card(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The card for her: what was ordered, until when, and what to do when he breaks it. NotFound without an order."""
    action = queries.get_action(scope, subject_id)
    kind, steps = KINDS[action.kind], queries.list_steps(action)
    made = queries.standing(action, steps).last("interim_bond", "bond_signed", "order_passed")
    if made is None or action.valid_from is None or kind.family not in ("bond", "order"):
        raise NotFound(NO_ORDER)
    step = next(one for one in steps if one.kind == made.code and one.happened_at == made.happened_at)
    proceedings = [one.proceeding_no for one in steps if one.proceeding_no]
    context = {
        "number": action.number, "token": queries.token_of(action), "kind": kind.title, "what": STEPS[made.code].title,
        "authority": action.authority or kind.authority, "ordered_at": made.happened_at, "order_no": step.evidence,
        "proceeding_no": proceedings[-1] if proceedings else "", "amount": step.amount, "sureties": step.sureties,
        "valid_from": action.valid_from, "valid_until": action.valid_until,
        "relations": list(dict.fromkeys(RELATIONS[one.relation] for one in queries.list_persons(action.id))),
        "steps": [{"sentence": said, "section": kind.breach_section if by == "breach" else by} for said, by in ON_BREACH],
        "helplines": [{"number": number, "name": name} for number, name in HELPLINES],
        "officer": _officer(queries.keeper_of(action), options["language"]), "serial": action.number,
    }
    return Built(action.unit_id, action.number, context, Kept(action.unit_id, queries.keeper_of(action)))


def _people(scope: Scope, action: PreventiveAction, is_open: bool) -> list[dict[str, Any]]:
    """Against whom: identities in an open copy, else their place in the list and the relation."""
    if not is_open:
        return [_person(one.place_in_list, one.relation, Identity()) for one in queries.list_persons(action.id)]
    return [_person(one.place, one.relation, one.identity or Identity())
            for one in queries.open_persons(scope, current_vault(), action)]


def _person(place: int, relation: str, who: Identity) -> dict[str, Any]:
    return {"place": place, "relation": RELATIONS[relation], "name": who.name, "relative_name": who.relative_name,
            "age": who.age_years, "address": " ".join(filter(None, (who.address, who.village)))}


def _officer(user_id: uuid.UUID, language: str) -> dict[str, str] | None:
    user = get_officer(user_id)
    if user is None:
        return None
    return {"name": user.name_in("en" if language == "en" else "hi"), "rank": user.rank_title, "phone": user.phone}


DOCUMENTS = (
    Document("preventive-report", N_("Report to the Executive Magistrate"), "preventive_report", READ, build_report,
             has_open_copy=True, subject_endpoint="preventive.show_action", subject_argument="action_id"),
    Document("bond-card", N_("Card for her: what was ordered"), "bond_card", READ, build_card,
             subject_endpoint="preventive.show_action", subject_argument="action_id"),
)
