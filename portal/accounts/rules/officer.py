"""Who an officer is and which role counts on which day: ranks, numbers, terms, and roles that exclude each other."""

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta

from portal.access.roles import ROLES
from portal.core.text import fold_digits
from portal.core.words import N_

# code: (title, title of a woman)
RANKS: dict[str, tuple[str, str]] = {
    "DGP": (N_("Director General of Police"),) * 2,
    "ADG": (N_("Additional Director General of Police"),) * 2,
    "IG": (N_("Inspector General of Police"),) * 2,
    "DIG": (N_("Deputy Inspector General of Police"),) * 2,
    "SSP": (N_("Senior Superintendent of Police"),) * 2,
    "SP": (N_("Superintendent of Police"),) * 2,
    "ASP": (N_("Additional Superintendent of Police"),) * 2,
    "DSP": (N_("Deputy Superintendent of Police"),) * 2,
    "INSP": (N_("Inspector"), N_("Woman inspector")),
    "SI": (N_("Sub-inspector"), N_("Woman sub-inspector")),
    "HC": (N_("Head constable"), N_("Woman head constable")),
    "CONST": (N_("Constable"), N_("Woman constable")),
    "HG": (N_("Home guard"), N_("Woman home guard")),
    "COUNS": (N_("Counsellor"),) * 2,
    "CIV": (N_("Civil staff"),) * 2,
}

DORMANT_AFTER = timedelta(days=30)
# Nobody watches over himself: who gives out accounts does not read the trail of what was given out.
EXCLUDING = ({"administrator", "auditor"},)
_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z-]{2,14}")

SAY_NUMBER = N_("Write the personnel number with 3 to 15 digits or capital letters, without gaps.")
SAY_NOT_TO_SELF = N_("Nobody gives a role to oneself. Ask another administrator.")
SAY_WRONG_UNIT = N_("This role is not held at a unit of this kind.")
SAY_EXCLUDES = N_("An administrator cannot be an auditor too: nobody watches over himself.")
SAY_OVERLAPS = N_("The officer holds this role at this unit already on some of these days.")
SAY_CONFIRMED = N_("This role is confirmed already.")
SAY_SECOND_PAIR = N_("Who gave the role does not confirm it. Ask another administrator.")
SAY_ENDS_BEFORE = N_("The last day lies before the first.")


def personnel_number(typed: str) -> str:
    """The number as it is kept: digits of any script as 0–9, capital letters; an empty text when it has no such shape."""
    number = fold_digits(typed).strip().upper()
    return number if _NUMBER.fullmatch(number) else ""


def rank_title(rank: str, is_woman: bool) -> str:
    """The rank as the officer is called (msgid); an unknown code stands for itself."""
    return RANKS.get(rank, (rank, rank))[is_woman]


def holds_on(from_on: date, to_on: date | None, day: date) -> bool:
    """Whether a role held from *from_on* to *to_on*, both days included, counts on *day*."""
    return from_on <= day and (to_on is None or day <= to_on)


def overlaps(from_on: date, to_on: date | None, other_from: date, other_to: date | None) -> bool:
    """Whether two terms share a day."""
    return (other_to is None or from_on <= other_to) and (to_on is None or other_from <= to_on)


def grant_fault(role: str, unit_kind: str, from_on: date, to_on: date | None, *, is_self: bool,
                held: Collection[tuple[str, bool, date, date | None]]) -> str | None:
    """Why the role cannot be given (msgid), or None. *held*: role, whether at the same unit, first and last day."""
    if is_self:
        return SAY_NOT_TO_SELF
    if role not in ROLES or unit_kind not in ROLES[role].held_at:
        return SAY_WRONG_UNIT
    if to_on is not None and to_on < from_on:
        return SAY_ENDS_BEFORE
    sharing = [(code, same) for code, same, first, last in held if overlaps(from_on, to_on, first, last)]
    if any(pair == {role, code} for pair in EXCLUDING for code, _ in sharing):
        return SAY_EXCLUDES
    return SAY_OVERLAPS if (role, True) in sharing else None


def needs_second_pair(role: str) -> bool:
    """Whether a second administrator must confirm the role before it counts: it sees a district or more, gives out
    accounts or reads the trail. These are the roles that ask for a second factor of themselves."""
    return ROLES[role].needs_second_factor


def confirm_fault(actor_id: object, user_id: object, granted_by: object, *, is_confirmed: bool) -> str | None:
    """Why this administrator cannot confirm the role (msgid), or None."""
    if is_confirmed:
        return SAY_CONFIRMED
    if actor_id == user_id:
        return SAY_NOT_TO_SELF
    return SAY_SECOND_PAIR if actor_id == granted_by else None


def roles_with_second_factor(setting: str | None) -> frozenset[str]:
    """The roles that see so much that a password alone is not enough.

    *setting* names them with gaps between; an empty text names none, None leaves it as the roles themselves say.
    """
    if setting is None:
        return frozenset(role.code for role in ROLES.values() if role.needs_second_factor)
    return frozenset(setting.split())


def check_roles(setting: str) -> str:
    """The setting that names the roles with a second factor, put in order; ValueError for a word that is no role."""
    named = setting.split()
    unknown = sorted(set(named) - set(ROLES))
    if unknown:
        raise ValueError(f"there is no role {', '.join(unknown)}; the roles are {', '.join(ROLES)}")
    return " ".join(dict.fromkeys(named))


def is_dormant(last_used_at: datetime, now: datetime) -> bool:
    """Whether an account lay unused so long that a reset must wake it (30 days)."""
    return now - last_used_at > DORMANT_AFTER
