"""One row of the offence table: section, class, court, longest term, where it was read, and how sure that is."""

import re
from dataclasses import dataclass

from portal.core.words import N_

COGNIZABLE: dict[str, str] = {
    "yes": N_("Cognizable"), "no": N_("Non-cognizable"), "conditional": N_("Cognizable on a condition")}
BAILABLE: dict[str, str] = {"yes": N_("Bailable"), "no": N_("Non-bailable"), "depends": N_("Bail follows the main offence")}
KINDS: dict[str, str] = {
    "offence": N_("Offence"),
    "remedy": N_("Not an offence: a remedy beside the criminal case"),
    "definition": N_("Not an offence by itself: read with another section"),
}
CATEGORIES: dict[str, str] = {
    "sexual_assault": N_("Rape and sexual offences"),
    "harassment": N_("Molestation, harassment, threats"),
    "stalking_voyeurism": N_("Stalking and voyeurism"),
    "dowry": N_("Dowry"),
    "domestic_cruelty": N_("Cruelty and violence at home"),
    "acid_attack": N_("Acid attack"),
    "child": N_("Offences against children"),
    "kidnapping_trafficking": N_("Kidnapping and trafficking"),
    "cyber": N_("Online offences"),
    "other": N_("Other offences"),
}
CONFIDENCE: dict[str, str] = {
    "high": N_("Read in the text of the law"),
    "medium": N_("Read in a secondary source"),
    "verify": N_("To be verified"),
}
LIFE_YEARS = 20  # BNS 6: in fractions of a term, imprisonment for life counts as twenty years
_TERM = re.compile(r"P(\d+)([MY])")


@dataclass(frozen=True)
class Offence:
    """A section as the pack holds it.

    *key* is the code of the act, a colon and the section ("BNS:64(1)"). *max_term* is the upper limit of imprisonment:
    "P3Y", "P6M", "LIFE", "DEATH", or "" where none is fixed. *counterpart* names the BNS section whose row stands in for
    a section of the repealed Penal Code.
    """

    key: str
    act: str
    act_title: str
    act_hi: str
    section: str
    title_en: str
    title_hi: str
    ipc_equivalent: str
    ipc_equivalent_hi: str
    kind: str
    cognizable: str
    bailable: str
    court: str
    court_hi: str
    max_punishment: str
    max_punishment_hi: str
    max_term: str
    category: str
    special_rules: str
    special_rules_hi: str
    source: str
    confidence: str
    counterpart: str = ""

    @property
    def needs_check(self) -> bool:
        """Whether a prosecution officer has yet to confirm this row: whatever was not read in the text of the law."""
        return self.confidence != "high"

    @property
    def max_years(self) -> float | None:
        """The upper limit in years; infinite for life and death, None where none is fixed."""
        return years_of(self.max_term)

    def title_in(self, language: str) -> str:
        """What the section punishes, in *language* ("hi" or "en")."""
        return self.title_en if language == "en" else self.title_hi

    def label_in(self, language: str) -> str:
        """Act and section, short: "BNS 64(1)" or "बीएनएस 64(1)"."""
        return f"{self.act if language == 'en' else self.act_hi} {self.section}"

    def court_in(self, language: str) -> str:
        """The court that tries it."""
        return self.court if language == "en" else self.court_hi

    def punishment_in(self, language: str) -> str:
        """The longest punishment in words."""
        return self.max_punishment if language == "en" else self.max_punishment_hi

    def old_in(self, language: str) -> str:
        """The section of the Penal Code that it took the place of, or that it is new; "" where there is none."""
        if self.ipc_equivalent == "none":
            return ""
        return self.ipc_equivalent if language == "en" else self.ipc_equivalent_hi

    def notes_in(self, language: str) -> list[str]:
        """Duties and traps of the section, one a sentence."""
        text = self.special_rules if language == "en" else self.special_rules_hi
        return [part for part in text.split("; ") if part]


def years_of(term: str) -> float | None:
    """Years in "P3Y" or "P6M"; infinite for LIFE and DEATH; None for ""."""
    if term in ("LIFE", "DEATH"):
        return float("inf")
    match = _TERM.fullmatch(term)
    if match is None:
        return None
    return int(match[1]) if match[2] == "Y" else int(match[1]) / 12


def act_of(key: str) -> str:
    """The act's code in a key."""
    return key.partition(":")[0]


def section_of(key: str) -> str:
    """The section in a key."""
    return key.partition(":")[2]


def is_under(key: str, entry: str) -> bool:
    """Whether *key* is *entry* or a part of it: "BNS:64(1)" is under "BNS:64", "BNS:640" is not."""
    return key == entry or key.startswith(entry + "(")
