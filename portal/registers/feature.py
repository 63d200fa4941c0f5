"""What the registers declare."""

from portal.core.feature import Feature, MenuItem
from portal.core.words import N_
from portal.registers.documents import REGISTER_PAGES
from portal.registers.routes import bp

feature = Feature("registers", blueprint=bp, documents=(REGISTER_PAGES,),
                  menu=(MenuItem(N_("Registers"), "registers.list_registers", "registers:register:list", "office"),))
