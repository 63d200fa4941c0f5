"""Kinds of leave, what may follow what, and which days a leave takes; no entitlement and no limit of days is counted here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portal.core.words import N_

KINDS: dict[str, str] = {
    "casual": N_("Casual leave"),
    "earned": N_("Earned leave"),
    "medical": N_("Medical leave"),
    "maternity": N_("Maternity leave"),
    "child_care": N_("Child care leave"),
    "compensatory": N_("Compensatory leave"),
}
DIVERSIONS: dict[str, str] = {
    "vip": N_("VIP duty"), "festival": N_("Festival or fair duty"), "court": N_("Court duty"), "other": N_("Other duty"),
}
STATES: dict[str, str] = {
    "waiting": N_("Waiting for decision"), "granted": N_("Granted"), "refused": N_("Refused"), "withdrawn": N_("Withdrawn"),
}
DECISIONS: dict[str, str] = {
    "granted": N_("Granted"), "fewer": N_("Granted for fewer days"), "refused": N_("Refused"),
    "withdrawn": N_("Withdrawn"), "cut_short": N_("Cut short"),
}
# decision → (state it needs, state it leads to); a withdrawal is possible from both
FOLLOWS: dict[str, tuple[tuple[str, ...], str]] = {
    "granted": (("waiting",), "granted"), "fewer": (("waiting",), "granted"), "refused": (("waiting",), "refused"),
    "withdrawn": (("waiting", "granted"), "withdrawn"), "cut_short": (("granted",), "granted"),
}
VIEWS: dict[str, str] = {
    "waiting": N_("Waiting for decision"), "coming": N_("Coming and running"), "away": N_("Away today"), "all": N_("All leave"),
}
RECALLS: dict[str, str] = {
    "cut_short": N_("Cut short: she returns to duty"), "withdrawn": N_("Withdraw the whole leave"),
}
AWAY_LEAVE = N_("On leave")
LIVING = ("waiting", "granted")  # states that take days
LONGEST_DAYS = 3660  # a slip of the year, not an entitlement

SAY_ENDS_BEFORE = N_("The last day lies before the first.")
SAY_TOO_LONG = N_("The days are more than ten years apart. Check the year.")
SAY_OVERLAPS = N_("Leave %(number)s from %(first)s to %(last)s takes some of these days already.")
SAY_NOT_POSTED = N_("The officer is not posted here on the first day of the leave.")
SAY_OWN = N_("Nobody decides her own leave. Ask the officer above you.")
SAY_DECIDED = N_("This leave is decided already. Open its page again.")
SAY_OUTSIDE = N_("Grant days that lie within those asked for: %(first)s to %(last)s.")
SAY_NO_REASON = N_("Write the reason.")
SAY_NOT_SHORTER = N_("The new last day must lie within the leave and before its last day.")
SAY_STARTED = N_("The leave has begun. Cut it short instead, so that the days taken stay in the register.")
SAY_ONE_DAY = N_("The leave has begun and is one day long: it stays in the register as it is.")
WARN_POSTING = N_("The posting ends on %(day)s, before the leave does.")
WARN_PUBLISHED = N_("The published roster has her on duty on days of this leave: %(count)s. See to it that the duty is covered.")
WARN_DIVERTED = N_("Diversion %(number)s lies on days of this leave.")
SAY_DIVERSION_ENDS = N_("The end lies before the beginning.")
SAY_NOT_POSTED_DIVERSION = N_("The officer is not posted here on the day the diversion begins.")
SAY_DIVERTED_ALREADY = N_("Diversion %(number)s takes some of these hours already.")
SAY_ON_LEAVE = N_("The officer is on leave %(number)s on these days. Cut the leave short first.")
SAY_DIVERSION_DONE = N_("The diversion was taken back already.")


@dataclass(frozen=True)
class Days:
    """First and last day, both included."""

    from_on: date
    to_on: date

    @property
    def count(self) -> int:
        """How many days, both ends counted."""
        return (self.to_on - self.from_on).days + 1


def fault_of_days(days: Days) -> str | None:
    """What is wrong with typed days (msgid), or None."""
    if days.to_on < days.from_on:
        return SAY_ENDS_BEFORE
    return SAY_TOO_LONG if days.count > LONGEST_DAYS else None


def may_follow(decision: str, state: str) -> bool:
    """Whether *decision* is possible while the leave is in *state*."""
    return state in FOLLOWS[decision][0]


def grant_of(asked: Days, given: Days) -> str | None:
    """"granted" for all days asked, "fewer" for part of them, None when *given* is not within *asked*."""
    if given == asked:
        return "granted"
    is_within = asked.from_on <= given.from_on <= given.to_on <= asked.to_on
    return "fewer" if is_within else None


def is_shorter(days: Days, last: date) -> bool:
    """Whether *last* is an earlier last day within *days*."""
    return days.from_on <= last < days.to_on


def recalls_open(state: str, days: Days, today: date) -> tuple[str, ...]:
    """Which of RECALLS are possible: a leave that waits or lies ahead is withdrawn, one of several days is cut short."""
    if state == "waiting":
        return ("withdrawn",)
    if state != "granted":
        return ()
    longer = ("cut_short",) if days.count > 1 else ()
    return longer if days.from_on <= today else (*longer, "withdrawn")


def month_days(first: date) -> Days:
    """The days of the month that begins on *first*."""
    return Days(first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))


def shifted(first: date, months: int) -> date:
    """The first of the month before (-1) or after (1)."""
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1)


def strip(rows: Iterable[Any], month: Days, diverted: Iterable[tuple[Days, Any]] = ()) -> list[tuple[date, list, list, list]]:
    """Each day of *month* with the rows (from_on, to_on, state) that take it: granted, and waiting; and with the diversions
    that take an hour of it."""
    kept, elsewhere, lines = list(rows), list(diverted), []
    for place in range(month.count):
        day = month.from_on + timedelta(days=place)
        there = [row for row in kept if row.from_on <= day <= row.to_on]
        lines.append((day, [row for row in there if row.state == "granted"], [row for row in there if row.state == "waiting"],
                      [row for days, row in elsewhere if days.from_on <= day <= days.to_on]))
    return lines
