"""The monthly evaluation of a beat."""

from datetime import date

from portal.access.actor import Actor
from portal.audit import trail
from portal.beats.models import Beat, BeatEvaluation
from portal.beats.queries import evaluations
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.words import N_

SAY_EVALUATED = N_("This month of the beat is evaluated already.")
SAY_MONTH_AHEAD = N_("This month has not begun yet.")


def evaluate(actor: Actor, beat: Beat, first: date, *, findings: str, advice: str) -> BeatEvaluation:
    """Writes what was found in a month, with the figures of this moment, which do not change any more."""
    if first > clock.today():
        raise RuleBroken(SAY_MONTH_AHEAD)
    if evaluations.has_evaluation(beat.id, first):
        raise RuleBroken(SAY_EVALUATED)
    made = BeatEvaluation(unit_id=beat.unit_id, beat_id=beat.id, month=first, figures=evaluations.read_figures(beat, first),
                          findings=findings, advice=advice, recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "beats:evaluation:written", subject=("beat", beat.id), unit_id=beat.unit_id, month=first)
    return made
