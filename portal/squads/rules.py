"""What a squad may write down and when: vocabularies, times of an outing, the conduct record, what must be escalated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.core.words import N_

SPOT_KINDS = {
    "school": N_("School"), "college": N_("College"), "market": N_("Market"), "crossing": N_("Crossing"), "park": N_("Park"),
    "bus_stand": N_("Bus stand"), "mall": N_("Shopping mall"), "other": N_("Other")}
SOURCES = {
    "girls": N_("Girls and women asked there"), "school": N_("School or college"), "complaint": N_("Complaints and calls"),
    "beat": N_("Women's beat"), "own": N_("Own observation of the squad"), "other": N_("Other")}
RISKS = {"low": N_("Low"), "some": N_("Medium"), "high": N_("High")}
TIMES = {"morning": N_("Morning, until 11"), "noon": N_("Noon, 11 to 16"), "evening": N_("Evening, 16 to 20"),
         "night": N_("Night, from 20")}
STATES = {"briefed": N_("Briefed"), "out": N_("Out"), "closed": N_("Closed")}
TONES = {"briefed": "warn", "out": "live", "closed": "quiet"}
ACTS = {
    "remarks": N_("Lewd remarks or gestures"), "staring": N_("Staring, taking pictures"), "following": N_("Following, stalking"),
    "touching": N_("Touching, blocking the way"), "riding": N_("Riding dangerously near girls"), "other": N_("Other")}
OUTCOMES = {"warned": N_("Warned"), "red_card": N_("Red card"), "proceeded": N_("Proceeded against")}
GUARDIAN = {"told": N_("Guardian told"), "not_reached": N_("Guardian not reached"), "none": N_("No guardian named")}
PREVENTIVE = {"126": N_("BNSS 126"), "135": N_("BNSS 135"), "170": N_("BNSS 170")}
DRESS = {"uniform": N_("Uniform"), "plain": N_("Plain clothes"), "mixed": N_("Both")}
YES_NO = {"yes": N_("Yes"), "no": N_("No")}
# The conduct record: field → what is answered with yes when all was as ordered (DGP letters of April 2017).
CONDUCT = {
    "has_woman_officer": N_("A woman officer was present all the time"),
    "asked_no_couple": N_("No couple was asked for identity, stopped or questioned"),
    "humiliated_nobody": N_("Nobody was humiliated, searched or punished on the spot"),
    "chose_by_act": N_("Nobody was chosen by group, caste or religion, only by what was done")}
ANSWERS = {"open": N_("Not answered"), "answered": N_("Answered")}
OVERSIGHT = {"repeat": N_("Repeat after a red card"), "outside_plan": N_("Checks outside the plan"),
             "unclosed": N_("Not closed, no conduct record"), "no_conduct": N_("Closed without a conduct record"),
             "late": N_("Closed late"),
             "conduct": N_("Conduct not as ordered")}

BRIEFING_RANKS = ("SI", "INSP", "DSP", "ASP", "SP", "SSP", "DIG", "IG", "ADG", "DGP")
LATE_AFTER = timedelta(hours=24)
LONGEST_OUTING = timedelta(hours=16)
OLDEST = timedelta(days=366)  # a day before that is a mistyped year, or a telephone whose clock began anew
MOST = 9999

SAY_BRIEFED_FIRST = N_("The squad is briefed before it goes out: this is earlier than the briefing.")
SAY_RANK = N_("A squad is briefed by a sub-inspector or an officer above.")
SAY_LONG_AGO = N_("This day lies more than a year back. Look at the date.")
SAY_STATE = N_("This does not fit the outing as it stands: %(state)s.")
SAY_LONG_OUTING = N_("This is more than sixteen hours after the squad went out. Look at the time.")
SAY_WARNED = N_("More were warned than checked.")
SAY_MOST = N_("Write a number up to %(most)s.")
SAY_CAMERA = N_("Write the number of the body camera's recording, or why there is none.")
SAY_EXPLAIN = N_("An answer is no: write what happened.")
SAY_NO_CONDUCT = N_("Write the conduct record first. Without it an outing is not closed.")
SAY_OPEN_STOP = N_("The squad closed before the last time out (%(at)s).")
SAY_FIR = N_("Proceeded against needs an FIR number or a preventive action.")
SAY_PREVENTIVE = N_("No preventive action of this kendra has the number %(number)s.")
SAY_ACCOUNT = N_("Say in words what was done.")
SAY_TWICE = N_("This is written down already.")
SPOT_LISTS = {"now": N_("Spots of today"), "ended": N_("Spots that ended")}
SAY_SPOT_ENDED = N_("The last day of this spot is written down already: %(day)s.")
SAY_SPOT_STANDS = N_("This spot has no last day.")
SAY_SPOT_LATER = N_("The last day of a spot is today or a day before.")
SAY_SPOT_GONE = N_("On this day the place is no sensitive spot any more.")
SAY_CODE = N_("No place of this kendra has this code.")
SAY_NO_STOP = N_("Write at least one place or one stretch of foot patrol.")
SAY_NOBODY = N_("Planned, but nobody of the squad is on the published roster.")
SAY_NO_PLAN = N_("On the roster, but no place is planned.")
SAY_NO_ROSTER = N_("The roster of this month is not published.")
SAY_PLAN_LATE = N_("A plan is made for today or a later day. What was done without a plan stands as outside it.")
SAY_MEMBER = N_("The officer is in this squad already, or comes into it later.")
SAY_TERM = N_("The last day lies before the first (%(day)s).")
SAY_ANSWERED = N_("This complaint is answered already.")
LACKS_BRIEFING, LACKS_STOP = N_("Briefing is thin"), N_("No place written down")
LACKS_CONDUCT, LACKS_GUARDIAN = N_("No conduct record"), N_("Guardian not told")


@dataclass(frozen=True)
class Sheet:
    """A paper sheet of an outing. *briefing*: day, officer_id, at, text; *stops*: columns of a stop each; *conduct*: its
    answers; *back_at* None leaves the outing open, for those who are still to be named."""

    briefing: Mapping[str, Any]
    out_at: datetime
    stops: Sequence[Mapping[str, Any]]
    conduct: Mapping[str, Any]
    back_at: datetime | None
    note: str = ""


def conduct_is_clean(answers: Mapping[str, bool]) -> bool:
    """Whether every answer is as ordered."""
    return all(answers[name] for name in CONDUCT)


TALLIES = ("places", "checked", "warned", "vehicles", "foot_places", "foot_checked", "foot_warned")


def tallies(stop: Mapping[str, Any], *, is_planned: bool) -> dict[str, int]:
    """What a stop adds to the sums that its outing keeps: TALLIES, foot patrol apart, and *outside* the plan."""
    block = "foot_" if stop["is_foot"] else ""
    return {f"{block}places": 1, f"{block}checked": stop["checked"], f"{block}warned": stop["warned"],
            "vehicles": stop["vehicles"], "outside": int(not is_planned)}


def plan_warning(*, has_plan: bool, has_squad: bool, is_published: bool) -> str:
    """What does not fit between the plan of a day and its roster (a msgid), or nothing."""
    if has_plan and not is_published:
        return SAY_NO_ROSTER
    if has_plan != has_squad:
        return SAY_NOBODY if has_plan else SAY_NO_PLAN
    return ""


def days_since(last: date | None, today: date) -> int | None:
    """Days since the last visit; None when there was none."""
    return None if last is None else (today - last).days


def outing_gaps(row: Mapping[str, Any]) -> list[str]:
    """What a line of the squad daily register lacks."""
    return [say for say, lacks in ((LACKS_STOP, not row["places"] and not row["foot_places"]),
                                   (LACKS_CONDUCT, row["state"] != "closed"),
                                   (LACKS_BRIEFING, len(row["briefing"].split()) < 3)) if lacks]


def card_gaps(row: Mapping[str, Any]) -> list[str]:
    """What a line of the red card register lacks."""
    return [LACKS_GUARDIAN] if row["guardian"] != "told" else []
