"""What printing declares."""

from portal.core.feature import Feature, MenuItem
from portal.core.words import N_
from portal.printing.routes import bp

feature = Feature("printing", blueprint=bp,
                  menu=(MenuItem(N_("Print log"), "printing.list_copies", "printing:log:list", "office"),))
