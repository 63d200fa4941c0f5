"""A month as its pages show it: rows of officers, empty posts below, faults in sentences with the way to their cell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote

from flask import request, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from portal.access.guard import current_scope
from portal.core import clock
from portal.core.errors import BadRequest, NotFound
from portal.core.words import N_
from portal.roster.actions.months import frozen_of
from portal.roster.models import RosterMonth
from portal.roster.queries import calendar
from portal.roster.queries.calendar import Place
from portal.roster.queries.plan import MonthRead, read_month
from portal.roster.queries.published import cells_of
from portal.roster.routes.blueprint import language, name_of
from portal.roster.rules.changes import refusing
from portal.roster.rules.checks import Fault, check, gaps
from portal.roster.rules.drafts import GOING, standing
from portal.roster.rules.grid import empty_posts, line_of
from portal.roster.rules.marks import CHOICES, LEAVE, MARKS, NOT_POSTED
from portal.roster.rules.months import SAY_NO_DAY, SAY_NO_MONTH, is_month, neighbours, weeks_of
from portal.roster.rules.plan import DUTIES
from portal.roster.rules.totals import totals

SAY_NO_WEEK = N_("This month has no such week.")


@dataclass(frozen=True)
class Sheet:
    """A kendra's month that was opened, with its faults and, where cells name officers no longer posted, their rows too."""

    place: Place
    read: MonthRead
    year: int
    month: int
    faults: list[Fault]
    staff: dict[str, Any]

    def say(self, fault: Fault) -> str:
        """The fault as a sentence in the reader's language."""
        return said(fault.sentence, fault, self.staff)

    def told(self, faults: Iterable[Fault]) -> list[tuple[str, str]]:
        """(sentence, address of the cell or of the day's column) of each fault."""
        return [(self.say(fault), self.address_of(fault)) for fault in faults]

    def told_once(self, faults: Iterable[Fault]) -> list[tuple[str, str]]:
        """The same with one line for each officer and rule: the first day, and on how many more."""
        days: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for fault in faults:
            days[fault.rule, fault.officer].append(fault)
        return [(self.say(first) if not more else _("%(sentence)s Likewise on %(count)s more days.", sentence=self.say(first),
                                                    count=len(more)), self.address_of(first)) for first, *more in days.values()]

    def address_of(self, fault: Fault) -> str:
        """Where the fault can be mended."""
        day = max(fault.day, self.read.plan.first)
        row = self.staff.get(fault.officer)
        return f"#d{day.day}" if row is None else f"{self._cells}&cell={quote(row.personnel_no)}.{day.day}"

    @cached_property
    def _cells(self) -> str:
        return self.url("roster.change_cell")

    def url(self, endpoint: str, **more: Any) -> str:
        """The address of a page of this month."""
        return url_for(endpoint, year=self.year, month=self.month, unit=self.place.unit.id, **more)

    @property
    def title(self) -> str:
        """The month in words."""
        return format_date(self.read.plan.first, "MMMM y")


def said(sentence: str, fault: Fault, staff: Mapping[str, Any]) -> str:
    """A sentence about a fault (msgid) with its day, officer, duty and figures, in the reader's language."""
    facts = calendar.facts_of(fault, staff, language())
    title = facts.pop("duty")
    return _(sentence, duty=_(title) if title else "", **facts)


def open_month(year: int, month: int) -> Sheet:
    """The month of the kendra that the address asks for, or of the first in reach; NotFound when there is none."""
    if not is_month(year, month):
        raise NotFound(SAY_NO_MONTH)
    return _sheet(calendar.find_place(current_scope(), request.args.get("unit"), year, month), year, month)


def reopen_month(month: RosterMonth) -> Sheet:
    """The sheet of a month that was reached."""
    return _sheet(Place(calendar.unit_of(month), month, None), month.year, month.month)


def _sheet(place: Place, year: int, month: int) -> Sheet:
    read = read_month(current_scope(), place.unit.id, year, month)
    strangers = {cell.officer for cell in read.plan.cells} - read.staff.keys()
    return Sheet(place, read, year, month, check(read.plan, read.plan.cells),
                 dict(read.staff) | (calendar.officers_of(strangers) if strangers else {}))


def broken_after(month: RosterMonth) -> list[str]:
    """The hard rules that the month after, as it is published, breaks now: a last night has its rest in the next month."""
    _before, after = neighbours(month.year, month.month)
    sheet = _sheet(Place(calendar.unit_of(month), None, None), *after) if after else None
    if sheet is None or sheet.read.version is None:
        return []
    faults = refusing(check(sheet.read.plan, cells_of(sheet.read.version)))
    return [sentence for sentence, _address in sheet.told(faults)]


def chosen_days(year: int, month: int) -> tuple[int, list[date]]:
    """The week asked for (0 for the whole month) and its days."""
    asked, weeks = request.args.get("week", ""), weeks_of(year, month)
    if not asked:
        return 0, [day for week in weeks for day in week]
    if not asked.isdigit() or not 1 <= int(asked) <= len(weeks):
        raise NotFound(SAY_NO_WEEK)
    return int(asked), weeks[int(asked) - 1]


def chosen_cell(sheet: Sheet) -> tuple[str, date]:
    """The officer's key and the day that `cell` names as personnel number and day; NotFound where the month has neither."""
    number, _dot, day = request.args.get("cell", "").rpartition(".")
    key = next((key for key, row in sheet.staff.items() if row.personnel_no == number), None)
    if not day.isdigit() or key is None:
        raise BadRequest(N_("Choose the cell of an officer and a day."))
    if not 1 <= int(day) <= sheet.read.plan.days:
        raise NotFound(SAY_NO_DAY)
    return key, sheet.read.plan.first.replace(day=int(day))


def grid_of(sheet: Sheet, dates: list[date]) -> dict[str, Any]:
    """What the grid's template needs: days, rows with marks and totals, empty posts by duty."""
    plan, own = sheet.read.plan, defaultdict(dict)
    for cell in plan.cells:
        own[cell.officer][cell.day] = cell
    counted, known = totals(plan, plan.cells), {officer.key: officer for officer in plan.officers}
    said_marks = {mark: _(mark) for mark in (*MARKS.values(), LEAVE, NOT_POSTED)} | {"": "–"}
    rows = []
    for key, row in sheet.staff.items():
        if key in known:
            number, line = row.personnel_no, line_of(plan, known[key], sheet.read.leave, dates, own[key])
            rows.append((row, [(f"{number}.{day}", said_marks[mark], tone) for day, mark, tone in line], counted[key]))
    strange = [(row, own[key]) for key, row in sheet.staff.items() if key not in known]
    missing = empty_posts(sheet.faults)
    posts = [(_(CHOICES[duty]), [(day.day, missing[duty].get(day, 0)) for day in dates]) for duty in DUTIES if duty in missing]
    letters = {day.weekday(): format_date(day, "EEEEE") for day in dates[:7]}
    heads = [(day.day, letters[day.weekday()], plan.is_holiday(day), sheet.read.orders.holidays.get(day, "")) for day in dates]
    return {"heads": heads, "rows": rows, "strange": strange, "posts": posts,
            "marks": MARKS, "legend": [(MARKS[code], title) for code, title in CHOICES.items() if code]}


def standing_of(sheet: Sheet) -> dict[str, Any]:
    """How the month stands: faults by weight, whether it changed since it was published, and what leave did to what was."""
    version, plan, empty = sheet.read.version, sheet.read.plan, gaps(sheet.faults)
    hard = refusing(sheet.faults)
    soft = [fault for fault in sheet.faults if not fault.is_hard]
    is_changed = version is not None and version.cells != frozen_of(sheet.read)
    overtaken = refusing(check(plan, cells_of(version))) if is_changed else hard if version else []
    return {"gaps": sheet.told(empty), "hard": sheet.told(hard), "soft": sheet.told_once(soft),
            "overtaken": sheet.told(overtaken), "issued": version,
            "is_changed": is_changed,
            "is_empty": not plan.cells and not plan.off}


def frame_of(sheet: Sheet, week: int = 0) -> dict[str, Any]:
    """Heading, neighbours and weeks of every page of the month."""
    before, after = neighbours(sheet.year, sheet.month)
    run = sheet.place.run
    state = standing(run.state, run.heard_at, run.started_at, clock.now()) if run else ""
    return {"sheet": sheet, "run": run, "run_is_going": state in GOING, "kendra": name_of(sheet.place.unit), "week": week,
            "weeks": [(days[0].day, days[-1].day) for days in weeks_of(sheet.year, sheet.month)], "before": before,
            "after": after}
