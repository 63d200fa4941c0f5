"""Where identities and plans lie in the vault, and the keyed tokens made of them."""

import uuid
from collections.abc import Iterable

from portal.core.vault import Vault
from portal.persons.models import Person, PersonVersion, SafeContact
from portal.persons.rules.identity import Identity, SafePlan, open_identity, open_safe_plan
from portal.persons.rules.names import address_key, name_tokens, search_tokens

# Sixty-four buckets of names in each unit hide how often a name occurs; a phone is told apart from all
# others in the state (docs/why/vault.md).
NAME_BITS = 6
PHONE_BITS = 48
ADDRESS_BITS = 32
PHONE_FIELDS = ("phone", "safe_phone")


def identity_place(person_id: uuid.UUID, version: int) -> tuple[str, str, str]:
    """The place an identity is bound to; with the version in it, an old text cannot be put back quietly."""
    return ("persons", "identity", f"{person_id}.{version}")


def plan_place(contact_id: uuid.UUID) -> tuple[str, str, str]:
    """The place a safe-contact plan is bound to."""
    return ("safe_contacts", "plan", str(contact_id))


def unseal_identity(vault: Vault, row: Person | PersonVersion) -> Identity:
    """The identity in a person's row or in one of its versions; VaultTampered if it does not belong there."""
    person_id = row.id if isinstance(row, Person) else row.person_id
    told = vault.open(*identity_place(person_id, row.version), row.identity)
    return open_identity(told, row.gender, row.age_years, row.is_minor)


def unseal_plan(vault: Vault, row: SafeContact) -> SafePlan:
    """The plan in its row; VaultTampered if it does not belong there."""
    return open_safe_plan(vault.open(*plan_place(row.id), row.plan))


def name_buckets(vault: Vault, unit_id: uuid.UUID, name: str) -> set[str]:
    """The buckets of *unit_id* in which a person called *name* lies."""
    return {_bucket(vault, unit_id, key) for key in name_tokens(name)}


def search_buckets(vault: Vault, unit_id: uuid.UUID, typed: str) -> set[str]:
    """The buckets of *unit_id* in which to look for the name *typed*."""
    return {_bucket(vault, unit_id, key) for key in search_tokens(typed)}


def _bucket(vault: Vault, unit_id: uuid.UUID, key: str) -> str:
    return vault.index("name", key, unit_id, bits=NAME_BITS)


def phone_token(vault: Vault, phone: str) -> str:
    """The token of a clean phone number, the same in every unit."""
    return vault.index("phone", phone, bits=PHONE_BITS)


def address_tokens(vault: Vault, unit_id: uuid.UUID, address: str) -> set[str]:
    """The token of an address in its unit; none when the address says less than one house."""
    key = address_key(address)
    return {vault.index("address", key, unit_id, bits=ADDRESS_BITS)} if key else set()


def index_of(vault: Vault, unit_id: uuid.UUID, identity: Identity) -> set[tuple[str, str]]:
    """Every (field, token) by which *identity* is found."""
    phones: Iterable[str] = filter(None, (identity.phone, identity.other_phone))
    return (
        {("name", bucket) for bucket in name_buckets(vault, unit_id, identity.name)}
        | {("phone", phone_token(vault, phone)) for phone in phones}
        | {("address", token) for token in address_tokens(vault, unit_id, identity.address)}
    )
