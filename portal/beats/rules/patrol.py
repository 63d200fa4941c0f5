"""What may be written of a day on the beat: its times, visits, problems, its end, and the sentences when it may not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.core.words import N_
from portal.field.rules import CLOCK_SLACK, SAY_FUTURE, Fault, is_ahead, stay_fault

LONGEST_DAY = timedelta(hours=16)
LATE_AFTER = timedelta(hours=24)
MOST = 999
FARTHEST_NEXT = timedelta(days=366)
# Only what names no offence may be settled on the spot or passed on: an offence is told to the police station itself.
MAY_SETTLE = ("matrimonial", "maintenance", "property", "other")

SAY_NOT_OFFICER = N_("On this day she was not an officer of this beat. Look at the day, or at the officers of the beat.")
SAY_OUT_ALREADY = N_("She is out on this beat already: day %(number)s. Go on there, or write its end first.")
SAY_WITHIN_DAY = N_("At this time she was out on this beat already: day %(number)s.")
SAY_CLOSED = N_("This day on the beat was closed at %(at)s. What came after it is written as a new day; what was forgotten can "
                "be written by the officer in charge.")
SAY_BEFORE_START = N_("This is before she went out (%(at)s).")
SAY_LONG_DAY = N_("This is more than sixteen hours after she went out. Look at the time.")
SAY_OVERLAP = N_("At this time she was at another place: %(place)s, %(from)s to %(to)s. Look at the times.")
SAY_OTHER_BEAT = N_("This place belongs to the beat %(beat)s, not to the beat of this day. Write it on a day of that beat.")
SAY_NO_PLACE = N_("This place does not belong to the beat on that day. Fetch the plans anew and choose the place again.")
SAY_BEFORE_VISIT = N_("She closed before the last time out (%(at)s).")
SAY_MOST = N_("Write a number up to %(most)s.")
SAY_NEXT = N_("The next visit lies after this day, at most a year ahead.")
SAY_DANGER = N_("She is in danger: take it up as a complaint.")
SAY_OFFENCE = N_("This may be an offence. It is not settled on the spot or passed on: take it up as a complaint.")
SAY_ACCOUNT = N_("Write in a few words what was told and done, without names.")
SAY_NOT_TAKEN_UP = N_("This problem was settled or passed on; no complaint is made of it.")
SAY_CODE = N_("No place of this kendra has this code.")
SAY_CODES = N_("Write codes from the sheet with a space between them, up to %(most)s.")
SAY_NO_VISIT = N_("Write at least one visit.")
LACKS_SCHEMES, LACKS_MET = N_("No scheme told"), N_("Nobody of the place met")
LACKS_VISIT, LACKS_END, LACKS_SUMMARY = N_("No visit written down"), N_("Not closed"), N_("Summary is thin")


@dataclass(frozen=True)
class Stay:
    """A visit as far as the clock is concerned; the place by name."""

    came_at: datetime
    left_at: datetime
    place: str


@dataclass(frozen=True)
class Sheet:
    """A paper sheet of a day: *start* officer_id, day, at; *visits* and *problems* as columns; *end* at, summary, next_note."""

    start: Mapping[str, Any]
    visits: Sequence[Mapping[str, Any]]
    problems: Sequence[Mapping[str, Any]]
    end: Mapping[str, Any]


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def visit_fault(came_at: datetime, left_at: datetime, started_at: datetime, now: datetime,
                others: Iterable[Stay]) -> Fault | None:
    """What is impossible about the times of a visit; moments of one time zone, *others* the visits of the same officer."""
    fault = moment_fault(came_at, started_at, now)
    if fault:
        return fault
    stay = stay_fault(came_at, left_at, now)
    if stay:
        return Fault(stay[1])
    for one in others:
        if came_at < one.left_at and one.came_at < left_at:
            return Fault(SAY_OVERLAP, {"place": one.place, "from": _clock(one.came_at), "to": _clock(one.left_at)})
    return None


def moment_fault(at: datetime, started_at: datetime, now: datetime) -> Fault | None:
    """What is impossible about a moment of a day on the beat, given in the start's time zone.

    An hour of the clock before she went out was read as one of the next day (a round over midnight needs no second date);
    when that cannot be, it is said to lie before her start.
    """
    is_long = at - started_at > LONGEST_DAY
    if at < started_at - CLOCK_SLACK or ((is_long or is_ahead(at, now)) and at.date() > started_at.date()):
        return Fault(SAY_BEFORE_START, {"at": _clock(started_at)})
    if is_ahead(at, now):
        return Fault(SAY_FUTURE)
    return Fault(SAY_LONG_DAY) if is_long else None


def end_fault(at: datetime, started_at: datetime, last_out: datetime | None, now: datetime) -> Fault | None:
    """What is impossible about the end of a day."""
    is_wrong = at - started_at > LONGEST_DAY or is_ahead(at, now)
    if last_out is not None and (at < last_out or (is_wrong and at.date() > last_out.date())):
        return Fault(SAY_BEFORE_VISIT, {"at": _clock(last_out)})
    return moment_fault(at, started_at, now)


def problem_fault(nature: str, outcome: str, account: str, *, is_in_danger: bool) -> tuple[str, str] | None:
    """(field, sentence) for what may not become of a problem."""
    if outcome != "taken_up" and is_in_danger:
        return "outcome", SAY_DANGER
    if outcome != "taken_up" and nature not in MAY_SETTLE:
        return "outcome", SAY_OFFENCE
    return ("account", SAY_ACCOUNT) if len(account.split()) < 3 else None


def next_fault(next_on: date | None, day: date) -> str:
    """The sentence about the promised next visit, or nothing."""
    return SAY_NEXT if next_on is not None and not day < next_on <= day + FARTHEST_NEXT else ""


def visit_gaps(row: Mapping[str, Any]) -> list[str]:
    """What a line of the women's beat register lacks."""
    return [say for say, lacks in ((LACKS_MET, not row["women_met"] and not row["officials"]),
                                   (LACKS_SCHEMES, not row["schemes"])) if lacks]


def day_gaps(row: Mapping[str, Any]) -> list[str]:
    """What a line of the patrol log lacks."""
    return [say for say, lacks in ((LACKS_VISIT, not row["visits"]), (LACKS_END, row["state"] != "closed"),
                                   (LACKS_SUMMARY, row["state"] == "closed" and len(row["summary"].split()) < 3)) if lacks]
