"""The rules of following up (pure): working days, late entries, ways to dispose, when a call counts and when calling may end."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from portal.core.words import N_

CALL_WITHIN_WORKING_DAYS = 3  # feedback within three days of disposal (practice of the ranges, 2025)
TRIES_BEFORE_UNREACHABLE = 3
LATE_AFTER = timedelta(hours=24)
THIN_BELOW_WORDS = 4
NATIONAL_HOLIDAYS = frozenset({(1, 26), (8, 15), (10, 2)})  # the three that every office keeps; others are local orders

DIARY_KINDS: dict[str, str] = {
    "contact": N_("Spoke with her"),
    "visit": N_("Went to the place"),
    "statement": N_("Statement taken"),
    "medical": N_("Medical help or examination"),
    "party": N_("Spoke with the opposite party"),
    "paper": N_("Letter or report sent or received"),
    "referral": N_("Sent to another office"),
    "other": N_("Other step"),
}

MANNERS: dict[str, str] = {
    "fir": N_("FIR registered"),
    "ncr": N_("Non-cognizable report registered"),
    "action_taken": N_("Action taken, matter ended"),
    "settled_by_her_wish": N_("Ended by her own wish"),
    "transferred": N_("Sent to the station concerned"),
    "referred": N_("Handed to another office"),
    "no_offence": N_("No offence found on enquiry"),
}

SATISFACTION: dict[str, str] = {
    "satisfied": N_("Satisfied"),
    "partly": N_("Partly satisfied"),
    "unsatisfied": N_("Not satisfied"),
}

ENDINGS: dict[str, str] = {"kept": N_("Kept"), "withdrawn": N_("Withdrawn")}
OUTCOMES: dict[str, str] = {"open": N_("Promised"), **ENDINGS}
REACHED: dict[str, str] = {"yes": N_("Yes, spoke with her"), "no": N_("No")}


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Monday to Saturday, but not a national holiday nor one of *holidays*."""
    return day.weekday() != 6 and (day.month, day.day) not in NATIONAL_HOLIDAYS and day not in holidays


def working_days_after(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The *count*-th working day after *day*; *day* itself is not counted."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day, holidays):
            count -= 1
    return day


def call_due_on(disposed_on: date, holidays: Collection[date] = ()) -> date:
    """The last day for the call that verifies a disposal."""
    return working_days_after(disposed_on, CALL_WITHIN_WORKING_DAYS, holidays)


def is_late(happened_at: datetime, written_at: datetime) -> bool:
    """Whether the entry was written so long after the event that it asks for the reason."""
    return written_at - happened_at > LATE_AFTER


def may_give_up(tries: Sequence[tuple[date, bool]]) -> bool:
    """Whether calling may end without her: three tries on at least two days, none of which reached her.

    *tries* are (day, was she reached).
    """
    failed = [day for day, reached in tries if not reached]
    return len(failed) == len(tries) >= TRIES_BEFORE_UNREACHABLE and len(set(failed)) >= 2


def tries_left(tries: Sequence[tuple[date, bool]]) -> int:
    """How many more tries are needed before she may be called unreachable; 1 when only another day is lacking."""
    if may_give_up(tries):
        return 0
    return max(TRIES_BEFORE_UNREACHABLE - len(tries), 1)


def is_thin(text: str) -> bool:
    """Whether the words say too little to be of use ("feedback: ok")."""
    return len([word for word in text.split() if any(char.isalpha() for char in word)]) < THIN_BELOW_WORDS
