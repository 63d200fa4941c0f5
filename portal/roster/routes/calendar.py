"""The month page, its cell editor, and the list of kendras with how their months stand."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.leave.forms import KendraMonthFilter
from portal.leave.rules import KINDS
from portal.roster.actions import months as actions
from portal.roster.forms import CellForm
from portal.roster.queries import calendar as queries
from portal.roster.routes.blueprint import EDIT, LIST, READ, bp, name_of, rank_word
from portal.roster.routes.sheet import chosen_cell, chosen_days, frame_of, grid_of, open_month, standing_of
from portal.roster.rules.changes import brings, refusing
from portal.roster.rules.marks import CHOICES
from portal.units.models import Unit
from portal.units.queries import only_kendra


@bp.get("/roster")
@guard(LIST, query=("month", "after", "before"))
def list_months():
    """The kendras in reach with how their month stands; who has one kendra goes to its month."""
    scope, form = current_scope(), KendraMonthFilter()
    is_right = form.validate()
    if only_kendra(scope) is not None:
        return go_to(url_for("roster.show_month", year=form.first.year, month=form.first.month))
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.select_kendras(scope, form.first.year, form.first.month), (Unit.path,),
        key_of=lambda row: (row.path,), descending=False)
    return render_page("roster/list_months.html", status=200 if is_right else 400, form=form, page=page, name_of=name_of,
                       first=form.first)


@bp.get("/roster/<int:year>-<month:month>")
@guard(READ, query=("unit", "week", "cell"))
def show_month(year: int, month: int):
    """The month of a kendra, or a week of it: who is on what, empty posts, faults."""
    sheet = open_month(year, month)
    week, dates = chosen_days(year, month)
    return render_page("roster/show_month.html", **frame_of(sheet, week), **grid_of(sheet, dates), **standing_of(sheet),
                       chosen=request.args.get("cell", ""), rank_word=rank_word, name_of=name_of)


@bp.route("/roster/<int:year>-<month:month>/cell", methods=["GET", "POST"])
@guard(EDIT, query=("unit", "cell", "week"))
def change_cell(year: int, month: int):
    """One officer's day: what it may become, and beside each choice what the change would break."""
    sheet = open_month(year, month)
    officer, day = chosen_cell(sheet)
    form, back = CellForm.of(sheet.place, sheet.read.plan, officer, day), back_to(sheet)
    if form.validate_on_submit():
        held = actions.month_of(current_actor(), sheet.place.unit.id, year, month)
        form.check_version(held.version)
        try:
            brought = form.apply(current_actor(), held, uuid.UUID(officer), day)
        except RuleBroken:
            form.duty.errors = [_("A hard rule forbids this; see the sentences beside it.")]
        else:
            say_brought(sheet, brought)
            return go_to(back)
    return render_page("roster/change_cell.html", fragment="roster/_cell.html", status=422 if form.errors else 200, form=form,
                       back=back, rank_word=rank_word, name_of=name_of, **frame_of(sheet), **editor_of(sheet, officer, day))


def back_to(sheet) -> str:
    """The month, or the week that the reader came from, at the cell that she left: a keyboard goes on from there."""
    week = request.args.get("week", "")
    return sheet.url("roster.show_month", cell=request.args["cell"], **({"week": week} if week.isdigit() else {}))


def say_brought(sheet, brought) -> None:
    """Says that a cell is saved, and what to mind."""
    flash(_("The duty is entered."), "success")
    for sentence, _address in sheet.told(brought)[:5]:
        flash(sentence, "warning")


def editor_of(sheet, officer: str, day) -> dict:
    """What the editor shows of a cell: the officer, leave, a wish, and each choice with what it would break."""
    plan = sheet.read.plan
    own = next((one for one in plan.officers if one.key == officer), None)
    results = {}
    for code in CHOICES:
        brought = brings(plan, sheet.faults, officer, day, code) if own else []
        refused = refusing(brought)
        results[code] = ([text for text, _a in sheet.told(refused)],
                         [text for text, _a in sheet.told(one for one in brought if one not in refused)])
    return {"officer": sheet.staff[officer], "day": day, "cell": request.args["cell"], "choices": CHOICES, "leave_kinds": KINDS,
            "results": results, "is_away": own is None or plan.is_away(own, day),
            "leave_kind": sheet.read.leave.get((officer, day), ""),
            "wishes": [wish.duty for wish in plan.wishes if (wish.officer, wish.day) == (officer, day)]}
