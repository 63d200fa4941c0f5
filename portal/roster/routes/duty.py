"""Pages of duty as it is now: who is on duty, an officer's week, posts that are empty, and what officers carried."""

import uuid
from datetime import timedelta

from flask import request
from flask_babel import format_date

from portal.access.guard import current_scope, guard
from portal.core import clock
from portal.core.calendar import month_text, week_of
from portal.core.pages import render_page
from portal.leave.rules import month_days, shifted
from portal.personnel.queries import get_officer
from portal.roster.duty_forms import DayFilter, TotalsFilter
from portal.roster.queries import duty as queries
from portal.roster.queries import unmet
from portal.roster.queries.attendance import totals_of
from portal.roster.queries.own import own_cells
from portal.roster.routes.blueprint import bp, rank_word
from portal.roster.rules.plan import DUTIES
from portal.units.queries import choose_kendra, list_kendras

DUTY, ATTENDANCE = "roster:duty:read", "roster:attendance:list"


def kendra_asked():
    """The kendras in reach, and the one asked for."""
    kendras = list_kendras(current_scope())
    return kendras, choose_kendra(kendras, request.args.get("unit"))


@bp.get("/roster/now")
@guard(DUTY, query=("unit",))
def show_on_duty():
    """Who is on duty now, and who comes with the next shift."""
    kendras, kendra = kendra_asked()
    at_work, coming = queries.now_and_next(current_scope(), kendra.id, clock.now())
    return render_page("roster/show_on_duty.html", fragment="roster/_on_duty.html", kendras=kendras, kendra=kendra,
                       at_work=at_work, coming=coming, duties=DUTIES, rank_word=rank_word,
                       officers=queries.officers_by_id({one.officer_id for one in (*at_work, *coming)}))


@bp.get("/roster/officers/<uuid:staff_id>/week")
@guard(DUTY, query=("on",))
def show_week(staff_id: uuid.UUID):
    """One officer's published duties of a week."""
    form = DayFilter()
    is_right = form.validate()
    officer = get_officer(current_scope(), staff_id)
    monday, sunday = week_of(form.day)
    return render_page("roster/show_week.html", status=200 if is_right else 400, form=form, officer=officer, monday=monday,
                       sunday=sunday, days=[monday + timedelta(days=place) for place in range(7)], duties=DUTIES,
                       weeks=[monday - timedelta(days=7), monday + timedelta(days=7)], rank_word=rank_word,
                       cells=own_cells(officer, monday, sunday))


@bp.get("/roster/totals")
@guard(ATTENDANCE, query=("unit", "month", "months"))
def show_totals():
    """What each officer carried in a month, or over the months up to it."""
    form = TotalsFilter()
    is_right = form.validate()
    kendras, kendra = kendra_asked()
    count = int(form.months.data) if is_right else 1
    first, last = shifted(form.first, 1 - count), month_days(form.first).to_on
    rows = totals_of(current_scope(), kendra.id, first, last)
    return render_page("roster/show_totals.html", status=200 if is_right else 400, form=form, kendras=kendras, kendra=kendra,
                       rows=rows, title=format_date(form.first, "MMMM y"), first=first, last=last, rank_word=rank_word,
                       months=[month_text(shifted(form.first, step)) for step in (-1, 0, 1)])


@bp.get("/roster/empty")
@guard(DUTY)
def list_empty():
    """Desk and other posts of today that too few hold."""
    return render_page("roster/list_empty.html", posts=unmet.list_empty(current_scope(), clock.today()), duties=DUTIES,
                       today=clock.today())


@bp.get("/roster/unseen")
@guard(DUTY)
def list_unseen():
    """Officers who have not acknowledged their duties of this month or of one to come."""
    return render_page("roster/list_unseen.html", rows=unmet.list_unseen(current_scope(), clock.today()), rank_word=rank_word)
