"""Bringing in a law pack, putting it in force, and confirming a row."""

import json
from dataclasses import asdict

from sqlalchemy import select

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.words import N_
from portal.law import queries
from portal.law.models import LawPackRow, LawSignOff
from portal.law.rules.comparing import row_print

OTHER_CONTENT = N_("The version %(version)s is in force with another content. Give the corrected pack a new version.")
OLDER = N_("The version %(version)s is older than the one in force, %(current)s. Cases would go on under the newer one.")
IN_FORCE = N_("This content is in force already as version %(version)s.")
PUT_ASIDE = N_("This pack was put aside. Bring it in with a new version if you want to use it.")
NOTHING_TO_CONFIRM = N_("This row is not marked to be verified.")
CONFIRMED_BEFORE = N_("This row was confirmed already.")
# What the trail says of a decision.
DECIDED = {"in_force": "law:pack:in_force", "put_aside": "law:pack:put_aside"}


def load_pack(actor: Actor | None, files: dict[str, str]) -> LawPackRow:
    """Brings in the pack of *files* (name → text) to be looked at; nothing is in force yet.

    PackError with every fault; RuleBroken when the version is taken or old. *actor* None is the operator at the server.
    """
    pack = queries.pack_of_texts(files)
    _refuse_taken(pack.version, pack.sha256)
    known = db.session.scalar(
        select(LawPackRow).where(LawPackRow.version == pack.version, LawPackRow.sha256 == pack.sha256))
    if known:
        return known
    row = LawPackRow(version=pack.version, version_order=queries.order_of(pack.version), issued_on=pack.issued_on,
                     content=json.dumps({name: files[name] for name in queries.FILES}, ensure_ascii=False),
                     sha256=pack.sha256, state="seen", loaded_by=actor.user_id if actor else None, loaded_at=clock.now())
    db.session.add(row)
    db.session.flush()
    trail.record(actor, "law:pack:loaded", subject=("law_pack", row.id), version=row.version, sha256=row.sha256)
    return row


def put_in_force(actor: Actor | None, row: LawPackRow) -> None:
    """From now on new decisions rest on this pack; earlier ones keep the version they were made under."""
    db.session.refresh(row, with_for_update=True)
    if row.state == "in_force":
        return
    if row.state == "put_aside":
        raise RuleBroken(PUT_ASIDE)
    _refuse_taken(row.version, row.sha256)
    _decide(actor, row, "in_force")


def put_aside(actor: Actor | None, row: LawPackRow) -> None:
    """The pack is not used; it stays to be read."""
    db.session.refresh(row, with_for_update=True)
    if row.state == "seen":
        _decide(actor, row, "put_aside")


def _decide(actor: Actor | None, row: LawPackRow, state: str) -> None:
    row.state, row.decided_by, row.decided_at = state, actor.user_id if actor else None, clock.now()
    db.session.flush()
    trail.record(actor, DECIDED[state], subject=("law_pack", row.id), version=row.version, sha256=row.sha256)


def _refuse_taken(version: str, sha256: str) -> None:
    own = queries.bundled_pack()
    taken = {row.version: row.sha256 for row in db.session.execute(
        select(LawPackRow.version, LawPackRow.sha256).where(LawPackRow.state == "in_force"))}
    taken[own.version] = own.sha256
    if taken.get(version) == sha256:
        raise RuleBroken(IN_FORCE, version=version)
    if version in taken:
        raise RuleBroken(OTHER_CONTENT, version=version)
    newest = max(taken, key=queries.order_of)
    if queries.order_of(version) < queries.order_of(newest):
        raise RuleBroken(OLDER, version=version, current=newest)


def sign_off_row(actor: Actor, kind: str, key: str, note: str) -> LawSignOff:
    """A prosecution officer confirms one row of the pack in force; *note* says what it was compared with."""
    pack = queries.current_pack()
    row = queries.row_of(pack, kind, key)
    if not row.needs_check:
        raise RuleBroken(NOTHING_TO_CONFIRM)
    if (kind, key) in queries.signed_off(pack.version):
        raise RuleBroken(CONFIRMED_BEFORE)
    signed = LawSignOff(unit_id=actor.unit_id, pack_version=pack.version, kind=kind, row_key=key, row_sha256=row_print(row),
                        note=note, signed_by=actor.user_id, signed_at=clock.now())
    db.session.add(signed)
    db.session.flush()
    trail.record(actor, "law:row:signed_off", subject=("law_row", signed.id), row=key, version=pack.version,
                 source=asdict(row)["source"])
    return signed
