"""What preventive action declares."""

from portal.core.feature import Feature, MenuItem, Panel
from portal.core.settings import Decidable, whole_number
from portal.core.words import N_
from portal.preventive.documents import DOCUMENTS
from portal.preventive.finders import FINDERS
from portal.preventive.indicators import INDICATORS
from portal.preventive.queries import ALERT_SETTING
from portal.preventive.registers import REGISTER
from portal.preventive.routes import bp
from portal.preventive.rules.periods import ALERT_DAYS

feature = Feature(
    "preventive", blueprint=bp, documents=DOCUMENTS, registers=(REGISTER,), finders=FINDERS, indicators=INDICATORS,
    menu=(MenuItem(N_("Preventive action"), "preventive.list_actions", "preventive:action:list", "cases"),
          MenuItem(N_("Preventive: what is due"), "preventive.list_due", "preventive:action:list", "cases")),
    panels=(Panel("complaint", "preventive", N_("Preventive action"), "preventive.show_for_complaint",
                  "preventive:action:list", "complaint_id", 45),),
    settings=(Decidable(ALERT_SETTING, "how many days before its end a bond is shown", str(ALERT_DAYS), whole_number(1, 365)),))
