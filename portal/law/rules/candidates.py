"""Candidate sections: what the ticked facts disclose, why, and which duties follow. The officer decides; nothing is scored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from portal.core.words import N_
from portal.law.rules import governing as law
from portal.law.rules.disclosures import BY_CONVICTION
from portal.law.rules.duties import POCSO_OFFENCES, duties_of
from portal.law.rules.facts import FACTS
from portal.law.rules.governing import Answer
from portal.law.rules.offences import Offence, is_under
from portal.law.rules.pack import LawPack
from portal.law.rules.penal_code import IPC_377, ipc_rows
from portal.law.rules.reasons import TEN_YEARS, reasons_of
from portal.law.rules.section_lists import is_in

ADULT_AGE = 18
SEXUAL = ("BNS:64", "BNS:65", "BNS:66", "BNS:67", "BNS:68", "BNS:69", "BNS:70", "BNS:71", "BNS:74", "BNS:75", "BNS:76", "BNS:77",
          "BNS:78", "BNS:79", "BNS:96", "BNS:98", "BNS:99", "BNS:144", "IPC:377", "POSH:9", "SCST:3(1)(w)", "IT:66E", "IT:67A",
          "IT:67B", "RPWD:92(b)", "ITPA:5", "ITPA:6")

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
    reasons = reasons_of(pack, facts, circumstances.is_child, circumstances.age, circumstances.has_prior_conviction)
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


def _judge(offence: Offence, reasons: tuple[str, ...], circumstances: Circumstances, main: Offence | None = None) -> Candidate:
    answer, why = law.cognizability(offence, circumstances.informant, main)
    return Candidate(offence, reasons, answer, why, duties_of(offence, circumstances.has_disability, main), main)


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
    if "evidence_destroyed" not in facts or not items:
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
        "main_offence": ("evidence_destroyed" in facts and not items) or any(
            item.is_cognizable == "asks" and item.why_cognizable == law.FOLLOWS_MAIN for item in items),
    }
    return tuple(key for key, is_asked in asks.items() if is_asked)
