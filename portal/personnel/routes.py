"""Pages of the staff: who is posted, one officer, postings, strength, tenure, and bringing in a list."""

import uuid

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.access.policy import holds
from portal.accounts.rules.officer import rank_title
from portal.core import clock
from portal.core.db import db
from portal.core.feature import declared
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.core.spreadsheets import FILE_BYTES
from portal.personnel import actions, queries, sheets
from portal.personnel.forms import (
    ChangeOfficerForm,
    EndPostingForm,
    NewOfficerForm,
    PostForm,
    SanctionForm,
    StaffFilter,
    StaffListForm,
    VerdictFilter,
)
from portal.personnel.models import Posting
from portal.personnel.rules import postings as rules
from portal.personnel.rules import staff_list as rules_of_list
from portal.personnel.rules.strength import GROUPS, norms_on
from portal.units.queries import choose_kendra, get_unit, list_kendras

bp = Blueprint("personnel", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {"kinds": rules.KINDS, "skills": rules.SKILLS, "languages": rules.LANGUAGES, "groups": GROUPS,
         "outcomes": rules_of_list.OUTCOMES}


def rank_word(rank: str, is_woman: bool) -> str:
    """The rank as the officer is called, in the reader's language."""
    return _(rank_title(rank, is_woman))


def _asked():
    """The kendra and day that the filter names; the first kendra in reach and today when it names none."""
    form = StaffFilter()
    is_right = form.validate()
    kendras = list_kendras(current_scope())
    kendra = choose_kendra(kendras, form.unit.data)
    return form, kendras, kendra, (form.on.data if is_right and form.on.data else clock.today()), is_right


@bp.get("/staff")
@guard("personnel:officer:list", query=("unit", "on"))
def list_staff():
    """Who is posted at a kendra on a day."""
    form, kendras, kendra, day, is_right = _asked()
    staff = queries.list_staff(current_scope(), kendra.id, day)
    return render_page("personnel/list_staff.html", status=200 if is_right else 400, form=form, kendras=kendras, kendra=kendra,
                       day=day, staff=staff, words=WORDS, rank_word=rank_word)


@bp.get("/units/<uuid:unit_id>/strength")
@guard("personnel:officer:list", query=("on",))
def show_strength(unit_id: uuid.UUID):
    """Norm, sanctioned, posted and present strength of a kendra on any day."""
    scope, form = current_scope(), StaffFilter()
    is_right = form.validate()
    unit = get_unit(scope, unit_id)
    day = form.on.data if is_right and form.on.data else clock.today()
    lines, staff = queries.strength_of(scope, unit_id, day)
    return render_page("personnel/show_strength.html", status=200 if is_right else 400, unit=unit, day=day, form=form,
                       lines=lines, away=[one for one in staff if one.why], norms=norms_on(day), words=WORDS,
                       rank_word=rank_word)


@bp.route("/units/<uuid:unit_id>/staff/new", methods=["GET", "POST"])
@guard("personnel:officer:change")
def enter_officer(unit_id: uuid.UUID):
    """Enters an officer with her posting."""
    unit, form = get_unit(current_scope(), unit_id), NewOfficerForm()
    if form.validate_on_submit():
        officer = actions.enter_officer(current_actor(), form.personnel_no.data, form.facts(), unit.id, form.term())
        flash(_("The officer stands on the staff list."))
        return go_to(url_for("personnel.show_officer", staff_id=officer.id))
    return render_page("personnel/enter_officer.html", status=422 if form.errors else 200, form=form, unit=unit)


@bp.get("/staff/<uuid:staff_id>")
@guard("personnel:officer:list")
def show_officer(staff_id: uuid.UUID):
    """One officer: particulars, skills, and every posting with its order."""
    officer = queries.get_officer(current_scope(), staff_id)
    return render_page("personnel/show_officer.html", officer=officer, postings=queries.list_postings(officer.id), words=WORDS,
                       today=clock.today(), tenure_state=rules.tenure_state, rank_word=rank_word, more=_more(staff_id))


def _more(staff_id: uuid.UUID) -> list[tuple[str, str]]:
    """(label, address) of the pages that higher features have of an officer, as far as the reader may see them."""
    shown = [panel for panel in declared("panels") if panel.slot == "officer" and holds(current_actor(), panel.permission)]
    return [(panel.label, url_for(panel.endpoint, **{panel.argument: staff_id}))
            for panel in sorted(shown, key=lambda panel: panel.order)]


@bp.route("/staff/<uuid:staff_id>/change", methods=["GET", "POST"])
@guard("personnel:officer:change")
def change_officer(staff_id: uuid.UUID):
    """Corrects an officer's particulars."""
    officer = queries.get_officer(current_scope(), staff_id)
    form = ChangeOfficerForm(obj=officer, data={"gender": "woman" if officer.is_woman else "man"})
    if form.validate_on_submit():
        form.check_version(officer.version)
        actions.change_officer(current_actor(), officer, form.facts())
        flash(_("The particulars were corrected."))
        return go_to(url_for("personnel.show_officer", staff_id=officer.id))
    return render_page("personnel/change_officer.html", status=422 if form.errors else 200, form=form, officer=officer)


@bp.route("/staff/<uuid:staff_id>/post", methods=["GET", "POST"])
@guard("personnel:officer:change", query=("unit",))
def post_officer(staff_id: uuid.UUID):
    """One more posting, attachment or diversion of an officer, at the kendra named."""
    scope, form = current_scope(), PostForm()
    officer = queries.get_officer(scope, staff_id)
    kendras = list_kendras(scope)
    kendra = choose_kendra(kendras, request.args.get("unit"))
    if form.validate_on_submit():
        actions.post(current_actor(), officer, kendra.id, **form.term())
        flash(_("The posting was entered."))
        return go_to(url_for("personnel.show_officer", staff_id=officer.id))
    return render_page("personnel/post_officer.html", status=422 if form.errors else 200, form=form, officer=officer,
                       kendra=kendra, kendras=kendras)


@bp.route("/postings/<uuid:posting_id>/end", methods=["GET", "POST"])
@guard("personnel:officer:change")
def end_posting(posting_id: uuid.UUID):
    """Ends a posting, with the hand-over."""
    form = EndPostingForm()
    posting = queries.get_posting(current_scope(), posting_id, for_change=form.is_submitted())
    officer = queries.get_officer(current_scope(), posting.officer_id)
    if form.validate_on_submit():
        actions.end_posting(current_actor(), posting, to_on=form.to_on.data, order_no=form.order_no.data,
                            hand_over_note=form.hand_over_note.data)
        flash(_("The posting has ended. Hand over the open complaints too."))
        if queries.roles_left(officer, posting.unit_id, posting.to_on):
            flash(_("Her account still holds a role here. End it on the account's page, or she can sign in after her last day."),
                  "warning")
        return go_to(url_for("personnel.show_officer", staff_id=posting.officer_id))
    return render_page("personnel/end_posting.html", status=422 if form.errors else 200, form=form, posting=posting,
                       officer=officer)


@bp.route("/units/<uuid:unit_id>/sanction", methods=["GET", "POST"])
@guard("personnel:sanction:change")
def sanction_posts(unit_id: uuid.UUID):
    """Sanctions posts of a group from a day on."""
    unit, form = get_unit(current_scope(), unit_id), SanctionForm()
    if form.validate_on_submit():
        actions.sanction(current_actor(), unit.id, group=form.group.data, number=form.number.data, order_no=form.order_no.data,
                         from_on=form.from_on.data)
        flash(_("The sanctioned posts were entered."))
        return go_to(url_for("personnel.show_strength", unit_id=unit.id))
    return render_page("personnel/sanction_posts.html", status=422 if form.errors else 200, form=form, unit=unit)


@bp.get("/staff/tenure")
@guard("personnel:officer:list", query=("after", "before"))
def list_tenure_due():
    """Officers with a full tenure behind them, the longest first."""
    page = page_by_key(db.session, queries.list_tenure_due(current_scope(), clock.today()), (Posting.from_on, Posting.id),
                       key_of=lambda row: (row.from_on, row.id), descending=False)
    return render_page("personnel/list_tenure_due.html", page=page, today=clock.today(), tenure_state=rules.tenure_state,
                       rank_word=rank_word)


@bp.route("/staff/lists/new", methods=["GET", "POST"])
@guard("personnel:list:import")
def upload_staff():
    """Takes a staff list and judges its rows; nobody is posted yet."""
    form = StaffListForm()
    if form.validate_on_submit():
        found = actions.preview_list(current_actor(), sheets.read_staff(form.file.data.read(FILE_BYTES + 1)))
        return go_to(url_for("personnel.show_list", import_id=found.id))
    return render_page("personnel/upload_staff.html", status=422 if form.errors else 200, form=form,
                       earlier=queries.list_imports(current_scope()))


@bp.get("/staff/lists/form.xlsx")
@guard("personnel:list:import")
def download_staff_form():
    """The empty form to fill in."""
    return Response(sheets.template_xlsx(), mimetype=XLSX, headers={"Content-Disposition": 'attachment; filename="staff.xlsx"'})


@bp.get("/staff/lists/<uuid:import_id>")
@guard("personnel:list:import", query=("outcome", "line"))
def show_list(import_id: uuid.UUID):
    """What would become of each row, before anything is done; a part of the rows at once, of one verdict if asked."""
    found, form = queries.get_import(current_scope(), import_id), VerdictFilter()
    is_right = form.validate()
    verdicts = [one for one in found.verdicts if form.outcome.data in ("", one["outcome"])] if is_right else []
    rows, after = rules_of_list.part(verdicts, form.line.data or 0)
    return render_page("personnel/show_list.html", status=200 if is_right else 400, found=found, form=form, rows=rows,
                       after=after, words=WORDS)


@bp.post("/staff/lists/<uuid:import_id>/apply")
@guard("personnel:list:import")
def apply_staff(import_id: uuid.UUID):
    """Applies the good rows of the list that was looked at."""
    ActionForm().validate_on_submit()
    actions.apply_list(current_actor(), queries.get_import(current_scope(), import_id))
    flash(_("The good rows were applied."))
    return go_to(url_for("personnel.show_list", import_id=import_id))


@bp.post("/staff/lists/<uuid:import_id>/cancel")
@guard("personnel:list:import")
def cancel_staff(import_id: uuid.UUID):
    """Puts the list aside."""
    ActionForm().validate_on_submit()
    actions.cancel_list(current_actor(), queries.get_import(current_scope(), import_id))
    flash(_("The list was put aside. Nobody was posted."))
    return go_to(url_for("personnel.upload_staff"))
