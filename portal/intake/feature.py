"""What the desk declares."""

from portal.core.attachments import files
from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_
from portal.intake.documents import DOCUMENTS
from portal.intake.finders import FINDERS
from portal.intake.indicators import INDICATORS
from portal.intake.registers import REGISTERS
from portal.intake.routes import bp

feature = Feature(
    "intake",
    blueprint=bp,
    menu=(MenuItem(N_("New entry"), "intake.new_entry", "intake:visit:add", key="n"),
          MenuItem(N_("Complaints"), "intake.list_complaints", "intake:complaint:list"),
          MenuItem(N_("Visitor register"), "intake.list_visits", "intake:visit:list"),
          MenuItem(N_("Danger alerts"), "intake.list_danger_alerts", "intake:danger:acknowledge"),
          MenuItem(N_("Emergency openings"), "intake.list_openings", "intake:identity:review")),
    panels=(Panel("complaint", "attachments", N_("Attachments"), "intake.list_attachments", "intake:attachment:open",
                  argument="complaint_id", order=60),),
    documents=DOCUMENTS,
    registers=REGISTERS,
    finders=FINDERS,
    indicators=INDICATORS,
    commands=(files,),
)
