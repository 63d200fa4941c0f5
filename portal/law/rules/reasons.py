"""Which sections the facts lead to and by which facts: the table, then what a child and what caste add."""

from portal.core.words import N_
from portal.law.rules.disclosures import AGGRAVATED, BY_CONVICTION, DISCLOSES, HARASSMENT, PENETRATION, TOUCH
from portal.law.rules.facts import FACTS
from portal.law.rules.governing import conviction_suffix
from portal.law.rules.offences import act_of, is_under
from portal.law.rules.pack import LawPack

TEN_YEARS = 10
UNDER_18 = N_("She is under 18")
UNDER_16 = N_("She is under 16")
UNDER_12 = N_("She is under 12")
AGE_OPEN = N_("She is under 18; her age is not proved yet")
WITH_GRAVE_OFFENCE = N_("The offence carries ten years or more, and the doer knew her caste")
WITH_SCHEDULED = N_("The offence may stand in the Schedule of the SC/ST Act (verify)")


def reasons_of(pack: LawPack, facts: frozenset[str], is_child: bool, age: int | None,
               has_prior_conviction: bool | None) -> dict[str, list[str]]:
    """Key → reasons (msgids), in the order of the table; BNS 77 and 78 already by conviction."""
    found: dict[str, list[str]] = {}
    for one in DISCLOSES:
        if one.facts <= facts and one.for_child in (None, is_child):
            for key in one.keys:
                if key in BY_CONVICTION:
                    key += conviction_suffix(has_prior_conviction)
                _add(found, key, *(FACTS[fact].text for fact in FACTS if fact in one.facts))
    if is_child:
        _add_child(found, facts, age)
    _add_caste(pack, facts, found)
    return found


def _add(found: dict[str, list[str]], key: str, *reasons: str) -> None:
    known = found.setdefault(key, [])
    known += [reason for reason in reasons if reason not in known]


def _add_child(found: dict[str, list[str]], facts: frozenset[str], age: int | None) -> None:
    """What follows from her being a child: POCSO first, rape by age, marriage and consent without weight."""
    acts = PENETRATION & facts
    why = [FACTS[fact].text for fact in FACTS if fact in acts]
    aggravated = bool(AGGRAVATED & facts) or (age is not None and age < 12)
    if acts:
        _add(found, "BNS:64(1)", *why, UNDER_18)
        if age is None or 12 <= age < 16:
            _add(found, "BNS:65(1)", *why, UNDER_16 if age is not None else AGE_OPEN)
        if age is None or age < 16:
            _add(found, "POCSO:4(2)", *why, UNDER_16 if age is not None else AGE_OPEN)
        if age is None or age >= 16:
            _add(found, "POCSO:4(1)", *why, UNDER_18 if age is not None else AGE_OPEN)
        if age is not None and age < 12:
            _add(found, "BNS:65(2)", *why, UNDER_12)
        if aggravated:
            _add(found, "POCSO:6", *why, UNDER_12 if age is not None and age < 12 else UNDER_18)
    for fact in FACTS:
        if fact in TOUCH & facts:
            _add(found, "POCSO:8", FACTS[fact].text, UNDER_18)
            if aggravated:
                _add(found, "POCSO:10", FACTS[fact].text, UNDER_18)
        if fact in HARASSMENT & facts:
            _add(found, "POCSO:12", FACTS[fact].text, UNDER_18)
    if "attempt_to_rape" in facts:
        _add(found, "POCSO:18", FACTS["attempt_to_rape"].text, UNDER_18)


def _add_caste(pack: LawPack, facts: frozenset[str], found: dict[str, list[str]]) -> None:
    """SC/ST Act 3(2)(v) beside an offence of the penal code of ten years or more, 3(2)(va) beside 74 to 79."""
    if "victim_scst" not in facts:
        return
    caste = FACTS["victim_scst"].text
    penal = [pack.offences[key] for key in found if act_of(key) == "BNS" and key in pack.offences]
    if any((one.max_years or 0) >= TEN_YEARS for one in penal):
        _add(found, "SCST:3(2)(v)", caste, WITH_GRAVE_OFFENCE)
    if any(is_under(one.key, f"BNS:{section}") for one in penal for section in range(74, 80)):
        _add(found, "SCST:3(2)(va)", caste, WITH_SCHEDULED)
