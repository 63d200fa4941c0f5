"""Words: the marker for sentences that pure rooms own and pages translate, and how much somebody wrote."""

import unicodedata


def N_(msgid: str) -> str:  # noqa: N802  (the name every gettext tool looks for)
    """Marks *msgid* for translation without translating it: rules know no language, templates do."""
    return msgid


def letters_in(text: str | None) -> int:
    """How many letters *text* has, the vowel signs of Devanagari among them: a row of strokes or digits is no reason."""
    return sum(unicodedata.category(sign)[0] in "LM" for sign in text or "")
