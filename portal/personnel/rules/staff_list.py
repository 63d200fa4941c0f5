"""Judging a staff list row by row: what each would do, and why a row is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from portal.accounts.rules.officer import personnel_number
from portal.core.text import fold_digits
from portal.core.words import N_
from portal.personnel.rules.postings import LANGUAGES, SKILLS

OUTCOMES: dict[str, str] = {"new": N_("New"), "changed": N_("Changed"), "same": N_("Unchanged"), "refused": N_("Refused")}
RANK_WORDS: dict[str, tuple[str, ...]] = {
    "INSP": ("inspector", "निरीक्षक", "insp"), "SI": ("sub inspector", "sub-inspector", "उप निरीक्षक", "उपनिरीक्षक", "si"),
    "HC": ("head constable", "मुख्य आरक्षी", "hc"), "CONST": ("constable", "आरक्षी", "const"),
    "HG": ("home guard", "होमगार्ड", "होम गार्ड", "hg"), "COUNS": ("counsellor", "परामर्शदाता", "काउंसलर", "couns"),
}
ROWS_SHOWN = 100  # verdicts on one page
WOMAN_WORDS, MAN_WORDS = ("f", "female", "woman", "w", "महिला", "स्त्री"), ("m", "male", "man", "पुरुष")

SAY_NUMBER = N_("The personnel number is not understood.")
SAY_TWICE = N_("The same personnel number stands in an earlier row.")
SAY_NAME_HI = N_("The name in Hindi is missing or not in Devanagari.")
SAY_NAME_EN = N_("The name in English is missing.")
SAY_RANK = N_("The rank is not understood.")
SAY_GENDER = N_("Write “female” or “male”.")
SAY_PHONE = N_("The telephone number has not ten digits.")
SAY_UNIT = N_("The unit's code is not known, or lies outside your reach.")
SAY_ELSEWHERE = N_("She is posted at a unit outside your reach. The district that she leaves ends that posting first.")
SAY_FROM = N_("The first day of the posting is missing or not understood.")
SAY_ORDER = N_("The order number is missing.")
SAY_WORDS = N_("A skill or language is not understood.")


@dataclass(frozen=True)
class StaffFacts:
    """One officer with her posting, as a row tells it; *from_on* as yyyy-mm-dd, so that it can be kept as it was judged."""

    personnel_no: str
    name_hi: str
    name_en: str
    rank: str
    is_woman: bool
    phone: str
    unit_code: str
    from_on: str
    order_no: str
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON gives it back."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


@dataclass(frozen=True)
class Verdict:
    """What becomes of a row: its line, outcome, facts when good, and reasons (msgids) when refused."""

    line: int
    personnel_no: str
    outcome: str
    facts: StaffFacts | None
    reasons: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON gives it back."""
        return {"line": self.line, "personnel_no": self.personnel_no, "outcome": self.outcome,
                "facts": self.facts.plain() if self.facts else None, "reasons": list(self.reasons)}


def judge(rows: Iterable[tuple[int, Mapping[str, str]]], known: Mapping[str, dict[str, Any]], reach: set[str],
          parse_day: Any) -> list[Verdict]:
    """A verdict for each row. *known*: personnel number → plain facts as they stand; *reach*: unit codes; *parse_day*:
    text → date or ValueError."""
    seen: set[str] = set()
    verdicts = []
    for line, texts in rows:
        facts, reasons = _facts(texts, reach, parse_day)
        number = facts.personnel_no or texts.get("personnel_no", "")
        if facts.personnel_no and facts.personnel_no in seen:
            reasons.append(SAY_TWICE)
        seen.add(facts.personnel_no)
        there = known.get(facts.personnel_no)
        if there is not None and there["unit_code"] and there["unit_code"] not in reach:
            reasons.append(SAY_ELSEWHERE)
        if reasons:
            verdicts.append(Verdict(line, number, "refused", None, tuple(reasons)))
        else:
            outcome = "new" if there is None else "same" if there == facts.plain() else "changed"
            verdicts.append(Verdict(line, number, outcome, facts))
    return verdicts


def part(verdicts: list[dict[str, Any]], line: int) -> tuple[list[dict[str, Any]], int | None]:
    """The plain verdicts of one page, those after *line* of the file, and the line after which the next page begins, if any."""
    rest = [one for one in verdicts if one["line"] > line]
    shown = rest[:ROWS_SHOWN]
    return shown, shown[-1]["line"] if len(rest) > len(shown) else None


def _facts(texts: Mapping[str, str], reach: set[str], parse_day: Any) -> tuple[StaffFacts, list[str]]:
    told = {key: " ".join(value.split()) for key, value in texts.items()}
    rank = _one_of(told.get("rank", ""), RANK_WORDS)
    gender = told.get("gender", "").casefold()
    phone = "".join(sign for sign in fold_digits(told.get("phone", "")) if sign.isdigit())
    skills, languages = _words(told.get("skills", ""), SKILLS), _words(told.get("languages", ""), LANGUAGES)
    day = _day(told.get("from_on", ""), parse_day)
    faults = {
        SAY_NUMBER: not personnel_number(told.get("personnel_no", "")),
        SAY_NAME_HI: not any("ऀ" <= sign <= "ॿ" for sign in told.get("name_hi", "")),
        SAY_NAME_EN: not told.get("name_en"),
        SAY_RANK: not rank,
        SAY_GENDER: gender not in WOMAN_WORDS + MAN_WORDS,
        SAY_PHONE: bool(phone) and len(phone) != 10,
        SAY_UNIT: told.get("unit_code", "").upper() not in reach,
        SAY_FROM: day is None,
        SAY_ORDER: not told.get("order_no"),
        SAY_WORDS: skills is None or languages is None,
    }
    facts = StaffFacts(
        personnel_number(told.get("personnel_no", "")), told.get("name_hi", ""), told.get("name_en", ""), rank,
        gender in WOMAN_WORDS, phone, told.get("unit_code", "").upper(), day.isoformat() if day else "",
        told.get("order_no", ""), tuple(skills or ()), tuple(languages or ()))
    return facts, [sentence for sentence, is_wrong in faults.items() if is_wrong]


def _day(text: str, parse_day: Any) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        return None


def _one_of(text: str, words: Mapping[str, tuple[str, ...]]) -> str:
    plain = text.casefold()
    return next((code for code, said in words.items() if plain == code.casefold() or plain in said), "")


def _words(text: str, vocabulary: Mapping[str, str]) -> list[str] | None:
    """The codes that a cell names, parted by commas; None when one is not known."""
    named = [part.strip().casefold() for part in text.replace(";", ",").split(",") if part.strip()]
    codes = {label.casefold(): code for code, label in vocabulary.items()} | {code: code for code in vocabulary}
    found = [codes.get(part) for part in named]
    return None if None in found else sorted({code for code in found if code})
