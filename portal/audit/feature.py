"""What the trail declares."""

from portal.audit.commands import group, settings
from portal.audit.routes import bp
from portal.core.feature import Feature, MenuItem
from portal.core.words import N_

feature = Feature("audit", blueprint=bp, commands=(group, settings), menu=(
    MenuItem(N_("Trail"), "audit.list_entries", "audit:entry:list", "office"),))
