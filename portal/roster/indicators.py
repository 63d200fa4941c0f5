"""The figures of the roster; each opens exactly the rows it counts."""

from portal.core import clock
from portal.core.feature import Indicator
from portal.core.words import N_
from portal.roster.queries.swaps import count_agreed
from portal.roster.queries.unmet import count_empty, count_unseen

DUTY = "roster:duty:read"

INDICATORS = (
    Indicator("roster-empty", N_("Posts empty today"),
              N_("Posts of today's published roster that fewer officers, women or ranks hold than the kendra needs, without who "
                 "is on leave, has left or was marked as missing."),
              DUTY, lambda scope: count_empty(scope, clock.today()), "roster.list_empty", tone="danger", order=76),
    Indicator("roster-swaps", N_("Swaps waiting for approval"), N_("Swaps of duties that both officers want and nobody decided."),
              "roster:swap:decide", count_agreed, "roster.list_waiting_swaps", tone="due", order=77),
    Indicator("roster-unseen", N_("Duties not acknowledged"),
              N_("Officers who have not acknowledged their published duties of this month or of one to come; a later version "
                 "that left an officer's own duties alone asks nothing new of her."),
              DUTY, lambda scope: count_unseen(scope, clock.today()), "roster.list_unseen", tone="due", order=78),
)
