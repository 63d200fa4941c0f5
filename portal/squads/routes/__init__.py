"""Pages of squads: keeping them (squads), going out (outings), those named (people), supervision (oversight)."""

from portal.squads.routes import outings, oversight, people, squads
from portal.squads.routes.blueprint import bp

__all__ = ["bp", "outings", "oversight", "people", "squads"]
