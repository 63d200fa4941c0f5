"""The people of an entry, handed to the vault: the woman with her safe-contact plan, and whom she complains of."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.core.vault import Vault
from portal.persons.actions import record_person, record_safe_contact

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
        return chosen
    if values["purpose"] != "complaint" and not any(values.get(name) for name in TELLING):
        return None
    person = record_person(actor, vault, _named(values, OF_WOMAN), "woman", unit_id)
    plan = {"may_call": values.get("may_call") or "yes", "phone": values.get("phone") or "",
            "hours": values.get("call_hours") or "", "code_word": values.get("code_word") or ""}
    if plan["phone"] or plan["hours"] or plan["code_word"]:
        record_safe_contact(actor, vault, person, plan)
    return person.id


def record_opponent(actor: Actor, vault: Vault, unit_id: uuid.UUID, party: Mapping[str, Any]) -> uuid.UUID | None:
    """The id of a new person for an opposite party; None when nothing is known but the relation."""
    if not any(party.get(name) for name in TELLING):
        return None
    return record_person(actor, vault, _named(party, OF_PARTY), "opposite_party", unit_id).id


def _named(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {theirs: values[mine] for mine, theirs in names.items() if values.get(mine) not in (None, "")}
