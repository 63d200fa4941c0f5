"""Pages of a day on the beat in its order: going out, visits, problems, the end; and the patrol log."""

import uuid
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.beats.actions import days as actions
from portal.beats.forms import days as forms
from portal.beats.models import Beat, BeatDay
from portal.beats.queries import days, reach
from portal.beats.routes.blueprint import LIST, WORDS, WRITE, bp, crumbs, fill, language
from portal.core import clock
from portal.core.db import db
from portal.core.filters import ist_date
from portal.core.pages import page_by_key, render_page
from portal.intake.rules.vocabularies import NATURES


def _reach(day_id: uuid.UUID) -> BeatDay:
    """The day, locked when something is sent."""
    day = reach.get_day(current_scope(), day_id, for_change=request.method == "POST")
    require(WRITE, day)
    return day


def _back(day: BeatDay) -> str:
    return url_for("beats.show_day", day_id=day.id)


def lead_note(beat: Beat) -> str:
    """What the officer before left for who goes next; it stands first on the page of going out."""
    last = days.last_note(beat.id)
    return _("Note of %(day)s: %(note)s", day=ist_date(last.day), note=last.next_note) if last else ""


def may_start(beat: Beat, day: Any) -> list[Any]:
    """Who may be written down as going out: an officer of the beat herself, for those above any officer of the beat."""
    scope = current_scope()
    own = reach.find_officer(scope) if scope.only_assigned else None
    return [one for one in reach.list_officers(beat.id, day) if not scope.only_assigned or one.id == own]


@bp.get("/beats/days")
@guard(LIST, query=("after", "before"))
def list_days():
    """The days in reach, the latest first."""
    page = page_by_key(db.session, days.select_days(current_scope()), (BeatDay.day, BeatDay.id),
                       key_of=lambda row: (row.day, row.id))
    return render_page("beats/list_days.html", page=page, words=WORDS, crumbs=crumbs())


@bp.get("/beats/days/<uuid:day_id>")
@guard(LIST)
def show_day(day_id: uuid.UUID):
    """One day with everything written of it; no name of a woman."""
    day, scope = reach.get_day(current_scope(), day_id), current_scope()
    return render_page("beats/show_day.html", day=day, beat=reach.get_beat(scope, day.beat_id), words=WORDS, natures=NATURES,
                       crumbs=crumbs(), officer=days.officer_of(day), visits=days.list_visits(day),
                       problems=days.list_problems(scope, day), note=days.last_note(day.beat_id, before=day))


@bp.route("/beats/<uuid:beat_id>/days/new", methods=["GET", "POST"])
@guard(WRITE)
def start_day(beat_id: uuid.UUID):
    """Going out."""
    beat, form = reach.get_beat(current_scope(), beat_id), forms.StartForm()
    form.officer.choices = forms.officers(may_start(beat, form.day.data or clock.today()), language())

    def act():
        made = actions.start(current_actor(), beat, form.stamp(), **form.facts())
        return _back(made), _("She is out. Write each visit down at its place.")
    return fill(form, act, title=_("Going out on the beat"), lead=lead_note(beat) or beat.name,
                back=url_for("beats.show_beat", beat_id=beat.id))


@bp.route("/beats/days/<uuid:day_id>/visits/new", methods=["GET", "POST"])
@guard(WRITE)
def add_visit(day_id: uuid.UUID):
    """A visit to a place."""
    day, form = _reach(day_id), forms.VisitForm()
    forms.set_places(form, reach.list_places(day.beat_id, day.day), days.place_ids(day.unit_id))

    def act():
        actions.add_visit(current_actor(), day, form.stamp(), form.facts(day.started_at))
        return _back(day), _("The visit is written down.")
    return fill(form, act, title=_("A visit"), back=_back(day), lead=_("Numbers and the place; no woman's name."))


@bp.route("/beats/days/<uuid:day_id>/problems/new", methods=["GET", "POST"])
@guard(WRITE)
def add_problem(day_id: uuid.UUID):
    """A problem that was told."""
    day, form = _reach(day_id), forms.ProblemForm()
    forms.set_places(form, reach.list_places(day.beat_id, day.day), days.place_ids(day.unit_id))

    def act():
        made = actions.add_problem(current_actor(), day, form.stamp(), form.facts(day.started_at))
        if made.outcome == "taken_up":
            where = url_for("beats.show_problem", problem_id=made.id)
            return where, _("Taken up. Make the complaint of it now, or the desk does.")
        return _back(day), _("The problem is written down.")
    return fill(form, act, title=_("A problem told"), back=_back(day),
                lead=_("No woman's name: who she is, is asked for the complaint."))


@bp.route("/beats/days/<uuid:day_id>/end", methods=["GET", "POST"])
@guard(WRITE)
def end_day(day_id: uuid.UUID):
    """The end of the day."""
    day, form = _reach(day_id), forms.EndForm()

    def act():
        actions.end(current_actor(), day, form.stamp(), **form.facts(days.last_out(day) or day.started_at))
        return _back(day), _("The day is closed.")
    return fill(form, act, title=_("End of the day"), back=_back(day), lead=day.number)
