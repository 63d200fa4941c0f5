"""The figures of squads; each opens exactly the rows it counts, and none counts persons checked."""

from functools import partial

from portal.core.feature import Indicator
from portal.core.words import N_
from portal.squads.queries.oversight import count_oversight

INDICATORS = tuple(
    Indicator(f"squads-{kind}", label, definition, "squads:oversight:list", partial(count_oversight, kind=kind),
              "squads.list_oversight", {"kind": kind}, tone="due", order=order)
    for kind, label, definition, order in (
        ("repeat", N_("Squads: repeats after a red card"),
         N_("Outings in which somebody who had a red card was named again and no decision is written down."), 90),
        ("unclosed", N_("Squads: outings not closed"),
         N_("Outings of days before today that are not closed, so that their conduct record or end is missing."), 91)))
