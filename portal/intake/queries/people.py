"""Questions about the people of entries, answered closed: enough to choose a woman again, not enough to know her."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db
from portal.core.vault import Vault
from portal.intake.queries.complaints import Sibling, find_by_token, list_tokens_of
from portal.intake.rules.entry import changed_plan
from portal.persons.models import Person
from portal.persons.queries import find_people, get_identity, get_safe_contact
from portal.persons.rules.identity import SafePlan, age_on, masked_name, masked_phone
from portal.persons.rules.names import looks_like_token


@dataclass(frozen=True)
class KnownWoman:
    """A woman entered before: a closed label and her matters in the reader's reach."""

    person_id: uuid.UUID
    label: str
    age: int | None
    matters: tuple[Sibling, ...]


@dataclass(frozen=True)
class FoundWomen:
    """The answer to one search at the desk. *exists_outside*: another unit knows this phone; which one is not said."""

    women: tuple[KnownWoman, ...]
    exists_outside: bool
    is_partial: bool


def find_women(scope: Scope, vault: Vault, text: str) -> FoundWomen:
    """Women in reach by phone, name in either script, or token of an earlier matter. The caller records the search."""
    if looks_like_token(text):
        known = [get_chosen(scope, vault, str(one.person_id)) for one in find_by_token(scope, text) if one.person_id]
        return FoundWomen(tuple(one for one in known if one), exists_outside=False, is_partial=False)
    found = find_people(scope, vault, text, "woman")
    matters = list_tokens_of(scope, [match.person_id for match in found.matches])
    women = tuple(KnownWoman(match.person_id, match.label, match.age_years, tuple(matters.get(match.person_id, ())))
                  for match in found.matches)
    return FoundWomen(women, found.exists_outside, found.is_partial)


def get_chosen(scope: Scope, vault: Vault, person_id: str) -> KnownWoman | None:
    """The woman whom the officer chose, closed; None when the text is no id or she is out of reach."""
    try:
        wanted = uuid.UUID(person_id)
    except ValueError:
        return None
    identity = get_identity(scope, vault, wanted)
    if identity is None:
        return None
    label = " / ".join(filter(None, (masked_name(identity.name), masked_name(identity.relative_name),
                                     masked_phone(identity.phone))))
    return KnownWoman(wanted, label, identity.age_years, tuple(list_tokens_of(scope, [wanted]).get(wanted, ())))


@dataclass(frozen=True)
class ClosedPlan:
    """Her safe-contact plan, closed: enough to compare with what she says now, not enough to know it. Version 0: none."""

    version: int
    may_call: str
    phone: str  # …43
    hours: str
    code_word: str  # नी•••
    hide_from: str


def get_closed_plan(scope: Scope, vault: Vault, person_id: uuid.UUID) -> ClosedPlan:
    """The plan in force of a woman in reach, closed."""
    plan, version = get_safe_contact(scope, vault, person_id) or (SafePlan(), 0)
    return ClosedPlan(version, plan.may_call, masked_phone(plan.phone), plan.hours, masked_name(plan.code_word),
                      masked_name(plan.hide_from))


def says_change(scope: Scope, vault: Vault, person_id: uuid.UUID, values: Mapping[str, Any]) -> bool:
    """Whether what the entry page says of her plan differs from the plan in force."""
    plan, _version = get_safe_contact(scope, vault, person_id) or (SafePlan(), 0)
    return changed_plan(asdict(plan), values) != asdict(plan)


def get_age(scope: Scope, person_id: uuid.UUID | None, on: date) -> int | None:
    """Her age on a day, from the age she told when she was entered; None when it was not told or she is out of reach."""
    row = db.session.execute(select(Person.age_years, Person.recorded_at).where(
        Person.id == person_id, scope.covers(Person.unit_id))).first() if person_id else None
    if row is None or row.age_years is None:
        return None
    return row.age_years + age_on(clock.to_ist(row.recorded_at).date(), on)
