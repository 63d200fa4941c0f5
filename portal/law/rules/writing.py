"""How Acts and sections are written by hand, in either script. Pure."""

import re
from collections.abc import Mapping

from portal.core.text import fold_digits

# How an Act is written by hand; its code, and its short name in the pack, are understood as well.
ACT_WORDS: Mapping[str, tuple[str, ...]] = {
    "BNS": ("बीएनएस", "भा.न्या.सं.", "भान्यासं"),
    "IPC": ("आईपीसी", "भा0द0वि0", "भादवि", "भा.द.वि."),
    "POCSO": ("पॉक्सो", "पाक्सो", "पोक्सो"),
    "DP": ("डीपी", "दहेज", "दहेज प्रतिषेध", "dowry", "dp act"),
    "SCST": ("एससीएसटी", "एससी/एसटी", "sc/st", "sc st"),
    "IT": ("आईटी", "it act"),
    "ITPA": ("अनैतिक व्यापार",),
    "PCMA": ("बाल विवाह",),
    "JJ": ("किशोर न्याय", "जेजे", "jj act"),
}
# 498A is 498क in the Hindi text of the Code and 498ए as it is spoken; both are typed, and 498-A as well.
_LETTERS = {"क": "A", "ए": "A", "ख": "B", "बी": "B", "ग": "C", "सी": "C", "घ": "D", "डी": "D", "ङ": "E", "ई": "E"}
_LETTER = "|".join(_LETTERS)
_LETTERED = re.compile(rf"(?<=\d)-?((?:{_LETTER}){{1,2}})(?![\u0900-\u097f])")
_HYPHEN = re.compile(r"(?<=\d)-(?=[A-Za-z])")


def fold_section(text: str) -> str:
    """*text* with the numbers of its sections in one spelling: "धारा ४९८क" and "498-A" hold 498A."""
    plain = _HYPHEN.sub("", fold_digits(text))
    return _LETTERED.sub(lambda found: re.sub(_LETTER, lambda one: _LETTERS[one[0]], found[1]), plain)
