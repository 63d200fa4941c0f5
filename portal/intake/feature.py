"""What the desk declares."""

from portal.core.attachments import files
from portal.core.feature import Feature, MenuItem, Panel
from portal.core.settings import Decidable, whole_number
from portal.core.words import N_
from portal.intake.documents import DOCUMENTS
from portal.intake.finders import FINDERS
from portal.intake.indicators import INDICATORS
from portal.intake.registers import REGISTERS
from portal.intake.routes import bp
from portal.intake.rules.identity import ONE_IN
from portal.intake.rules.triage import NORM_HOURS, NORM_SETTING

feature = Feature(
    "intake",
    blueprint=bp,
    menu=(MenuItem(N_("New entry"), "intake.new_entry", "intake:visit:add", key="n"),
          MenuItem(N_("Complaints"), "intake.list_complaints", "intake:complaint:list"),
          MenuItem(N_("Visitor register"), "intake.list_visits", "intake:visit:list"),
          MenuItem(N_("Danger alerts"), "intake.list_danger_alerts", "intake:danger:acknowledge"),
          MenuItem(N_("Waiting for triage"), "intake.list_untriaged", "intake:triage:record"),
          MenuItem(N_("Permissions asked for"), "intake.list_permissions", "intake:triage:permit"),
          MenuItem(N_("Emergency openings"), "intake.list_openings", "intake:identity:review")),
    panels=(Panel("complaint", "seals", N_("Sealed from officers"), "intake.list_seals", "intake:seal:set",
                  argument="complaint_id", order=70),
            Panel("complaint", "triage", N_("Triage"), "intake.show_triage_short", "intake:complaint:open",
                  argument="complaint_id", order=10),
            Panel("complaint", "repeat-risk", N_("Was this known before?"), "intake.show_repeat_risk", "intake:risk:see",
                  argument="complaint_id", order=20),
            Panel("complaint", "attachments", N_("Attachments"), "intake.list_attachments", "intake:attachment:open",
                  argument="complaint_id", order=60),),
    documents=DOCUMENTS,
    registers=REGISTERS,
    finders=FINDERS,
    indicators=INDICATORS,
    commands=(files,),
    settings=(
        Decidable("justify-one-in", "one of so many openings of an identity is explained in words; 0 for none", str(ONE_IN),
                  whole_number(0, 1000)),
        Decidable(NORM_SETTING, "after how many hours a complaint shows as waiting for triage (no law names them)",
                  str(NORM_HOURS), whole_number(1, 720))),
)
