"""Which code governs an act, whether a section may be used for its day, and what makes it cognizable or bailable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from portal.core.words import N_
from portal.law.rules.offences import LIFE_YEARS, Offence, act_of, is_under, years_of
from portal.law.rules.section_lists import is_in

CUT_OVER = date(2024, 7, 1)  # BNS, BNSS and BSA in force; BNS 358 and BNSS 531 keep the older acts and cases
POCSO_AMENDED = date(2019, 8, 16)
Answer = Literal["asks"] | bool

INFORMANTS: dict[str, str] = {
    "victim": N_("She herself"),
    "relative": N_("A relative of hers by blood, marriage or adoption"),
    "public_servant": N_("A public servant whom the State has notified for this, she having no such relative"),
    "other": N_("Someone else"),
}

# The year of each special act's name: no section of it can have been broken before.
ACT_YEARS = {"POCSO": 2012, "PWDVA": 2005, "DP": 1961, "ITPA": 1956, "SCST": 1989, "IT": 2000, "POSH": 2013, "PCMA": 2006,
             "MWA": 2019, "IRWA": 1986, "JJ": 2015, "RPWD": 2016, "UPCR": 2021, "GOONDA": 1970, "GANGSTER": 1986}

BNS_TOO_EARLY = N_("%(section)s cannot be used: the Nyaya Sanhita applies to acts from 1 July 2024 on (BNS 358). "
                   "For this day the Penal Code applies.")
NEW_TOO_EARLY = N_("%(section)s cannot be used: there was no such section before 1 July 2024, and no section of the Penal Code "
                   "answers it (BNS 358).")
IPC_TOO_LATE = N_("%(section)s cannot be used: the Penal Code ended with 30 June 2024 (BNS 358). For this day the Nyaya "
                  "Sanhita applies.")
ACT_TOO_YOUNG = N_("%(section)s cannot be used: this Act did not exist on the day of the act.")
STRUCK_DOWN = N_("IT 66A cannot be used: the Supreme Court struck it down in 2015 (Shreya Singhal).")
NOT_COMMENCED = N_("BNS 106(2) cannot be used: it was left out when the Sanhita came into force (S.O. 850(E) of 23 February "
                   "2024). Have it verified whether that has changed.")
RANGE_ACROSS = N_("The days lie on both sides of 1 July 2024: acts before that day need the Penal Code, acts from it on the "
                  "Nyaya Sanhita (BNS 358). Do not mix both within one act.")
MIXED_CODES = N_("Sections of the Penal Code and of the Nyaya Sanhita stand together. Say for each act which day it was.")
POCSO_OLD_TERM = N_("%(section)s: the punishment is that of the day of the act; it was raised on 16 August 2019. Verify the "
                    "earlier one.")
CONVERSION_OLD_TERM = N_("%(section)s: the terms shown are those after the amendment of 2024; for an earlier day verify them.")

ASK_INFORMANT_85 = N_("Cognizable when she herself, a relative by blood, marriage or adoption, or, if she has none, a notified "
                      "public servant informs (BNSS First Schedule, 85). Ask who gives the information.")
ASK_INFORMANT_67 = N_("Cognizable only on her own complaint (BNSS First Schedule, 67). Ask whether she complains.")
ASK_INFORMANT_TALAQ = N_("Cognizable only when the married woman or a relative by blood or marriage informs (s. 7(a)). Ask who "
                         "gives the information.")
FOLLOWS_MAIN = N_("Cognizable when the main offence is (BNSS First Schedule).")
BY_SCHEDULE = N_("Cognizable by the First Schedule of the BNSS or by its own Act.")
NOT_BY_SCHEDULE = N_("Non-cognizable by the First Schedule of the BNSS or by its own Act.")
JOINED = N_("Non-cognizable alone; joined with a cognizable offence the whole case is cognizable (BNSS 174(4)).")
NO_OFFENCE = N_("Not an offence: it stands beside the criminal case and replaces none.")

# offence → (who must inform, the sentence that asks)
ON_INFORMATION: Mapping[str, tuple[frozenset[str], str]] = {
    "BNS:85": (frozenset({"victim", "relative", "public_servant"}), ASK_INFORMANT_85),
    "BNS:67": (frozenset({"victim"}), ASK_INFORMANT_67),
    "MWA:4": (frozenset({"victim", "relative"}), ASK_INFORMANT_TALAQ),
}


@dataclass(frozen=True)
class Governing:
    """Which codes the days of the occurrence allow; *code* is the one that is used, "" while the officer must choose."""

    codes: tuple[str, ...]
    code: str

    @property
    def needs_choice(self) -> bool:
        """Whether an officer must say which code applies."""
        return not self.code


@dataclass(frozen=True)
class Finding:
    """What speaks against a section: the sentence (msgid) with its values, and whether it refuses or only warns."""

    key: str
    sentence: str
    is_refusal: bool
    values: Mapping[str, Any] = field(default_factory=dict)


def governing(occurred_from: date | None, occurred_to: date | None, chosen_code: str | None = None) -> Governing:
    """The penal code by the day of the act (BNS 358), never by the day of the FIR.

    A range across 1 July 2024, or no known day, leaves both and asks for a choice.
    """
    first, last = occurred_from or occurred_to, occurred_to or occurred_from
    if first and last and last < CUT_OVER:
        return Governing(("IPC",), "IPC")
    if first and last and first >= CUT_OVER:
        return Governing(("BNS",), "BNS")
    return Governing(("IPC", "BNS"), chosen_code if chosen_code in ("IPC", "BNS") else "")


def procedure(fir_on: date) -> str:
    """The procedural code by the day of the FIR: investigations that ran on 1 July 2024 go on under the old one."""
    return "BNSS" if fir_on >= CUT_OVER else "CrPC"


def check_sections(keys: Iterable[str], occurred_from: date | None, occurred_to: date | None) -> list[Finding]:
    """Refusals and warnings for sections that did not exist, or not so, on the days of the act (IST days)."""
    keys = list(keys)
    first, last = occurred_from or occurred_to, occurred_to or occurred_from
    found = [finding for key in keys if (finding := _never(key))]
    if first is None or last is None:
        return found
    for key in keys:
        found += _by_day(key, first, last)
    codes = {act_of(key) for key in keys} & {"BNS", "IPC"}
    if first < CUT_OVER <= last and codes:
        found.append(Finding("", RANGE_ACROSS, False))
    if len(codes) == 2:
        found.append(Finding("", MIXED_CODES, False))
    return found


def _never(key: str) -> Finding | None:
    if is_under(key, "IT:66A"):
        return Finding(key, STRUCK_DOWN, True)
    return Finding(key, NOT_COMMENCED, True) if key == "BNS:106(2)" else None


def _by_day(key: str, first: date, last: date) -> list[Finding]:
    act, values = act_of(key), {"section": key.replace(":", " ")}
    if act == "BNS" and last < CUT_OVER:
        return [Finding(key, NEW_TOO_EARLY if is_in("new_in_bns", key) else BNS_TOO_EARLY, True, values)]
    if act == "IPC" and first >= CUT_OVER:
        return [Finding(key, IPC_TOO_LATE, True, values)]
    if last.year < ACT_YEARS.get(act, 0):
        return [Finding(key, ACT_TOO_YOUNG, True, values)]
    if act == "POCSO" and first < POCSO_AMENDED:
        return [Finding(key, POCSO_OLD_TERM, False, values)]
    if act == "UPCR" and first.year <= 2024:
        return [Finding(key, CONVERSION_OLD_TERM, False, values)]
    return []


def cognizability(offence: Offence, informant: str, main: Offence | None = None) -> tuple[Answer, str]:
    """Whether the police may act on their own, with the sentence why.

    "asks" means that it depends on who informs, or on a main offence that nobody named. *main* is the offence that a
    derived section (attempt, conspiracy, hiding evidence) follows.
    """
    if offence.kind == "remedy":
        return False, NO_OFFENCE
    if offence.cognizable == "yes":
        return True, BY_SCHEDULE
    if offence.cognizable == "no":
        return False, NOT_BY_SCHEDULE
    informing = ON_INFORMATION.get(offence.counterpart or offence.key)
    if informing:
        who, asks = informing
        return (True if informant in who else "asks"), asks
    if main is None:
        return "asks", FOLLOWS_MAIN
    return cognizability(main, informant)[0], FOLLOWS_MAIN


def is_cognizable_case(answers: Iterable[Answer]) -> Answer:
    """The case as a whole: one cognizable offence makes all of it cognizable (BNSS 174(4)); else "asks" if one still asks."""
    answers = list(answers)
    if True in answers:
        return True
    return "asks" if "asks" in answers else False


def conviction_suffix(has_prior_conviction: bool | None) -> str:
    """Which row of BNS 77 and 78: bail and term turn on an earlier conviction, never on an earlier complaint."""
    return "(repeat)" if has_prior_conviction else "(first)"


@dataclass(frozen=True)
class Attempt:
    """BNS 62 read with the offence attempted: half of the longest term, class and bail as the main offence."""

    main: Offence
    max_years: float | None
    cognizable: str
    bailable: str


def attempt_of(main: Offence) -> Attempt:
    """What an attempt at *main* carries where no section of its own punishes it (BNS 62, 6)."""
    years = years_of(main.max_term)
    if years == float("inf"):
        years = LIFE_YEARS
    return Attempt(main, None if years is None else years / 2, main.cognizable, main.bailable)


def limitation_years(offence: Offence) -> int | None:
    """Years within which a court takes cognizance (BNSS 514): 1 up to one year, 3 up to three years, None without limit."""
    years = offence.max_years
    if years is None or years > 3:
        return None
    return 1 if years <= 1 else 3
