"""Rules of the repeat warning (pure): which signs two matters may share, and when violence has come again."""

from collections.abc import Iterable, Sequence

from portal.core.words import N_

VIOLENCE_AT_HOME = frozenset({"domestic_violence", "dowry_harassment", "dowry_death"})

SIGNS: dict[str, str] = {
    "woman": N_("The same woman"),
    "accused": N_("The same opposite party"),
    "phone": N_("The same phone"),
    "address": N_("The same house"),
}


def is_repeated_violence(nature: str, others: Iterable[tuple[str, Sequence[str]]]) -> bool:
    """Whether violence at home is told of a man of whom it was told before. *others* are (nature, signs)."""
    return nature in VIOLENCE_AT_HOME and any(
        other in VIOLENCE_AT_HOME and ("accused" in signs or "woman" in signs) for other, signs in others)
