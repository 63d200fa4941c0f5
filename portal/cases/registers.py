"""The registers of cases as numbered views: FIR and investigation, NCR book, missing girls and women."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import get_locale
from sqlalchemy import Select, String, cast, func, select

from portal.access.scope import Scope
from portal.cases.models import Accused, Case, CaseDuty, CaseSection, CaseVictim
from portal.cases.queries.comparing import find_settled
from portal.cases.rules.compare import REGISTERS as COMPARED
from portal.cases.rules.kinds import KINDS
from portal.cases.rules.states import OUTCOMES, STATES
from portal.core.feature import Column, Register, RegisterFilter
from portal.core.words import N_
from portal.law.queries import bundled_pack

NO_NUMBER = N_("The number of CCTNS is missing")
NO_IO = N_("No investigating officer is named")
NO_SECTION = N_("No section is named")
NO_OCCURRENCE = N_("The day of occurrence is missing")
NO_AGE = N_("The age of the victim is missing")
NOT_SETTLED = N_("The comparison with CCTNS of this month is not settled yet: compare the list of CCTNS, explain each "
                 "difference, settle it, then close the month.")
MENDED_BY = frozenset({"cases:case:write", "cases:facts:change", "cases:sections:change", "cases:accused:change"})
ALL_OUTCOMES = {code: word for words in OUTCOMES.values() for code, word in words.items()}


def _select_of(register: str) -> Callable[[Scope, RegisterFilter], Select]:
    """The lines of one register of a kendra between two moments."""

    def select_rows(scope: Scope, chosen: RegisterFilter) -> Select:
        statement = select(
            Case.id, Case.unit_id, Case.year, Case.serial, Case.kind, Case.registered_at, Case.gd_number, Case.occurred_from_at,
            Case.cctns_number, _pointer().label("cctns"), _sections().label("sections"),
            _count(Accused).label("accused_count"), _count(CaseVictim).label("victim_count"),
            select(func.min(CaseVictim.age_years)).where(CaseVictim.case_id == Case.id).scalar_subquery().label("victim_age"),
            select(func.count(CaseDuty.id)).where(CaseDuty.case_id == Case.id, CaseDuty.state == "open",
                                                  CaseDuty.is_at_once.is_(False)).scalar_subquery().label("open_clocks"),
            Case.io_id, Case.state, Case.court_filing_no, Case.court_filed_on, Case.outcome, Case.closed_at, Case.recorded_by,
        ).where(Case.register == register)
        return chosen.within(scope.limit(statement, Case.unit_id, Case.io_id), Case.unit_id, Case.registered_at)

    return select_rows


def _pointer() -> Any:
    """The number as CCTNS writes it, with its leading zeros: the last four signs of "000" and the number."""
    padded = "000" + cast(Case.cctns_number, String)
    return func.coalesce(func.substr(padded, func.length(padded) - 3) + "/" + cast(Case.cctns_year, String), "")


def _sections() -> Any:
    return (select(func.aggregate_strings(CaseSection.offence, ", ")).where(
        CaseSection.case_id == Case.id, CaseSection.dropped_at.is_(None)).scalar_subquery())


def say_sections(keys: str) -> str:
    """Keys as they are cited in the reader's language; how a section is cited does not change from pack to pack."""
    pack, language = bundled_pack(), str(get_locale())
    return ", ".join(pack.label(key, language) for key in keys.split(", "))


def _count(model: Any) -> Any:
    return select(func.count(model.id)).where(model.case_id == Case.id).scalar_subquery()


def gaps(row: Any) -> list[str]:
    """What a line lacks (msgids)."""
    found = []
    if row.cctns_number is None and row.kind != "missing":
        found.append(NO_NUMBER)
    if row.io_id is None and row.kind != "ncr" and row.closed_at is None:
        found.append(NO_IO)
    if not row.sections and row.kind != "missing":
        found.append(NO_SECTION)
    if row.occurred_from_at is None:
        found.append(NO_OCCURRENCE)
    if row.victim_count and row.victim_age is None:
        found.append(NO_AGE)
    return found


_HEAD = (Column("serial", N_("Serial number"), "number"), Column("cctns", N_("Number in CCTNS")),
         Column("registered_at", N_("Registered"), "moment"), Column("gd_number", N_("General diary entry number")))
_TAIL = (Column("state", N_("State"), "code"), Column("outcome", N_("How it ended"), "code"),
         Column("closed_at", N_("Closed"), "moment"), Column("recorded_by", N_("Recorded by"), "officer"))
_SECTIONS = Column("sections", N_("Sections"), wide=True, write=say_sections)
_WORDS = {"kind": KINDS, "state": STATES, "outcome": ALL_OUTCOMES}


def _unsettled(register: str) -> Callable[[uuid.UUID, date], list[str]]:
    """A month whose comparison with CCTNS was not settled does not close; who keeps no number of CCTNS compares nothing."""
    def ask(unit_id: uuid.UUID, month: date) -> list[str]:
        return [] if find_settled(unit_id, register, month) else [NOT_SETTLED]
    return ask


def _register(key: str, label: str, register: str, columns: tuple[Column, ...]) -> Register:
    return Register(key, label, "registers:register:list", columns, _select_of(register), gaps=gaps, words=_WORDS,
                    row_endpoint="cases.show_case", row_argument="case_id", mended_by=MENDED_BY,
                    falls=lambda thing: thing.registered_at if isinstance(thing, Case) and thing.register == register else None,
                    unsettled=_unsettled(register) if register in COMPARED else None,
                    example=(N_("Under investigation."),
                             N_("Scene inspected 10 November 09:00 with two witnesses, site plan made; statement of the "
                                "victim taken at her home by a woman officer; medical report awaited, reminded on 13 "
                                "November.")))


REGISTERS = (
    _register("fir", N_("FIR and investigation register (parallel record)"), "fir", (
        *_HEAD, Column("kind", N_("Kind"), "code"), _SECTIONS,
        Column("occurred_from_at", N_("Occurrence"), "moment"), Column("accused_count", N_("Accused"), "number"),
        Column("io_id", N_("Investigating officer"), "officer"), Column("open_clocks", N_("Open clocks"), "number"),
        Column("court_filing_no", N_("Court filing")), Column("court_filed_on", N_("Filed on"), "date"), *_TAIL)),
    _register("ncr", N_("NCR book"), "ncr", (
        *_HEAD, _SECTIONS, Column("occurred_from_at", N_("Occurrence"), "moment"), *_TAIL)),
    _register("missing", N_("Register of missing girls and women"), "missing", (
        *_HEAD, Column("victim_age", N_("Age"), "number"), Column("occurred_from_at", N_("Missing since"), "moment"),
        Column("io_id", N_("Investigating officer"), "officer"), Column("open_clocks", N_("Open clocks"), "number"), *_TAIL)),
)
