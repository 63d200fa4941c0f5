"""The figures of the staff; each opens the list it counts."""

from portal.core import clock
from portal.core.feature import Indicator
from portal.core.words import N_
from portal.personnel import queries

INDICATORS = (
    Indicator("tenure-due", N_("Full tenure completed"),
              N_("Officers posted at one kendra for three years or more, counted by the calendar."),
              "personnel:officer:list", lambda scope: queries.count_tenure_due(scope, clock.today()),
              "personnel.list_tenure_due", tone="due", order=80),
)
