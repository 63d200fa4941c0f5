"""Pages of the registers."""

import uuid
from datetime import date

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.access.policy import holds
from portal.accounts.queries import names_of
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.core.feature import Register, RegisterFilter, declared
from portal.core.htmx import go_to
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.registers import actions, queries, rules
from portal.registers.forms import CloseForm, CorrectionForm, RegisterFilterForm, UnitForm
from portal.units.queries import choose_kendra, list_kendras

bp = Blueprint("registers", __name__)
QUERY = ("unit", "from_on", "to_on", "after", "before")


@bp.get("/registers")
@guard("registers:register:list")
def list_registers():
    """The registers that the reader may open."""
    registers = [register for register in declared("registers") if holds(current_actor(), register.permission)]
    return render_page("registers/list_registers.html", registers=registers)


def _chosen(key: str):
    register = queries.get_register(key)
    require(register.permission, None)
    form = RegisterFilterForm()
    is_right = form.validate()
    kendras = list_kendras(current_scope())
    kendra = choose_kendra(kendras, form.unit_id)
    begin, end = clock.period(form.from_on.data, form.to_on.data) if is_right else (None, None)
    return register, form, kendras, kendra, RegisterFilter(kendra.id, begin, end) if is_right else None


@bp.get("/registers/<key>")
@guard("registers:register:list", query=QUERY)
def show_register(key: str):
    """One register of one kendra by serial, newest first. A filter that is not understood shows nothing, and says why."""
    register, form, kendras, kendra, chosen = _chosen(key)
    page = KeyPage(())
    if chosen:
        statement, keys = queries.select_rows(register, current_scope(), chosen)
        page = page_by_key(db.session, statement, keys, key_of=lambda row: (row.year, row.serial, row.id))
    trail.record_read(current_actor(), "registers:register:read", unit_id=kendra.id, register=key)
    return render_page("registers/show_register.html", status=200 if chosen else 400, fragment="registers/_rows.html",
                       register=register, form=form, kendras=kendras, kendra=kendra, page=page,
                       columns=queries.columns_of(register), cells=queries.cells(register, page.items),
                       links=_links(register, page.items),
                       print_url=_print_url(key, kendra.id, form) if chosen else "")


@bp.get("/registers/<key>/gaps")
@guard("registers:register:list", query=QUERY)
def list_gaps(key: str):
    """The completeness list: rows that lack something or say too little."""
    register, form, kendras, kendra, chosen = _chosen(key)
    found = queries.rows_with_gaps(register, current_scope(), chosen) if chosen else []
    trail.record_read(current_actor(), "registers:gaps:read", unit_id=kendra.id, register=key)
    return render_page("registers/list_gaps.html", status=200 if chosen else 400, register=register, form=form,
                       kendras=kendras, kendra=kendra, found=found, links=_links(register, [row for row, _ in found]))


@bp.get("/registers/<key>/months")
@guard("registers:register:list", query=("unit",))
def list_months(key: str):
    """The months of a register that are over: closed, or still to be closed."""
    register, kendras, kendra = _register_of(key)
    months = queries.months_to_close(current_scope(), kendra.id, clock.today())
    closed = queries.closed_months(current_scope(), kendra.id, key, months[-1]) if months else {}
    return render_page("registers/list_months.html", register=register, kendras=kendras, kendra=kendra, months=months,
                       closed=closed, names=names_of({one.closed_by for one in closed.values()}))


@bp.get("/registers/<key>/<int:year>/<month:month>")
@guard("registers:register:list", query=("unit",))
def show_month(key: str, year: int, month: int):
    """A closed month as it was closed, with what was added since; an open one with what it lacks."""
    return _month(key, year, month)


@bp.post("/registers/<key>/<int:year>/<month:month>/close")
@guard("registers:month:close", query=("unit",))
def close_month(key: str, year: int, month: int):
    """The month is closed: its lines are kept as they read now."""
    (register, _kendras, kendra), form = _register_of(key), CloseForm()
    if form.validate_on_submit():
        try:
            actions.close_month(current_actor(), register, kendra, _first_day(year, month), form.because.data or "", clock.now(),
                                clock.today())
        except RuleBroken as refusal:
            form.because.errors = [_(refusal.sentence, **refusal.values)]
        else:
            flash(_("The month is closed. From now on a correction is an addition with day and reason."), "success")
            return go_to(url_for("registers.show_month", key=key, year=year, month=month, unit=kendra.id))
    return _month(key, year, month, close=form)


@bp.post("/registers/<key>/<int:year>/<month:month>/correct")
@guard("registers:month:close", query=("unit",))
def correct_month(key: str, year: int, month: int):
    """What is right about one line of a closed month is added below it."""
    (register, _kendras, kendra), form = _register_of(key), CorrectionForm()
    closed = queries.find_month(kendra.id, register.key, _first_day(year, month))
    if closed is None:
        raise RuleBroken(rules.NOT_CLOSED)
    if form.validate_on_submit():
        try:
            actions.add_correction(current_actor(), closed, form.serial.data, form.text.data, form.reason.data, clock.now())
        except RuleBroken as refusal:
            form.serial.errors = [_(refusal.sentence, **refusal.values)]
        else:
            flash(_("The correction stands below the month."), "success")
            return go_to(url_for("registers.show_month", key=key, year=year, month=month, unit=kendra.id))
    return _month(key, year, month, correct=form)


def _month(key: str, year: int, month: int, close: CloseForm | None = None, correct: CorrectionForm | None = None):
    register, kendras, kendra = _register_of(key)
    first, scope = _first_day(year, month), current_scope()
    may_close = first in queries.months_to_close(scope, kendra.id, clock.today())
    closed = queries.find_month(kendra.id, key, first)
    found: dict = {"lines": [], "gaps": [], "against": [], "changed": [], "corrections": [],
                   "heads": [column.label for column in queries.columns_of(register)]}
    if closed:
        found["heads"], found["lines"] = rules.read(closed.content)
        found |= {"changed": queries.changed_since(scope, closed),
                  "corrections": queries.corrections_of(closed)}
    elif may_close:
        found["lines"], found["gaps"] = queries.lines_of_month(register, scope, kendra.id, first)
        found["against"] = queries.unsettled(register, kendra.id, first)
    people = {closed.closed_by} | {one.added_by for one in found["corrections"]} if closed else set()
    trail.record_read(current_actor(), "registers:register:read", unit_id=kendra.id, register=key)
    status = 422 if (close and close.errors) or (correct and correct.errors) else 200
    return render_page("registers/show_month.html", status=status, register=register, kendras=kendras, kendra=kendra,
                       first=first, last=rules.month_of(year, month)[1], closed=closed,
                       may_close=may_close, close=close or CloseForm(formdata=None),
                       correct=correct or CorrectionForm(formdata=None), names=names_of(people), **found)


def _register_of(key: str) -> tuple[Register, list, object]:
    register = queries.get_register(key)
    require(register.permission, None)
    kendras, form = list_kendras(current_scope()), UnitForm()
    return register, kendras, choose_kendra(kendras, form.unit.data)


def _first_day(year: int, month: int) -> date:
    try:
        return rules.month_of(year, month)[0]
    except (ValueError, OverflowError):
        raise NotFound() from None


def _print_url(key: str, unit_id: uuid.UUID, form: RegisterFilterForm) -> str:
    """Where these days of the register are printed, with the number of the page that follows the last print."""
    days = {name: form[name].data.strftime("%d-%m-%Y") for name in ("from_on", "to_on") if form[name].data}
    first_page = queries.next_page(unit_id, key, form.from_on.data)
    return url_for("printing.choose_print", document="register-pages", subject_id=unit_id, register=key,
                   first_page=first_page if first_page > 1 else None, **days)


def _links(register, rows) -> list[str]:
    if register.row_endpoint is None:
        return [""] * len(rows)
    pattern = url_for(register.row_endpoint, **{register.row_argument: "00000000-0000-0000-0000-000000000000"})
    return [pattern.replace("00000000-0000-0000-0000-000000000000", str(getattr(row, register.row_key)))
            if getattr(row, register.row_key) else "" for row in rows]
