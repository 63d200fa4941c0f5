"""Publishing a month: what changed, what is wrong, who has seen it."""

import uuid
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.core.errors import RuleBroken
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.roster.actions import months as actions
from portal.roster.forms import PublishForm
from portal.roster.queries import calendar as queries
from portal.roster.queries.published import cells_of
from portal.roster.routes.blueprint import ACKNOWLEDGE, PUBLISH, READ, bp, name_of, rank_word
from portal.roster.routes.sheet import Sheet, broken_after, frame_of, reopen_month, standing_of
from portal.roster.rules.changes import differences
from portal.roster.rules.marks import CHOICES, MARKS

MANY = 40  # changes that are still read one by one
MOST_SAID = 5  # of what the month after breaks now; its own page says all


@bp.route("/roster/months/<uuid:month_id>/publish", methods=["GET", "POST"])
@guard(PUBLISH)
def publish(month_id: uuid.UUID):
    """Publishes a month, after showing what changes for whom and what stays empty."""
    month = queries.get_month(current_scope(), month_id, for_change=request.method == "POST")
    form = PublishForm(data={"version": month.version})
    if form.validate_on_submit():
        form.check_version(month.version)
        try:
            made = actions.publish(current_actor(), month, form.reason.data or "")
        except RuleBroken as fault:
            form.reason.errors = [_(fault.sentence, **fault.values)]
        else:
            flash(_("Version %(number)s is published.", number=made.number), "success")
            for sentence in broken_after(month)[:MOST_SAID]:
                flash(sentence, "warning")
            return go_to(url_for("roster.show_month", year=month.year, month=month.month, unit=month.unit_id))
    sheet = reopen_month(month)
    return render_page("roster/publish.html", status=422 if form.errors else 200, form=form, month=month, rank_word=rank_word,
                       name_of=name_of, changes=changes_of(sheet), **frame_of(sheet), **standing_of(sheet))


def changes_of(sheet: Sheet) -> list[tuple[Any, list[tuple[Any, str, str]]]]:
    """Officer → (day, before, after) against what was published last: duties by name, by their mark when they are many."""
    version, found = sheet.read.version, {}
    if version is None:
        return []
    changed = differences(cells_of(version), sheet.read.plan.cells)
    words = CHOICES if len(changed) <= MANY else MARKS | {"": "–"}
    for officer, day, before, after in changed:
        found.setdefault(officer, []).append((day, words[before], words[after]))
    strangers = queries.officers_of(found.keys() - sheet.staff.keys())
    return [(sheet.staff.get(key) or strangers[key], lines) for key, lines in found.items()]


@bp.get("/roster/months/<uuid:month_id>/seen")
@guard(READ)
def show_seen(month_id: uuid.UUID):
    """The versions of a month, and who has seen the last one and who has not."""
    month = queries.get_month(current_scope(), month_id)
    versions = queries.list_versions(month)
    officers = queries.officers_of({cell[0] for cell in versions[0].cells}) if versions else {}
    seen = queries.seen_by(versions[0]) if versions else {}
    rows = sorted(((one, seen.get(key)) for key, one in officers.items()), key=lambda row: (row[1] is not None, row[0].name_en))
    return render_page("roster/show_seen.html", month=month, versions=versions, rows=rows, kendra=name_of(queries.unit_of(month)),
                       rank_word=rank_word, name_of=name_of, names=names_of([one.published_by for one in versions]))


@bp.post("/roster/versions/<uuid:version_id>/acknowledge")
@guard(ACKNOWLEDGE)
def acknowledge(version_id: uuid.UUID):
    """An officer says on her own account that she has seen the published roster."""
    form = ActionForm()
    if form.validate_on_submit():
        actions.acknowledge(current_actor(), version_id)
        flash(_("Thank you. It is noted that you have seen the roster."), "success")
    return go_to(url_for("roster.show_mine"))
