"""What is asked about a new case before it is written down (pure): doubts that need a reason, faults that refuse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from portal.cases.rules.sections import SectionsRead
from portal.core.words import N_
from portal.law.rules.case_facts import names_no_pocso
from portal.law.rules.chronology import warnings
from portal.law.rules.events import Event
from portal.law.rules.governing import Finding, check_sections

TEST_POCSO = N_("She is under 18, and no section of the POCSO Act stands beside these. Test that Act first (POCSO 42), or say "
                "why it does not apply.")


@dataclass(frozen=True)
class Said:
    """A sentence (msgid) with its values."""

    sentence: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """What refuses and what only asks for a reason."""

    refusals: tuple[Said, ...]
    doubts: tuple[Said, ...]


def judge_sections(read: SectionsRead, occurred_from: date | None, occurred_to: date | None) -> Judged:
    """Sections that are unreadable or did not exist on the day of the act are refused; the rest is asked about."""
    findings: Sequence[Finding] = check_sections(read.keys, occurred_from, occurred_to)
    said = [(one.is_refusal, Said(one.sentence, dict(one.values))) for one in (*read.doubts, *findings)]
    return Judged(tuple(one for is_refusal, one in said if is_refusal), tuple(one for is_refusal, one in said if not is_refusal))


def judge_order(kind: str, moments: Mapping[str, datetime | None]) -> tuple[Said, ...]:
    """What is odd in the order of the moments of an entry, as the guard of order says it of any event."""
    names = {"information": "informed", "gd_entry": "gd"} | ({"fir": "registered"} if kind in ("fir", "zero_fir") else {})
    events = [Event(event, moment) for event, name in names.items() if (moment := moments.get(name))]
    return tuple(Said(one.sentence) for one in warnings(events))


def judge_child(keys: Sequence[str], *, is_child: bool) -> tuple[Said, ...]:
    """A sexual offence against a child without a section of POCSO is asked about."""
    return (Said(TEST_POCSO),) if is_child and names_no_pocso(keys) else ()
