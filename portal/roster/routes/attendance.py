"""The attendance of a day: who should be on duty, and who came."""

import uuid
from datetime import timedelta

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.core import clock
from portal.core.filters import ist_date
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.core.unsent import kept_at
from portal.roster.actions.attendance import mark_day
from portal.roster.duty_forms import AttendanceForm, DayFilter
from portal.roster.queries import attendance as queries
from portal.roster.queries.duty import away, officers_by_id
from portal.roster.queries.published import published_cells
from portal.roster.routes.blueprint import bp, rank_word
from portal.roster.routes.duty import ATTENDANCE, kendra_asked
from portal.roster.rules.attendance import STATES
from portal.roster.rules.plan import DUTIES, Cell
from portal.roster.rules.shifts import span_of

TONES = {"present": "ok", "late": "warn", "absent": "danger", "diverted": "quiet"}


@bp.get("/roster/attendance")
@guard(ATTENDANCE, query=("unit", "on"))
def show_attendance():
    """Who should be on duty on a day, shift by shift, and who came."""
    return _page(DayFilter(), None, 200)


@bp.post("/roster/attendance/marks")
@guard("roster:attendance:mark", query=("unit", "on"))
def mark_attendance():
    """Writes the attendance of a day; what was marked before stays beside it."""
    chosen = DayFilter()
    chosen.validate()
    _kendras, kendra = kendra_asked()
    form = AttendanceForm()
    duties = {cell.duty: cell.timed for cell in published_cells(current_scope(), kendra.id, chosen.day, chosen.day)}
    if not form.is_right(chosen.day, duties):
        return _page(chosen, form, 422)
    changed = mark_day(current_actor(), kendra.id, chosen.day, form.told())
    flash(_("Attendance of %(day)s: %(count)s written.", day=ist_date(chosen.day), count=changed))
    return go_to(url_for("roster.show_attendance", unit=kendra.id, on=ist_date(chosen.day)))


def _page(chosen: DayFilter, form: AttendanceForm | None, status: int):
    is_right = chosen.validate()
    kendras, kendra = kendra_asked()
    day, scope = chosen.day, current_scope()
    cells = sorted(published_cells(scope, kendra.id, day, day), key=lambda cell: (list(DUTIES).index(cell.duty), cell.officer))
    standing, earlier = queries.marks_of(scope, kendra.id, day)
    officers = officers_by_id([cell.officer for cell in cells] + [str(one.officer_id) for one in earlier])
    begun = [cell for cell in cells if _has_begun(cell)]
    form = form or AttendanceForm.of([(cell.officer, cell.duty) for cell in begun], standing, kept_at(
        url_for("roster.mark_attendance", unit=kendra.id, on=ist_date(day))))
    return render_page(
        "roster/show_attendance.html", status=status if is_right else 400, chosen=chosen, form=form, kendras=kendras,
        kendra=kendra, day=day, days=(day - timedelta(days=1), day + timedelta(days=1)), officers=officers, duties=DUTIES,
        states=STATES, tones=TONES, standing=standing, earlier=earlier, begun=begun, rank_word=rank_word,
        lines={entry.form.key(): entry for entry in form.lines.entries}, cells=cells, gone=_gone(kendra.id, cells),
        names=names_of({one.marked_by for one in (*earlier, *standing.values())}))


def _has_begun(cell: Cell) -> bool:
    return clock.from_ist(span_of(cell.day, cell.timed)[0]) <= clock.now()


def _gone(unit_id: uuid.UUID, cells: list[Cell]) -> set[str]:
    """Officers of the roster who are on leave or posted elsewhere on that day."""
    return {cell.officer for _unit, cell in away((unit_id, cell) for cell in cells)}
