"""What a complaint may be made of without retyping: a problem told on the beat that was taken up."""

import uuid

from flask import url_for

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.beats.actions.days import tie_problem
from portal.beats.queries import days, reach
from portal.beats.rules import patrol
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.feature import Origin, Told
from portal.core.words import N_


def read_problem(scope: Scope, problem_id: uuid.UUID, *, for_change: bool = False) -> Told:
    """What is known of a problem in reach, as the entry page asks for it; received is when she told it."""
    problem = reach.get_problem(scope, problem_id, for_change=for_change)
    if problem.outcome != "taken_up":
        raise RuleBroken(patrol.SAY_NOT_TAKEN_UP)
    place, _beat, day = days.place_of_problem(problem)
    told = clock.to_ist(problem.told_at)
    values = {"channel": "beat", "channel_reference": day.number, "nature": problem.nature, "gist": problem.account,
              "place": place, "occurred_from_on": problem.occurred_on, "is_in_danger": problem.is_in_danger,
              "received_on": told.date(), "received_at": told.time()}
    return Told(values, url_for("beats.show_problem", problem_id=problem.id), problem.complaint_id is not None)


def tie(actor: Actor, problem_id: uuid.UUID, complaint_id: uuid.UUID) -> None:
    """The problem, read and locked before, became that complaint."""
    tie_problem(actor, reach.get_problem(actor.scope, problem_id), complaint_id)


ORIGINS = (Origin("beats-problem", N_("Told on a women's beat"), "beats:problem:take_up", read_problem, tie),)
