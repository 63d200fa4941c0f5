"""What the staff declares."""

from portal.core.feature import Feature, MenuItem
from portal.core.words import N_
from portal.personnel.documents import DOCUMENTS
from portal.personnel.indicators import INDICATORS
from portal.personnel.routes import bp

feature = Feature(
    "personnel", blueprint=bp, documents=DOCUMENTS, indicators=INDICATORS,
    menu=(MenuItem(N_("Staff"), "personnel.list_staff", "personnel:officer:list", "staff"),))
