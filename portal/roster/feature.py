"""What the duty roster declares."""

from portal.core.feature import Feature
from portal.roster import models
from portal.roster.routes import bp

feature = Feature("roster", blueprint=bp)
__all__ = ("feature", "models")
