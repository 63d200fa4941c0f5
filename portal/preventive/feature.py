"""What preventive action declares."""

from portal.core.feature import Feature
from portal.preventive import models

feature = Feature("preventive")
__all__ = ["feature", "models"]
