"""What the beats declare."""

from portal.beats.indicators import INDICATORS
from portal.beats.origins import ORIGINS
from portal.beats.routes import bp
from portal.core.feature import Feature, MenuItem
from portal.core.words import N_

feature = Feature(
    "beats", blueprint=bp, indicators=INDICATORS, origins=ORIGINS,
    menu=(MenuItem(N_("Beats"), "beats.list_beats", "beats:beat:list"),
          MenuItem(N_("Patrol log"), "beats.list_days", "beats:beat:list"),
          MenuItem(N_("Told on the beat"), "beats.list_problems", "beats:problem:list")))
