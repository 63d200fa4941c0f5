"""What a sending from the field is, and the sentences about it."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from portal.core.words import N_

VERSION = 1  # of what a telephone sends; an older one is mended on the present page, see docs/why/offline.md
CLOCK_SLACK = timedelta(minutes=15)  # what a telephone's clock may be ahead before we believe that it is wrong
LONGEST_STAY = timedelta(hours=8)
# A telephone that sent the end of a day before an entry that came back is still heard for so long.
MENDED_WITHIN = timedelta(hours=48)
MOST_ENTRIES, MOST_BYTES, MOST_CHARACTERS = 50, 2 * 1024 * 1024, 5000

SAY_FUTURE = N_("This lies in the future.")
SAY_LONG_STAY = N_("The time out lies before the time in.")
SAY_AFTER_END = N_("This is after the end (%(at)s).")
SAY_CLOSED_LATE = N_("This was closed at %(at)s more than two days ago and takes no more. What was forgotten can be written by "
                     "the officer in charge.")
SAY_ENTRY_TAKEN = N_("This entry was already sent by somebody else or for something else. Open the page again.")
SAY_ENTRY_ID = N_("The page lost its entry number. Open it again; what you typed can be copied.")
SAY_TAKEN = N_("This entry is with the portal already.")
SAY_HALF_SENT = N_("What arrived was cut short or damaged. Nothing was taken; it stays on the telephone and is sent again.")
SAY_TOO_MUCH = N_("Too much was sent at once. It stays on the telephone and is sent again in smaller parts.")
SAY_OTHER_OFFICER = N_("Somebody else is signed in on this telephone. Sign in yourself, then your entries are sent.")
SAY_SHAPE = N_("This entry is damaged. It stays on the telephone; write it down again.")
SAY_OLDER = N_("This entry was written by another version of the page. Open it, look at it and save it again.")
SAY_KIND = N_("The portal does not know this kind of entry, or your role does not include it. It stays on the telephone.")
SAY_UNKNOWN_FIELD = N_("This entry holds a field that the portal does not know. Open it, look at it and save it again.")
SAY_GONE = N_("What this entry belongs to is not there, or no longer yours: it was not taken, or you were posted elsewhere. "
              "Show it to your officer in charge.")
SAY_FAULTS = N_("Something in this entry is not right. Open it and mend it.")
SAY_PLACE = N_("This is no place as a telephone notes it. Press the button again, or leave the place out.")
SAY_FAULT = N_("The portal had a fault with this entry. It stays on the telephone. Number of the fault: %(number)s.")


class Refused(Exception):
    """A sending whose fields are not right: field → sentences in the officer's language; what was sent stays with her."""

    def __init__(self, faults: Mapping[str, Sequence[str]]):
        super().__init__("refused")
        self.faults = faults


@dataclass(frozen=True)
class Fault:
    """A sentence (msgid) with its values."""

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One entry as a telephone sent it; *fields* are named as the online form's fields."""

    entry_id: uuid.UUID
    version: int
    kind: str
    noted_at: str
    fields: Mapping[str, list[str]]


def read_entry(sent: Any) -> Entry | None:
    """The entry in a piece of JSON; None when it is none."""
    if not isinstance(sent, dict) or not isinstance(sent.get("fields"), dict):
        return None
    version, kind, noted_at = sent.get("v"), sent.get("kind"), sent.get("noted_at")
    fields = {name: value if isinstance(value, list) else [value] for name, value in sent["fields"].items()}
    if type(version) is not int or not all(_is_text(one) for one in (kind, noted_at, *(o for v in fields.values() for o in v))):
        return None
    try:
        return Entry(uuid.UUID(sent.get("id")), version, kind, noted_at, fields)
    except (ValueError, TypeError, AttributeError):
        return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MOST_CHARACTERS


@dataclass(frozen=True)
class Place:
    """Where a telephone was when its button was pressed: degrees, and within how many metres that holds."""

    latitude: float
    longitude: float
    accuracy: int


PLACE = re.compile(r"(-?[0-9]{1,2}(?:[.][0-9]{1,7})?),(-?[0-9]{1,3}(?:[.][0-9]{1,7})?),([0-9]{1,7})")


def read_place(text: str) -> Place | None:
    """The place in "latitude,longitude,metres"; None when it is none on this earth."""
    found = PLACE.fullmatch(text)
    if found is None:
        return None
    place = Place(float(found[1]), float(found[2]), int(found[3]))
    return place if abs(place.latitude) <= 90 and abs(place.longitude) <= 180 else None


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
    return moment if moment.tzinfo and 2000 < moment.year < 2100 else None


def moment_after(earlier: datetime, at: time) -> datetime:
    """The first moment with the wall time *at* that does not lie more than CLOCK_SLACK before *earlier* (both of one
    time zone): a round over midnight needs no second date."""
    found = earlier.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return found if found >= earlier - CLOCK_SLACK else found + timedelta(days=1)


def is_ahead(moment: datetime, now: datetime) -> bool:
    """Whether *moment* lies so far after *now* that it cannot have happened."""
    return moment > now + CLOCK_SLACK


def stay_fault(came_at: datetime, left_at: datetime, now: datetime) -> tuple[str, str] | None:
    """(field, sentence) for what is impossible about the times of a stay at a place."""
    if is_ahead(came_at, now):
        return "came_at", SAY_FUTURE
    if left_at - came_at > LONGEST_STAY or left_at < came_at:
        return "left_at", SAY_LONG_STAY
    return ("left_at", SAY_FUTURE) if is_ahead(left_at, now) else None


def after_closing_fault(last: datetime, ended_at: datetime, closed_at: datetime, now: datetime, *,
                        is_in_charge: bool) -> Fault | None:
    """Whether what happened until *last* may still be written to a day or an outing that was closed; *ended_at* by the
    station's clock.

    What came back to a telephone and is mended arrives after the end: it is taken for two days, when it lies before that
    end. The officer in charge may add what was forgotten later, too.
    """
    at = {"at": f"{ended_at:%H:%M}"}
    if last > ended_at + CLOCK_SLACK:
        return Fault(SAY_AFTER_END, at)
    return Fault(SAY_CLOSED_LATE, at) if now - closed_at > MENDED_WITHIN and not is_in_charge else None
