"""The pages of the desk: one module for each noun, all on one blueprint."""

from importlib import import_module
from importlib.util import find_spec

from portal.intake.routes.blueprint import bp

__all__ = ["bp"]

for _name in ("attachments", "identity", "assignment", "corrections"):
    if find_spec(f"{__name__}.{_name}"):
        import_module(f"{__name__}.{_name}")
