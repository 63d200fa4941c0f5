"""What the beats declare."""

from portal.beats.documents.days import DAY
from portal.beats.documents.land import LAND
from portal.beats.indicators import INDICATORS
from portal.beats.origins import ORIGINS
from portal.beats.registers import REGISTERS
from portal.beats.routes import bp
from portal.beats.sendings import KINDS, PACK
from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_

feature = Feature(
    "beats", blueprint=bp, documents=(DAY, *LAND), registers=REGISTERS, indicators=INDICATORS, origins=ORIGINS, field_kinds=KINDS,
    field_packs=(PACK,),
    panels=(Panel("today", "beats", N_("Beats today"), "beats.show_today", "beats:day:write", order=61),),
    menu=(MenuItem(N_("Beats"), "beats.list_beats", "beats:beat:list", "field"),
          MenuItem(N_("Patrol log"), "beats.list_days", "beats:beat:list", "field"),
          MenuItem(N_("Told on the beat"), "beats.list_problems", "beats:problem:list", "field"),
          MenuItem(N_("Beat week"), "beats.show_week", "beats:oversight:list", "field"),
          MenuItem(N_("Beat coverage"), "beats.list_coverage", "beats:oversight:list", "field"),
          MenuItem(N_("Beat oversight"), "beats.list_oversight", "beats:oversight:list", "field")))
