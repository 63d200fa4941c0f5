"""Rules of printing (pure): languages, verification codes, what a stranger may be told."""

import re
from dataclasses import dataclass

from portal.core.words import N_

LANGUAGES: dict[str, str] = {"hi": N_("Hindi"), "en": N_("English"), "both": N_("Hindi and English")}
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: read aloud and typed from paper
CODE_LENGTH = 16  # 31^16 is a little over 79 bits
SHORTEST_REASON = 10


@dataclass(frozen=True)
class Verdict:
    """What the verification page says."""

    key: str
    sentence: str


GENUINE = Verdict("genuine", N_("This paper is genuine."))
SUPERSEDED = Verdict("superseded", N_("This paper is genuine, but a newer one has taken its place."))
UNKNOWN = Verdict("unknown", N_("No paper with this code is known."))


LINK_LETTERS = 12


def short_link(seq: int, link: str) -> str:
    """Number and first letters of a link of the trail, as printed and as /verify says it."""
    return f"{seq}-{link[:LINK_LETTERS]}"


def plain_code(text: str) -> str | None:
    """The code in *text* as it is stored, spaces and hyphens left out; None when it cannot be one."""
    bare = re.sub(r"[\s-]", "", text).upper()
    return bare if len(bare) == CODE_LENGTH and set(bare) <= set(CODE_LETTERS) else None


def grouped(code: str) -> str:
    """The code as printed: four groups of four."""
    return "-".join(code[start:start + 4] for start in range(0, CODE_LENGTH, 4))
