"""The duty card of a day for the desk, and one officer's week."""

import uuid
from collections import defaultdict
from datetime import timedelta
from typing import Any

from flask_babel import format_date

from portal.access.actor import Actor
from portal.access.policy import holds
from portal.access.scope import Scope
from portal.core.calendar import week_of
from portal.core.errors import NotFound
from portal.core.feature import Built
from portal.core.filters import ist_date
from portal.core.forms import day_asked
from portal.core.words import N_
from portal.leave.queries import granted, posting_on
from portal.personnel.models import Officer
from portal.personnel.queries import find_by_number, get_officer
from portal.roster.documents.facts import Options, officer
from portal.roster.queries.duty import away, officers_by_id
from portal.roster.queries.orders import orders_of
from portal.roster.queries.own import own_cells
from portal.roster.queries.published import published_cells
from portal.roster.queries.unmet import list_empty
from portal.roster.rules.shifts import hours
from portal.units.queries import get_unit, unit_by_id

LACKS = {"least": N_("Short: %(there)s of %(needed)s officers"),
         "women": N_("Short of women officers: %(there)s of %(needed)s"),
         "rank": N_("Short of officers of the rank needed: %(there)s of %(needed)s")}


def build_card(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """Every duty of a day with its officers and what it lacks; who has gone on leave or left since is struck out."""
    unit, day = get_unit(scope, subject_id), day_asked(options)
    cells = published_cells(scope, unit.id, day, day)
    gone = {cell for _unit, cell in away((unit.id, cell) for cell in cells)}
    staff = officers_by_id({cell.officer for cell in cells})
    lacks: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for post in list_empty(scope, day, unit.id):
        lacks[post.fault.duty].append({"words": LACKS[post.fault.rule], **post.fault.values})
    plan_of_day = orders_of(scope, unit.id, day, day).duties(day.replace(day=1))
    duties = [{"title": duty.title, "hours": hours(duty), "is_desk": duty.is_desk, "lacks": lacks[duty.code],
               "officers": [officer(staff[cell.officer]) | {"is_gone": cell in gone} for cell in cells if cell.duty == duty.code]}
        for duty in plan_of_day.values() if duty.is_desk or lacks[duty.code] or any(cell.duty == duty.code for cell in cells)]
    return Built(unit.id, f"{unit.code} {ist_date(day)}",
                 {"day": ist_date(day), "weekday": format_date(day, "EEEE"), "duties": duties}, unit)


def build_week(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The week around the day asked for of one officer: of herself, or of one in reach for who sees the duties of others."""
    who, day = _officer(scope, actor, subject_id), day_asked(options)
    monday, sunday = week_of(day)
    posting = posting_on(who.id, day) or posting_on(who.id, monday) or posting_on(who.id, sunday)
    if posting is None:
        raise NotFound
    own = own_cells(who, monday, sunday)
    leaves = [one for one in granted(posting.unit_id, monday, sunday) if one.officer_id == who.id]
    days = [monday + timedelta(days=place) for place in range(7)]
    return Built(posting.unit_id, f"{unit_by_id(posting.unit_id).code} {who.personnel_no} {ist_date(monday)}", {
        "officer": officer(who), "monday": ist_date(monday), "sunday": ist_date(sunday), "days": [
            {"day": ist_date(one), "weekday": format_date(one, "EEEE"), "duties": _duties(one, own),
             "is_away": any(leave.from_on <= one <= leave.to_on for leave in leaves)} for one in days]}, who)


def _duties(day: Any, own: list[Any]) -> list[dict[str, Any]]:
    return [{"title": cell.timed.title, "hours": hours(cell.timed), "place": {
        "hi": month.unit.name_hi, "en": month.unit.name_en}} for month, cell in own if cell.day == day]


def _officer(scope: Scope, actor: Actor, officer_id: uuid.UUID) -> Officer:
    own = find_by_number(actor.personnel_no)
    if own is not None and own.id == officer_id:
        return own
    if not holds(actor, "roster:duty:read"):
        raise NotFound
    return get_officer(scope, officer_id)
