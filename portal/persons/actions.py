"""Recording people, correcting what was told of them, keeping the plan by which they are safely reached."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import StaleEdit
from portal.core.vault import Vault
from portal.core.words import N_
from portal.persons.models import Person, PersonIndex, PersonVersion, SafeContact
from portal.persons.rules.identity import KINDS, PLAIN, Identity, read_identity, read_safe_plan
from portal.persons.sealing import identity_place, index_of, phone_token, plan_place

_STALE = N_("Somebody else saved this after you opened the page. Look at the new text, then decide.")


def record_person(
    actor: Actor,
    vault: Vault,
    values: Mapping[str, Any],
    kind: str = "woman",
    unit_id: uuid.UUID | None = None,
) -> Person:
    """A new person at *unit_id* (else the actor's unit); InvalidValues names the fields that are wrong.

    Never joined to anybody recorded before: for a repeat visit the officer chooses her from the search.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of person: {kind}")
    identity = read_identity(values, clock.today())
    person = Person(
        id=new_id(),
        unit_id=unit_id or actor.unit_id,
        kind=kind,
        version=1,
        recorded_by=actor.user_id,
        recorded_at=clock.now(),
    )
    _seal(vault, person, identity)
    db.session.add(person)
    db.session.flush()
    _index(vault, person, identity)
    _record(actor, "persons:person:recorded", person, person_kind=kind)
    return person


def correct_person(
    actor: Actor, vault: Vault, person: Person, values: Mapping[str, Any], version: int, reason: str = ""
) -> Person:
    """*person* with *values* as the whole new identity; the earlier one is kept, sealed, as a version.

    *version* is the one the officer read: StaleEdit if another was saved since. InvalidValues as above.
    """
    db.session.refresh(person, with_for_update=True)
    if person.version != version:
        raise StaleEdit(_STALE)
    identity = read_identity(values, clock.today())
    kept = {name: getattr(person, name) for name in (*PLAIN, "unit_id", "version", "identity", "key_id")}
    replaced = {"reason": reason, "replaced_by": actor.user_id, "replaced_at": clock.now()}
    db.session.add(PersonVersion(person_id=person.id, **kept, **replaced))
    person.version = version + 1
    _seal(vault, person, identity)
    db.session.flush()
    _index(vault, person, identity)
    _record(actor, "persons:person:corrected", person, version=person.version)
    return person


def record_safe_contact(
    actor: Actor, vault: Vault, person: Person, values: Mapping[str, Any], version: int = 0, reason: str = ""
) -> SafeContact:
    """A new plan for *person*; *version* is that of the plan the officer read, 0 if there was none.

    StaleEdit if another plan was saved since, InvalidValues if a field is wrong.
    """
    _newest_contact(person, version)
    plan = read_safe_plan(values)
    contact = SafeContact(
        id=new_id(),
        person_id=person.id,
        unit_id=person.unit_id,
        version=version + 1,
        key_id=vault.current_key,
        reason=reason,
        recorded_by=actor.user_id,
        recorded_at=clock.now(),
    )
    contact.plan = vault.seal(*plan_place(contact.id), plan.as_json())
    db.session.add(contact)
    tokens = {("safe_phone", phone_token(vault, plan.phone))} if plan.phone else set()
    _set_tokens(person, tokens, ("safe_phone",))
    _record(actor, "persons:contact:recorded", person, version=contact.version)
    return contact


def confirm_safe_contact(actor: Actor, person: Person, version: int) -> None:
    """She was asked again, and the plan of *version* (0: none) is still right. StaleEdit if another was saved since."""
    contact = _newest_contact(person, version)
    if contact is not None:
        contact.confirmed_by, contact.confirmed_at = actor.user_id, clock.now()
    _record(actor, "persons:contact:confirmed", person, version=version)


def _newest_contact(person: Person, version: int) -> SafeContact | None:
    """The plan in force, with *person* locked; StaleEdit unless it is the one of *version*."""
    db.session.refresh(person, with_for_update=True)
    newest = db.session.scalar(select(SafeContact).where(SafeContact.person_id == person.id)
                               .order_by(SafeContact.version.desc()).limit(1))
    if (newest.version if newest else 0) != version:
        raise StaleEdit(_STALE)
    return newest


def reseal_people(vault: Vault, most: int = 500) -> int:
    """Seals up to *most* rows under the current key; how many were done. Commit and repeat until it is 0."""
    done = 0
    for model, column in ((Person, "identity"), (PersonVersion, "identity"), (SafeContact, "plan")):
        waiting = select(model).where(model.key_id != vault.current_key).limit(most - done)
        for row in db.session.scalars(waiting).all():
            setattr(row, column, vault.reseal(*_place(row), getattr(row, column)))
            row.key_id = vault.current_key
            done += 1
    db.session.flush()
    return done


def _place(row: Person | PersonVersion | SafeContact) -> tuple[str, str, str]:
    if isinstance(row, SafeContact):
        return plan_place(row.id)
    return identity_place(row.id if isinstance(row, Person) else row.person_id, row.version)


def _seal(vault: Vault, person: Person, identity: Identity) -> None:
    for name in PLAIN:
        setattr(person, name, getattr(identity, name))
    person.identity = vault.seal(*identity_place(person.id, person.version), identity.sealed_part())
    person.key_id = vault.current_key


def _index(vault: Vault, person: Person, identity: Identity) -> None:
    _set_tokens(person, index_of(vault, person.unit_id, identity), ("name", "phone", "address"))


def _set_tokens(person: Person, tokens: set[tuple[str, str]], fields: tuple[str, ...]) -> None:
    """Makes *tokens* the current ones of *fields*; the app may not delete, so earlier ones stay, marked."""
    mine = select(PersonIndex).where(PersonIndex.person_id == person.id, PersonIndex.field.in_(fields))
    known = {(row.field, row.token): row for row in db.session.scalars(mine)}
    for key, row in known.items():
        row.is_current = key in tokens
    for field, token in sorted(tokens - known.keys()):
        db.session.add(PersonIndex(person_id=person.id, field=field, token=token, unit_id=person.unit_id))


def _record(actor: Actor, action: str, person: Person, **details: Any) -> None:
    trail.record(actor, action, subject=("person", person.id), unit_id=person.unit_id, **details)
