"""The pages of the roster: one module for each noun, all on one blueprint."""

from portal.roster.routes.blueprint import bp

__all__ = ["bp"]
