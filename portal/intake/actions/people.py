"""The people of an entry, handed to the vault: the woman with her safe-contact plan, and whom she complains of."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from portal.access.actor import Actor
from portal.core.vault import Vault
from portal.intake.rules.entry import changed_plan
from portal.persons.actions import confirm_safe_contact, record_person, record_safe_contact
from portal.persons.queries import get_person, get_safe_contact
from portal.persons.rules.identity import SafePlan

OF_WOMAN = {"name": "name", "relation": "relation", "relative_name": "relative_name", "age": "age_years",
            "address": "address", "phone": "phone", "is_minor": "is_minor"}
OF_PARTY = {"name": "name", "relative_name": "relative_name", "age": "age_years", "address": "address", "phone": "phone"}
TELLING = ("name", "relative_name", "age", "address", "phone")


def record_woman(actor: Actor, vault: Vault, unit_id: uuid.UUID, values: Mapping[str, Any],
                 chosen: uuid.UUID | None) -> uuid.UUID | None:
    """The id of the woman of an entry: the one the officer *chose* in the search, else a new person, never a merged one.

    None for a visitor without complaint who told nothing. Raises InvalidValues of portal.persons.
    """
    if chosen is not None:
        if values.get("plan_answer"):
            _settle_plan(actor, vault, chosen, values)
        return chosen
    if values["purpose"] != "complaint" and not any(values.get(name) for name in TELLING):
        return None
    person = record_person(actor, vault, _named(values, OF_WOMAN), "woman", unit_id)
    plan = {"may_call": values.get("may_call") or "yes", "phone": values.get("phone") or "",
            "hours": values.get("call_hours") or "", "code_word": values.get("code_word") or "",
            "hide_from": values.get("hide_from") or ""}
    if plan["phone"] or plan["hours"] or plan["code_word"] or plan["hide_from"]:
        record_safe_contact(actor, vault, person, plan)
    return person.id


def _settle_plan(actor: Actor, vault: Vault, person_id: uuid.UUID, values: Mapping[str, Any]) -> None:
    """She is here again: her plan was asked about, and either stands or is replaced. The route has compared its version."""
    person, known = get_person(actor.scope, person_id), get_safe_contact(actor.scope, vault, person_id)
    plan, version = known or (SafePlan(), 0)
    if values["plan_answer"] == "same":
        confirm_safe_contact(actor, person, version)
    else:
        record_safe_contact(actor, vault, person, changed_plan(asdict(plan), values), version)


def record_opponent(actor: Actor, vault: Vault, unit_id: uuid.UUID, party: Mapping[str, Any]) -> uuid.UUID | None:
    """The id of a new person for an opposite party; None when nothing is known but the relation."""
    if not any(party.get(name) for name in TELLING):
        return None
    return record_person(actor, vault, _named(party, OF_PARTY), "opposite_party", unit_id).id


def _named(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {theirs: values[mine] for mine, theirs in names.items() if values.get(mine) not in (None, "")}
