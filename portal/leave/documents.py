"""The statement of leave and diversion of a kendra for a month."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.rules.officer import rank_title
from portal.core.calendar import month_text
from portal.core.feature import Built, Document
from portal.core.filters import ist_date, ist_datetime
from portal.core.forms import day_asked
from portal.core.words import N_
from portal.leave import queries, rules
from portal.units.queries import get_unit


def build_statement(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """Leave that waits or is granted, and diversions, with a day in the month of the day in the argument *on*."""
    unit = get_unit(scope, subject_id)
    first = day_asked(options).replace(day=1)
    month = rules.month_days(first)
    text = month_text(first)
    context = {
        "month": text,
        "leaves": [_officer(row) | {
            "number": f"{row.serial}/{row.year}", "kind": rules.KINDS[row.kind], "state": rules.STATES[row.state],
            "from_on": ist_date(row.from_on), "to_on": ist_date(row.to_on), "days": rules.Days(row.from_on, row.to_on).count}
            for row in sorted(queries.list_away(scope, unit.id, month), key=lambda one: (one.from_on, one.year, one.serial))],
        "diversions": [_officer(row) | {
            "number": f"{row.serial}/{row.year}", "kind": rules.DIVERSIONS[row.kind], "from_at": ist_datetime(row.from_at),
            "to_at": ist_datetime(row.to_at), "place": row.place, "order_no": row.order_no}
            for _days, row in queries.list_diverted(scope, unit.id, month)],
    }
    return Built(unit.id, f"{unit.code} {text}", context, unit)


def _officer(row: Any) -> dict[str, Any]:
    return {"name": {"hi": row.name_hi, "en": row.name_en}, "rank": rank_title(row.rank, row.is_woman), "pno": row.personnel_no}


DOCUMENTS = (Document("leave-statement", N_("Statement of leave and diversion"), "leave_statement", "leave:leave:list",
                      build_statement, subject_endpoint="leave.show_month", subject_argument="unit", arguments=("on",)),)
