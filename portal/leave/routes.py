"""Pages of leave: the list, a month, one leave and its decisions, one's own leave, diversions."""

import uuid
from datetime import date
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.accounts.queries import names_of
from portal.accounts.rules.officer import rank_title
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.feature import duties_published
from portal.core.filters import ist_date
from portal.core.htmx import go_to
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.leave import actions, queries, rules
from portal.leave.forms import (
    DecideForm,
    DiversionForm,
    KendraMonthFilter,
    LeaveFilter,
    LeaveForm,
    PaperForm,
    ReasonForm,
    RecallForm,
)
from portal.leave.models import Diversion, Leave
from portal.personnel.queries import get_officer, list_staff
from portal.units.queries import choose_kendra, list_kendras

bp = Blueprint("leave", __name__)
LIST, OWN, DECIDE, DIVERT = "leave:leave:list", "leave:own:ask", "leave:leave:decide", "leave:diversion:enter"
TONES = {"waiting": "warn", "granted": "ok", "refused": "danger", "withdrawn": "quiet"}


def spoken() -> dict[str, Any]:
    """What every page of leave needs to say its words."""
    return {"kinds": rules.KINDS, "states": rules.STATES, "decision_words": rules.DECISIONS, "diversion_words": rules.DIVERSIONS,
            "tones": TONES, "rank_word": lambda rank, is_woman: _(rank_title(rank, is_woman))}


def language() -> str:
    """The reader's language, "hi" or "en"."""
    return str(get_locale())


def _kendra():
    kendras = list_kendras(current_scope())
    return kendras, choose_kendra(kendras, request.args.get("unit"))


def _staff(kendra):
    return list_staff(current_scope(), kendra.id, clock.today())


def _warnings(leave: Leave) -> list[str]:
    """What does not forbid a leave, but is to be known before and after it is decided."""
    found, posting = [], queries.posting_on(leave.officer_id, leave.from_on, leave.unit_id)
    if posting and posting.to_on and posting.to_on < leave.to_on:
        found.append(_(rules.WARN_POSTING, day=ist_date(posting.to_on)))
    diversion = queries.diverted_in(leave.officer_id, *queries.moments_of(rules.Days(leave.from_on, leave.to_on)))
    return found + ([_(rules.WARN_DIVERTED, number=diversion.number)] if diversion else [])


def _warn(leave: Leave) -> None:
    for sentence in _warnings(leave):
        flash(sentence, "warning")


def _published(leave: Leave) -> list[tuple[date, str]]:
    """The duties that are published for the officer on the days of the leave."""
    return duties_published(current_scope(), leave.unit_id, leave.officer_id, leave.from_on, leave.to_on)


@bp.get("/leave")
@guard(LIST, query=("view", "month", "officer", "after", "before"))
def list_leaves():
    """Leave in reach: what waits first, then what comes; by month and officer."""
    form = LeaveFilter()
    is_right = form.validate()
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.select_leaves(current_scope(), form.view.data, clock.today(), form.asked, form.number),
        (Leave.from_on, Leave.id), key_of=lambda row: (row.from_on, row.id), descending=form.view.data == "all")
    return render_page("leave/list_leaves.html", status=200 if is_right else 400, form=form, page=page, views=rules.VIEWS,
                       **spoken())


@bp.get("/staff/<uuid:staff_id>/leave")
@guard(LIST, query=("after", "before"))
def list_of_officer(staff_id: uuid.UUID):
    """Every leave of one officer in reach, the latest first."""
    officer = get_officer(current_scope(), staff_id)
    statement = queries.select_leaves(current_scope(), "all", clock.today()).where(Leave.officer_id == officer.id)
    page = page_by_key(db.session, statement, (Leave.from_on, Leave.id), key_of=lambda row: (row.from_on, row.id))
    return render_page("leave/list_of_officer.html", page=page, officer=officer, **spoken())


@bp.get("/leave/month")
@guard(LIST, query=("unit", "month"))
def show_month():
    """Who of a kendra is on leave or diverted on which day of a month."""
    form = KendraMonthFilter()
    is_right = form.validate()
    kendras, kendra = _kendra()
    month = rules.month_days(form.first)
    lines = rules.strip(queries.list_away(current_scope(), kendra.id, month), month,
                        queries.list_diverted(current_scope(), kendra.id, month))
    return render_page("leave/show_month.html", status=200 if is_right else 400, form=form, kendras=kendras, kendra=kendra,
                       lines=lines, month=month, title=format_date(form.first, "MMMM y"),
                       months=[month_text(rules.shifted(form.first, step)) for step in (-1, 0, 1)], **spoken())


@bp.route("/leave/new", methods=["GET", "POST"])
@guard("leave:leave:enter", query=("unit",))
def enter_leave():
    """Enters a leave from an officer's written application."""
    _kendras, kendra = _kendra()
    form = PaperForm.of(_staff(kendra), language())
    if form.validate_on_submit():
        made = actions.enter_leave(current_actor(), kendra.id, uuid.UUID(form.officer.data), form.facts())
        flash(_("Leave %(number)s is entered and waits for the decision.", number=made.number))
        _warn(made)
        return go_to(url_for("leave.show_leave", leave_id=made.id))
    return render_page("leave/enter_leave.html", status=422 if form.errors else 200, form=form, kendra=kendra)


@bp.get("/leave/<uuid:leave_id>")
@guard(LIST)
def show_leave(leave_id: uuid.UUID):
    """One leave and every decision on it."""
    leave, actor = queries.get_leave(current_scope(), leave_id), current_actor()
    officer, decisions = queries.officer_of(leave), queries.list_decisions(leave)
    return render_page("leave/show_leave.html", leave=leave, officer=officer, decisions=decisions, **spoken(),
                       is_own=officer.personnel_no == actor.personnel_no, recalls=_recalls(leave),
                       names=names_of([leave.recorded_by, *(one.decided_by for one in decisions)]))


def _recalls(leave: Leave) -> tuple[str, ...]:
    return rules.recalls_open(leave.state, rules.Days(leave.from_on, leave.to_on), clock.today())


def _to_decide(leave_id: uuid.UUID) -> Leave:
    leave = queries.get_leave(current_scope(), leave_id, for_change=request.method == "POST")
    require(DECIDE, leave)
    return leave


@bp.route("/leave/<uuid:leave_id>/decide", methods=["GET", "POST"])
@guard(DECIDE)
def decide(leave_id: uuid.UUID):
    """Grants a leave, for all days or fewer, or refuses it."""
    leave = _to_decide(leave_id)
    form = DecideForm.of(leave)
    if form.validate_on_submit():
        form.check_version(leave.version)
        if form.answer.data == "grant":
            actions.grant(current_actor(), leave, form.from_on.data, form.to_on.data, form.reason.data or "")
            _tell_duties(leave)
        else:
            actions.refuse(current_actor(), leave, form.reason.data or "")
        flash(_("The decision is recorded."))
        return go_to(url_for("leave.show_leave", leave_id=leave_id))
    if leave.state != "waiting":
        raise RuleBroken(rules.SAY_DECIDED)
    return render_page("leave/decide.html", status=422 if form.errors else 200, form=form, leave=leave,
                       officer=queries.officer_of(leave), warnings=_warnings(leave), duties=_published(leave), **spoken())


def _tell_duties(leave: Leave) -> None:
    _warn(leave)
    duties = _published(leave)
    if duties:
        flash(_(rules.WARN_PUBLISHED, count=len(duties)), "warning")


@bp.route("/leave/<uuid:leave_id>/recall", methods=["GET", "POST"])
@guard(DECIDE)
def recall(leave_id: uuid.UUID):
    """Cuts a granted leave short, or withdraws one that has not begun."""
    leave = _to_decide(leave_id)
    recalls = _recalls(leave)
    form = RecallForm.of(leave, recalls)
    if form.is_submitted():
        form.check_version(leave.version)
    if not recalls:
        raise RuleBroken(rules.SAY_ONE_DAY if leave.state == "granted" else rules.SAY_DECIDED)
    if form.validate_on_submit():
        if form.answer.data == "cut_short":
            actions.cut_short(current_actor(), leave, form.last.data, form.reason.data)
        else:
            actions.recall(current_actor(), leave, form.reason.data)
        flash(_("The decision is recorded."))
        return go_to(url_for("leave.show_leave", leave_id=leave_id))
    return render_page("leave/recall.html", status=422 if form.errors else 200, form=form, leave=leave, recalls=recalls,
                       officer=queries.officer_of(leave), **spoken())


@bp.get("/leave/own")
@guard(OWN, query=("after", "before"))
def list_own():
    """The reader's own leave, the latest first."""
    page = page_by_key(db.session, queries.select_own(current_actor().personnel_no), (Leave.from_on, Leave.id),
                       key_of=lambda row: (row.from_on, row.id))
    return render_page("leave/list_own.html", page=page, **spoken())


@bp.route("/leave/own/new", methods=["GET", "POST"])
@guard(OWN)
def ask_leave():
    """Asks for one's own leave."""
    form = LeaveForm()
    if form.validate_on_submit():
        made = actions.ask_leave(current_actor(), form.facts())
        flash(_("Leave %(number)s is entered and waits for the decision.", number=made.number))
        _warn(made)
        return go_to(url_for("leave.show_own", leave_id=made.id))
    return render_page("leave/ask_leave.html", status=422 if form.errors else 200, form=form)


@bp.route("/leave/own/<uuid:leave_id>", methods=["GET", "POST"])
@guard(OWN)
def show_own(leave_id: uuid.UUID):
    """One leave of the reader's own; while it waits she may take it back."""
    actor, form = current_actor(), ReasonForm()
    leave = queries.get_own(actor.personnel_no, leave_id, for_change=request.method == "POST")
    if form.validate_on_submit():
        actions.take_back(actor, leave, form.reason.data)
        flash(_("The leave was withdrawn."))
        return go_to(url_for("leave.show_own", leave_id=leave_id))
    decisions = queries.list_decisions(leave)
    return render_page("leave/show_own.html", status=422 if form.errors else 200, form=form, leave=leave, decisions=decisions,
                       officer=queries.officer_of(leave), **spoken(),
                       names=names_of([leave.recorded_by, *(one.decided_by for one in decisions)]))


@bp.get("/leave/diversions")
@guard(LIST, query=("after", "before"))
def list_diversions():
    """Diversions in reach, the latest first."""
    page = page_by_key(db.session, queries.select_diversions(current_scope()), (Diversion.from_at, Diversion.id),
                       key_of=lambda row: (row.from_at, row.id))
    return render_page("leave/list_diversions.html", page=page, **spoken())


@bp.route("/leave/diversions/new", methods=["GET", "POST"])
@guard(DIVERT, query=("unit",))
def enter_diversion():
    """Enters hours of duty elsewhere, by an order."""
    _kendras, kendra = _kendra()
    form = DiversionForm.of(_staff(kendra), language())
    if form.validate_on_submit():
        made = actions.enter_diversion(current_actor(), kendra.id, uuid.UUID(form.officer.data), form.facts())
        flash(_("Diversion %(number)s is entered.", number=made.number))
        return go_to(url_for("leave.list_diversions"))
    return render_page("leave/enter_diversion.html", status=422 if form.errors else 200, form=form, kendra=kendra)


@bp.route("/leave/diversions/<uuid:diversion_id>/withdraw", methods=["GET", "POST"])
@guard(DIVERT)
def withdraw_diversion(diversion_id: uuid.UUID):
    """Takes a diversion back, with the reason."""
    diversion = queries.get_diversion(current_scope(), diversion_id, for_change=request.method == "POST")
    form = ReasonForm()
    if form.validate_on_submit():
        actions.withdraw_diversion(current_actor(), diversion, form.reason.data)
        flash(_("The diversion was taken back."))
        return go_to(url_for("leave.list_diversions"))
    return render_page("leave/withdraw_diversion.html", status=422 if form.errors else 200, form=form, diversion=diversion)
