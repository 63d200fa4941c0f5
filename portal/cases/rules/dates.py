"""Days that cannot be (pure): what is refused in a sentence, and what is only asked about."""

from datetime import UTC, datetime, timedelta

from portal.core.words import N_

LATE_AFTER = timedelta(hours=24)
NO_CLOCK = datetime(2999, 1, 1, tzinfo=UTC)  # sorts behind every real clock
SLACK = timedelta(minutes=2)  # clocks of two machines

FUTURE = N_("This lies in the future.")
INFORMED_AFTER = N_("The information cannot have come after the case was registered (BNSS 173(1)).")
OFFENCE_AFTER = N_("The offence cannot lie after the information about it was registered (BNSS 173(1)).")
ENDS_BEFORE = N_("It cannot have ended before it began.")
BEFORE_OFFENCE = N_("This lies before the offence itself.")
SAY_LATE = N_("More than a day has passed since then. Say why it is written only now.")


def is_future(moment: datetime, now: datetime) -> bool:
    """Whether *moment* lies after *now* by more than two clocks may differ."""
    return moment > now + SLACK


def is_late(happened_at: datetime, recorded_at: datetime) -> bool:
    """Whether it was written so long after that the reason is asked; nothing is refused for being late."""
    return recorded_at - happened_at > LATE_AFTER


def entry_faults(*, registered_at: datetime, informed_at: datetime | None, gd_at: datetime | None,
                 occurred_from_at: datetime | None, occurred_to_at: datetime | None, now: datetime) -> dict[str, str]:
    """Field → sentence (msgid) for the moments of a new case that cannot be."""
    faults = {name: FUTURE for name, moment in (
        ("registered", registered_at), ("informed", informed_at), ("gd", gd_at), ("occurred_from", occurred_from_at),
        ("occurred_to", occurred_to_at)) if moment is not None and is_future(moment, now)}
    if informed_at and informed_at > registered_at:
        faults.setdefault("informed", INFORMED_AFTER)
    if occurred_from_at and occurred_from_at > registered_at:
        faults.setdefault("occurred_from", OFFENCE_AFTER)
    if occurred_from_at and occurred_to_at and occurred_to_at < occurred_from_at:
        faults.setdefault("occurred_to", ENDS_BEFORE)
    return faults
