"""Finding people and opening identities; whoever asks sees only what lies in the scope."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_

from portal.access.scope import Scope
from portal.core.db import db
from portal.core.text import clean_phone
from portal.core.vault import Vault
from portal.persons.models import Person, PersonIndex, PersonVersion, SafeContact
from portal.persons.rules.identity import Identity, SafePlan, masked_name, masked_phone
from portal.persons.rules.names import is_same_name, looks_like_phone, rank_names
from portal.persons.sealing import PHONE_FIELDS, index_of, phone_token, search_buckets, unseal_identity, unseal_plan
from portal.units.models import Unit

MOST_MATCHES = 20
# A name is looked for among the newest so many that share its bucket; a station never comes near it.
MOST_CANDIDATES = 3000


@dataclass(frozen=True)
class Match:
    """Somebody found, closed: enough to choose by, not enough to know."""

    person_id: uuid.UUID
    unit_id: uuid.UUID
    kind: str
    field: str  # what matched: name, phone, safe_phone
    name: str  # सु••• श•••
    relative_name: str
    phone: str  # …43
    age_years: int | None

    @property
    def label(self) -> str:
        """One line for a list."""
        return " / ".join(filter(None, (self.name, self.relative_name, self.phone)))


@dataclass(frozen=True)
class Found:
    """The answer to one search. *exists_outside*: a unit out of scope knows the phone; it is not named."""

    matches: tuple[Match, ...] = ()
    exists_outside: bool = False
    is_partial: bool = False


def find_people(scope: Scope, vault: Vault, text: str, kind: str | None = None, through: Select | None = None) -> Found:
    """People in scope by phone, or by name in either script; best match first, identities closed.

    *through* selects ids of people whom the reader reaches by an assigned matter, as for get_person. The caller writes
    the search in the trail, without its words.
    """
    if looks_like_phone(text):
        return _find_by_phone(scope, vault, clean_phone(text), kind, through)
    return _find_by_name(scope, vault, text, kind, through)


def get_person(scope: Scope, person_id: uuid.UUID, through: Select | None = None) -> Person | None:
    """The person's row, without the identity opened; None out of scope.

    *through* selects ids of people whom the reader reaches by an assigned matter; a feature above knows them.
    """
    reached = scope.covers(Person.unit_id)
    if through is not None:
        reached = reached | Person.id.in_(through)
    return db.session.scalar(select(Person).where(Person.id == person_id, reached))


def get_identity(scope: Scope, vault: Vault, person_id: uuid.UUID, through: Select | None = None) -> Identity | None:
    """The identity opened; None out of scope. The caller records the opening before showing any of it."""
    person = get_person(scope, person_id, through)
    return unseal_identity(vault, person) if person else None


def get_safe_contact(
    scope: Scope, vault: Vault, person_id: uuid.UUID, through: Select | None = None
) -> tuple[SafePlan, int] | None:
    """The plan in force and its version; None if there is none or the person is out of scope."""
    if get_person(scope, person_id, through) is None:
        return None
    newest = select(SafeContact).where(SafeContact.person_id == person_id).order_by(SafeContact.version.desc())
    row = db.session.scalar(newest.limit(1))
    return (unseal_plan(vault, row), row.version) if row else None


@dataclass(frozen=True)
class EarlierIdentity:
    """An identity as it stood until it was replaced; *version* is its own."""

    version: int
    identity: Identity
    reason: str
    replaced_by: uuid.UUID
    replaced_at: datetime


@dataclass(frozen=True)
class KeptPlan:
    """A safe-contact plan: why and by whom it was recorded, and when she was last asked whether it is still right."""

    version: int
    plan: SafePlan
    reason: str
    recorded_by: uuid.UUID
    recorded_at: datetime
    confirmed_at: datetime | None


def list_earlier_identities(scope: Scope, vault: Vault, person_id: uuid.UUID,
                            through: Select | None = None) -> list[EarlierIdentity]:
    """Identities that were replaced, the first one first; empty out of scope. The caller has recorded the opening."""
    if get_person(scope, person_id, through) is None:
        return []
    rows = db.session.scalars(
        select(PersonVersion).where(PersonVersion.person_id == person_id).order_by(PersonVersion.version))
    return [EarlierIdentity(row.version, unseal_identity(vault, row), row.reason, row.replaced_by, row.replaced_at)
            for row in rows]


def list_plans(scope: Scope, vault: Vault, person_id: uuid.UUID, through: Select | None = None) -> list[KeptPlan]:
    """Every plan, the one in force last; empty out of scope. The caller has recorded the opening."""
    if get_person(scope, person_id, through) is None:
        return []
    rows = db.session.scalars(select(SafeContact).where(SafeContact.person_id == person_id).order_by(SafeContact.version))
    return [KeptPlan(row.version, unseal_plan(vault, row), row.reason, row.recorded_by, row.recorded_at, row.confirmed_at)
            for row in rows]


@dataclass(frozen=True)
class Alike:
    """Who shares a sign with somebody: person → signs (phone, address, accused). *exists_outside*: a unit out of scope
    knows one of the phones; it is not named."""

    signs: dict[uuid.UUID, set[str]] = field(default_factory=dict)
    exists_outside: bool = False


def find_alike(scope: Scope, vault: Vault, person_ids: Collection[uuid.UUID]) -> Alike:
    """Other people in scope with a phone or the address of one of *person_ids*, and opposite parties of the same name.

    Nobody is shown: only ids come back. A name alone tells two men apart too badly, so it must have two words, or the
    name of the father must fit as well; and it is looked for only in the unit of the one it is compared with.
    """
    mine = list(db.session.scalars(scope.limit(select(Person).where(Person.id.in_(person_ids)), Person.unit_id)))
    if not mine:
        return Alike()
    told = [(person, unseal_identity(vault, person)) for person in mine]
    tokens = {person.id: index_of(vault, person.unit_id, who) for person, who in told}
    phones = _of_field("phone", tokens.values())
    accused = [(person, who) for person, who in told if person.kind == "opposite_party"]
    his_phones = _of_field("phone", (tokens[person.id] for person, _ in accused))
    buckets = {(person.unit_id, bucket) for person, who in accused
               for bucket in search_buckets(vault, person.unit_id, who.name)}
    rows = db.session.execute(_sharing(scope, phones, _of_field("address", tokens.values()), buckets, list(tokens))).all()
    outside = select(PersonIndex.person_id).where(
        PersonIndex.field.in_(PHONE_FIELDS), PersonIndex.token.in_(phones), PersonIndex.is_current,
        _elsewhere(scope)).limit(1)
    return Alike(_signs(vault, rows, accused, his_phones), bool(phones) and db.session.scalar(outside) is not None)


def _of_field(name: str, each: Iterable[set[tuple[str, str]]]) -> set[str]:
    return {token for tokens in each for field_name, token in tokens if field_name == name}


def _sharing(scope: Scope, phones: set[str], houses: set[str], buckets: set[tuple[uuid.UUID, str]],
             mine: list[uuid.UUID]) -> Select:
    """(person, field, token) for everybody in scope who shares a token; the newest candidates first."""
    shared = or_(
        and_(PersonIndex.field.in_(PHONE_FIELDS), PersonIndex.token.in_(phones)),
        and_(PersonIndex.field == "address", PersonIndex.token.in_(houses)),
        and_(PersonIndex.field == "name", _in_buckets(buckets), Person.kind == "opposite_party"),
    )
    statement = (select(Person, PersonIndex.field, PersonIndex.token).join(PersonIndex, PersonIndex.person_id == Person.id)
                 .where(shared, PersonIndex.is_current, Person.id.not_in(mine)))
    return scope.limit(statement, PersonIndex.unit_id).order_by(Person.id.desc()).limit(MOST_CANDIDATES)


def _signs(vault: Vault, rows: Iterable, accused: list[tuple[Person, Identity]],
           his_phones: set[str]) -> dict[uuid.UUID, set[str]]:
    signs: dict[uuid.UUID, set[str]] = {}
    for person, name, token in rows:
        found = set() if name == "name" else {"address" if name == "address" else "phone"}
        if person.kind == "opposite_party" and token in his_phones:
            found.add("accused")
        elif name == "name":
            who = unseal_identity(vault, person)
            if any(is_same_name(who.name, who.relative_name, his.name, his.relative_name) for _, his in accused):
                found.add("accused")
        if found:
            signs.setdefault(person.id, set()).update(found)
    return signs


def _in_buckets(buckets: Collection[tuple[uuid.UUID, str]]) -> ColumnElement[bool]:
    """The WHERE clause for rows of the index in these buckets, each (unit, token): the same token at another unit is another
    bucket, which one in sixty-four times has the same number by chance."""
    return and_(PersonIndex.token.in_({token for _, token in buckets}),  # for SQLite, which has no index on pairs
                tuple_(PersonIndex.unit_id, PersonIndex.token).in_(list(buckets)))


def _indexed(scope: Scope, through: Select | None) -> ColumnElement[bool]:
    """The WHERE clause for rows of the index that the reader reaches."""
    reached = scope.covers(PersonIndex.unit_id)
    return reached if through is None else reached | PersonIndex.person_id.in_(through)


def _elsewhere(scope: Scope) -> ColumnElement[bool]:
    """The WHERE clause for rows of the index of other units, whatever of the reader's own is assigned to others or sealed."""
    return ~scope.in_units(PersonIndex.unit_id) & scope.unsealed("person", PersonIndex.person_id)


def _find_by_phone(scope: Scope, vault: Vault, phone: str, kind: str | None, through: Select | None) -> Found:
    holds_it = (
        PersonIndex.field.in_(PHONE_FIELDS),
        PersonIndex.token == phone_token(vault, phone),
        PersonIndex.is_current,
    )
    inside = select(Person, PersonIndex.field).join(PersonIndex, PersonIndex.person_id == Person.id)
    inside = inside.where(*holds_it, _indexed(scope, through))
    if kind:
        inside = inside.where(Person.kind == kind)
    # Scope on the index and order in Python: otherwise the planner walks all people of the unit to find the few.
    rows = sorted(db.session.execute(inside).all(), key=lambda row: row.field, reverse=True)
    by_person = {person.id: (person, field) for person, field in rows}
    newest = sorted(by_person.values(), key=lambda hit: hit[0].id, reverse=True)[:MOST_MATCHES]
    matches = tuple(_closed(person, unseal_identity(vault, person), field) for person, field in newest)
    outside = select(PersonIndex.person_id).where(*holds_it, _elsewhere(scope)).limit(1)
    exists_outside = db.session.scalar(outside) is not None
    return Found(matches, exists_outside, is_partial=len(by_person) > MOST_MATCHES)


def _find_by_name(scope: Scope, vault: Vault, name: str, kind: str | None, through: Select | None) -> Found:
    units = scope.unit_ids
    if units is None:
        units = db.session.scalars(scope.limit(select(Unit.id), Unit.id)).all()
    buckets = [(unit_id, bucket) for unit_id in units for bucket in search_buckets(vault, unit_id, name)]
    if not buckets:
        return Found()
    in_bucket = select(PersonIndex.person_id).where(
        PersonIndex.field == "name",
        PersonIndex.is_current,
        _in_buckets(buckets),
    )
    people = select(Person).where(Person.id.in_(in_bucket.where(_indexed(scope, through))))
    if kind:
        people = people.where(Person.kind == kind)
    rows = db.session.scalars(people.order_by(Person.id.desc()).limit(MOST_CANDIDATES)).all()
    known = {person.id: (person, unseal_identity(vault, person)) for person in rows}
    candidates = ((person.id, identity.name, identity.relative_name) for person, identity in known.values())
    ranked = rank_names(name, candidates)
    matches = tuple(_closed(*known[person_id], "name") for person_id, _ in ranked[:MOST_MATCHES])
    return Found(matches, is_partial=len(ranked) > MOST_MATCHES or len(rows) == MOST_CANDIDATES)


def _closed(person: Person, identity: Identity, field: str) -> Match:
    return Match(
        person.id,
        person.unit_id,
        person.kind,
        field,
        masked_name(identity.name),
        masked_name(identity.relative_name),
        masked_phone(identity.phone),
        person.age_years,
    )
