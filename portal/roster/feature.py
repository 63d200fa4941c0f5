"""What the duty roster declares: its tables, so that the schema knows them."""

from portal.core.feature import Feature
from portal.roster import models

feature = Feature("roster")
__all__ = ("feature", "models")
