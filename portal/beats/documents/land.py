"""Papers of a beat: the sheet with codes (for a planned day, or empty), the month's plan, the monthly evaluation."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.beats.queries import evaluations, land, plan, reach
from portal.beats.rules.words import FIGURES, OFFICIALS, OUTCOMES, SCHEMES, coded
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.errors import NotFound
from portal.core.feature import Built, Document
from portal.core.filters import ist_date
from portal.core.forms import parse_day
from portal.core.words import N_
from portal.intake.rules.vocabularies import NATURES

Options = Mapping[str, Any]


def _codes(words: dict[str, str]) -> list[tuple[int, str]]:
    return [(code, words[key]) for code, key in coded(words).items()]


def _day(options: Options) -> date | None:
    """The day of the argument "on", or None."""
    asked = options["arguments"].get("on")
    try:
        return parse_day(asked) if asked else None
    except ValueError:
        raise NotFound from None


def build_sheet(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The sheet of a beat: with the plan of the day of the argument "on", or empty without it. What is written on it by hand
    is typed in by the same codes."""
    beat, day = reach.get_beat(scope, subject_id), _day(options)
    places = [(row.code, row.name) for row in reach.list_places(beat.id, day or clock.today())]
    planned = [{"code": row.code, "name": row.name, "is_sitting": row.is_sitting}
               for row in plan.list_lines(beat.id, day, day)] if day else []
    officers = reach.list_officers(beat.id, day or clock.today())
    norm = land.norm_of(beat.unit_id, day or clock.today())
    context = {"beat": beat.name, "serial": "", "day": ist_date(day) if day else "", "planned": planned,
               "places": places, "hi": [one.name_hi for one in officers], "en": [one.name_en for one in officers],
               "officials": _codes(OFFICIALS), "schemes": _codes(SCHEMES), "natures": _codes(NATURES),
               "outcomes": _codes(OUTCOMES),
               "sitting": f"{norm.sitting_from:%H:%M}–{norm.sitting_to:%H:%M}"}
    return Built(beat.unit_id, beat.name, context, beat)


def build_plan(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The plan of a beat for the month around the day of the argument "on", else this month."""
    beat, first = reach.get_beat(scope, subject_id), (_day(options) or clock.today()).replace(day=1)
    rows = [{"day": ist_date(one.day), "places": [{"code": row.code, "name": row.name, "is_sitting": row.is_sitting,
                                                   "hi": row.name_hi, "en": row.name_en, "is_told": one.tells(row)}
                                                  for row in one.lines],
             "hi": [who.name_hi for who in one.officers], "en": [who.name_en for who in one.officers]}
            for one in plan.read_month(scope, beat, first).days]
    return Built(beat.unit_id, beat.name, {"beat": beat.name, "month": month_text(first), "serial": "", "rows": rows}, beat)


def build_evaluation(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The evaluation of a month with its frozen figures."""
    one, beat = evaluations.get_evaluation(scope, subject_id)
    context = {"beat": beat, "month": month_text(one.month), "serial": "", "findings": one.findings,
               "advice": one.advice, "figures": [(label, one.figures[key]) for key, label in FIGURES.items()],
               "taken_at": one.recorded_at}
    return Built(one.unit_id, f"{beat} {month_text(one.month)}", context, one)


LAND = (
    Document("beat-sheet", N_("Beat sheet"), "beat_sheet", "beats:beat:list", build_sheet, subject_endpoint="beats.show_beat",
             subject_argument="beat_id", arguments=("on",)),
    Document("beat-plan", N_("Month plan of the beat"), "beat_plan", "beats:beat:list", build_plan,
             subject_endpoint="beats.show_beat", subject_argument="beat_id", arguments=("on",)),
    Document("beat-evaluation", N_("Monthly evaluation of the beat"), "beat_evaluation", "beats:oversight:list",
             build_evaluation, subject_endpoint="beats.show_evaluation", subject_argument="evaluation_id"),
)
