"""What squads declare."""

from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_
from portal.squads.documents import DOCUMENTS
from portal.squads.indicators import INDICATORS
from portal.squads.registers import REGISTERS
from portal.squads.routes import bp
from portal.squads.sendings import KINDS, PACK

feature = Feature(
    "squads", blueprint=bp, registers=REGISTERS, documents=DOCUMENTS, indicators=INDICATORS,
    panels=(Panel("today", "squads", N_("Squads today"), "squads.show_today", "squads:outing:write", order=60),),
    field_kinds=KINDS, field_packs=(PACK,),
    menu=(MenuItem(N_("Squads"), "squads.list_squads", "squads:outing:list", "field"),
          MenuItem(N_("Squad return"), "squads.show_return", "squads:return:list", "field"),
          MenuItem(N_("Squad week"), "squads.show_week", "squads:oversight:list", "field"),
          MenuItem(N_("Squad oversight"), "squads.list_oversight", "squads:oversight:list", "field"),
          MenuItem(N_("Complaint about a squad"), "squads.send_complaint", "squads:complaint:send", "field"),
          MenuItem(N_("Complaints about squads"), "squads.list_complaints", "squads:complaint:read", "field")))
