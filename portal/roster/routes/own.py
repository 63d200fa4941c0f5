"""An officer's own duties: her month, her calendar file, and the swaps that she asks for or is asked for."""

import uuid
from datetime import date, timedelta

from flask import Response, flash, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from portal.access.guard import current_actor, guard
from portal.audit import trail
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.errors import BadRequest, NotFound
from portal.core.forms import parse_day
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.core.words import N_
from portal.leave.forms import KendraMonthFilter
from portal.leave.rules import month_days, shifted
from portal.personnel.models import Officer
from portal.personnel.queries import find_by_number, list_staff
from portal.roster.actions import swaps as actions
from portal.roster.calendar_file import calendar_of
from portal.roster.duty_forms import AnswerForm, SwapForm, WithdrawForm
from portal.roster.queries import own as queries
from portal.roster.queries import swaps
from portal.roster.routes.blueprint import bp, language
from portal.roster.rules.plan import DUTIES, Cell
from portal.roster.rules.shifts import span_of
from portal.roster.rules.swaps import STATES

OWN, ASK, AGREE = "roster:own:read", "roster:swap:ask", "roster:swap:agree"
SWAP_TONES = {"asked": "warn", "agreed": "warn", "approved": "ok", "refused": "danger", "rejected": "danger",
              "withdrawn": "quiet"}
FILE_BACK = timedelta(days=31)


def own_officer() -> Officer:
    """The reader on the staff list; NotFound with a sentence when it does not know her number."""
    officer = find_by_number(current_actor().personnel_no)
    if officer is None:
        raise NotFound(N_("The staff list does not hold your personnel number. Ask the in-charge to enter you."))
    return officer


def _is_ahead(cell: Cell) -> bool:
    return clock.from_ist(span_of(cell.day, cell.timed)[0]) > clock.now()


@bp.get("/roster/mine")
@guard(OWN, query=("month",))
def show_mine():
    """The reader's own published duties of a month, and her swaps."""
    form = KendraMonthFilter()
    is_right = form.validate()
    officer = find_by_number(current_actor().personnel_no)
    last = month_days(form.first).to_on
    months = queries.own_months(officer, form.first, last) if officer else []
    cells = sorted((cell for month in months for cell in month.cells), key=lambda cell: (cell.day, cell.duty))
    return render_page("roster/show_mine.html", status=200 if is_right else 400, form=form, officer=officer, months_read=months,
                       cells=cells, ahead={cell for cell in cells if _is_ahead(cell)}, duties=DUTIES, states=STATES,
                       tones=SWAP_TONES, swaps=swaps.list_own(officer.id) if officer else [], today=clock.today(),
                       title=format_date(form.first, "MMMM y"), weekday=lambda day: format_date(day, "EEE"),
                       months=[month_text(shifted(form.first, step)) for step in (-1, 0, 1)])


@bp.get("/roster/mine.ics")
@guard(OWN)
def download_mine():
    """The reader's published duties of the last month and all to come, as a calendar file."""
    officer, today = own_officer(), clock.today()
    months = queries.own_months(officer, today - FILE_BACK, date(today.year + 1, 12, 31))
    trail.record_read(current_actor(), "roster:own:taken", subject=("officer", officer.id))
    return Response(calendar_of(officer, months, language()), mimetype="text/calendar",
                    headers={"Content-Disposition": 'attachment; filename="duties.ics"'})


@bp.route("/roster/swaps/new", methods=["GET", "POST"])
@guard(ASK, query=("day", "duty"))
def ask_swap():
    """Asks a colleague to take one's own duty of a day."""
    try:
        day, duty = parse_day(request.args.get("day", "")), DUTIES[request.args.get("duty", "")]
    except (ValueError, KeyError) as fault:
        raise BadRequest(N_("Choose the duty from your own list.")) from fault
    officer = own_officer()
    month = next((one for one, cell in queries.own_cells(officer, day, day) if cell.duty == duty.code), None)
    if month is None:
        raise NotFound
    staff = [one for one in list_staff(queries.reach_of(current_actor(), month.unit.id), month.unit.id, day)
             if one.id != officer.id]
    form = SwapForm.of(staff, language())
    if form.validate_on_submit():
        made = actions.ask_swap(current_actor(), {
            "day": day, "duty": duty.code, "other_id": uuid.UUID(form.other.data), "other_day": form.other_day.data,
            "reason": form.reason.data})
        flash(_("The colleague is asked. After her, the in-charge decides."))
        return go_to(url_for("roster.show_own_swap", swap_id=made.id))
    return render_page("roster/ask_swap.html", status=422 if form.errors else 200, form=form, day=day, duty=duty)


@bp.get("/roster/mine/swaps/<uuid:swap_id>")
@guard(OWN)
def show_own_swap(swap_id: uuid.UUID):
    """One swap of the reader's own: how far it is, and what she can do."""
    officer = own_officer()
    swap = swaps.get_own(officer.id, swap_id)
    is_asked = swap.other_id == officer.id
    form = (AnswerForm if is_asked else WithdrawForm)(data={"version": swap.version})
    return _own_swap(swap, form, 200, is_asked=is_asked)


@bp.post("/roster/mine/swaps/<uuid:swap_id>")
@guard(AGREE)
def answer_swap(swap_id: uuid.UUID):
    """The colleague agrees or does not; who asked may take it back."""
    officer = own_officer()
    swap = swaps.get_own(officer.id, swap_id, for_change=True)
    is_asked = swap.other_id == officer.id
    form = AnswerForm() if is_asked else WithdrawForm()
    if not form.validate_on_submit():
        return _own_swap(swap, form, 422, is_asked=is_asked)
    form.check_version(swap.version)
    actions.answer_swap(current_actor(), swap, form.answer.data if is_asked else "withdraw")
    flash(_("Your answer is recorded.") if is_asked else _("The swap is withdrawn."))
    return go_to(url_for("roster.show_own_swap", swap_id=swap_id))


def _own_swap(swap, form, status: int, *, is_asked: bool):
    return render_page("roster/show_own_swap.html", status=status, swap=swap, form=form, is_asked=is_asked, duties=DUTIES,
                       states=STATES, tones=SWAP_TONES, officers=swaps.officers_of(swap))
