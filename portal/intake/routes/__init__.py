"""The pages of the desk: one module for each noun, all on one blueprint."""

from importlib import import_module

from portal.intake.routes.blueprint import bp

__all__ = ["bp"]

for _name in ("entry", "drafts", "visits", "complaints", "danger", "rights", "receipts"):
    import_module(f"{__name__}.{_name}")
