"""What is missing or thin in an entry, for the list that the station officer reads every day."""

from collections.abc import Mapping
from typing import Any

from portal.core.words import N_
from portal.intake.rules.vocabularies import FIELDS

THIN_LETTERS = 40
THIN_WORDS = 6
REMARK_LETTERS = 5
THIN = N_("What happened is told too shortly: who, what, where, since when?")
NO_RECEIPT = N_("The receipt has not been given")
NO_DANGER = N_("The danger questions were not asked")
NO_RIGHTS = N_("She was told no rights")
NO_PARTY = N_("No opposite party is named")
NO_TIME_OUT = N_("The time of leaving is missing")
NO_REMARK = N_("What the visitor came for is not written")


def is_thin(text: str) -> bool:
    """Whether *text* says too little for someone who was not there, or says it by repeating itself."""
    words = text.split()
    return len(text.strip()) < THIN_LETTERS or len({word.casefold() for word in words}) < THIN_WORDS


def complaint_gaps(row: Mapping[str, Any]) -> list[str]:
    """Sentences for what a line of the complaint register lacks; a field that was honestly not told is no gap."""
    not_told = row.get("not_told") or {}
    gaps = [FIELDS[name] for name in ("occurred_from_on", "place") if not row.get(name) and name not in not_told]
    if "gist" not in not_told and is_thin(row.get("gist") or ""):
        gaps.append(THIN)
    for key, sentence in (("receipt_given_at", NO_RECEIPT), ("danger_answered_at", NO_DANGER),
                          ("rights_told", NO_RIGHTS), ("party_count", NO_PARTY)):
        if not row.get(key):
            gaps.append(sentence)
    return gaps


def visit_gaps(row: Mapping[str, Any]) -> list[str]:
    """Sentences for what a line of the visitor register lacks; only who came in person leaves at a time."""
    gaps = [NO_TIME_OUT] if row.get("channel") == "walk_in" and not row.get("left_at") else []
    if row.get("purpose") != "complaint" and len((row.get("remark") or "").strip()) < REMARK_LETTERS:
        gaps.append(NO_REMARK)
    return gaps



