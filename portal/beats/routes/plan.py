"""Pages of the month's plan: the month beside the roster, a new draft, changes by hand. All work without script."""

import uuid

from flask import url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.access.guard import current_actor, current_scope, guard
from portal.beats.actions import plan as actions
from portal.beats.forms import land as land_forms
from portal.beats.forms import plan as forms
from portal.beats.models import Beat
from portal.beats.queries import land, plan, reach
from portal.beats.routes.blueprint import LIST, bp, fill, language
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.filters import ist_date
from portal.core.pages import render_page
from portal.leave.forms import KendraMonthFilter
from portal.leave.rules import shifted

PLAN = "beats:plan:change"


@bp.get("/beats/<uuid:beat_id>/plan")
@guard(LIST, query=("month",))
def show_plan(beat_id: uuid.UUID):
    """The month of a beat: places by day, who has the duty, what was visited, what does not fit."""
    beat, form = reach.get_beat(current_scope(), beat_id), KendraMonthFilter()
    is_right = form.validate()
    month = plan.read_month(current_scope(), beat, form.first)
    return render_page("beats/show_plan.html", status=200 if is_right else 400, form=form, beat=beat, month=month,
                       first=form.first, today=clock.today(), text=month_text, shifted=shifted)


@bp.route("/beats/<uuid:beat_id>/plan/draft", methods=["GET", "POST"])
@guard(PLAN, query=("month",))
def draft_plan(beat_id: uuid.UUID):
    """Drafts the month anew from today on."""
    beat, asked = reach.get_beat(current_scope(), beat_id), KendraMonthFilter()
    first = asked.first if asked.validate() else clock.today().replace(day=1)
    back = _page_of(beat, month_text(first))

    def act():
        count = actions.draft_month(current_actor(), beat, first)
        return back, _("The plan is drafted: %(count)s visits. Look below at what does not fit.", count=count)
    return fill(forms.DraftForm(), act, title=_("Draft the plan of %(month)s", month=month_text(first)), back=back,
                label=_("Draft"), lead=_("Days from today on are drafted anew. What was put in by hand stays."))


@bp.route("/beats/<uuid:beat_id>/plan/add", methods=["GET", "POST"])
@guard(PLAN)
def plan_place(beat_id: uuid.UUID):
    """A place on a day, by hand."""
    beat, form = reach.get_beat(current_scope(), beat_id), forms.PlanForm()
    form.place.choices = land_forms.first_empty(
        (str(row.id), f"{row.code} {row.name}") for row in reach.list_places(beat.id, clock.today()))

    def act():
        made = actions.plan_place(current_actor(), beat, uuid.UUID(form.place.data), form.day.data)
        return _page_of(beat, month_text(made.day)), _("The place is planned.")
    return fill(form, act, title=_("Plan a place"), back=_page_of(beat))


@bp.route("/beats/<uuid:beat_id>/plan/remove", methods=["GET", "POST"])
@guard(PLAN)
def take_off(beat_id: uuid.UUID):
    """A place off a day that is not over."""
    beat, form = reach.get_beat(current_scope(), beat_id), forms.TakeOffForm()
    form.line.choices = _lines_ahead(beat)

    def act():
        actions.take_off(current_actor(), beat, uuid.UUID(form.line.data))
        return _page_of(beat), _("The place is off the plan.")
    return fill(form, act, title=_("Take a place off the plan"), back=_page_of(beat))


@bp.route("/beats/<uuid:beat_id>/plan/officer", methods=["GET", "POST"])
@guard(PLAN)
def name_officer(beat_id: uuid.UUID):
    """Who goes to a place on a day that is not over."""
    beat, form = reach.get_beat(current_scope(), beat_id), forms.GoesForm()
    form.line.choices = _lines_ahead(beat)
    form.officer.choices = land_forms.named(land.list_to_name(beat.id, clock.today()), language())

    def act():
        actions.name_officer(current_actor(), beat, uuid.UUID(form.line.data), form.officer_id())
        return _page_of(beat), _("It is written down.")
    return fill(form, act, title=_("Say who goes to a planned place"), back=_page_of(beat))


def _lines_ahead(beat: Beat) -> list[SelectChoice]:
    today = clock.today()
    rows = plan.list_lines(beat.id, today, shifted(today.replace(day=1), 2))
    return land_forms.first_empty((str(row.id), f"{ist_date(row.day)} – {row.code} {row.name}") for row in rows)


def _page_of(beat: Beat, month: str | None = None) -> str:
    return url_for("beats.show_plan", beat_id=beat.id, month=month)
