"""The pages of the desk: one module for each noun, all on one blueprint."""

from portal.intake.routes import (
    assignment,
    attachments,
    complaints,
    corrections,
    danger,
    drafts,
    entry,
    gate,
    identity,
    people,
    receipts,
    rights,
    risk,
    seals,
    triage,
    visits,
)
from portal.intake.routes.blueprint import bp

__all__ = ["assignment", "attachments", "bp", "complaints", "corrections", "danger", "drafts", "entry", "gate", "identity",
           "people", "receipts", "rights", "risk", "seals", "triage", "visits"]
