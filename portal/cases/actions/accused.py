"""The accused of a case: as many as there are, known or described, and how each stands."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.actions.duties import keep_in_step
from portal.cases.models import Accused
from portal.cases.queries.cases import CaseFile
from portal.core.db import db, new_id
from portal.core.vault import Vault
from portal.persons.actions import record_person

IDENTITY = {"name": "name", "relative_name": "relative_name", "age": "age_years", "address": "address", "phone": "phone"}
TELLING = ("name", "relative_name", "address", "phone")


def add_accused(actor: Actor, vault: Vault, file: CaseFile, values: Mapping[str, Any], now: datetime) -> CaseFile:
    """One more accused from what was typed; the identity goes into the vault."""
    row = new_accused(actor, vault, file.case.unit_id, file.case.id, len(file.accused) + 1, values, now)
    trail.record(actor, "cases:accused:added", subject=("case", file.case.id), unit_id=file.case.unit_id,
                 place=row.place_in_list, known=row.is_known)
    return keep_in_step(file, now)


def new_accused(actor: Actor, vault: Vault, unit_id: uuid.UUID, case_id: uuid.UUID, place: int, values: Mapping[str, Any],
                now: datetime) -> Accused:
    """The row of an accused; *values* may carry `person_id` (by reference) instead of an identity."""
    person_id = values.get("person_id")
    if person_id is None and any(values.get(name) for name in TELLING):
        identity = {theirs: values[mine] for mine, theirs in IDENTITY.items() if values.get(mine) not in (None, "")}
        person_id = record_person(actor, vault, identity | {"gender": "woman" if values.get("is_woman") else ""},
                                  "opposite_party", unit_id).id
    row = Accused(id=new_id(), unit_id=unit_id, case_id=case_id, person_id=person_id, place_in_list=place,
                  is_known=person_id is not None, is_woman=bool(values.get("is_woman")), relation=values.get("relation") or "",
                  description=values.get("description") or "", is_convicted_before=values.get("is_convicted_before"),
                  added_at=now, added_by=actor.user_id)
    db.session.add(row)
    db.session.flush()
    return row


def change_accused(actor: Actor, file: CaseFile, row: Accused, *, state: str, is_convicted_before: bool | None,
                   now: datetime) -> CaseFile:
    """How the accused stands now; an arrest itself is recorded as a milestone with its memo."""
    trail.record(actor, "cases:accused:changed", subject=("case", file.case.id), unit_id=file.case.unit_id,
                 place=row.place_in_list, state=state, former=row.state)
    row.state, row.is_convicted_before = state, is_convicted_before
    return keep_in_step(file, now)
