"""What a sending from the field is, and the sentences about it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from portal.core.words import N_

SAY_ENTRY_TAKEN = N_("This entry was already sent by somebody else or for something else. Open the page again.")
SAY_ENTRY_ID = N_("The page lost its entry number. Open it again; what you typed can be copied.")


@dataclass(frozen=True)
class Stamp:
    """One sending: the id that the page made, the device's clock (None: not told), our clock."""

    entry_id: uuid.UUID
    noted_at: datetime | None
    now: datetime


def device_moment(text: str | None) -> datetime | None:
    """What a device's clock said (ISO 8601 with its zone); None when that is no moment: a wrong clock loses no entry."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None
