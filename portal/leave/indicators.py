"""The figures of leave; each opens exactly the rows it counts."""

from portal.core import clock
from portal.core.feature import Indicator
from portal.core.words import N_
from portal.leave.queries import count_leaves

LIST = "leave:leave:list"

INDICATORS = (
    Indicator("leave-waiting", N_("Leave waiting for decision"),
              N_("Leave asked for that was neither decided nor withdrawn yet."),
              LIST, lambda scope: count_leaves(scope, "waiting", clock.today()), "leave.list_leaves", {"view": "waiting"},
              tone="due", order=84),
    Indicator("leave-away", N_("Away on leave today"), N_("Granted leave that takes today; diversions are not counted."),
              LIST, lambda scope: count_leaves(scope, "away", clock.today()), "leave.list_leaves", {"view": "away"}, order=85),
)
