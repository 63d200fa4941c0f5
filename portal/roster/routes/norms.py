"""Pages of what is in force for a kendra's roster: norms, needs, hours and holidays; each change is a new row from a day on."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core import clock
from portal.core.errors import NotFound
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.roster.actions import norms as actions
from portal.roster.forms import HolidayForm, NeedForm, NormForm, ShiftForm
from portal.roster.queries import orders as queries
from portal.roster.queries.calendar import find_place
from portal.roster.routes.blueprint import EDIT, READ, bp, name_of
from portal.roster.rules.norms import NORM_WORDS, RANK_WORDS, WEEKDAYS
from portal.roster.rules.plan import with_hours
from portal.roster.rules.shifts import hours


def _kendra():
    today = clock.today()
    return find_place(current_scope(), request.args.get("unit"), today.year, today.month).unit


def _back(kendra) -> str:
    return url_for("roster.show_norms", unit=kendra.id)


@bp.get("/roster/norms")
@guard(READ, query=("unit",))
def show_norms():
    """How each rule counts today, what each duty needs, its hours, and the holidays to come."""
    kendra, today = _kendra(), clock.today()
    orders = queries.orders_of(current_scope(), kendra.id, today, today.replace(year=today.year + 5, day=1))
    norms = orders.norms(today)
    return render_page("roster/show_norms.html", kendra=kendra, name_of=name_of, norms=norms, words=NORM_WORDS, orders=orders,
                       needs=orders.needs([today]), duties=orders.duties(today), hours=hours, with_hours=with_hours,
                       weekdays=WEEKDAYS, ranks=RANK_WORDS,
                       holidays=queries.list_holidays(current_scope(), kendra.id, today.replace(month=1, day=1)))


@bp.route("/roster/norms/rules/<rule>", methods=["GET", "POST"])
@guard(EDIT, query=("unit",))
def change_norm(rule: str):
    """A rule counts otherwise from a day on."""
    if rule not in NORM_WORDS:
        raise NotFound
    kendra, today = _kendra(), clock.today()
    form = NormForm.of(rule, queries.orders_of(current_scope(), kendra.id, today, today).norms(today)[rule])
    if form.validate_on_submit():
        actions.change_norm(current_actor(), kendra.id, rule, form.facts())
        flash(_("The norm is entered."), "success")
        return go_to(_back(kendra))
    return render_page("roster/change_norm.html", status=422 if form.errors else 200, form=form, kendra=kendra, rule=rule,
                       words=NORM_WORDS[rule], name_of=name_of, back=_back(kendra))


@bp.route("/roster/norms/need", methods=["GET", "POST"])
@guard(EDIT, query=("unit",))
def change_need():
    """What a duty needs from a day on."""
    kendra, form = _kendra(), NeedForm()
    if form.validate_on_submit():
        actions.change_need(current_actor(), kendra.id, form.facts())
        flash(_("The need is entered."), "success")
        return go_to(_back(kendra))
    return render_page("roster/change_need.html", status=422 if form.errors else 200, form=form, kendra=kendra, name_of=name_of,
                       back=_back(kendra))


@bp.route("/roster/norms/hours", methods=["GET", "POST"])
@guard(EDIT, query=("unit",))
def change_shift():
    """A duty has other hours from a day on."""
    kendra, form = _kendra(), ShiftForm()
    if form.validate_on_submit():
        actions.change_shift(current_actor(), kendra.id, form.facts())
        flash(_("The hours are entered."), "success")
        return go_to(_back(kendra))
    return render_page("roster/change_shift.html", status=422 if form.errors else 200, form=form, kendra=kendra, name_of=name_of,
                       back=_back(kendra))


@bp.route("/roster/norms/holiday", methods=["GET", "POST"])
@guard(EDIT, query=("unit",))
def enter_holiday():
    """Enters a festival or public holiday."""
    kendra, form = _kendra(), HolidayForm()
    if form.validate_on_submit():
        actions.enter_holiday(current_actor(), kendra.id, form.day.data, form.title.data)
        flash(_("The holiday is entered."), "success")
        return go_to(_back(kendra))
    return render_page("roster/enter_holiday.html", status=422 if form.errors else 200, form=form, kendra=kendra,
                       name_of=name_of, back=_back(kendra))


@bp.post("/roster/norms/holidays/<uuid:holiday_id>/withdraw")
@guard(EDIT)
def withdraw_holiday(holiday_id: uuid.UUID):
    """Takes a holiday back."""
    holiday = queries.get_holiday(current_scope(), holiday_id)
    if ActionForm().validate_on_submit():
        actions.withdraw_holiday(current_actor(), holiday)
        flash(_("The holiday was taken back."))
    return go_to(url_for("roster.show_norms", unit=holiday.unit_id))
