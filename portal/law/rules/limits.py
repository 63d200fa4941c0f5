"""Periods of the law in words: calendar months stay months, and a duty at once has no number."""

import re

from portal.core.words import N_

AT_ONCE = N_("at once")
WORDS: dict[str, str] = {
    "H": N_("%(n)s hours"), "D": N_("%(n)s days"), "M": N_("%(n)s calendar months"), "Y": N_("%(n)s years")}


def limit_words(limit: str) -> tuple[str, int]:
    """(msgid, number) of an ISO period: "PT24H" → ("%(n)s hours", 24); "PT0S" is at once."""
    match = re.fullmatch(r"PT?(\d+)([SHDMY])", limit)
    if match is None or match[2] == "S":
        return AT_ONCE, 0
    return WORDS[match[2]], int(match[1])
