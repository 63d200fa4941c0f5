"""Practice records of duty: a rotation published for this month and the next, who came, and a swap that waits."""

import uuid
from calendar import monthrange
from collections.abc import Collection
from datetime import date, time, timedelta

from portal.access.actor import Actor
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.leave.rules import shifted
from portal.personnel.queries import list_staff
from portal.roster.actions import months, swaps
from portal.roster.actions.attendance import mark_day
from portal.roster.models import RosterCell
from portal.roster.queries.published import published_cells
from portal.roster.rules.attendance import Mark

# What a pair of officers does in turn; six pairs, each a day behind the other, hold every shift of every day.
TURN = ("morning", "evening", "night", "", "follow_up", "")
SQUAD_DAYS, BEAT_DAYS = range(1, 7), (1, 2, 4)  # weekdays of those who are in no pair; 0 is Monday
ORIGIN = date(2026, 1, 5)  # a Monday; the turn runs on over months
DAYS_MARKED = 5
ONE_DAY = timedelta(days=1)
Pair = tuple[uuid.UUID, ...]


def load_roster(incharge: Actor, asker: Actor, colleagues: list[Actor], squad: Collection[str] = (),
                walkers: Collection[str] = ()) -> None:
    """The rosters of a kendra from its staff list; *asker* asks one of *colleagues* for a swap, the officers numbered
    *squad* go out every day but Monday, those numbered *walkers* go to their beats."""
    staff = [row for row in list_staff(incharge.scope, incharge.unit_id, clock.today()) if row.kind == "posted"]
    out = {row.id: ("squad", SQUAD_DAYS) for row in staff if row.personnel_no in squad}
    out |= {row.id: ("beat", BEAT_DAYS) for row in staff if row.personnel_no in walkers}
    women, men = ([row.id for row in staff if row.is_woman is one and row.id not in out] for one in (True, False))
    first = clock.today().replace(day=1)
    for begin in (first, shifted(first, 1)):
        _publish(incharge, begin, _pairs(women, men), out)
    db.session.commit()
    _mark(incharge, first)
    _swap(incharge, asker, colleagues)
    db.session.commit()


def _pairs(women: list[uuid.UUID], men: list[uuid.UUID]) -> list[Pair]:
    """Six pairs with a woman in each, as far as the staff goes."""
    rest = [*men, *women[len(TURN):]]
    return [(woman, *rest[place:place + 1]) for place, woman in enumerate(women[:len(TURN)])]


def _publish(incharge: Actor, first: date, pairs: list[Pair],
             out: dict[uuid.UUID, tuple[str, Collection[int]]]) -> None:
    month = months.month_of(incharge, incharge.unit_id, first.year, first.month)
    for number in range(monthrange(first.year, first.month)[1]):
        day = first + timedelta(days=number)
        for place, pair in enumerate(pairs):
            duty = TURN[((day - ORIGIN).days - place) % len(TURN)]
            db.session.add_all(RosterCell(unit_id=incharge.unit_id, month_id=month.id, officer_id=officer, day=day, duty=duty)
                               for officer in pair if duty)
        db.session.add_all(RosterCell(unit_id=incharge.unit_id, month_id=month.id, officer_id=officer, day=day, duty=duty)
                           for officer, (duty, weekdays) in out.items() if day.weekday() in weekdays)
    db.session.flush()
    months.publish(incharge, month, "अभ्यास का रोस्टर")


def _mark(incharge: Actor, first: date) -> None:
    """Attendance of the last days of this month: one late, one absent, one diverted, the others present."""
    others = [Mark("late", time(6, 20)), Mark("absent", note="अस्वस्थ, दूरभाष से सूचना"), Mark("diverted", note="मेला ड्यूटी", hours=8)]
    today = clock.today()
    for day in [today - timedelta(days=ago) for ago in range(DAYS_MARKED, 0, -1)]:
        if day < first:
            continue
        cells = published_cells(incharge.scope, incharge.unit_id, day, day)
        marks = {(cell.officer, cell.duty): Mark("present") for cell in cells}
        unusual = next((key for key in sorted(marks) if key[1] == "morning"), None)
        if unusual and others:
            marks[unusual] = others.pop(0)
        mark_day(incharge, incharge.unit_id, day, marks)


def _swap(incharge: Actor, asker: Actor, colleagues: list[Actor]) -> None:
    """The first swap of the coming days that the rules allow, agreed and waiting for approval."""
    staff = {row.personnel_no: row.id for row in list_staff(incharge.scope, incharge.unit_id, clock.today())}
    own, begin = str(staff[asker.personnel_no]), clock.today() + 2 * ONE_DAY
    for cell in published_cells(incharge.scope, incharge.unit_id, begin, begin + 20 * ONE_DAY):
        for colleague in colleagues if cell.officer == own else ():
            try:
                made = swaps.ask_swap(asker, {"day": cell.day, "duty": cell.duty, "other_id": staff[colleague.personnel_no],
                                              "other_day": None, "reason": "परिवार में विवाह"})
            except RuleBroken:
                continue
            swaps.answer_swap(colleague, made, "agree")
            return
