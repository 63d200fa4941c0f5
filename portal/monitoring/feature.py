"""What monitoring declares."""

from portal.core.feature import Feature, MenuItem
from portal.core.words import N_
from portal.monitoring.routes import bp

feature = Feature("monitoring", blueprint=bp, menu=(MenuItem(N_("Today"), "monitoring.show_today", "accounts:own:change"),))
