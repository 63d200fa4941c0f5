"""The month's plan of a beat: drafted from norm, sittings, promises and days since the last visit, and what does not fit.

Everything is a plain value and nothing is drawn by lot: the same input gives the same plan.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from portal.beats.rules.norms import Norm
from portal.core.calendar import week_of
from portal.core.words import N_

LEAST_GAP = 7  # days within which a draft does not send her to the same place twice, but for a sitting or a promise
# Without a published roster: in which order the days of a week are taken, spread and never a Sunday.
SPREAD = (1, 4, 2, 0, 3, 5)
SAY_NO_DAY = N_("In what is left of this month nobody of this beat has the roster duty “women's beat”.")
SAY_GAP = N_("%(place)s: %(days)s days in a row without a visit; the norm is %(norm)s.")
SAY_SITTING = N_("%(place)s: %(count)s sittings of this month have nobody on the beat.")
SAY_PROMISE = N_("%(place)s: she was promised for %(day)s; this is not in the plan.")
SAY_NO_DUTY = N_("%(day)s: places are planned, but nobody of the beat has the roster duty.")
SAY_FULL = N_("%(day)s: %(count)s places are planned; the norm is %(norm)s in one day.")

Fault = tuple[str, dict[str, Any]]  # msgid and its values


@dataclass(frozen=True)
class Spot:
    """A place to be planned. *last_on*: the last day somebody was or will be there before the days that are planned;
    *next_on*: the day that an officer promised there."""

    key: str
    code: int
    name: str
    from_on: date
    to_on: date | None = None
    sits: tuple[int, ...] = ()
    last_on: date | None = None
    next_on: date | None = None

    def belongs(self, day: date) -> bool:
        """Whether the place is of the beat on that day."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True)
class Line:
    """A place on a day; *is_fixed*: put there by hand."""

    day: date
    key: str
    is_sitting: bool = False
    is_fixed: bool = False


def beat_days(spots: Sequence[Spot], norm: Norm, days: Sequence[date], duty: Collection[date] | None,
              taken: Iterable[date] = ()) -> set[date]:
    """The days on which somebody goes to the beat: those with the roster duty; without a published roster (*duty* None) the
    norm's days of each week, those with sittings first. A week cut by the month's end gets its share."""
    if duty is not None:
        return {day for day in days if day in duty}
    sits = Counter(weekday for spot in spots for weekday in spot.sits)
    chosen = set(taken)
    for monday in dict.fromkeys(week_of(day)[0] for day in days):
        here = [day for day in days if week_of(day)[0] == monday]
        worked = [day for day in here if day.weekday() in SPREAD or sits[day.weekday()]]
        wanted = (norm.days_a_week * len(worked) * 2 + 6) // 12
        worked.sort(key=lambda day: (day not in chosen, -sits[day.weekday()], (*SPREAD, 6).index(day.weekday())))
        chosen |= set(worked[:wanted])
    return chosen


def draft(spots: Sequence[Spot], norm: Norm, days: Sequence[date], duty: Collection[date] | None,
          fixed: Sequence[Line] = ()) -> list[Line]:
    """The plan of *days*: what was put in by hand stays, then promises, then sittings, then what is longest without a visit,
    spread evenly over the days of each week."""
    wanted = {day for day in days if any(one.next_on == day and one.belongs(day) for one in spots)}
    going = beat_days(spots, norm, days, duty, {line.day for line in fixed} | wanted) | wanted
    lines = list(fixed)
    ordered = sorted(spots, key=lambda one: one.code)
    for day in sorted(going):
        there = {line.key for line in lines if line.day == day}
        promised = [one for one in ordered if one.next_on == day and one.belongs(day)]
        sitting = [one for one in ordered if day.weekday() in one.sits and one.belongs(day)]
        for one in (*promised, *sitting):
            if one.key not in there and (one in promised or len(there) < norm.places_a_day):
                there.add(one.key)
                lines.append(Line(day, one.key, day.weekday() in one.sits))
    for monday in sorted({week_of(day)[0] for day in going}):
        lines += _shared(ordered, norm, sorted(day for day in going if week_of(day)[0] == monday), lines)
    return sorted(lines, key=lambda line: (line.day, next((one.code for one in spots if one.key == line.key), 0)))


def _shared(spots: Sequence[Spot], norm: Norm, days: Sequence[date], lines: Sequence[Line]) -> list[Line]:
    """The days of a week filled with the places longest without a visit, each with its even share of what is due."""
    made: list[Line] = []
    for number, day in enumerate(days):
        known, rest = [*lines, *made], days[number:]
        due = {one.key for later in rest for one in _waiting(spots, later, known)}
        full = [sum(line.day == later for line in known) for later in rest]
        made += [Line(day, one.key) for one in _waiting(spots, day, known)[:_share(norm.places_a_day, full, len(due))]]
    return made


def _share(most: int, full: list[int], due: int) -> int:
    """How many of *due* places go to the first of some days that have *full* places each, when one after the other goes to
    the emptiest, up to *most* in a day."""
    first, full = full[0], list(full)
    for _ in range(due):
        emptiest = full.index(min(full))
        if full[emptiest] >= most:
            break
        full[emptiest] += 1
    return full[0] - first


def _waiting(spots: Sequence[Spot], day: date, lines: Sequence[Line]) -> list[Spot]:
    """The places that may be visited on a day, the longest without a visit first."""
    last: dict[str, date] = {}
    near: set[str] = set()
    for line in lines:
        if line.day <= day:
            last[line.key] = max(last.get(line.key, line.day), line.day)
        if abs((line.day - day).days) < LEAST_GAP:
            near.add(line.key)
    waiting = []
    for one in spots:
        seen = max((when for when in (one.last_on, last.get(one.key)) if when is not None), default=None)
        if one.belongs(day) and one.key not in near and (seen is None or (day - seen).days >= LEAST_GAP):
            waiting.append((seen or date.min, one.code, one))
    return [one for _, _, one in sorted(waiting, key=lambda item: item[:2])]


def faults(spots: Sequence[Spot], norm: Norm, days: Sequence[date], duty: Collection[date] | None,
           lines: Sequence[Line]) -> list[Fault]:
    """What of a plan does not fit, in words: no duty, broken promises, sittings without anybody, gaps longer than the norm,
    days too full."""
    said: list[Fault] = [(SAY_NO_DAY, {})] if duty is not None and not any(day in duty for day in days) else []
    by_day = Counter(line.day for line in lines)
    for day in sorted(by_day):
        if duty is not None and day not in duty:
            said.append((SAY_NO_DUTY, {"day": _text(day)}))
        if by_day[day] > norm.places_a_day:
            said.append((SAY_FULL, {"day": _text(day), "count": by_day[day], "norm": norm.places_a_day}))
    for one in sorted(spots, key=lambda spot: spot.code):
        said += _faults_of(one, norm, days, {line.day for line in lines if line.key == one.key})
    return said


def _faults_of(one: Spot, norm: Norm, days: Sequence[date], planned: set[date]) -> list[Fault]:
    said: list[Fault] = []
    here = [day for day in days if one.belongs(day)]
    if one.next_on in here and one.next_on not in planned:
        said.append((SAY_PROMISE, {"place": one.name, "day": _text(one.next_on)}))
    missed = sum(day.weekday() in one.sits and day not in planned for day in here)
    if missed:
        said.append((SAY_SITTING, {"place": one.name, "count": missed}))
    if here:
        stations = [one.last_on or max(one.from_on, here[0] - timedelta(days=1)), *sorted(planned), here[-1]]
        longest = max((later - earlier).days for earlier, later in pairwise(stations))
        if longest > norm.days_between:
            said.append((SAY_GAP, {"place": one.name, "days": longest, "norm": norm.days_between}))
    return said


def _text(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def one_officer(duty: Mapping[date, Sequence[Any]], day: date) -> Any:
    """Who goes, when exactly one officer of the beat has the duty; else nobody is named."""
    return duty[day][0] if len(duty.get(day, ())) == 1 else None
