"""What is asked about a new case before it is written down (pure): doubts that need a reason, faults that refuse."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.cases.rules.sections import SectionsRead
from portal.law.rules.governing import Finding, check_sections


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
