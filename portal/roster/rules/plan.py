"""What a roster is made of: officers, duties, needs, leave, cells and norms, as plain values for one kendra and one period."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from portal.core.words import N_

MINUTES = 24 * 60
RANKS = ("home_guard", "counsellor", "constable", "head_constable", "sub_inspector", "inspector")


@dataclass(frozen=True)
class Duty:
    """A kind of work on one day. *begins* is in minutes after midnight of the day it counts for; *lasts* in minutes.

    A night begins late and ends on the next morning, and belongs to the day on which it begins (ROS-1).
    """

    code: str
    title: str
    begins: int
    lasts: int
    is_desk: bool = False

    @property
    def ends(self) -> int:
        """Minutes after midnight of its own day; more than 1440 when it ends on the next."""
        return self.begins + self.lasts

    @property
    def is_night(self) -> bool:
        """Whether it covers two in the morning."""
        return self.begins <= MINUTES + 120 < self.ends or self.begins <= 120 < self.ends


# The house's own plan of three shifts; a kendra may enter other hours, and what it needs, as dated data.
DUTIES: dict[str, Duty] = {duty.code: duty for duty in (
    Duty("morning", N_("Help desk, morning"), 6 * 60, 8 * 60, is_desk=True),
    Duty("evening", N_("Help desk, evening"), 14 * 60, 8 * 60, is_desk=True),
    Duty("night", N_("Help desk, night"), 22 * 60, 8 * 60, is_desk=True),
    Duty("follow_up", N_("Follow-up duty"), 10 * 60, 8 * 60),
    Duty("squad", N_("Anti-Romeo outing"), 12 * 60, 8 * 60),
    Duty("beat", N_("Women's beat"), 9 * 60, 8 * 60),
    Duty("court", N_("Court"), 9 * 60, 8 * 60),
    Duty("escort", N_("Escort"), 8 * 60, 8 * 60),
    Duty("diversion", N_("VIP or festival duty"), 7 * 60, 12 * 60),
    Duty("training", N_("Training"), 10 * 60, 7 * 60),
)}


def with_hours(duty: Duty, hours: tuple[int, int]) -> Duty:
    """The duty with other hours: begin and length in minutes."""
    return replace(duty, begins=hours[0], lasts=hours[1])


@lru_cache(maxsize=256)
def _timed(code: str, hours: tuple[int, int]) -> Duty:
    return with_hours(DUTIES[code], hours)


@dataclass(frozen=True)
class Officer:
    """Someone who can be put on the roster, in the days of her posting; *trained_until* is None when nothing is known."""

    key: str
    is_woman: bool
    rank: str
    posted_from: date | None = None
    posted_to: date | None = None
    trained_until: date | None = None

    def is_posted(self, day: date) -> bool:
        """Whether she belongs to the kendra on that day."""
        return (self.posted_from is None or self.posted_from <= day) and (self.posted_to is None or day <= self.posted_to)


@dataclass(frozen=True)
class Leave:
    """Days, both included, on which an officer is not there; only granted leave stands here."""

    officer: str
    from_on: date
    to_on: date

    def covers(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True)
class Need:
    """What a duty needs on a day: officers, women among them, and how many of at least a rank."""

    day: date
    duty: str
    least: int
    women: int = 0
    rank: str = ""
    of_rank: int = 0


@dataclass(frozen=True)
class Cell:
    """One officer on one duty on one day; a fixed cell was set by hand and is never moved by the draft. A published one knows
    the *hours* (begin and length in minutes) with which it went out."""

    officer: str
    day: date
    duty: str
    is_fixed: bool = False
    hours: tuple[int, int] | None = field(default=None, compare=False)

    @property
    def timed(self) -> Duty:
        """The duty with the hours of its publishing, or those of the house."""
        return DUTIES[self.duty] if self.hours is None else _timed(self.duty, self.hours)


@dataclass(frozen=True)
class Wish:
    """A wish of an officer for a day: to be free (duty None) or to have a duty; *weight* as the norms give it."""

    officer: str
    day: date
    duty: str | None = None


@dataclass(frozen=True)
class Rule:
    """How one rule counts here: held always (hard), or paid for (soft) with *weight* for each breach; *limit* in its own unit."""

    is_hard: bool
    weight: int = 0
    limit: int = 0


# Rule → how it counts unless a kendra's dated norms say otherwise. Limits: hours of rest, nights, hours a week, days in
# seven; of fairness: by how much an officer may be off her share before it counts.
NORMS: dict[str, Rule] = {
    "rest": Rule(True, limit=12),
    "nights_in_row": Rule(True, limit=3),
    "week_hours": Rule(True, limit=48),
    "weekly_off": Rule(True, limit=1),
    "training": Rule(False, weight=1),
    "fair_nights": Rule(False, weight=4),
    "fair_sundays": Rule(False, weight=3),
    "fair_duties": Rule(False, weight=1, limit=1),
    "isolated_off": Rule(False, weight=1),
    "wish": Rule(False, weight=2),
    "continuity": Rule(False, weight=1),
}


@dataclass(frozen=True)
class Plan:
    """One period of one kendra: everything that checks and draft need. *history* holds the cells of the weeks before it,
    *nights_before* and *sundays_before* the counts that fairness carries over from earlier months and *there_before* on how many
    days of them each officer was there, *off* the days of officers (officer, day) that were kept free by hand."""

    first: date
    days: int
    officers: tuple[Officer, ...]
    needs: tuple[Need, ...]
    leave: tuple[Leave, ...] = ()
    cells: tuple[Cell, ...] = ()
    history: tuple[Cell, ...] = ()
    wishes: tuple[Wish, ...] = ()
    festivals: frozenset[date] = frozenset()
    off: frozenset[tuple[str, date]] = frozenset()
    nights_before: Mapping[str, int] = field(default_factory=dict)
    sundays_before: Mapping[str, int] = field(default_factory=dict)
    there_before: Mapping[str, int] = field(default_factory=dict)
    norms: Mapping[str, Rule] = field(default_factory=lambda: NORMS)
    duties: Mapping[str, Duty] = field(default_factory=lambda: DUTIES)

    @property
    def dates(self) -> tuple[date, ...]:
        """The days of the period."""
        return tuple(self.first + timedelta(days=number) for number in range(self.days))

    def duty(self, cell: Cell) -> Duty:
        """What a cell of the period or of its history asks; what was published keeps its hours when the kendra changes them."""
        return self.duties[cell.duty] if cell.hours is None else cell.timed

    def is_away(self, officer: Officer, day: date) -> bool:
        """On leave, or not posted here on that day."""
        if not officer.is_posted(day):
            return True
        leave = self._leave_of.get(officer.key)  # a month asks this of each cell, and few officers have leave
        return leave is not None and any(one.covers(day) for one in leave)

    @cached_property
    def _leave_of(self) -> Mapping[str, list[Leave]]:
        found: dict[str, list[Leave]] = {}
        for one in self.leave:
            found.setdefault(one.officer, []).append(one)
        return found

    def is_holiday(self, day: date) -> bool:
        """A Sunday or a festival: counted together for fairness."""
        return day.weekday() == 6 or day in self.festivals


def desk_needs(days: tuple[date, ...], least: int = 2, women: int = 1) -> tuple[Need, ...]:
    """The help desk of each day: three shifts, at least one woman in each (ROS-2)."""
    return tuple(Need(day, duty, least, women) for day in days for duty in ("morning", "evening", "night"))
