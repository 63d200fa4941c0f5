"""What preventive action declares."""

from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_
from portal.preventive.documents import DOCUMENTS
from portal.preventive.finders import FINDERS
from portal.preventive.indicators import INDICATORS
from portal.preventive.registers import REGISTER
from portal.preventive.routes import bp

feature = Feature(
    "preventive", blueprint=bp, documents=DOCUMENTS, registers=(REGISTER,), finders=FINDERS, indicators=INDICATORS,
    menu=(MenuItem(N_("Preventive action"), "preventive.list_actions", "preventive:action:list"),
          MenuItem(N_("Preventive: what is due"), "preventive.list_due", "preventive:action:list")),
    panels=(Panel("complaint", "preventive", N_("Preventive action"), "preventive.show_for_complaint",
                  "preventive:action:list", "complaint_id", 45),))
