"""The figures of the beats; each opens exactly the rows it counts, and none counts women met or compares officers."""

from functools import partial

from portal.beats.queries.coverage import count_missed, count_uncovered
from portal.beats.queries.days import count_waiting
from portal.core.feature import Indicator
from portal.core.words import N_

INDICATORS = (
    Indicator("beats-danger", N_("Told on the beat: in danger"),
              N_("Problems told on women's beats by women in danger of which no complaint has been made yet."),
              "beats:problem:list", partial(count_waiting, in_danger=True), "beats.list_problems", {"danger": "1"}, tone="danger",
              order=11),
    Indicator("beats-told", N_("Told on the beat, not yet a complaint"),
              N_("Problems told on women's beats that were taken up and of which no complaint has been made yet."),
              "beats:problem:list", count_waiting, "beats.list_problems", tone="due", order=21),
    Indicator("beats-uncovered", N_("Beats: uncovered places"),
              N_("Places of women's beats where nobody was for longer than the norm says, counted from the last visit or from "
                 "the day on which the place came to the beat."),
              "beats:oversight:list", count_uncovered, "beats.list_coverage", {"kind": "uncovered"}, tone="due", order=92),
    Indicator("beats-missed", N_("Beats: planned visits missed"),
              N_("Places that the month's plan of a women's beat named for a day of this month that is over, and that nobody "
                 "visited on it."),
              "beats:oversight:list", count_missed, "beats.list_missed", tone="due", order=93))
