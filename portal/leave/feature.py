"""What leave declares."""

from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_
from portal.leave.documents import DOCUMENTS
from portal.leave.indicators import INDICATORS
from portal.leave.queries import away_on
from portal.leave.registers import REGISTER
from portal.leave.routes import bp

feature = Feature(
    "leave", blueprint=bp, documents=DOCUMENTS, registers=(REGISTER,), indicators=INDICATORS, absences=(away_on,),
    menu=(MenuItem(N_("Leave"), "leave.list_leaves", "leave:leave:list", "staff"),
          MenuItem(N_("My leave"), "leave.list_own", "leave:own:ask", "staff")),
    panels=(Panel("officer", "leave", N_("Leave"), "leave.list_of_officer", "leave:leave:list", "staff_id", 20),))
