"""Tries counted in the database: taken before a secret is looked at, given back when it was right."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, text, update

from portal.accounts.models import Throttle
from portal.accounts.rules import throttle
from portal.accounts.rules.throttle import Count, Tier
from portal.core import clock
from portal.core.db import UtcDateTime, db

Keys = Sequence[tuple[Tier, str]]

_LOCK = text("INSERT INTO throttles (key, tries, since, last_at) VALUES (:key, 0, :now, :now) "
             "ON CONFLICT (key) DO UPDATE SET tries = throttles.tries").bindparams(bindparam("now", type_=UtcDateTime))


def door_keys(number: str, terminal: str, *, is_known_here: bool) -> Keys:
    """What a try at the door counts under.

    Where the officer signed in lately, her tries count for this pair alone: a stranger elsewhere can guess until the
    account is closed to strangers, and she still gets in at her own desk.
    """
    if is_known_here:
        return [(throttle.ACCOUNT, f"{number}|{terminal}")]
    return [(throttle.ACCOUNT, number), (throttle.TERMINAL, terminal), (throttle.EVERYWHERE, "")]


def factor_keys(user_id: object) -> Keys:
    """What a try of a second factor counts under."""
    return [(tier, str(user_id)) for tier in throttle.FACTOR]


def take(keys: Keys) -> bool:
    """Counts a try under every key if all are open; False, and nothing counted, if one is closed. Both do the same work: the
    time of a refusal does not tell a closed door.

    Call it in a transaction that commits before the secret is looked at, so that parallel guesses are counted too.
    """
    now = clock.now()
    tiers = {_key(tier, what): tier for tier, what in keys}
    # one order for everyone, so that no two wait for each other
    counts = {key: (tiers[key], _locked(key, now)) for key in sorted(tiers)}
    is_open = all(throttle.is_open(tier, count, now) for tier, count in counts.values())
    for key, (tier, count) in counts.items():
        after = throttle.one_more(tier, count, now) if is_open else count or Count(0, now, now)
        db.session.execute(update(Throttle).where(Throttle.key == key).values(
            tries=after.tries, since=after.since, last_at=after.last_at))
    db.session.execute(delete(Throttle).where(Throttle.last_at < now - throttle.LONGEST_MEMORY))
    return is_open


def give_back(keys: Keys) -> None:
    """After a right answer: an account starts anew; elsewhere only this one try is taken off."""
    for tier, what in keys:
        row = Throttle.key == _key(tier, what)
        if tier is throttle.ACCOUNT:
            db.session.execute(delete(Throttle).where(row))
        else:
            db.session.execute(update(Throttle).where(row, Throttle.tries > 0).values(tries=Throttle.tries - 1))


def _locked(key: str, now: datetime) -> Count | None:
    """What is counted under *key*, its row locked until the transaction ends."""
    db.session.execute(_LOCK, {"key": key, "now": now})
    row = db.session.execute(select(Throttle.tries, Throttle.since, Throttle.last_at).where(Throttle.key == key)).one()
    return Count(*row) if row.tries else None


def _key(tier: Tier, what: str) -> str:
    return hashlib.sha256(f"{tier.name}|{what}".encode("utf-8", "surrogatepass")).hexdigest()
