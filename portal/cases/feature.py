"""What cases declare."""

from portal.cases.commands import group
from portal.cases.documents import DOCUMENTS
from portal.cases.finders import FINDERS
from portal.cases.indicators import INDICATORS
from portal.cases.registers import REGISTERS
from portal.cases.routes import bp
from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_

feature = Feature(
    "cases", blueprint=bp, documents=DOCUMENTS, registers=REGISTERS, finders=FINDERS, indicators=INDICATORS, commands=(group,),
    menu=(MenuItem(N_("Criminal cases"), "cases.list_cases", "cases:case:list", "cases"),
          MenuItem(N_("What is due"), "cases.list_due", "cases:case:list", "cases"),
          MenuItem(N_("My cases"), "cases.list_mine", "cases:milestone:add", "cases"),
          MenuItem(N_("Hearings"), "cases.list_hearings", "cases:case:list", "cases"),
          MenuItem(N_("Comparison with CCTNS"), "cases.list_comparisons", "cases:comparison:settle", "cases")),
    panels=(Panel("complaint", "cases", N_("Criminal cases"), "cases.show_cases_of", "cases:case:list", "complaint_id", 25),))
