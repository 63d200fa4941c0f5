"""Pages of who is due and who is covered, by officer and by kendra, and one officer's trainings."""

import uuid

from portal.access.guard import current_scope, guard
from portal.core import clock
from portal.core.db import db
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.personnel.models import Posting
from portal.personnel.queries import get_officer
from portal.training.forms import StandingFilter
from portal.training.queries import sessions, standing
from portal.training.routes.blueprint import LIST, bp, spoken
from portal.training.rules.validity import due_until
from portal.training.rules.validity import standing as standing_of
from portal.units.models import Unit
from portal.units.queries import choose_kendra, list_kendras

QUERY = ("unit", "within", "after", "before")


def _asked():
    """The filter, whether it is understood, the kendras to choose from and the one that was chosen."""
    form = StandingFilter()
    is_right, kendras = form.validate(), list_kendras(current_scope())
    return form, is_right, kendras, choose_kendra(kendras, form.unit.data) if form.unit.data else None


@bp.get("/training/due")
@guard(LIST, query=QUERY)
def list_due():
    """Officers posted today who lack a training that desk duty asks for, or whose training runs out within some days."""
    form, is_right, kendras, kendra = _asked()
    day, within = clock.today(), form.within.data
    page = KeyPage(())
    if is_right:
        statement, keys = standing.select_due(current_scope(), day, due_until(day, within), kendra.id if kendra else None)
        page = page_by_key(db.session, statement, keys, key_of=lambda row: (row.ends_on, row.id, row.programme_id),
                           descending=False)
    return render_page("training/list_due.html", status=200 if is_right else 400, form=form, page=page, kendras=kendras,
                       kendra=kendra, day=day, within=within, standing=standing_of, **spoken())


@bp.get("/training/covered")
@guard(LIST, query=("unit", "after", "before"))
def list_covered():
    """Officers posted today who hold everything that desk duty asks for."""
    form, _is_right, kendras, kendra = _asked()
    page = page_by_key(db.session, standing.select_covered(current_scope(), clock.today(), kendra.id if kendra else None),
                       (Posting.from_on, Posting.id), key_of=lambda row: (row.from_on, row.id), descending=False)
    ends = standing.valid_until([row.officer_id for row in page.items], clock.today())
    return render_page("training/list_covered.html", page=page, form=form, kendras=kendras, kendra=kendra, ends=ends, **spoken())


@bp.get("/training/coverage")
@guard(LIST, query=("after", "before"))
def show_coverage():
    """How many officers of each kendra are posted, and how many of them are covered."""
    page = page_by_key(db.session, standing.select_coverage(current_scope(), clock.today()), (Unit.path, Unit.id),
                       key_of=lambda row: (row.path, row.id), descending=False)
    return render_page("training/show_coverage.html", page=page)


@bp.get("/staff/<uuid:staff_id>/training")
@guard(LIST)
def show_officer(staff_id: uuid.UUID):
    """One officer's trainings, wherever they were."""
    scope, day = current_scope(), clock.today()
    officer = get_officer(scope, staff_id)
    return render_page("training/show_officer.html", officer=officer, history=sessions.list_history(scope, officer.id), day=day,
                       until=standing.valid_until([officer.id], day)[officer.id], standing=standing_of, **spoken())
