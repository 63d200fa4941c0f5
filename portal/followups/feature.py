"""What following up declares."""

from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_
from portal.followups.documents import enrich_sheet
from portal.followups.indicators import INDICATORS
from portal.followups.registers import FEEDBACK_REGISTER
from portal.followups.routes import bp

feature = Feature(
    "followups", blueprint=bp, registers=(FEEDBACK_REGISTER,), indicators=INDICATORS,
    enriches={"complaint-sheet": enrich_sheet},
    menu=(MenuItem(N_("Promises"), "followups.list_promises", "followups:promise:list"),
          MenuItem(N_("Calls to verify"), "followups.list_calls", "followups:promise:list")),
    panels=(Panel("complaint", "diary", N_("Action diary"), "followups.show_diary", "intake:complaint:open", "complaint_id", 30),
            Panel("complaint", "promises", N_("Promises to her"), "followups.show_promises", "intake:complaint:open",
                  "complaint_id", 40),
            Panel("complaint", "disposal", N_("Disposal and verification"), "followups.show_disposal", "intake:complaint:open",
                  "complaint_id", 50)))
