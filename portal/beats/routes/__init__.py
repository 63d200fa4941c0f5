"""Pages of the beats."""

from portal.beats.routes import beats, days, oversight, plan, problems, sheet
from portal.beats.routes.blueprint import bp

__all__ = ["beats", "bp", "days", "oversight", "plan", "problems", "sheet"]
