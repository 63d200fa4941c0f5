"""The norms of a roster in words: what each rule is called, in what its limit is counted, and what may be entered."""

from dataclasses import dataclass
from datetime import date

from portal.core.words import N_
from portal.roster.rules.plan import DUTIES, MINUTES, RANKS, with_hours


@dataclass(frozen=True)
class NormWords:
    """A rule: its title, the words of its limit ("" without one), the least and greatest limit, whether it may be hard."""

    title: str
    counted: str = ""
    least: int = 0
    most: int = 0
    may_be_hard: bool = False


NORM_WORDS: dict[str, NormWords] = {
    "rest": NormWords(N_("Rest between two duties"), N_("hours at least"), 4, 24, True),
    "nights_in_row": NormWords(N_("Nights in a row"), N_("at most"), 1, 7, True),
    "week_hours": NormWords(N_("Working hours in a week"), N_("hours at most"), 8, 84, True),
    "weekly_off": NormWords(N_("Free days in a week"), N_("at least"), 0, 4, True),
    "training": NormWords(N_("Valid training for the help desk"), may_be_hard=True),
    "fair_nights": NormWords(N_("Nights shared fairly"), N_("off the fair share without cost"), 0, 10),
    "fair_sundays": NormWords(N_("Sundays and festivals shared fairly"), N_("off the fair share without cost"), 0, 10),
    "fair_duties": NormWords(N_("Duties shared fairly"), N_("off the fair share without cost"), 0, 10),
    "isolated_off": NormWords(N_("Few single free days")),
    "wish": NormWords(N_("Wishes of the officers")),
    "continuity": NormWords(N_("The same officer on follow-up duty")),
}
WEEKDAYS: dict[str, str] = {
    "": N_("Every day"), "0": N_("Monday"), "1": N_("Tuesday"), "2": N_("Wednesday"), "3": N_("Thursday"), "4": N_("Friday"),
    "5": N_("Saturday"), "6": N_("Sunday"),
}
RANK_WORDS: dict[str, str] = dict(zip(RANKS, (
    N_("Home guard"), N_("Counsellor"), N_("Constable"), N_("Head constable"), N_("Sub-inspector"), N_("Inspector")),
    strict=True))
MOST_WEIGHT, MOST_OFFICERS = 100, 40
SHORTEST, LONGEST = 2, 14  # hours of a duty

SAY_SOFT_ONLY = N_("This rule can only be weighed, not made hard.")
SAY_LIMIT = N_("Write a limit from %(least)s to %(most)s.")
SAY_WEIGHT = N_("Write a weight from 0 to %(most)s.")
SAY_PAST = N_("What counted on days gone by stays as it was. Write a day from %(first)s on.")
SAY_MORE_WOMEN = N_("More women or officers of a rank are asked for than officers.")
SAY_SHIFT_LENGTH = N_("A duty lasts from %(least)s to %(most)s hours.")
SAY_NIGHT = N_("The night shift must cover two in the morning, and no other duty may: nights are counted by that.")
SAY_NO_RANK = N_("Choose the rank, or ask for no officer of a rank.")


def norm_fault(rule: str, *, is_hard: bool, weight: int, limit: int) -> tuple[str, dict[str, int]] | None:
    """What is wrong with a norm as it was typed (msgid and values), or None."""
    words = NORM_WORDS[rule]
    if is_hard and not words.may_be_hard:
        return SAY_SOFT_ONLY, {}
    if words.counted and not words.least <= limit <= words.most:
        return SAY_LIMIT, {"least": words.least, "most": words.most}
    return None if 0 <= weight <= MOST_WEIGHT else (SAY_WEIGHT, {"most": MOST_WEIGHT})


def need_fault(least: int, women: int, rank: str, of_rank: int) -> str | None:
    """What is wrong with a need as it was typed (msgid), or None."""
    if max(women, of_rank) > least:
        return SAY_MORE_WOMEN
    return SAY_NO_RANK if of_rank and not rank else None


def lasting(begins: int, ends: int) -> int:
    """Minutes from *begins* to *ends*, both in minutes after midnight; what ends no later than it begins ends on the next day."""
    return ends - begins if ends > begins else ends - begins + MINUTES


def shift_fault(duty: str, begins: int, lasts: int) -> tuple[str, dict[str, int]] | None:
    """What is wrong with the hours of a duty (msgid and values), or None."""
    if not SHORTEST * 60 <= lasts <= LONGEST * 60:
        return SAY_SHIFT_LENGTH, {"least": SHORTEST, "most": LONGEST}
    return None if with_hours(DUTIES[duty], (begins, lasts)).is_night == (duty == "night") else (SAY_NIGHT, {})


def earliest(today: date) -> date:
    """The first day from which something new may count: that of the present month."""
    return today.replace(day=1)
