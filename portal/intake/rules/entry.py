"""What an entry must say: required fields that accept an honest "not told", and the checks across fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.core.words import N_
from portal.intake.rules.vocabularies import NOT_TOLD_REASONS

ADULT_AGE = 18
LONGEST_AGE = 120

# Asked of her; a known woman has told these before.
OF_HER = ("name", "relative_name", "age", "address", "phone")
OF_MATTER = ("occurred_from_on", "place", "gist")
# A visitor who brings no complaint is asked her name only; the rest may stay empty.
OF_VISITOR = ("name",)
MAY_LACK = (*OF_HER, *OF_MATTER)

NOT_TOLD = N_("This is needed. If she did not say, choose “not told” and why.")
BOTH = N_("Either write this or choose “not told”, not both.")
NEEDED = N_("This is needed.")
RANGE_ORDER = N_("The last day lies before the first day.")
RANGE_START = N_("Write the first day as well.")
AFTER_RECEIVED = N_("This lies after the day on which the complaint was received.")

# The plan of a woman who was here before is asked again (entry field → field of the plan).
PLAN_ANSWERS = {"same": N_("Asked: still right"), "changed": N_("Asked: changed, as written below")}
OF_PLAN = {"phone": "phone", "call_hours": "hours", "code_word": "code_word", "hide_from": "hide_from"}
ASK_PLAN = N_("Ask her, and choose one of the two.")
SAY_CHANGE = N_("Write what has changed.")
PLAN_MOVED = N_("The plan was changed by someone else meanwhile. Ask her again about the plan as it stands now.")


def plan_fault(answer: str | None, *, is_known: bool) -> str | None:
    """What is wrong with the answer about her safe-contact plan, or None; of a woman who is new nothing is asked again."""
    return ASK_PLAN if is_known and answer not in PLAN_ANSWERS else None


def changed_plan(before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The plan *before* with what the entry page says anew; a field left empty there stays as it was."""
    told = {theirs: values[mine] for mine, theirs in OF_PLAN.items() if values.get(mine)}
    return {**before, "may_call": values.get("may_call") or "yes", **told}


def required(purpose: str, *, is_known: bool) -> tuple[str, ...]:
    """The fields that must be told or honestly not told; *is_known*: a woman who was entered before was chosen."""
    of_her = () if is_known else (OF_HER if purpose == "complaint" else OF_VISITOR)
    return of_her + (OF_MATTER if purpose == "complaint" else ())


def faults(values: Mapping[str, Any], not_told: Mapping[str, str], *, is_known: bool = False) -> dict[str, str]:
    """Field → sentence for everything that an entry with *values* lacks or contradicts; empty when it may be kept.

    *not_told* maps a field to a key of NOT_TOLD_REASONS. Dates are compared as days in India.
    """
    found: dict[str, str] = {}
    for name in required(values["purpose"], is_known=is_known):
        told = values.get(name) not in (None, "")
        reason = not_told.get(name) or ""
        if told and reason:
            found[name] = BOTH
        elif not told and reason not in NOT_TOLD_REASONS:
            found[name] = NOT_TOLD
    if values["purpose"] == "complaint":
        found |= matter_faults(values)
    return found


def matter_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """Faults of the matter itself: its nature and the days between which it happened."""
    found: dict[str, str] = {}
    if not values.get("nature"):
        found["nature"] = NEEDED
    first, last, received = values.get("occurred_from_on"), values.get("occurred_to_on"), values.get("received_on")
    if last and not first:
        found["occurred_from_on"] = RANGE_START
    elif last and last < first:
        found["occurred_to_on"] = RANGE_ORDER
    for name, day in (("occurred_from_on", first), ("occurred_to_on", last)):
        if day and received and day > received:
            found.setdefault(name, AFTER_RECEIVED)
    return found


def is_under_age(age: int | None, ticked: bool) -> bool:
    """Whether she counts as a minor: by the age she told, or by the officer's tick; a tick is never taken back by an age."""
    return ticked or (age is not None and age < ADULT_AGE)


def kept_not_told(names: tuple[str, ...], values: Mapping[str, Any], not_told: Mapping[str, str]) -> dict[str, str]:
    """The reasons that stand for empty fields among *names*."""
    return {name: not_told[name] for name in names if not_told.get(name) and values.get(name) in (None, "")}


def days_late(received_on: date, recorded_on: date) -> int:
    """How many days after it was received a matter was typed in."""
    return max(0, (recorded_on - received_on).days)
