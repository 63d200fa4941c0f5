"""What the beats declare."""

from portal.beats.routes import bp
from portal.core.feature import Feature, MenuItem
from portal.core.words import N_

feature = Feature("beats", blueprint=bp, menu=(MenuItem(N_("Beats"), "beats.list_beats", "beats:beat:list"),))
