"""What of the people of a matter may be corrected, and how two states of it differ (pure)."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from portal.core.words import N_
from portal.intake.rules.corrections import NO, YES
from portal.intake.rules.vocabularies import RELATIONS
from portal.persons.rules.identity import KINSHIP, MAY_CALL, Identity, SafePlan

# field of the page → what it is called; the fields of her plan begin with plan_.
OF_IDENTITY: dict[str, str] = {
    "name": N_("Name"),
    "relation": N_("She is"),
    "relative_name": N_("Father's or husband's name"),
    "age_years": N_("Age"),
    "is_minor": N_("Under 18 years"),
    "phone": N_("Phone"),
    "other_phone": N_("Other phone"),
    "address": N_("Address"),
    "village": N_("Village or locality"),
}
OF_PLAN: dict[str, str] = {
    "plan_may_call": N_("May we call?"),
    "plan_phone": N_("Call this number"),
    "plan_hours": N_("In these hours"),
    "plan_code_word": N_("Code word, said first"),
    "plan_hide_from": N_("Who must not know"),
    "plan_note": N_("Remark"),
}
OF_WOMAN = OF_PLAN | OF_IDENTITY
OF_PARTY: dict[str, str] = {
    "party_relation": N_("Relation to her"),
    "name": N_("Name, if known"),
    "relative_name": N_("Father's or husband's name"),
    "age_years": N_("Age"),
    "phone": N_("Phone"),
    "address": N_("Address"),
}
# An opposite party is known as soon as one of these is told.
TELLING = ("name", "relative_name", "age_years", "phone", "address")

WITHDRAWN = N_("This opposite party was withdrawn. Add him again if she names him again.")
_CODES: dict[str, Mapping[str, str]] = {"relation": KINSHIP, "plan_may_call": MAY_CALL, "party_relation": RELATIONS}


def woman_state(identity: Identity, plan: SafePlan) -> dict[str, Any]:
    """What is recorded of her, under the names of OF_WOMAN."""
    return _of_identity(OF_IDENTITY, identity) | {name: getattr(plan, name.removeprefix("plan_")) for name in OF_PLAN}


def party_state(relation: str, identity: Identity) -> dict[str, Any]:
    """What is recorded of an opposite party, under the names of OF_PARTY."""
    return {"party_relation": relation, **_of_identity(TELLING, identity)}


def _of_identity(names: Any, identity: Identity) -> dict[str, Any]:
    return {name: getattr(identity, name) for name in names}


def whole_identity(before: Identity, told: Mapping[str, Any]) -> dict[str, Any]:
    """Every value of the identity as it is to stand: what the page does not ask stays as it was."""
    asked = {name: told[name] for name in OF_IDENTITY if name in told}
    return asdict(before) | {name: "" if value is None and name != "age_years" else value for name, value in asked.items()}


def whole_plan(told: Mapping[str, Any]) -> dict[str, Any]:
    """Every value of the plan as it is to stand."""
    return {name.removeprefix("plan_"): told[name] or "" for name in OF_PLAN}


def changed(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> list[str]:
    """The names whose values differ, in the order of the page."""
    return [name for name in later if (earlier.get(name) or None) != (later[name] or None)]


def shown(name: str, value: Any) -> str | list[str]:
    """*value* as it is read: a text, or for words of a list their msgids."""
    if name == "is_minor":
        return [YES if value else NO]
    if name in _CODES:
        return [_CODES[name].get(value, value or "")]
    return "" if value is None else str(value)
