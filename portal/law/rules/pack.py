"""The law pack as a value: offences and clocks of one version, read with every fault named."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

from portal.core.words import N_
from portal.law.rules.offences import BAILABLE, CATEGORIES, COGNIZABLE, CONFIDENCE, KINDS, Offence, act_of, section_of
from portal.law.rules.penal_code import IPC_377, ipc_rows

LIMIT_SHAPE = re.compile(r"P(\d+[DMY]|T\d+[HS])")
TERM_SHAPE = re.compile(r"(P\d+[MY]|LIFE|DEATH)?")
KEY_SHAPE = re.compile(r"[A-Z]{2,8}:[0-9]+[A-Z]?(\([0-9a-z]+\))*")
ID_SHAPE = re.compile(r"[A-Z]{2,6}-[0-9]{2}[a-z]?")
VERSION_SHAPE = re.compile(r"[0-9]{4}\.[0-9]{1,3}")

NO_COLUMN = N_("%(table)s: the column “%(column)s” is missing.")
ROW_LENGTH = N_("%(table)s, row %(row)s: it has another number of columns than the first line.")
TWICE = N_("%(table)s, row %(row)s: “%(key)s” stands in row %(first)s already.")
BAD_KEY = N_("%(table)s, row %(row)s: “%(key)s” is no key; write the code of the act, a colon and the section, like BNS:64(1).")
BAD_ID = N_("%(table)s, row %(row)s: “%(key)s” is no clock number; write it like FIR-01.")
EMPTY = N_("%(table)s, row %(row)s (%(key)s): “%(column)s” is empty.")
UNKNOWN = N_("%(table)s, row %(row)s (%(key)s): “%(value)s” is not a known value of “%(column)s”; known are %(known)s.")
BAD_LIMIT = N_("%(table)s, row %(row)s (%(key)s): “%(value)s” is no period; write PT24H, P14D, P2M or P1Y.")
BAD_TERM = N_("%(table)s, row %(row)s (%(key)s): “%(value)s” is no term; write P3Y, P6M, LIFE, DEATH or nothing.")
STRUCK_DOWN = N_("%(table)s, row %(row)s: section 66A of the IT Act was struck down and may not stand in the pack.")
BAD_VERSION = N_("pack.json: the version is a year, a point and a number, like 2026.1.")
NOT_JSON = N_("pack.json: this is no JSON object.")
BAD_DAY = N_("pack.json: “issued_on” is a day written year-month-day, like 2026-11-24.")
NO_ROWS = N_("%(table)s: there is no row.")

MAY_BE_EMPTY = {"max_term", "special_rules", "special_rules_hi", "section", "section_hi", "applies_when", "applies_hi",
                "evidence", "evidence_hi"}
# What may be empty in Hindi only where the English is empty too.
HINDI_OF = {"section_hi": "section", "special_rules_hi": "special_rules", "applies_hi": "applies_when", "evidence_hi": "evidence"}
ENUMS: dict[str, Mapping[str, str]] = {
    "kind": KINDS, "cognizable": COGNIZABLE, "bailable": BAILABLE, "category": CATEGORIES, "confidence": CONFIDENCE}


class PackError(Exception):
    """The pack cannot be used. *faults* are (msgid, values), every one of them."""

    def __init__(self, faults: list[tuple[str, dict[str, Any]]]):
        super().__init__("; ".join(sentence % values for sentence, values in faults))
        self.faults = faults


@dataclass(frozen=True)
class ClockRow:
    """A period or duty: what sets it off, how long, who does what, and which record proves it.

    *limit* is an ISO period in calendar time ("PT24H", "P14D", "P2M", "P1Y"); "PT0S" is a duty at once, without a number.
    """

    id: str
    law: str
    law_hi: str
    section: str
    section_hi: str
    trigger_event: str
    limit: str
    who: str
    what: str
    applies_when: str
    evidence: str
    trigger_hi: str
    who_hi: str
    what_hi: str
    applies_hi: str
    evidence_hi: str
    source: str
    confidence: str

    @property
    def needs_check(self) -> bool:
        """Whether a prosecution officer has yet to confirm this row: whatever was not read in the text of the law."""
        return self.confidence != "high"

    @property
    def basis(self) -> str:
        """Law and section as they are cited."""
        return f"{self.law} {self.section}".strip()

    def basis_in(self, language: str) -> str:
        """Law and section as they are cited, in *language*."""
        return self.basis if language == "en" else f"{self.law_hi} {self.section_hi}".strip()

    def text_in(self, part: str, language: str) -> str:
        """*part* (trigger_event, who, what, applies_when, evidence) in *language*."""
        hindi = {"trigger_event": "trigger_hi", "applies_when": "applies_hi"}.get(part, f"{part}_hi")
        return getattr(self, part if language == "en" else hindi)


@dataclass(frozen=True)
class LawPack:
    """One version of the law; *sha256* is of its three texts."""

    version: str
    issued_on: date
    offences: Mapping[str, Offence]
    clocks: Mapping[str, ClockRow]
    sha256: str
    note_en: str = ""
    note_hi: str = ""

    def note_in(self, language: str) -> str:
        """What the pack says of itself."""
        return self.note_en if language == "en" else self.note_hi

    def label(self, key: str, language: str) -> str:
        """Act and section of *key* as they are cited in *language*, also of a section that stands in no row."""
        labels, acts = self._said[language]
        return labels.get(key) or f"{acts.get(act_of(key), act_of(key))} {section_of(key)}"

    @cached_property
    def _said(self) -> Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]:
        """Language → (key → label, code of an act → its short name)."""
        rows = [*self.offences.values(), *self.older.values()]
        return {language: ({one.key: one.label_in(language) for one in rows},
                           {one.act: one.act if language == "en" else one.act_hi for one in rows}) for language in ("hi", "en")}

    @cached_property
    def older(self) -> Mapping[str, Offence]:
        """The sections of the repealed Penal Code by key, each read from the first BNS row that took its place."""
        found = {IPC_377.key: IPC_377}
        for one in self.offences.values():
            for row in ipc_rows(one) if one.act == "BNS" else ():
                found.setdefault(row.key, row)
        return found

    def in_place_of(self, key: str) -> tuple[Offence, ...]:
        """The BNS rows that took the place of a section of the Penal Code, in the order of the pack; several where it was
        divided, none for another key."""
        return tuple(one for one in self.offences.values()
                     if one.act == "BNS" and any(row.key == key for row in ipc_rows(one)))

    @cached_property
    def to_verify(self) -> frozenset[tuple[str, str]]:
        """(kind, key) of the rows that a prosecution officer has to confirm."""
        return frozenset({("offence", one.key) for one in (*self.offences.values(), *self.older.values()) if one.needs_check}
                         | {("clock", one.id) for one in self.clocks.values() if one.needs_check})


def read_pack(offences_text: str, clocks_text: str, meta: Mapping[str, Any]) -> LawPack:
    """The pack of these texts; PackError names every fault with its row (the heading is row 1)."""
    faults: list[tuple[str, dict[str, Any]]] = []
    version, issued_on = _read_meta(meta, faults)
    offences = _read_table("offences.csv", offences_text, Offence, "key", _judge_offence, faults)
    clocks = _read_table("clocks.csv", clocks_text, ClockRow, "id", _judge_clock, faults)
    if faults:
        raise PackError(faults)
    return LawPack(version, issued_on, offences, clocks, pack_sha256(offences_text, clocks_text, meta),
                   str(meta.get("note_en", "")), str(meta.get("note_hi", "")))


def pack_sha256(offences_text: str, clocks_text: str, meta: Mapping[str, Any]) -> str:
    """The fingerprint of what a pack says."""
    head = f"{meta.get('version')}\n{meta.get('issued_on')}\n{meta.get('note_en', '')}\n{meta.get('note_hi', '')}"
    return hashlib.sha256("\0".join((head, offences_text, clocks_text)).encode()).hexdigest()


def _read_meta(meta: Mapping[str, Any], faults: list) -> tuple[str, date]:
    version = str(meta.get("version", ""))
    if not VERSION_SHAPE.fullmatch(version):
        faults.append((BAD_VERSION, {}))
    try:
        return version, date.fromisoformat(str(meta.get("issued_on", "")))
    except ValueError:
        faults.append((BAD_DAY, {}))
        return version, date.min


def _read_table(table: str, text: str, kind: type, key: str, judge: Callable, faults: list) -> dict[str, Any]:
    """The rows of one table by their key; what is wrong goes to *faults*."""
    names = [field.name for field in fields(kind) if field.name not in ("act", "counterpart")]
    if kind is Offence:
        names[names.index("act_title")] = "act"  # the file writes the title of the act; its code stands in the key
    lines = list(csv.reader(io.StringIO(text)))
    head = lines[0] if lines else []
    lacking = [name for name in names if name not in head]
    faults += [(NO_COLUMN, {"table": table, "column": name}) for name in lacking]
    if lacking:
        return {}
    if len(lines) < 2:
        faults.append((NO_ROWS, {"table": table}))
    found: dict[str, Any] = {}
    first: dict[str, int] = {}
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(head):
            faults.append((ROW_LENGTH, {"table": table, "row": number}))
            continue
        row = {name: cell.strip() for name, cell in zip(head, cells, strict=True) if name in names}
        where = {"table": table, "row": number, "key": row[key]}
        if row[key] in first:
            faults.append((TWICE, where | {"first": first[row[key]]}))
        first.setdefault(row[key], number)
        faults += _judge_row(row, where, key) + judge(row, where)
        found[row[key]] = _make(kind, row)
    return found


def _make(kind: type, row: dict[str, str]) -> Any:
    if kind is not Offence:
        return kind(**row)
    rest = {name: value for name, value in row.items() if name != "act"}
    return Offence(act=row["key"].partition(":")[0], act_title=row["act"], **rest)


def _judge_row(row: dict[str, str], where: dict, key: str) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = [
        (EMPTY, where | {"column": name}) for name, value in row.items() if not value and name not in MAY_BE_EMPTY | {key}]
    found += [(EMPTY, where | {"column": hindi}) for hindi, english in HINDI_OF.items()
              if hindi in row and row.get(english) and not row[hindi]]
    found += [(UNKNOWN, where | {"column": name, "value": row[name], "known": ", ".join(known)})
              for name, known in ENUMS.items() if row.get(name) and row[name] not in known]
    return found


def _judge_offence(row: dict[str, str], where: dict) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if not KEY_SHAPE.fullmatch(row["key"]):
        found.append((BAD_KEY, where))
    if row["key"] == "IT:66A":
        found.append((STRUCK_DOWN, where))
    if not TERM_SHAPE.fullmatch(row["max_term"]):
        found.append((BAD_TERM, where | {"value": row["max_term"]}))
    return found


def _judge_clock(row: dict[str, str], where: dict) -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    if not ID_SHAPE.fullmatch(row["id"]):
        found.append((BAD_ID, where))
    if row["limit"] and not LIMIT_SHAPE.fullmatch(row["limit"]):
        found.append((BAD_LIMIT, where | {"value": row["limit"]}))
    return found
