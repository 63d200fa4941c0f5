"""The figures of training; each opens exactly the rows it counts."""

from portal.access.scope import Scope
from portal.core import clock
from portal.core.feature import Indicator
from portal.core.words import N_
from portal.training.queries import standing
from portal.training.rules.validity import due_until


def _due(scope: Scope) -> int:
    day = clock.today()
    return standing.count_due(scope, day, due_until(day))


INDICATORS = (
    Indicator("training-due", N_("Trainings due"),
              N_("Trainings that desk duty asks for and an officer posted today never passed, or whose validity has ended or "
                 "ends within thirty days; one line for an officer and a training."),
              "training:session:list", _due, "training.list_due", tone="due", order=82),
    Indicator("training-covered", N_("Officers with valid training"),
              N_("Officers posted today, without those diverted to other duty, who hold every training that desk duty asks for."),
              "training:session:list", lambda scope: standing.count_covered(scope, clock.today()), "training.list_covered",
              order=83),
)
