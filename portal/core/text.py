"""The one gate every typed text passes before it reaches a rule or a table."""

import re
import unicodedata

from portal.core.words import N_

# One entry per reason, so that the page can say what is wrong. SQLite takes NUL and PostgreSQL refuses it, a
# lone surrogate breaks both, bidi marks make a sentence read otherwise than it is stored. The joiners
# U+200C and U+200D are not here: Indic scripts need them.
_REFUSED = (
    (
        "nul",
        re.compile("\x00"),
        N_("The text has a hidden NUL character. Type it again instead of pasting it."),
    ),
    ("surrogate", re.compile("[\ud800-\udfff]"), N_("The text has a broken character. Type it again.")),
    (
        "control",
        re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f]"),
        N_("The text has a hidden control character. Type it again instead of pasting it."),
    ),
    (
        "direction",
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        N_("The text has a hidden mark that turns its direction. Type it again instead of pasting it."),
    ),
    (
        "byte_order_mark",
        re.compile("\ufeff"),
        N_("The text has a hidden byte order mark. Type it again instead of pasting it."),
    ),
)

_PHONE_GAPS = re.compile(r"[\s\-./()]+")
# A mobile number begins with 6 to 9; a landline is told from a mistyped mobile by its 0 and area code.
_MOBILE = re.compile(r"(?:(?:\+|00)?91|0)?([6-9][0-9]{9})")
_LANDLINE = re.compile(r"(?:(?:\+|00)91|0)([1-9][0-9]{9})")
_PHONE_SENTENCE = N_(
    "Write a mobile number of 10 digits that begins with 6, 7, 8 or 9, or a landline with 0 and area code."
)


class UncleanText(ValueError):
    """Text that cannot be accepted; *code* names the reason, *sentence* is an English msgid for the page."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def clean_text(value: str) -> str:
    """*value* in NFC with plain line ends, or UncleanText; the verdict is the same for every database.

    Not for passwords, which are compared exactly as typed.
    """
    value = value.replace("\r\n", "\n")
    for code, pattern, sentence in _REFUSED:
        if pattern.search(value):
            raise UncleanText(code, sentence)
    return unicodedata.normalize("NFC", value)


def without_hidden(value: str) -> str:
    """*value* without the signs that clean_text refuses, to be shown again beside the refusal; never to be stored."""
    for _, pattern, _sentence in _REFUSED:
        value = pattern.sub("", value)
    return value


def fold_digits(value: str) -> str:
    """*value* with the decimal digits of every script (Devanagari among them) as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in value)


def clean_phone(value: str) -> str:
    """The ten digits of an Indian number written any usual way (+91, 0, gaps, any digits), or UncleanText."""
    bare = _PHONE_GAPS.sub("", fold_digits(clean_text(value)))
    found = _MOBILE.fullmatch(bare) or _LANDLINE.fullmatch(bare)
    if not found:
        raise UncleanText("phone", _PHONE_SENTENCE)
    return found.group(1)
