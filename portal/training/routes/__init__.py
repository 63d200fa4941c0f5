"""The pages of training: one module for each noun, all on one blueprint."""

from portal.training.routes import nominations, programmes, sessions, standing
from portal.training.routes.blueprint import bp

__all__ = ["bp", "nominations", "programmes", "sessions", "standing"]
