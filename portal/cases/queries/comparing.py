"""The record of a month as CCTNS would list it, and the comparisons that were made."""

import uuid
from datetime import date, datetime, time

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.cases.models import Case, CctnsComparison, CctnsDifference
from portal.cases.queries.cases import in_reach, list_sections
from portal.cases.rules.cctns import Pointer
from portal.cases.rules.compare import Row, next_month, plain_section
from portal.core import clock
from portal.core.db import db, only
from portal.core.errors import NotFound


def rows_of_month(scope: Scope, unit_id: uuid.UUID, register: str, month: date) -> list[Row]:
    """The cases of one register of a kendra that were registered in a month (IST), in order of serial."""
    begin, end = (clock.from_ist(datetime.combine(day, time())) for day in (month, next_month(month)))
    cases = db.session.execute(
        select(Case.id, Case.cctns_number, Case.cctns_year, Case.registered_at).where(
            in_reach(scope), Case.unit_id == unit_id, Case.register == register, Case.registered_at >= begin,
            Case.registered_at < end).order_by(Case.serial)).all()
    sections = list_sections([one.id for one in cases])
    return [Row(str(Pointer(one.cctns_number, one.cctns_year)) if one.cctns_number else "",
                clock.to_ist(one.registered_at).date(), tuple(plain_section(key) for key in sections.get(one.id, ())), one.id)
            for one in cases]


def select_comparisons(scope: Scope) -> Select:
    """Comparisons in reach with how many differences wait for an explanation; page by month and id."""
    waits = select(func.count(CctnsDifference.id)).where(
        CctnsDifference.comparison_id == CctnsComparison.id, CctnsDifference.verdict != "matched",
        CctnsDifference.note == "").scalar_subquery()
    return select(CctnsComparison.id, CctnsComparison.register, CctnsComparison.month, CctnsComparison.uploaded_by,
                  CctnsComparison.uploaded_at, CctnsComparison.settled_at, waits.label("waiting")).where(
        scope.covers(CctnsComparison.unit_id))


def get_comparison(scope: Scope, comparison_id: uuid.UUID) -> CctnsComparison:
    """A comparison in reach, or NotFound."""
    return only(select(CctnsComparison).where(CctnsComparison.id == comparison_id,
                                              scope.covers(CctnsComparison.unit_id)))


def get_difference(scope: Scope, difference_id: uuid.UUID) -> tuple[CctnsDifference, CctnsComparison]:
    """A line of a comparison in reach with its comparison."""
    row = db.session.execute(
        select(CctnsDifference, CctnsComparison).join(CctnsComparison, CctnsComparison.id == CctnsDifference.comparison_id)
        .where(CctnsDifference.id == difference_id, scope.covers(CctnsDifference.unit_id))).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def list_differences(comparison: CctnsComparison) -> list[CctnsDifference]:
    """The lines of a comparison, what needs an explanation first."""
    return list(db.session.scalars(select(CctnsDifference).where(
        CctnsDifference.comparison_id == comparison.id).order_by(CctnsDifference.line)))


def find_settled(unit_id: uuid.UUID, register: str, month: date) -> CctnsComparison | None:
    """The comparison that settled a month, if any."""
    return db.session.scalar(select(CctnsComparison).where(
        CctnsComparison.unit_id == unit_id, CctnsComparison.register == register, CctnsComparison.month == month,
        CctnsComparison.settled_at.is_not(None)).limit(1))
