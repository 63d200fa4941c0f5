"""Pages of supervision: coverage of places, plan against actual, what was outside or late, the monthly evaluation."""

import uuid
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.beats.actions import evaluations as actions
from portal.beats.forms import plan as forms
from portal.beats.forms.evaluations import EvaluationForm
from portal.beats.models import BeatDay, BeatEvaluation, BeatPlace, BeatPlan
from portal.beats.queries import coverage, evaluations, land, reach
from portal.beats.routes.blueprint import OVERSEE, WORDS, bp, fill
from portal.beats.rules.norms import nearest
from portal.core import clock
from portal.core.calendar import month_text, week_of
from portal.core.db import db
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.leave.forms import KendraMonthFilter
from portal.leave.rules import shifted
from portal.units.queries import get_unit


@bp.get("/beats/coverage")
@guard(OVERSEE, query=("kind", "after", "before"))
def list_coverage():
    """The places in reach, the longest without a visit first."""
    form, today = forms.CoverageFilter(), clock.today()
    is_right = form.validate()
    page = page_by_key(db.session, coverage.select_places(current_scope(), today, form.kind.data if is_right else "all"),
                       (BeatPlace.seen_at, BeatPlace.id), key_of=lambda row: (row.seen_at, row.id), descending=False)
    norms = land.read_norms(today)
    lines = [(row, land.line_of(row, nearest(norms, row.path), today)) for row in page.items]
    return render_page("beats/list_coverage.html", status=200 if is_right else 400, form=form, page=page, lines=lines,
                       words=WORDS)


@bp.get("/beats/missed")
@guard(OVERSEE, query=("month", "after", "before"))
def list_missed():
    """What the plans of a month named and nobody visited; without a month, of this one."""
    form = KendraMonthFilter()
    is_right = form.validate()
    page = page_by_key(db.session, coverage.select_missed(current_scope(), form.first), (BeatPlan.day, BeatPlan.id),
                       key_of=lambda row: (row.day, row.id))
    return render_page("beats/list_missed.html", status=200 if is_right else 400, form=form, page=page, first=form.first,
                       text=month_text, shifted=shifted)


@bp.get("/beats/oversight")
@guard(OVERSEE, query=("kind", "after", "before"))
def list_oversight():
    """The days that one kind of question asks for; nobody is ranked."""
    form = forms.OversightFilter()
    is_right = form.validate()
    page = page_by_key(db.session, coverage.select_days(current_scope(), form.kind.data), (BeatDay.day, BeatDay.id),
                       key_of=lambda row: (row.day, row.id)) if is_right else KeyPage(())
    return render_page("beats/list_oversight.html", status=200 if is_right else 400, form=form, page=page, words=WORDS)


@bp.get("/beats/weeks", defaults={"unit_id": None})
@bp.get("/beats/weeks/<uuid:unit_id>")
@guard(OVERSEE, query=("on",))
def show_week(unit_id: uuid.UUID | None):
    """Plan against actual of a week and coverage; each unit opens the next floor, nobody is ranked."""
    form, actor = forms.WeekFilter(), current_actor()
    is_right = form.validate()
    unit = get_unit(actor.scope, unit_id or actor.unit_id)
    day = (form.on.data if is_right else None) or clock.today()
    lines, total = coverage.read_week(actor.scope, unit, day)
    return render_page("beats/show_week.html", status=200 if is_right else 400, form=form, unit=unit, lines=lines, total=total,
                       week=week_of(day), turn=timedelta(days=7))


@bp.get("/beats/evaluations")
@guard(OVERSEE, query=("after", "before"))
def list_evaluations():
    """The monthly evaluations in reach."""
    page = page_by_key(db.session, evaluations.select_evaluations(current_scope()), (BeatEvaluation.month, BeatEvaluation.id),
                       key_of=lambda row: (row.month, row.id))
    return render_page("beats/list_evaluations.html", page=page, text=month_text)


@bp.get("/beats/evaluations/<uuid:evaluation_id>")
@guard(OVERSEE)
def show_evaluation(evaluation_id: uuid.UUID):
    """One evaluation with the figures of the moment it was written."""
    one, beat = evaluations.get_evaluation(current_scope(), evaluation_id)
    return render_page("beats/show_evaluation.html", one=one, beat=beat, text=month_text, words=WORDS)


@bp.route("/beats/<uuid:beat_id>/evaluate", methods=["GET", "POST"])
@guard("beats:evaluation:write", query=("month",))
def evaluate(beat_id: uuid.UUID):
    """Writes the evaluation of a month; the figures are taken at that moment."""
    beat, asked = reach.get_beat(current_scope(), beat_id), KendraMonthFilter()
    form = EvaluationForm(month=month_text(asked.first if asked.validate() else clock.today().replace(day=1)))

    def act():
        made = actions.evaluate(current_actor(), beat, form.first(), findings=form.findings.data, advice=form.advice.data or "")
        return url_for("beats.show_evaluation", evaluation_id=made.id), _("The evaluation is written.")
    return fill(form, act, title=_("Evaluate a month of the beat"), back=url_for("beats.show_beat", beat_id=beat.id),
                lead=_("The figures of the month are taken when you save and do not change any more."))
