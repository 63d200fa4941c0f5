"""What may be written of an officer after a session: attendance, result, and what is missing in the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portal.core.words import N_

ATTENDANCE: dict[str, str] = {"present": N_("Present"), "late": N_("Came late"), "absent": N_("Absent")}
RESULTS: dict[str, str] = {"passed": N_("Passed"), "failed": N_("Not passed")}

SAY_NO_ATTENDANCE = N_("Enter first whether the officer was there.")
SAY_ABSENT = N_("Who was absent has no result.")
SAY_NOT_BEGUN = N_("The session has not begun yet.")
SAY_NOT_OVER = N_("A result is entered from the last day of the session on.")
SAY_WHY_FAILED = N_("Write what is to be repeated.")

LACKS_ATTENDANCE = N_("The session is over and attendance is not entered.")
LACKS_RESULT = N_("The officer was there and has no result.")
LACKS_TRAINER = N_("Who trained is not entered.")
LACKS_NOTE = N_("Not passed, and nothing says what is to be repeated.")
RESULT_DAYS = 7  # so long after a session a result may be awaited


@dataclass(frozen=True)
class Mark:
    """Attendance ("" when open), result ("" when open) and a note."""

    attendance: str = ""
    result: str = ""
    note: str = ""


def fault_of(mark: Mark, from_on: date, to_on: date, day: date) -> tuple[str, str] | None:
    """What is wrong with *mark* for a session of those days, written on *day*: the field and a sentence (msgid), or None."""
    if mark.result and not mark.attendance:
        return "attendance", SAY_NO_ATTENDANCE
    if mark.result and mark.attendance == "absent":
        return "result", SAY_ABSENT
    if mark.attendance and day < from_on:
        return "attendance", SAY_NOT_BEGUN
    if mark.result and day < to_on:
        return "result", SAY_NOT_OVER
    if mark.result == "failed" and not mark.note:
        return "note", SAY_WHY_FAILED
    return None


def is_open(mark: Mark) -> bool:
    """Whether something is still to be entered: attendance, or the result of who was there."""
    return not mark.attendance or (mark.attendance != "absent" and not mark.result)


def gaps(row: Mapping[str, Any], day: date) -> list[str]:
    """What a line of the register lacks on *day* (msgids); a line that was taken back lacks nothing."""
    if row["withdrawn_at"] is not None or row["cancelled_at"] is not None:
        return []
    found = []
    if not row["attendance"] and row["to_on"] < day:
        found.append(LACKS_ATTENDANCE)
    if row["attendance"] in ("present", "late") and not row["result"] and row["to_on"] + timedelta(days=RESULT_DAYS) < day:
        found.append(LACKS_RESULT)
    if not row["trainer"] and row["to_on"] < day:
        found.append(LACKS_TRAINER)
    if row["result"] == "failed" and not row["note"]:
        found.append(LACKS_NOTE)
    return found
