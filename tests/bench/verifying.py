"""A roster judged by somebody else: the hard rules said once more, in real moments and without the portal's checks or solver."""

from collections import defaultdict
from datetime import datetime, time, timedelta
from itertools import pairwise

from portal.roster.rules.plan import Cell, Plan

WEEK = 7


def breaches(plan: Plan, cells: list[Cell]) -> list[str]:
    """A line for each broken hard rule; empty posts are not breaches, `empty_posts` counts them."""
    found = []
    own = defaultdict(list)
    for cell in cells:
        begins = datetime.combine(cell.day, time()) + timedelta(minutes=plan.duties[cell.duty].begins)
        own[cell.officer].append((begins, begins + timedelta(minutes=plan.duties[cell.duty].lasts), cell))
    people = {officer.key: officer for officer in plan.officers}
    for key, stints in own.items():
        stints.sort(key=lambda stint: stint[0])
        found += _of_one(plan, people[key], stints)
    return found


def _of_one(plan: Plan, officer, stints: list[tuple]) -> list[str]:
    found = []
    for _begin, _end, cell in stints:
        if any(one.officer == officer.key and one.from_on <= cell.day <= one.to_on for one in plan.leave):
            found.append(f"{officer.key} works on leave, {cell.day}")
        if (officer.posted_from and cell.day < officer.posted_from) or (officer.posted_to and cell.day > officer.posted_to):
            found.append(f"{officer.key} works without posting, {cell.day}")
    for (_, ended, before), (begins, _, after) in pairwise(stints):
        if before.day == after.day:
            found.append(f"{officer.key} has two duties on {after.day}")
        if begins - ended < timedelta(hours=plan.norms["rest"].limit):
            found.append(f"{officer.key} rests {begins - ended} before {after.day}")
    by_week, nights = defaultdict(list), {cell.day for begin, end, cell in stints if end.date() > begin.date()}
    for begin, end, cell in stints:
        by_week[cell.day.isocalendar()[:2]].append((end - begin, cell.day))
    whole_weeks = defaultdict(int)
    for day in plan.dates:
        whole_weeks[day.isocalendar()[:2]] += 1
    for week, duties in by_week.items():
        if sum((lasts for lasts, _ in duties), timedelta()) > timedelta(hours=plan.norms["week_hours"].limit):
            found.append(f"{officer.key} works too long in week {week}")
        if whole_weeks[week] == WEEK and len({day for _, day in duties}) > WEEK - plan.norms["weekly_off"].limit:
            found.append(f"{officer.key} has no day off in week {week}")
    most = plan.norms["nights_in_row"].limit
    for day in nights:
        if all(day + timedelta(days=number) in nights for number in range(most + 1)):
            found.append(f"{officer.key} has more than {most} nights in a row from {day}")
    return found


def empty_posts(plan: Plan, cells: list[Cell]) -> int:
    """Officers missing on posts, and women missing on posts that ask for women."""
    women = {officer.key for officer in plan.officers if officer.is_woman}
    missing = 0
    for need in plan.needs:
        there = [cell.officer for cell in cells if (cell.day, cell.duty) == (need.day, need.duty)]
        missing += max(0, need.least - len(there)) + max(0, need.women - len(women.intersection(there)))
    return missing
