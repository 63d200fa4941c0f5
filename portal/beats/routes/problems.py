"""Pages of the problems told on the beat: what waits to become a complaint, and one of them."""

import uuid

from flask import request

from portal.access.guard import current_scope, guard
from portal.beats.models import BeatProblem
from portal.beats.queries import days, reach
from portal.beats.routes.blueprint import WORDS, bp
from portal.core.db import db
from portal.core.pages import page_by_key, render_page
from portal.intake.rules.vocabularies import NATURES

TOLD = "beats:problem:list"


@bp.get("/beats/problems")
@guard(TOLD, query=("danger", "after", "before"))
def list_problems():
    """What was told on the beat and is not yet a complaint: danger first, then the longest waiting."""
    in_danger = bool(request.args.get("danger"))
    page = page_by_key(db.session, days.select_waiting(current_scope(), in_danger=in_danger),
                       (days.CALM, BeatProblem.told_at, BeatProblem.id),
                       key_of=lambda row: (int(not row.is_in_danger), row.told_at, row.id), descending=False)
    return render_page("beats/list_problems.html", page=page, words=WORDS, natures=NATURES, in_danger=in_danger)


@bp.get("/beats/problems/<uuid:problem_id>")
@guard(TOLD)
def show_problem(problem_id: uuid.UUID):
    """One problem, and the step to its complaint."""
    scope = current_scope()
    problem = reach.get_problem(scope, problem_id)
    place, beat, day = days.place_of_problem(problem)
    return render_page("beats/show_problem.html", problem=problem, place=place, beat=beat, day=day, words=WORDS, natures=NATURES)
