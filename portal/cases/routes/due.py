"""What is due in all cases of the reader's reach: by the nearest clock, by officer, at once; and the fortnightly report."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.cases.actions.endings import send_fortnight_report
from portal.cases.forms.filters import DUE_FILTERS, WHEN, DueFilterForm
from portal.cases.forms.milestones import FortnightForm
from portal.cases.models import CaseDuty
from portal.cases.queries import duties as queries
from portal.cases.queries.cases import list_open_reports
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import labels_of, prefixes
from portal.core import clock
from portal.core.db import db
from portal.core.htmx import go_to
from portal.core.i18n import chosen_language
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.law.queries import pack_of, waiting
from portal.units.queries import codes_for, only_kendra


@bp.get("/cases/due")
@guard("cases:case:list", query=(*DUE_FILTERS, "after", "before"))
def list_due():
    """Open clocks with their case, section and officer; those at once on a page of their own."""
    scope, now, form = current_scope(), clock.now(), DueFilterForm()
    officers = names_of(queries.list_officers_with_duties(scope))
    form.io.choices = [SelectChoice("", _("– all –"))] + [SelectChoice(str(one), name) for one, name in officers.items()]
    is_right = form.validate() and _is_id(form.io.data)
    filters = {"when": form.when.data, "io": uuid.UUID(form.io.data) if is_right and form.io.data else None}
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.select_due(scope, filters, now), (CaseDuty.due_at, CaseDuty.id),
        key_of=lambda row: (row.due_at, row.id), descending=False)
    asked: dict[str, set[tuple[str, str]]] = {}
    kendra = only_kendra(scope)
    for row in page.items:
        asked.setdefault(row.law_pack, set()).add(("clock", row.clock_id))
    return render_page("cases/list_due.html", status=200 if is_right else 400, form=form, page=page, now=now, officers=officers,
                       prefixes=prefixes(), whens=WHEN,
                       clocks={version: pack_of(version).clocks for version in asked},
                       unsure={version: waiting(version, rows) for version, rows in asked.items()}, language=chosen_language(),
                       print_unit=kendra, codes={} if kendra else codes_for(scope, (row.unit_id for row in page.items)))


def _is_id(text: str | None) -> bool:
    try:
        return not text or bool(uuid.UUID(text))
    except ValueError:
        return False


@bp.route("/cases/fortnight", methods=["GET", "POST"])
@guard("cases:case:write")
def send_fortnight():
    """NCRs whose fortnightly report to the Magistrate is due; one memo with its receipt closes the clock in each."""
    scope, now, form = current_scope(), clock.now(), FortnightForm()
    cases = list_open_reports(scope, now, to_change=request.method == "POST")
    form.offer(cases, labels_of(cases))
    if form.validate_on_submit():
        done = send_fortnight_report(current_actor(), cases, form.chosen_cases(), evidence=form.evidence.data,
                                     sent_at=form.happened_at(), late_reason=form.late_reason.data or "", now=now)
        flash(_("Written into %(count)s NCRs.", count=done), "success")
        return go_to(url_for("cases.list_cases", kind="ncr"))
    return render_page("cases/send_fortnight.html", status=422 if form.errors else 200, form=form, cases=cases,
                       print_unit=only_kendra(current_scope()))
