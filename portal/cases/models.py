"""Tables of cases: the case, its sections, people, officers, milestones, what is due, and the comparison with CCTNS."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


def _case_column(*, index: bool = True) -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, ForeignKey("cases.id"), nullable=False, index=index)


def _person_column() -> Mapped[uuid.UUID | None]:
    return mapped_column(Uuid, ForeignKey("persons.id"), index=True)


class Case(Model):
    """An entry of the parallel record. Its CCTNS number is a pointer: typed from CCTNS, never issued here.

    *law_pack* is the version of the law as it was carried when the case was entered; a later one never changes it.
    *state* and what stands beside it follow from the milestones (portal/cases/rules/states.py).
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("unit_id", "register", "year", "serial"),
        UniqueConstraint("unit_id", "kind", "cctns_station", "cctns_year", "cctns_number"),
        Index("ix_cases_unit_id_registered_at", "unit_id", "registered_at", "id"),
        Index("ix_cases_unit_id_state", "unit_id", "state", "registered_at", "id"),
        Index("ix_cases_unit_id_kind", "unit_id", "kind", "registered_at", "id"),
        Index("ix_cases_io_id_state", "io_id", "state", "registered_at", "id"),
        Index("ix_cases_io_id_next_due_at", "io_id", "closed_at", "next_due_at", "id"),
        Index("ix_cases_next_hearing_on", "unit_id", "next_hearing_on", "id"),
        CheckConstraint("kind IN ('fir', 'zero_fir', 'ncr', 'missing')", name="kind_known"),
        CheckConstraint("state <> 'closed' OR kind <> 'fir' OR (court_filing_no <> '' AND court_filed_on IS NOT NULL)",
                        name="closed_only_when_filed"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    origin_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("cases.id"), index=True)  # the NCR it came from
    kind: Mapped[str] = mapped_column(String(10))
    register: Mapped[str] = mapped_column(String(10))
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    cctns_number: Mapped[int | None] = mapped_column(Integer)
    cctns_year: Mapped[int | None] = mapped_column(Integer)
    cctns_station: Mapped[str] = mapped_column(String(60), default="")
    informed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # when the information reached the station
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    gd_number: Mapped[str] = mapped_column(String(20), default="")
    gd_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    occurred_from_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    occurred_to_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(300), default="")
    brief: Mapped[str] = mapped_column(Text, default="")
    late_reason: Mapped[str] = mapped_column(String(300), default="")
    because: Mapped[str] = mapped_column(String(300), default="")  # why it was recorded in spite of a warning
    offence_code: Mapped[str] = mapped_column(String(4))  # bns | ipc
    procedure_code: Mapped[str] = mapped_column(String(4))  # bnss | crpc
    law_pack: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict] = mapped_column(JSON, default=dict)
    informant_id: Mapped[uuid.UUID | None] = _person_column()
    io_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    state: Mapped[str] = mapped_column(String(16))
    court_filing_no: Mapped[str] = mapped_column(String(60), default="")
    court_filed_on: Mapped[date | None] = mapped_column(Date)
    next_hearing_on: Mapped[date | None] = mapped_column(Date)
    next_due_at: Mapped[datetime] = mapped_column(UtcDateTime)  # the nearest open clock; rules.dates.NO_CLOCK without one
    outcome: Mapped[str] = mapped_column(String(20), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)


class CaseVictim(Model):
    """A victim (for a missing case: who is missing), by reference to the vault; in clear stands only what is counted."""

    __tablename__ = "case_victims"
    __table_args__ = (UniqueConstraint("case_id", "place_in_list"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    case_id: Mapped[uuid.UUID] = _case_column(index=False)
    person_id: Mapped[uuid.UUID | None] = _person_column()
    place_in_list: Mapped[int] = mapped_column(Integer)
    age_years: Mapped[int | None] = mapped_column(Integer)
    is_minor: Mapped[bool] = mapped_column(Boolean, default=False)


class CaseSection(Model):
    """A section of the case: when it was added and by whom, when it was dropped and why. Rows stay."""

    __tablename__ = "case_sections"
    __table_args__ = (Index("ix_case_sections_case_id", "case_id", "id"),
                      Index("ix_case_sections_offence", "offence", "unit_id", "case_id"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    case_id: Mapped[uuid.UUID] = _case_column(index=False)
    offence: Mapped[str] = mapped_column(String(40))
    because: Mapped[str] = mapped_column(String(500), default="")
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    dropped_because: Mapped[str] = mapped_column(String(500), default="")


class Accused(Model):
    """An accused, known or unknown; any number. The identity lies in the vault, a description without a name here."""

    __tablename__ = "accused"
    __table_args__ = (UniqueConstraint("case_id", "place_in_list"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    case_id: Mapped[uuid.UUID] = _case_column(index=False)
    person_id: Mapped[uuid.UUID | None] = _person_column()
    place_in_list: Mapped[int] = mapped_column(Integer)
    is_known: Mapped[bool] = mapped_column(Boolean, default=True)
    is_woman: Mapped[bool] = mapped_column(Boolean, default=False)
    relation: Mapped[str] = mapped_column(String(30), default="")
    description: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(12), default="at_large")
    is_convicted_before: Mapped[bool | None] = mapped_column(Boolean)  # asked only when a section turns on it
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[uuid.UUID] = mapped_column(Uuid)


class InvestigatingOfficer(Model):
    """An investigating officer's time with a case; the open one has no end."""

    __tablename__ = "investigating_officers"
    __table_args__ = (Index("ix_investigating_officers_case_id", "case_id", "id"),
                      Index("ix_investigating_officers_user_id", "user_id", "ended_at"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    case_id: Mapped[uuid.UUID] = _case_column(index=False)
    user_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    rank: Mapped[str] = mapped_column(String(10))
    is_woman: Mapped[bool] = mapped_column(Boolean)
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exception: Mapped[str] = mapped_column(String(300), default="")  # why this rank or a man, where the law asks otherwise
    handover_note: Mapped[str] = mapped_column(Text, default="")
    named_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    named_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Milestone(Model):
    """Something that happened in a case. What was wrong is withdrawn with a reason, never changed or deleted."""

    __tablename__ = "milestones"
    __table_args__ = (Index("ix_milestones_case_id", "case_id", "happened_at", "id"),
                      Index("ix_milestones_unit_id", "unit_id", "recorded_at", "id"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    case_id: Mapped[uuid.UUID] = _case_column(index=False)
    kind: Mapped[str] = mapped_column(String(40))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    evidence: Mapped[str] = mapped_column(String(200), default="")  # memo, receipt, order: its number
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(String(1000), default="")
    late_reason: Mapped[str] = mapped_column(String(300), default="")
    order_reason: Mapped[str] = mapped_column(String(300), default="")
    accused_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accused.id"))
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    withdrawn_because: Mapped[str] = mapped_column(String(300), default="")


class CaseDuty(Model):
    """A duty of a case as the engine gave it after the last change, so that lists need not compute the law.

    Nothing here depends on the hour: whether it is overdue follows from *due_at* and the clock of the reader.
    """

    __tablename__ = "case_duties"
    __table_args__ = (
        UniqueConstraint("case_id", "clock_id", "occurrence"),
        Index("ix_case_duties_due", "unit_id", "state", "is_at_once", "due_at", "id"),
        Index("ix_case_duties_officer", "io_id", "state", "is_at_once", "due_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    case_id: Mapped[uuid.UUID] = _case_column(index=False)
    io_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    clock_id: Mapped[str] = mapped_column(String(20))
    occurrence: Mapped[str] = mapped_column(String(80), default="")
    trigger_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_at_once: Mapped[bool] = mapped_column(Boolean)
    state: Mapped[str] = mapped_column(String(6))  # open | met | void (what it hung on was withdrawn or dropped)
    met_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CctnsComparison(Model):
    """A month's list from CCTNS laid beside the record; it is settled when every difference has its explanation."""

    __tablename__ = "cctns_comparisons"
    __table_args__ = (Index("ix_cctns_comparisons_unit_id", "unit_id", "month", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    register: Mapped[str] = mapped_column(String(10))  # fir | ncr
    month: Mapped[date] = mapped_column(Date)  # its first day
    file_sha256: Mapped[str] = mapped_column(String(64))
    uploaded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CctnsDifference(Model):
    """One FIR or NCR of the comparison: matched, different, or only on one side; a difference is explained by a note."""

    __tablename__ = "cctns_differences"
    __table_args__ = (UniqueConstraint("comparison_id", "line"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    comparison_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("cctns_comparisons.id"))
    line: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[str] = mapped_column(String(12))  # matched | differs | not_here | not_there
    case_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("cases.id"))
    theirs: Mapped[dict] = mapped_column(JSON, default=dict)
    ours: Mapped[dict] = mapped_column(JSON, default=dict)
    note: Mapped[str] = mapped_column(String(500), default="")
    noted_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    noted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
