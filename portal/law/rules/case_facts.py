"""What the clocks must know of a case besides its events, as a plain value."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from portal.law.rules.section_lists import any_in

POCSO_SEXUAL = ("POCSO:3", "POCSO:4", "POCSO:5", "POCSO:6", "POCSO:7", "POCSO:8", "POCSO:9", "POCSO:10", "POCSO:11", "POCSO:12",
                "POCSO:13", "POCSO:14", "POCSO:15", "POCSO:17", "POCSO:18")
# Done to a child these are offences under the POCSO Act too (its sections 7 to 12), whether or not one of them is named.
AGAINST_MODESTY = ("BNS:74", "BNS:75", "BNS:76", "BNS:77", "BNS:78", "BNS:79")
# What the law lists of sections call rape, with its aggravated forms (BNS 63-66, 70, 71; 69 is not rape).
RAPE = "medical_in_a_day"


@dataclass(frozen=True)
class CaseFacts:
    """Sections by key, the longest punishment of any of them in years (life and death: 99), and who stands in the case."""

    sections: frozenset[str] = frozenset()
    max_years: float | None = None
    is_cognizable: bool = True
    is_sessions: bool = False
    victim_is_woman: bool = True
    victim_is_child: bool = False
    informant_is_victim: bool = True
    has_disability: bool = False
    child_needs_care: bool = False
    offender_in_household: bool = False
    is_scst: bool = False
    is_domestic_violence: bool = False
    accused_is_woman: bool = False
    accused_is_infirm: bool = False
    accused_is_public_servant: bool = False
    lists: frozenset[str] = field(default=frozenset(), init=False, compare=False)

    def __post_init__(self) -> None:
        """The section lists are asked once for a set of sections, not once for each clock."""
        object.__setattr__(self, "lists", _lists_of(self.sections))


_ASKED = ("woman_officer", "magistrate_statement", "two_months", "medical_report_line", "trial_two_months", "in_camera",
          "free_treatment", "identity_bar", "not_recording_is_an_offence", "no_sanction", RAPE, "no_anticipatory_bail",
          "informant_at_bail", "ninety_days")


@lru_cache(maxsize=4096)
def _lists_of(sections: frozenset[str]) -> frozenset[str]:
    found = {name for name in _ASKED if any_in(name, sections)}
    acts = {key.split(":", 1)[0] for key in sections}
    if _under(sections, POCSO_SEXUAL):
        found.add("pocso")
    if "pocso" in found or "identity_bar" in found:
        found.add("sexual")
    if _under(sections, AGAINST_MODESTY):
        found.add("modesty")
    if "SCST" in acts:
        found.add("scst")
    if _under(sections, ("BNS:124",)):
        found.add("acid")
    return frozenset(found)


def _under(sections: Iterable[str], entries: Iterable[str]) -> bool:
    return any(key == entry or key.startswith(entry + "(") for key in sections for entry in entries)


def names_no_pocso(sections: Iterable[str]) -> bool:
    """Whether *sections* name a sexual offence of the Sanhita and none of the POCSO Act."""
    lists = _lists_of(frozenset(sections))
    return bool(lists & {"sexual", "modesty"}) and "pocso" not in lists
