"""The figures of squads; each opens exactly the rows it counts, and none counts persons checked."""

from functools import partial

from portal.core.feature import Indicator
from portal.core.words import N_
from portal.squads.queries.oversight import count_complaints, count_oversight

SEE, READ = "squads:oversight:list", "squads:complaint:read"
LIST = "squads.list_oversight"

INDICATORS = (
    Indicator("squads-repeat", N_("Squads: repeats after a red card"),
              N_("Outings in which somebody who had a red card was named again and no decision is written down."),
              SEE, partial(count_oversight, kind="repeat"), LIST, {"kind": "repeat"}, tone="danger", order=27),
    Indicator("squads-complaints", N_("Squads: complaints about conduct not answered"),
              N_("Complaints about the conduct of squads that came to the circle and that nobody answered."),
              READ, count_complaints, "squads.list_complaints", {"state": "open"}, tone="danger", order=29),
    Indicator("squads-unclosed", N_("Squads: outings not closed"),
              N_("Outings of days before today that are not closed, so that their conduct record or end is missing."),
              SEE, partial(count_oversight, kind="unclosed"), LIST, {"kind": "unclosed"}, tone="due", order=91))
