"""The features of the portal, in menu order; a new one is added here."""

from portal.core.feature import Feature

FEATURES: tuple[Feature, ...] = ()
