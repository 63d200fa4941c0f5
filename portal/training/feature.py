"""What training declares."""

from portal.core.feature import Feature, MenuItem, Panel
from portal.core.words import N_
from portal.training.documents import DOCUMENTS
from portal.training.indicators import INDICATORS
from portal.training.registers import REGISTER
from portal.training.routes import bp

feature = Feature(
    "training", blueprint=bp, documents=DOCUMENTS, registers=(REGISTER,), indicators=INDICATORS,
    menu=(MenuItem(N_("Training"), "training.show_calendar", "training:session:list", "staff"),),
    panels=(Panel("officer", "training", N_("Training"), "training.show_officer", "training:session:list", "staff_id", 10),))
