"""What officers carried in a month, and who did not come."""

import uuid
from dataclasses import asdict

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.core.calendar import month_text
from portal.core.db import db
from portal.core.feature import Built
from portal.core.filters import ist_date, ist_time
from portal.core.forms import day_asked
from portal.leave.rules import month_days
from portal.roster.documents.facts import Options, officer
from portal.roster.queries.attendance import count_marks, select_marks, totals_of
from portal.roster.rules.attendance import STATES
from portal.roster.rules.plan import DUTIES
from portal.units.queries import get_unit


def build_totals(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """Duties, nights, Sundays and holidays, hours, diversions and absences of each officer in the month of the day asked for."""
    unit, month = get_unit(scope, subject_id), month_days(day_asked(options).replace(day=1))
    text = month_text(month.from_on)
    rows = [officer(row) | asdict(own) for row, own in totals_of(scope, unit.id, month.from_on, month.to_on)]
    return Built(unit.id, f"{unit.code} {text}", {"month": text, "rows": rows}, unit)


def build_attendance(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """How often each officer came, and each duty for which one was late, absent or diverted."""
    unit, month = get_unit(scope, subject_id), month_days(day_asked(options).replace(day=1))
    text = month_text(month.from_on)
    marks = db.session.execute(select_marks(scope, unit.id, month.from_on, month.to_on)).all()
    counts, rows = count_marks(marks), {row.officer_id: row for row in marks}
    context = {
        "month": text, "states": list(STATES.values()),
        "counts": [officer(rows[key]) | {"of": [own[state] for state in STATES]}
                   for key, own in sorted(counts.items(), key=lambda one: rows[one[0]].personnel_no)],
        "marks": [officer(row) | {
            "day": ist_date(row.day), "duty": DUTIES[row.duty].title, "state": STATES[row.state], "came": ist_time(row.came_at),
            "note": row.note, "hours": row.hours or ""} for row in marks if row.state != "present"],
    }
    return Built(unit.id, f"{unit.code} {text}", context, unit)
