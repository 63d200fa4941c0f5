"""Hashing of passwords: Argon2id, one hash per core at a time, and the same work for an account that does not exist."""

import os
import threading
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from portal.accounts.rules.password import MOST_BYTES

# (passes, KiB of memory). "usual" takes 180 ms on the 2-core machine it was chosen on, 250 to 500 ms on a station's
# older PC; "test" is for tests alone. Parameters stand in each hash: a change here raises old hashes at sign-in.
COSTS = {"usual": (3, 64 * 1024), "test": (1, 8)}
LIST = Path(__file__).parent / "data" / "common-passwords.txt"
_cores = threading.BoundedSemaphore(os.cpu_count() or 1)


def hash_password(password: str) -> str:
    """The hash to keep, its parameters included."""
    with _cores:
        return _hasher(_cost()).hash(_bytes(password))


def fits(stored: str | None, password: str) -> bool:
    """Whether *password* is the one behind *stored*; for no or an unusable hash the same work is done in vain."""
    hasher, typed = _hasher(_cost()), _bytes(password)
    is_real = bool(stored) and stored.startswith("$argon2") and len(typed) <= MOST_BYTES
    with _cores:
        try:
            hasher.verify(stored if is_real else _nobodys_hash(_cost()), typed[:MOST_BYTES])
        except (VerificationError, InvalidHashError):
            return False
    return is_real


def is_outdated(stored: str) -> bool:
    """Whether *stored* was made with other parameters than today's."""
    return _hasher(_cost()).check_needs_rehash(stored)


@cache
def common_passwords() -> frozenset[str]:
    """Passwords that many people use, casefolded; made by data/make_common_passwords.py."""
    return frozenset(LIST.read_text("utf-8").split("\n")) - {""}


def _cost() -> str:
    return current_app.config.get("PASSWORD_COST", "usual")


@cache
def _hasher(cost: str) -> PasswordHasher:
    passes, memory = COSTS[cost]
    return PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1)


@cache
def _nobodys_hash(cost: str) -> str:
    return _hasher(cost).hash(os.urandom(32))


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
