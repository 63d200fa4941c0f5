"""The pages of the roster: one module for each noun, all on one blueprint."""

from portal.roster.routes import attendance, duty, own, swaps
from portal.roster.routes.blueprint import bp

__all__ = ["attendance", "bp", "duty", "own", "swaps"]
