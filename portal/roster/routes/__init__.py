"""The pages of the roster: one module for each noun, all on one blueprint."""

from portal.roster.routes import attendance, calendar, drafts, duty, norms, own, publishing, swaps, wishes
from portal.roster.routes.blueprint import bp

__all__ = ["attendance", "bp", "calendar", "drafts", "duty", "norms", "own", "publishing", "swaps", "wishes"]
