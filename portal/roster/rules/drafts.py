"""A draft run: its states, when it counts as cut off, its result as plain data, and what would mend a plan, in words."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from portal.core.words import N_
from portal.roster.rules.checks import Fault
from portal.roster.rules.plan import Cell

# lost is never written: it is what a run is called that has given no sign of life for SILENT
STATES: dict[str, str] = {
    "queued": N_("Waiting for its turn"), "running": N_("Being computed"), "done": N_("Ready"),
    "stopped": N_("Stopped; the best so far is kept"), "failed": N_("Failed"), "lost": N_("Cut off"),
}
GOING = ("queued", "running")
WITH_RESULT = ("done", "stopped")
SILENT = timedelta(seconds=60)

MENDS: dict[str, str] = {
    "rest": N_("allow %(officer)s a rest of only %(there)s hours before the duty of %(day)s"),
    "nights_in_row": N_("allow %(officer)s %(there)s nights in a row up to %(day)s"),
    "week_hours": N_("allow %(officer)s %(there)s hours in the week of %(day)s"),
    "weekly_off": N_("leave %(officer)s only %(there)s free days in the week of %(day)s"),
    "training": N_("put %(officer)s on the help desk on %(day)s without valid training, or have her trained before"),
    "away": N_("take back the leave of %(officer)s on %(day)s"),
    "least": N_("%(day)s, %(duty)s: get more staff, or need fewer: %(there)s of %(needed)s can be there"),
    "women": N_("%(day)s, %(duty)s: get a woman officer from elsewhere: %(there)s of %(needed)s can be there"),
    "rank": N_("%(day)s, %(duty)s: get an officer of the rank needed from elsewhere, or need a lower rank"),
    "overlap": N_("correct the two duties of %(officer)s on %(day)s that were set by hand"),
    "unknown": N_("clear what is entered on %(day)s for an officer or duty not known here"),
}


def standing(state: str, heard_at: datetime | None, started_at: datetime, now: datetime) -> str:
    """The state of a run as it is to be told: one that goes on but has been silent for a minute was cut off."""
    return "lost" if state in GOING and now - (heard_at or started_at) > SILENT else state


def plain(fault: Fault) -> dict[str, Any]:
    """A fault as it is kept with a run."""
    return {"rule": fault.rule, "is_hard": fault.is_hard, "day": fault.day.isoformat(), "officer": fault.officer,
            "duty": fault.duty, "values": dict(fault.values)}


def fault_of(kept: dict[str, Any]) -> Fault:
    """A kept fault as it was."""
    return Fault(kept["rule"], kept["is_hard"], date.fromisoformat(kept["day"]), kept["officer"], kept["duty"], kept["values"])


def taken_over(cells: Iterable[Cell], off: Iterable[tuple[str, date]], drafted: Iterable[list[str]]) -> list[Cell]:
    """The month with a draft in it: what was fixed by hand or kept free stays, everything else is the draft's."""
    fixed = [cell for cell in cells if cell.is_fixed]
    held = {(cell.officer, cell.day) for cell in fixed} | set(off)
    new = [Cell(officer, date.fromisoformat(day), duty) for officer, day, duty in drafted]
    return fixed + [cell for cell in new if (cell.officer, cell.day) not in held]
