"""Candidate sections: what the ticked facts disclose, why, and which duties follow. The officer decides; nothing is scored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from portal.core.words import N_
from portal.law.rules import governing as law
from portal.law.rules.disclosures import (
    AGGRAVATED,
    BY_CONVICTION,
    DISCLOSES,
    HARASSMENT,
    PENETRATION,
    TOUCH,
)
from portal.law.rules.facts import FACTS
from portal.law.rules.governing import Answer
from portal.law.rules.offences import Offence, act_of, is_under
from portal.law.rules.pack import LawPack
from portal.law.rules.section_lists import LISTS, is_in

ADULT_AGE = 18
TEN_YEARS, SEVEN_YEARS = 10, 7
UNDER_18 = N_("She is under 18")
UNDER_16 = N_("She is under 16")
UNDER_12 = N_("She is under 12")
AGE_OPEN = N_("She is under 18; her age is not proved yet")
WITH_GRAVE_OFFENCE = N_("The offence carries ten years or more, and the doer knew her caste")
WITH_SCHEDULED = N_("The offence may stand in the Schedule of the SC/ST Act (verify)")

# Lists whose duty is shown beside a section; the others only classify.
DUTY_LISTS = ("woman_officer", "medical_in_a_day", "magistrate_statement", "two_months", "free_treatment", "identity_bar",
              "in_camera", "trial_two_months", "medical_report_line", "not_recording_is_an_offence", "no_sanction",
              "no_anticipatory_bail", "informant_at_bail", "complaint_only", "wife_complaint_only", "compoundable",
              "ninety_days_disputed")
POCSO_DUTIES = (
    N_("Report to the Child Welfare Committee and the Special Court within 24 hours (POCSO 19(6))"),
    N_("A woman sub-inspector, not in uniform, takes the child's statement where the child chooses (POCSO 24)"),
    N_("The child's identity may not be published (POCSO 23, 33(7))"))
SCST_DUTIES = (
    N_("A DSP investigates and files the charge sheet within 60 days (SC/ST Rules 7)"),
    N_("No preliminary enquiry and no approval before arrest (SC/ST Act 18A)"))
FORENSIC = N_("Forensic visit and video of the scene (BNSS 176(3)), from the day the State notifies: verify")
DISABLED = N_("At her home or where she chooses, with an interpreter or special educator, and filmed (BNSS 173(1))")

SEXUAL = ("BNS:64", "BNS:65", "BNS:66", "BNS:67", "BNS:68", "BNS:69", "BNS:70", "BNS:71", "BNS:74", "BNS:75", "BNS:76", "BNS:77",
          "BNS:78", "BNS:79", "BNS:96", "BNS:98", "BNS:99", "BNS:144", "IPC:377", "POSH:9", "SCST:3(1)(w)", "IT:66E", "IT:67A",
          "IT:67B", "RPWD:92(b)", "ITPA:5", "ITPA:6")
POCSO_OFFENCES = ("POCSO:4", "POCSO:6", "POCSO:8", "POCSO:10", "POCSO:12", "POCSO:14", "POCSO:15", "POCSO:17", "POCSO:18")

# Sections that follow a main offence → the sections that may be it; an empty tuple means any.
PURPOSES: Mapping[str, tuple[str, ...]] = {
    "BNS:138": ("BNS:87", "BNS:140", "BNS:141"), "BNS:3(5)": (), "BNS:238(a)": ()}

ASKS: dict[str, str] = {
    "informant": N_("Who gives the information: she herself, a relative, or someone else?"),
    "cwc": N_("A child: the Child Welfare Committee is told within 24 hours (POCSO 19(6); JJ Act)"),
    "pocso": N_("A child: is this an offence under POCSO? Test it first (POCSO 42)"),
    "age_proof": N_("Age: school or birth certificate, not Aadhaar alone (JJ Act 94)"),
    "caste": N_("Ask her caste, do not guess it: the SC/ST Act may apply"),
    "prior_conviction": N_("Was he convicted of this before? Bail turns on a conviction, not on an earlier complaint"),
    "medical_consent": N_("Medical examination with her consent, within 24 hours of the information (BNSS 184)"),
    "inquest": N_("Death within seven years of marriage: inform the Magistrate at once (BNSS 194, 196)"),
    "main_offence": N_("Name the main offence: this section follows it"),
}


@dataclass(frozen=True)
class Circumstances:
    """What is known beside the facts: days of the act (IST), the code chosen if they lie on both sides, her age, who informs.

    *informant* is a key of governing.INFORMANTS or "".
    """

    occurred_from: date | None = None
    occurred_to: date | None = None
    chosen_code: str | None = None
    is_minor: bool = False
    age: int | None = None
    informant: str = ""
    has_prior_conviction: bool | None = None
    has_disability: bool = False

    @property
    def is_child(self) -> bool:
        """Under 18, by what was told or by the age."""
        return self.is_minor or (self.age is not None and self.age < ADULT_AGE)


@dataclass(frozen=True)
class Candidate:
    """One section to consider: why (msgids), whether it is cognizable and why, and the duties that follow (msgids).

    *read_with* is the offence attempted, for BNS 62.
    """

    offence: Offence
    reasons: tuple[str, ...]
    is_cognizable: Answer
    why_cognizable: str
    special_duties: tuple[str, ...]
    read_with: Offence | None = None

    @property
    def key(self) -> str:
        """The key of the section."""
        return self.offence.key


@dataclass(frozen=True)
class Candidates:
    """All that the facts disclose. *left_out*: sections that did not exist on that day, with the reason."""

    items: tuple[Candidate, ...]
    needs_choice: bool
    codes: tuple[str, ...]
    always_ask: tuple[str, ...]
    left_out: tuple[law.Finding, ...] = ()
    is_child: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the sections."""
        return tuple(item.key for item in self.items)

    @property
    def is_cognizable(self) -> Answer:
        """The case as a whole (BNSS 174(4))."""
        return law.is_cognizable_case(item.is_cognizable for item in self.items)

    @property
    def is_sexual(self) -> bool:
        """Whether a sexual offence is disclosed: such a matter never goes to counselling in place of law."""
        return any(is_under(of, entry) for item in self.items for of in _named(item) for entry in (*SEXUAL, *POCSO_OFFENCES))

    @property
    def is_pocso(self) -> bool:
        """Whether an offence under POCSO is disclosed."""
        return any(is_under(item.key, entry) for item in self.items for entry in POCSO_OFFENCES)


def _named(item: Candidate) -> list[str]:
    both = [one for one in (item.offence, item.read_with) if one]
    return [one.counterpart or one.key for one in both]


def candidate_sections(pack: LawPack, facts: frozenset[str], circumstances: Circumstances) -> Candidates:
    """The sections of *pack* that *facts* (keys of FACTS) disclose under *circumstances*; unknown facts raise KeyError."""
    for fact in facts:
        FACTS[fact]
    if "has_disability" in facts:
        circumstances = replace(circumstances, has_disability=True)
    if "convicted_before" in facts:
        circumstances = replace(circumstances, has_prior_conviction=True)
    which = law.governing(circumstances.occurred_from, circumstances.occurred_to, circumstances.chosen_code)
    codes = (which.code,) if which.code else which.codes
    reasons = _disclosed(facts, circumstances)
    _add_caste(pack, facts, reasons)
    items: list[Candidate] = []
    left_out: list[law.Finding] = []
    for key, why in reasons.items():
        for offence in _in_codes(pack, key, codes, left_out):
            items.append(_judge(offence, tuple(why), circumstances))
    items += _attempts(pack, facts, codes, circumstances)
    items, refused = _of_the_day(items, circumstances)
    items = _follow_main(items + _hidden_proof(pack, facts, codes, items, circumstances), circumstances)
    joined = _join(items)
    return Candidates(joined, which.needs_choice, codes, _asks(joined, facts, circumstances),
                      (*left_out, *refused), circumstances.is_child)


def _disclosed(facts: frozenset[str], circumstances: Circumstances) -> dict[str, list[str]]:
    """Key → reasons, in the order of the table; BNS 77 and 78 already by conviction."""
    found: dict[str, list[str]] = {}
    for one in DISCLOSES:
        if one.facts <= facts and one.for_child in (None, circumstances.is_child):
            for key in one.keys:
                if key in BY_CONVICTION:
                    key += law.conviction_suffix(circumstances.has_prior_conviction)
                _add(found, key, *(FACTS[fact].text for fact in FACTS if fact in one.facts))
    if circumstances.is_child:
        _add_child(found, facts, circumstances.age)
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


def _in_codes(pack: LawPack, key: str, codes: tuple[str, ...], left_out: list[law.Finding]) -> list[Offence]:
    """The rows for *key* in the codes that may apply; a section without a predecessor is named in *left_out*."""
    if key == "IPC:377":
        return [IPC_377] if "IPC" in codes else []
    offence = pack.offences.get(key)
    if offence is None:
        return []
    if offence.act != "BNS":
        return [offence]
    found = [offence] if "BNS" in codes else []
    if "IPC" in codes:
        older = ipc_rows(offence)
        if not older and "BNS" not in codes:
            left_out.append(law.Finding(key, law.NEW_TOO_EARLY, True, {"section": key.replace(":", " ")}))
        found += older
    return found


# What the older code said otherwise. Everything else of an IPC row is the BNS row's and is marked to be verified.
IPC_DIFFERS: Mapping[str, dict[str, str]] = {
    "IPC:354A(2)": {"bailable": "yes", "court": "Any Magistrate", "court_hi": "कोई भी मजिस्ट्रेट"},
    "IPC:354A(3)": {"bailable": "yes", "court": "Any Magistrate", "court_hi": "कोई भी मजिस्ट्रेट"},
    "IPC:496": {"bailable": "yes"},
    "IPC:373": {"max_term": "P10Y", "max_punishment": "10 years and fine", "max_punishment_hi": "10 वर्ष तक कारावास एवं जुर्माना"},
    "IPC:370A(1)": {"max_term": "P7Y", "max_punishment": "7 years and fine", "max_punishment_hi": "7 वर्ष तक कारावास एवं जुर्माना"},
    "IPC:370A(2)": {"max_term": "P5Y", "max_punishment": "5 years and fine", "max_punishment_hi": "5 वर्ष तक कारावास एवं जुर्माना"},
    # Notification 777/VIII-9-4(2)-87 of 31 July 1989, upheld by a Full Bench; for BNS 351 none was found.
    "IPC:506": {"cognizable": "yes", "bailable": "no"},
}
IPC_NOTE = ("Class, court and term are those of the BNS section; compare them with the Penal Code and the CrPC Schedule",
            "श्रेणी, न्यायालय व दण्ड बीएनएस की धारा के हैं; भा0द0वि0 व सी0आर0पी0सी0 की अनुसूची से मिला लें")
_IPC_SECTION = re.compile(r"\d+[A-Z]{0,2}(\(\d\))?")


def ipc_rows(offence: Offence) -> list[Offence]:
    """The sections of the Penal Code that answer a BNS section, each to be verified; none for one that is new."""
    if offence.ipc_equivalent.startswith("NEW"):
        return []
    plain = re.sub(r" \(.*", "", offence.ipc_equivalent)
    found = []
    for part in (text.strip() for text in plain.split("/")):
        if _IPC_SECTION.fullmatch(part):
            key = f"IPC:{part}"
            found.append(replace(
                offence, key=key, act="IPC", act_title="Indian Penal Code 1860", act_hi="भा0द0वि0", section=part,
                ipc_equivalent=part, special_rules=IPC_NOTE[0], special_rules_hi=IPC_NOTE[1], confidence="verify",
                counterpart=offence.key, **IPC_DIFFERS.get(key, {})))
    return found


IPC_377 = Offence(
    key="IPC:377", act="IPC", act_title="Indian Penal Code 1860", act_hi="भा0द0वि0", section="377",
    title_en="Forced unnatural intercourse (a man or a transgender person)",
    title_hi="बलपूर्वक अप्राकृतिक मैथुन (पुरुष या ट्रांसजेण्डर व्यक्ति के साथ)", ipc_equivalent="377", kind="offence", cognizable="yes",
    bailable="no", court="To be verified", court_hi="जाँच शेष", max_punishment="To be verified", max_punishment_hi="जाँच शेष",
    max_term="", category="sexual_assault", special_rules="The BNS has no such section; it remains for acts before 1 July 2024",
    special_rules_hi="बीएनएस में ऐसी धारा नहीं है; केवल 1 जुलाई 2024 से पूर्व के कृत्यों हेतु",
    source="IPC text; class from memory, to be verified", confidence="verify")


def _judge(offence: Offence, reasons: tuple[str, ...], circumstances: Circumstances, main: Offence | None = None) -> Candidate:
    answer, why = law.cognizability(offence, circumstances.informant, main)
    return Candidate(offence, reasons, answer, why, duties_of(offence, circumstances, main), main)


def duties_of(offence: Offence, circumstances: Circumstances, main: Offence | None = None) -> tuple[str, ...]:
    """The duties that follow from a section, each citing its provision (msgids)."""
    of = (main or offence).counterpart or (main or offence).key
    found = [LISTS[name].duty for name in DUTY_LISTS if is_in(name, of)]
    if any(is_under(offence.key, entry) for entry in POCSO_OFFENCES):
        found += POCSO_DUTIES
    if offence.act == "SCST" and offence.key != "SCST:4":
        found += SCST_DUTIES
    if circumstances.has_disability and is_in("woman_officer", of):
        found.append(DISABLED)
    if main is None and (offence.max_years or 0) >= SEVEN_YEARS:
        found.append(FORENSIC)
    return tuple(found)


def _attempts(pack: LawPack, facts: frozenset[str], codes: tuple[str, ...], circumstances: Circumstances) -> list[Candidate]:
    """An attempt at rape is 64 read with 62 (old 376 with 511)."""
    if "attempt_to_rape" not in facts:
        return []
    attempt, rape, found = pack.offences["BNS:62"], pack.offences["BNS:64(1)"], []
    reason = (FACTS["attempt_to_rape"].text,)
    if "BNS" in codes:
        found.append(_judge(attempt, reason, circumstances, rape))
    if "IPC" in codes:
        found += [_judge(older, reason, circumstances, ipc_rows(rape)[0]) for older in ipc_rows(attempt)]
    return found


def _of_the_day(items: list[Candidate], circumstances: Circumstances) -> tuple[list[Candidate], list[law.Finding]]:
    """Without the sections of acts that did not exist on that day, and those named."""
    keys = [item.key for item in items if item.offence.act not in ("BNS", "IPC")]
    found = [one for one in law.check_sections(keys, circumstances.occurred_from, circumstances.occurred_to) if one.key]
    refused = {one.key for one in found if one.is_refusal}
    return [item for item in items if item.key not in refused], found


def _hidden_proof(pack: LawPack, facts: frozenset[str], codes: tuple[str, ...], items: list[Candidate],
                  circumstances: Circumstances) -> list[Candidate]:
    """BNS 238 by the gravest offence whose proof was hidden: (a) death, (b) life or ten years, (c) less."""
    if "evidence_destroyed" not in facts:
        return []
    years = [item.offence.max_years or 0 for item in items]
    if any(item.offence.max_term == "DEATH" for item in items):
        clause = "BNS:238(a)"
    else:
        clause = "BNS:238(b)" if max(years, default=0) >= TEN_YEARS else "BNS:238(c)"
    reason = (FACTS["evidence_destroyed"].text,)
    return [_judge(one, reason, circumstances) for one in _in_codes(pack, clause, codes, [])]


def _follow_main(items: list[Candidate], circumstances: Circumstances) -> list[Candidate]:
    """Sections that follow a main offence, judged by the gravest that stands beside them."""
    found = []
    for item in items:
        purposes = PURPOSES.get(item.offence.counterpart or item.key)
        mains = [one.offence for one in items if one is not item and one.offence.kind == "offence"
                 and (not purposes or any(is_under(one.offence.counterpart or one.key, entry) for entry in purposes))]
        if purposes is None or not mains:
            found.append(item)
            continue
        main = max(mains, key=lambda one: (one.cognizable == "yes", one.max_years or 0))
        answer, why = law.cognizability(item.offence, circumstances.informant, main)
        found.append(replace(item, is_cognizable=answer, why_cognizable=why))
    return found


def _join(items: list[Candidate]) -> tuple[Candidate, ...]:
    """Each section once; a non-cognizable offence beside a cognizable one says so (BNSS 174(4))."""
    once = {(item.key, item.read_with.key if item.read_with else ""): item for item in items}
    if law.is_cognizable_case(item.is_cognizable for item in once.values()) is not True:
        return tuple(once.values())
    return tuple(
        replace(item, why_cognizable=law.JOINED) if item.is_cognizable is False and item.offence.kind == "offence" else item
        for item in once.values())


def _asks(items: tuple[Candidate, ...], facts: frozenset[str], circumstances: Circumstances) -> tuple[str, ...]:
    """Keys of ASKS that belong to this matter."""
    keys = [of for item in items for of in _named(item)]
    asks = {
        "informant": any(key in law.ON_INFORMATION for key in keys) and not circumstances.informant,
        "cwc": circumstances.is_child,
        "pocso": circumstances.is_child,
        "age_proof": circumstances.is_child or "child_marriage" in facts or "adult_missing" in facts,
        "caste": bool(items) and "victim_scst" not in facts,
        "prior_conviction": any(is_under(key, entry) for key in keys for entry in BY_CONVICTION)
        and circumstances.has_prior_conviction is None,
        "medical_consent": any(is_in("medical_in_a_day", key) or is_under(key, "POCSO:4") or key == "POCSO:6" for key in keys),
        "inquest": bool({"dowry_death", "death_in_seven_years"} & facts),
        "main_offence": any(item.is_cognizable == "asks" and item.why_cognizable == law.FOLLOWS_MAIN for item in items),
    }
    return tuple(key for key, is_asked in asks.items() if is_asked)
