"""Pages of the beats."""

from portal.beats.routes import beats, days, problems, sheet
from portal.beats.routes.blueprint import bp

__all__ = ["beats", "bp", "days", "problems", "sheet"]
