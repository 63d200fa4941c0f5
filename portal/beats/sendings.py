"""What an officer of a beat may write down without a line, by the forms of its pages, and what her telephone knows before she
goes out: her beats, their plan, each place with the days since its last visit, the last officer's note. No identity: who a woman
is, is asked where the vault is (docs/why/offline.md)."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.beats.actions import days as actions
from portal.beats.forms import days as forms
from portal.beats.models import BeatDay
from portal.beats.queries import days, reach
from portal.beats.rules.words import DAY_STATES
from portal.core import clock
from portal.core.feature import FieldKind, FieldPack
from portal.core.filters import ist_date
from portal.core.forms import Needed
from portal.core.words import N_
from portal.field.forms import FieldForm, RefField, describe, must_be_right, sent
from portal.field.sendings import list_threads, record_named

WRITE = "beats:day:write"
PLAN_DAYS = 7


class StartSending(forms.StartForm):
    """Going out; the beat is chosen, as there is no page of it."""

    beat = SelectField(_l("Beat"), validators=[Needed()])


class VisitSending(forms.VisitForm):
    """A visit."""

    day_id = RefField()


class ProblemSending(forms.ProblemForm):
    """A problem told."""

    day_id = RefField()


class EndSending(forms.EndForm):
    """The end of the day."""

    day_id = RefField()


def _reach(actor: Actor, scope: Scope, form: FieldForm) -> BeatDay:
    """The day that a sending names by its own id or by the start that the same telephone sent before, locked."""
    return reach.get_day(scope, record_named(actor.user_id, form.day_id, "start"), for_change=True)


def take_start(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """An officer went out on a beat in reach."""
    form, beats = sent(StartSending, fields), reach.list_beats(scope)
    form.beat.choices = [(str(one.id), one.name) for one in beats]
    beat = reach.get_beat(scope, uuid.UUID(form.beat.data)) if form.beat.data in dict(form.beat.choices) else None
    form.officer.choices = _officers(scope, [beat.id] if beat else [], form.day.data or clock.today())
    must_be_right(form)
    actions.start(actor, beat, form.stamp(), **form.facts())
    return gettext("She is out on the beat. Now write each visit down.")


def take_visit(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """A visit to a place."""
    form = sent(VisitSending, fields)
    day = _reach(actor, scope, form)
    forms.set_places(form, reach.list_places(day.beat_id, day.day), days.place_ids(day.unit_id))
    must_be_right(form)
    actions.add_visit(actor, day, form.stamp(), form.facts(day.started_at))
    return gettext("The visit is written down.")


def take_problem(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """A problem that was told."""
    form = sent(ProblemSending, fields)
    day = _reach(actor, scope, form)
    forms.set_places(form, reach.list_places(day.beat_id, day.day), days.place_ids(day.unit_id))
    must_be_right(form)
    actions.add_problem(actor, day, form.stamp(), form.facts(day.started_at))
    return gettext("The problem is written down.")


def take_end(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """She is back."""
    form = sent(EndSending, fields)
    day = _reach(actor, scope, form)
    must_be_right(form)
    actions.end(actor, day, form.stamp(), **form.facts(days.last_out(day) or day.started_at))
    return gettext("The day is closed.")


def _officers(scope: Scope, beat_ids: Sequence[uuid.UUID], day: Any) -> list[Any]:
    own = reach.find_officer(scope) if scope.only_assigned else None
    found = {one.id: one for beat_id in beat_ids for one in reach.list_officers(beat_id, day)}
    return forms.officers([one for one in found.values() if not scope.only_assigned or one.id == own], str(get_locale()))


def build_pack(scope: Scope) -> dict[str, Any]:
    """The beats in reach, their open days, and the questions of each kind of entry; no person but officers."""
    beats = reach.list_beats(scope)
    kinds: list[dict[str, Any]] = []
    if beats:
        places, notes = _places(beats), _notes(beats)
        kinds = [_describe(kind, scope, beats, places, notes) for kind in KINDS]
    return {"title": gettext("Women's beats"), "kinds": kinds, "threads": _threads(scope)}


def _describe(kind: FieldKind, scope: Scope, beats: list[Any], places: list[tuple[str, str]], notes: str) -> dict[str, Any]:
    form_class, role, hint = DRAWN[kind.key]
    form = form_class(formdata=None, meta={"csrf": False})
    if "beat" in form:
        form.beat.choices = [(str(one.id), one.name) for one in beats]
        form.officer.choices = _officers(scope, [one.id for one in beats], clock.today())
    if "place" in form:
        form.place.choices = places
    return describe(kind.key, gettext(kind.label), form, role=role, is_once=role != "step",
                    hint=notes if role == "start" else hint)


def _places(beats: list[Any]) -> list[tuple[str, str]]:
    """Each place with its code and what is due there: the longest uncovered first, what is planned today before all."""
    today, ids = clock.today(), [one.id for one in beats]
    last, planned = days.last_visits(ids), {one.place_id for one in days.list_planned(ids, today, 1)}
    found = []
    for beat in beats:
        for one in reach.list_places(beat.id, today):
            ago = (today - last[one.id]).days if one.id in last else None
            due = gettext("never visited") if ago is None else gettext("%(count)s days without a visit", count=ago) if ago else ""
            parts = [f"{one.code} {one.name}", beat.name if len(beats) > 1 else "",
                     gettext("planned today") if one.id in planned else due]
            rank = (one.id not in planned, ago is not None, -(ago or 0), one.code)
            found.append((rank, str(one.id), " · ".join(filter(None, parts))))
    return [(key, label) for _rank, key, label in sorted(found)]


def _notes(beats: list[Any]) -> str:
    """What stands above going out: the last officer's note and the plan of the next days, beat by beat."""
    ids, said = [one.id for one in beats], []
    planned = days.list_planned(ids, clock.today(), PLAN_DAYS)
    for beat in beats:
        last = days.last_note(beat.id)
        mine = [f"{ist_date(one.day)} {one.name}" for one in planned if one.beat_id == beat.id]
        parts = [gettext("Note of %(day)s: %(note)s", day=ist_date(last.day), note=last.next_note) if last else "",
                 gettext("Planned: %(places)s", places=", ".join(mine)) if mine else ""]
        if any(parts):
            said.append(" ".join(filter(None, [f"{beat.name} –" if len(beats) > 1 else "", *parts])))
    return " ".join(said)


def _threads(scope: Scope) -> list[dict[str, Any]]:
    """The days that are not closed."""
    found = list_threads(days.select_days(scope), BeatDay, "start", scope.user_id, DAY_STATES)
    return [thread | {"done": ["beats.start"]} for _row, thread in found]


KINDS = (
    FieldKind("beats.start", N_("Going out on the beat"), WRITE, take_start),
    FieldKind("beats.visit", N_("A visit"), WRITE, take_visit),
    FieldKind("beats.problem", N_("A problem told"), WRITE, take_problem),
    FieldKind("beats.end", N_("End of the day"), WRITE, take_end))
# kind → form, what it is to a day, what stands above its questions
DRAWN: dict[str, tuple[Callable[..., FieldForm], str, Any]] = {
    "beats.start": (StartSending, "start", ""),
    "beats.visit": (VisitSending, "step", _l("Numbers and the place; no woman's name.")),
    "beats.problem": (ProblemSending, "step", _l("No woman's name: who she is, is asked for the complaint.")),
    "beats.end": (EndSending, "end", "")}
PACK = FieldPack("beats", WRITE, build_pack)
