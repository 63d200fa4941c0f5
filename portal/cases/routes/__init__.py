"""The pages of cases: one module for each noun, all on one blueprint."""

from portal.cases.routes import cases, comparing, due, ends, entry, facts, identity, milestones, officers, people, sections
from portal.cases.routes.blueprint import bp

__all__ = ["bp", "cases", "comparing", "due", "ends", "entry", "facts", "identity", "milestones", "officers", "people",
           "sections"]
