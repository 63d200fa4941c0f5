"""Who came: what may be marked for a duty of a day, and what each mark must say."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.core.words import N_
from portal.roster.rules.plan import Duty
from portal.roster.rules.shifts import span_of

STATES: dict[str, str] = {
    "present": N_("Present"), "late": N_("Came late"), "absent": N_("Absent"), "diverted": N_("Diverted to other duty"),
}
MISSING = ("absent", "diverted")  # who is not at the post that the roster gave her

SAY_CAME = N_("Write when she came: after the beginning of the duty and before its end.")
SAY_WHY = N_("Write the reason of the absence, or that it is not known.")
SAY_WHERE = N_("Write to what she was diverted.")
SAY_HOURS = N_("Write the hours of the diversion, 1 to 24.")
SAY_NOT_BEGUN = N_("A duty that has not begun cannot be marked.")
SAY_NOT_ON_ROSTER = N_("The roster of that day has changed meanwhile. Open the page again.")


@dataclass(frozen=True)
class Mark:
    """What is marked: *came* the time of who came late, *note* the reason or where to, *hours* of a diversion."""

    state: str
    came: time | None = None
    note: str = ""
    hours: int | None = None

    def plain(self) -> "Mark":
        """Without what the state does not ask."""
        return Mark(self.state, self.came if self.state == "late" else None, self.note if self.state in MISSING else "",
                    self.hours if self.state == "diverted" else None)


def came_wall(day: date, duty: Duty, came: time) -> datetime:
    """The wall-clock moment of a time within a duty of *day*: half past midnight in a night lies on the next day."""
    begin, _end = span_of(day, duty)
    moment = datetime.combine(begin.date(), came)
    return moment if moment >= begin else moment + timedelta(days=1)


def fault_of(mark: Mark, day: date, duty: Duty) -> tuple[str, str] | None:
    """(field, sentence) of what is wrong with a mark for a duty, or None."""
    begin, end = span_of(day, duty)
    if mark.state == "late" and (mark.came is None or not begin < came_wall(day, duty, mark.came) < end):
        return "came", SAY_CAME
    if mark.state == "absent" and not mark.note.strip():
        return "note", SAY_WHY
    if mark.state == "diverted" and not mark.note.strip():
        return "note", SAY_WHERE
    if mark.state == "diverted" and not (mark.hours and 1 <= mark.hours <= 24):
        return "hours", SAY_HOURS
    return None
