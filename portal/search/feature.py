"""What search declares."""

from portal.core.feature import Feature
from portal.search.routes import bp

feature = Feature("search", blueprint=bp)
