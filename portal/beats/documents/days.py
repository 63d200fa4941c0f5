"""The patrol log of a day: what was written on the beat, for the file and for who inspects."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.beats.queries import days, reach
from portal.beats.rules.words import OFFICIALS, OUTCOMES, SCHEMES
from portal.core.feature import Built, Document
from portal.core.filters import ist_date
from portal.core.words import N_
from portal.intake.rules.vocabularies import NATURES


def build_day(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """A day in reach with its visits and problems; no woman is named in any of it."""
    day = reach.get_day(scope, subject_id)
    officer, beat = days.officer_of(day), reach.get_beat(scope, day.beat_id)
    visits = [{"code": code, "place": name, "came_at": one.came_at, "left_at": one.left_at, "women": one.women_met,
               "officials": [OFFICIALS[key] for key in one.officials], "schemes": [SCHEMES[key] for key in one.schemes],
               "information": one.information, "next_on": one.next_on and ist_date(one.next_on), "is_sitting": one.is_sitting,
               "is_planned": one.is_planned} for one, name, code, _kind in days.list_visits(day)]
    problems = [{"code": code, "place": name, "told_at": one.told_at, "nature": NATURES[one.nature],
                 "outcome": OUTCOMES[one.outcome], "account": one.account, "is_in_danger": one.is_in_danger,
                 "is_complaint": one.complaint_id is not None} for one, name, code in days.list_problems(scope, day)]
    context = {"number": day.number, "serial": day.number, "beat": beat.name, "day": ist_date(day.day),
               "officer_hi": officer.name_hi, "officer_en": officer.name_en, "started_at": day.started_at,
               "ended_at": day.ended_at, "visits": visits, "problems": problems, "summary": day.summary,
               "next_note": day.next_note}
    return Built(day.unit_id, day.number, context, day)


DAY = Document("beat-day", N_("Patrol log of a day"), "beat_day", "beats:beat:list", build_day, subject_endpoint="beats.show_day",
               subject_argument="day_id")
