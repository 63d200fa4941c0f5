"""The deadline engine: events of a case in, duties with their due moments out. Pure: no database, no clock.

How periods are counted here (a reading of the house; an order of the office may say otherwise):
hours run from minute to minute; a period of days ends with the last minute of its last day in India, the day of the trigger
not counted (for default bail it is counted); months and years follow the calendar and end on the last day of a shorter month.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, Protocol

from dateutil.relativedelta import relativedelta

from portal.core.words import N_
from portal.law.rules.case_facts import CaseFacts
from portal.law.rules.clocks import CLOCKS, Clock
from portal.law.rules.events import Event

IST = timezone(timedelta(hours=5, minutes=30))
LAST_MINUTE = time(23, 59)
LONGEST_JOURNEY = 4  # digits of its minutes; more is a slip of the pen and not a journey
SOON, MINUTE = timedelta(hours=48), timedelta(minutes=1)
_WHEN = attrgetter("at")
NO_PAUSE = timedelta()

STATES: dict[str, str] = {
    "now": N_("Do now"),
    "overdue": N_("Overdue"),
    "due": N_("Due within 48 hours"),
    "waiting": N_("Due later"),
    "standing": N_("To be kept to"),
    "met": N_("Met"),
    "met_late": N_("Met late"),
    "ended": N_("No longer asked"),
    "not_applicable": N_("Does not apply"),
}
OPEN = ("now", "overdue", "due", "waiting")
NOT_STARTED = N_("starts with an event that has not happened")
NO_EVIDENCE = N_("Name what proves it: the number, the receipt, the time on the paper. Without it the duty stays open.")


class Row(Protocol):
    """What the engine reads of a clock's row in the law pack."""

    limit: str

    @property
    def needs_check(self) -> bool:
        """Whether a prosecution officer has still to confirm it."""


class Duty(NamedTuple):
    """One duty: clock, what started it, when it is due (None: at once or standing), how it stands, what met it, and why.

    *minutes_elapsed* are those since the trigger, for a duty at once; *occurrence* counts from 1 where a clock repeats.
    """

    clock_id: str
    trigger: Event | None
    due_at: datetime | None
    state: str
    met_by: Event | None
    why: str
    minutes_elapsed: int | None = None
    occurrence: int = 1
    is_to_confirm: bool = False

    @property
    def is_at_once(self) -> bool:
        """Whether it is due at once, without a number in the law."""
        return self.minutes_elapsed is not None

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to act."""
        return self.state in OPEN


def duties(events: Iterable[Event], facts: CaseFacts, now: datetime, rows: Mapping[str, Row]) -> tuple[Duty, ...]:
    """Every duty that the *events* have started and that concerns a case of these *facts*, in the order of the table.

    *rows* are the clocks of the law pack by id; a clock that the pack does not know is left out.
    """
    told = _tell(events)
    found: list[Duty] = []
    for asked in _asked(facts, frozenset(told.happened)):
        row = rows.get(asked.clock.id)
        if row is not None:
            found += _of_clock(asked, told, now, row)
    return tuple(found)


def explain(events: Iterable[Event], facts: CaseFacts, now: datetime, rows: Mapping[str, Row]) -> tuple[Duty, ...]:
    """As duties(), with a line for each clock of the pack that does not apply or has not started, and why."""
    there = duties(events, facts, now, rows)
    known = {duty.clock_id for duty in there}
    rest = [Duty(clock.id, None, None, "not_applicable", None,
                 NOT_STARTED if clock.condition.holds(facts) else clock.condition.reason,
                 is_to_confirm=rows[clock.id].needs_check)
            for clock in CLOCKS if clock.id in rows and clock.id not in known]
    return tuple(sorted((*there, *rest), key=lambda duty: (_PLACE[duty.clock_id], duty.occurrence)))


def closes(clock_id: str, event: Event) -> str | None:
    """None when *event* may close the clock; else the sentence that says what is missing (LAW-3)."""
    clock = CLOCKS[_PLACE[clock_id]]
    is_asked = event.kind in clock.met_by or event.kind in clock.met_by_all
    return NO_EVIDENCE if is_asked and not event.is_proved else None


class _Told(NamedTuple):
    """What happened, by kind in order of time: all of it, and of each kind the first event that a paper proves."""

    happened: Mapping[str, Sequence[Event]]
    proved: Mapping[str, Event]


def _tell(events: Iterable[Event]) -> _Told:
    """The events by kind: whatever order they come in, the answer is the same."""
    happened: dict[str, list[Event]] = {}
    proved: dict[str, Event] = {}
    for event in sorted(events, key=_WHEN):
        kind = event.kind
        if kind in happened:
            happened[kind].append(event)
        else:
            happened[kind] = [event]
        if kind not in proved and event.is_proved:
            proved[kind] = event
    return _Told(happened, proved)


_PLACE = {clock.id: place for place, clock in enumerate(CLOCKS)}
_STARTED_BY: dict[str, set[int]] = defaultdict(set)
for _clock in CLOCKS:
    for _kind in _clock.starts:
        _STARTED_BY[_kind].add(_PLACE[_clock.id])


class _Asked(NamedTuple):
    """A clock that runs, and of the kinds of events that happened those that concern it: what starts, meets and ends it."""

    clock: Clock
    start: str
    met_by: tuple[str, ...]
    ends_by: tuple[str, ...]


@lru_cache(maxsize=4096)
def _asked(facts: CaseFacts, kinds: frozenset[str]) -> tuple[_Asked, ...]:
    """The clocks that concern such a case and that events of these *kinds* start; many cases of a station are alike."""
    started = {place for kind in kinds for place in _STARTED_BY.get(kind, ())}
    return tuple(_Asked(clock, next(kind for kind in clock.starts if kind in kinds),
                        tuple(kind for kind in clock.met_by if kind in kinds),
                        tuple(kind for kind in clock.ends_by if kind in kinds))
                 for clock in (CLOCKS[place] for place in sorted(started))
                 if (not clock.only_after or clock.only_after in kinds) and clock.condition.holds(facts))


def _of_clock(asked: _Asked, told: _Told, now: datetime, row: Row) -> list[Duty]:
    clock, triggers = asked.clock, told.happened[asked.start]
    if clock.each:
        return _for_each(asked, triggers, told, now, row)
    trigger = triggers[0]
    if clock.repeats:
        return _repeated(asked, trigger, told, now, row)
    ended = _ended(asked, trigger, told) if asked.ends_by else None
    if clock.is_manner:
        return [_duty(clock, trigger, None, None, ended, now, row)]
    return [_duty(clock, trigger, _due(row.limit, trigger.at, clock.counts_first_day), _met(asked, told), ended, now, row)]


def _met(asked: _Asked, told: _Told) -> Event | None:
    """The first proved event that meets the clock; of several that are all needed, the one that completes them."""
    if asked.clock.met_by_all:
        each = [told.proved.get(kind) for kind in asked.clock.met_by_all]
        return None if None in each else max(each, key=_WHEN)
    first = None
    for kind in asked.met_by:
        event = told.proved.get(kind)
        if event is not None and (first is None or event.at < first.at):
            first = event
    return first


def _ended(asked: _Asked, trigger: Event, told: _Told) -> Event | None:
    """The first event from the trigger on that ends the clock without meeting it."""
    after = [event for kind in asked.ends_by for event in told.happened[kind] if event.at >= trigger.at]
    return min(after, key=_WHEN) if after else None


def _duty(clock: Clock, trigger: Event, due_at: datetime | None, met: Event | None, ended: Event | None, now: datetime, row: Row,
          occurrence: int = 1) -> Duty:
    minutes = None
    if due_at is None and not clock.is_manner:
        minutes = max(0, ((met.at if met else now) - trigger.at) // MINUTE)
    if met is not None:
        state = "met_late" if due_at is not None and met.at > due_at else "met"
    elif ended is not None:
        state = "ended"
    elif clock.is_manner:
        state = "standing"
    elif due_at is None:
        state = "now"
    elif now > due_at:
        state = "ended" if clock.lapses else "overdue"
    else:
        state = "due" if due_at - now <= SOON else "waiting"
    return Duty(clock.id, trigger, due_at, state, met, clock.condition.reason, minutes, occurrence, row.needs_check)


def _for_each(asked: _Asked, triggers: Sequence[Event], told: _Told, now: datetime, row: Row) -> list[Duty]:
    """One duty for each event that starts the clock; a proof meets the first open one that happened before it, and no other."""
    clock, proofs = asked.clock, _proofs(asked, told)
    found: list[Duty] = []
    for occurrence, trigger in enumerate(triggers, 1):
        met = next((event for event in proofs if event.at >= trigger.at), None)
        if met is not None:
            proofs.remove(met)
        ended = _ended(asked, trigger, told) if asked.ends_by else None
        pause = _pause(clock, trigger, met) if clock.pauses else NO_PAUSE
        due_at = _due(row.limit, trigger.at, clock.counts_first_day, pause)
        found.append(_duty(clock, trigger, due_at, met, ended, now, row, occurrence))
    return found


def _repeated(asked: _Asked, trigger: Event, told: _Told, now: datetime, row: Row) -> list[Duty]:
    """One duty for each period that has begun. A proof meets its own period, and late those before it that had none."""
    clock, ended = asked.clock, _ended(asked, trigger, told)
    until = min(now, ended.at) if ended else now
    proofs = _proofs(asked, told)
    found: list[Duty] = []
    begin, occurrence = trigger.at, 1
    while begin < until or occurrence == 1:
        due_at = _due(row.limit, begin)
        if due_at is None:  # a pack that gives no period: at once, and once
            return [_duty(clock, trigger, None, _met(asked, told), ended, now, row)]
        met = next((event for event in proofs if event.at >= begin), None)
        found.append(_duty(clock, trigger, due_at, met, ended if ended and ended.at <= due_at else None, now, row, occurrence))
        begin, occurrence = due_at, occurrence + 1
    return found


def _proofs(asked: _Asked, told: _Told) -> list[Event]:
    """Every proved event that may meet the clock, in order of time."""
    return sorted((event for kind in asked.met_by for event in told.happened[kind] if event.is_proved), key=_WHEN)


def _pause(clock: Clock, trigger: Event, met: Event | None) -> timedelta:
    """Minutes that the law leaves out, where it does (the journey to the Magistrate or the committee: BNSS 58, JJ Act 31)."""
    minutes = [event.details.get(clock.pauses, "") for event in (trigger, met) if event is not None]
    return timedelta(minutes=sum(int(text) for text in minutes if text.isdecimal() and len(text) <= LONGEST_JOURNEY))


def _period(limit: str) -> tuple[int, str]:
    """Number and unit of an ISO period such as PT24H, P14D, P2M, P1Y."""
    body = limit.removeprefix("PT").removeprefix("P")
    return int(body[:-1]), body[-1]


def ends_at(limit: str, start: datetime) -> datetime:
    """When a period of the law that began at *start* is over; *limit* as the pack writes it, in hours, days, months or years."""
    return _due(limit, start) or start


def _due(limit: str, start: datetime, counts_first_day: bool = False, pause: timedelta = NO_PAUSE) -> datetime | None:
    if limit.startswith("PT"):
        hours = _hours(limit)
        return None if hours is None else start + hours + pause
    ends = _last_minute(start.astimezone(IST).date(), limit, counts_first_day)
    return ends + pause if pause else ends


@lru_cache(maxsize=256)
def _hours(limit: str) -> timedelta | None:
    """A period in hours; None for what is to be done at once (PT0S)."""
    number, unit = _period(limit)
    return timedelta(hours=number) if unit == "H" else None


@lru_cache(maxsize=65536)
def _last_minute(day: date, limit: str, counts_first_day: bool) -> datetime:
    """The last minute of the day that lies a period of days, months or years after *day*."""
    number, unit = _period(limit)
    number -= counts_first_day
    if unit == "D":
        day += timedelta(days=number)
    else:
        day += relativedelta(months=number if unit == "M" else 12 * number)
    return datetime.combine(day, LAST_MINUTE, IST)
