"""The order of one sitting: danger first, then rights, then the receipt in her hand, then the officer told."""

from dataclasses import dataclass

from portal.core.words import N_, letters_in
from portal.intake.rules.vocabularies import RECEIPT_WAYS

STEPS: dict[str, str] = {
    "danger": N_("Danger questions"),
    "rights": N_("Rights told"),
    "receipt": N_("Receipt"),
    "officer": N_("Enquiry officer told"),
}

REASON_FOR_KEEPING = N_("Say why the receipt is kept and when she will get it.")
UNKNOWN_WAY = N_("Choose how the receipt reached her.")
REASON_LETTERS = 10


@dataclass(frozen=True)
class Sitting:
    """How far the sitting with her has come."""

    has_danger: bool
    has_rights: bool
    has_receipt: bool
    has_officer: bool

    @property
    def current(self) -> int:
        """The index of the first step that is not done; len(STEPS) when all are."""
        done = (self.has_danger, self.has_rights, self.has_receipt, self.has_officer)
        return next((place for place, is_done in enumerate(done) if not is_done), len(done))


def handing_over_fault(how: str, note: str) -> str | None:
    """What is wrong with a handing over, or None: the way is one of the list, a receipt that is kept says why."""
    if how not in RECEIPT_WAYS:
        return UNKNOWN_WAY
    return REASON_FOR_KEEPING if how == "kept" and letters_in(note) < REASON_LETTERS else None
