"""What the field declares."""

from portal.core.feature import Feature

feature = Feature("field")
