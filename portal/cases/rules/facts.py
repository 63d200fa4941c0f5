"""What the clocks of the law must know of a case (pure): ticks of the officer, and the value the engine reads."""

from collections.abc import Collection, Mapping
from typing import Any

from portal.core.words import N_
from portal.law.rules.case_facts import CaseFacts
from portal.law.rules.governing import INFORMANTS, cognizability, is_cognizable_case
from portal.law.rules.offences import Offence

FACTS: dict[str, str] = {
    "has_disability": N_("The victim has a disability"),
    "victim_is_male": N_("The victim is a boy or a man"),
    "is_scst": N_("The victim is of a Scheduled Caste or Tribe, the accused is not"),
    "is_domestic_violence": N_("Domestic violence is told of"),
    "child_needs_care": N_("The child needs care and protection"),
    "offender_in_household": N_("The accused lives in the child's household, or the child has no support"),
    "accused_is_public_servant": N_("An accused is a public servant"),
    "accused_is_infirm": N_("An accused is infirm or over sixty"),
}
LIFE = 99.0
COURT_OF_SESSION = "Court of Session"

__all__ = ["FACTS", "INFORMANTS", "case_facts"]


def case_facts(told: Mapping[str, Any], sections: Collection[str], offences: Mapping[str, Offence], *, has_minor: bool,
               has_accused_woman: bool) -> CaseFacts:
    """The value the engine reads. A section of the Penal Code counts on the lists as the BNS section that took its place.

    *told* is the case's JSON of FACTS with `informed_by`; *offences* holds the rows of those *sections* that the pack knows.
    """
    rows = list(offences.values())
    years = [LIFE if one.max_years == float("inf") else one.max_years for one in rows if one.max_years is not None]
    informed_by = told.get("informed_by") or "victim"
    answers = [cognizability(one, informed_by)[0] for one in rows]
    return CaseFacts(
        sections=frozenset(sections) | {one.counterpart for one in rows if one.counterpart},
        max_years=max(years, default=None), is_cognizable=is_cognizable_case(answers) is True,
        is_sessions=any(one.court == COURT_OF_SESSION for one in rows), victim_is_woman=not told.get("victim_is_male"),
        victim_is_child=has_minor, informant_is_victim=informed_by == "victim", accused_is_woman=has_accused_woman,
        **{name: bool(told.get(name)) for name in ("has_disability", "child_needs_care", "offender_in_household", "is_scst",
                                                   "is_domestic_violence", "accused_is_infirm", "accused_is_public_servant")})
