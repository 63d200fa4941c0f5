"""What the duty roster declares."""

from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_
from portal.roster import models
from portal.roster.commands import group
from portal.roster.documents import DOCUMENTS
from portal.roster.indicators import INDICATORS
from portal.roster.queries.duty import present_until
from portal.roster.queries.published import duties_of
from portal.roster.routes import bp

feature = Feature(
    "roster", blueprint=bp, documents=DOCUMENTS, indicators=INDICATORS, presences=(present_until,),
    published_duties=(duties_of,), commands=(group,),
    menu=(MenuItem(N_("Duty roster"), "roster.list_months", "roster:month:list", "staff"),
          MenuItem(N_("Attendance"), "roster.show_attendance", "roster:attendance:list", "staff"),
          MenuItem(N_("Swaps of duties"), "roster.list_waiting_swaps", "roster:swap:decide", "staff"),
          MenuItem(N_("My duties"), "roster.show_mine", "roster:own:read", "staff"),
          MenuItem(N_("My wishes for the roster"), "roster.list_wishes", "roster:wish:ask", "staff")),
    panels=(Panel("today", "on-duty", N_("On duty"), "roster.show_on_duty", "roster:duty:read"),
            Panel("officer", "week", N_("Week of duty"), "roster.show_week", "roster:duty:read", "staff_id", 30)))
__all__ = ("feature", "models")
