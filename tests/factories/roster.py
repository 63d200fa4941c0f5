"""Rosters of the test world: a month published as a version with its cells, and a swap that two officers want."""

import uuid
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor
from portal.accounts.models import User
from portal.core import clock
from portal.core.db import db
from portal.personnel.models import Officer
from portal.roster.models import DraftRun, RosterCell, RosterHoliday, RosterMonth, RosterSwap, RosterVersion, RosterWish
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.world import World


def published(who: Actor, year: int, month: int, *cells: tuple[Officer, date, str], number: int = 1) -> RosterVersion:
    """A version of a month of the actor's kendra with exactly these cells, entered too; rules are not asked."""
    made = db.session.scalar(select(RosterMonth).where(
        RosterMonth.unit_id == who.unit_id, RosterMonth.year == year, RosterMonth.month == month))
    if made is None:
        made = RosterMonth(unit_id=who.unit_id, year=year, month=month, state="published")
        db.session.add(made)
        db.session.flush()
    for cell in db.session.scalars(select(RosterCell).where(RosterCell.month_id == made.id)):
        db.session.delete(cell)
    db.session.flush()
    version = RosterVersion(
        unit_id=who.unit_id, month_id=made.id, number=number, published_by=who.user_id, published_at=clock.now(),
        cells=sorted([str(officer.id), day.isoformat(), duty] for officer, day, duty in cells))
    db.session.add_all([version, *(RosterCell(unit_id=who.unit_id, month_id=made.id, officer_id=officer.id, day=day, duty=duty)
                                   for officer, day, duty in cells)])
    db.session.flush()
    return version


def staff(world: World, *roles: str, place: str = "own", **facts: Any) -> list[Officer]:
    """Officers of the staff list who have the accounts of these roles at the kendra of *place*."""
    made = []
    for number, role in enumerate(roles):
        officer = made_up.officer(world, 50 + number, place, **facts)
        officer.personnel_no = _number(world, role, place)
        made.append(officer)
    db.session.flush()
    return made


def _number(world: World, role: str, place: str) -> str:
    return db.session.get_one(User, world.officer(role, place).user_id).personnel_no


def swap(version: RosterVersion, giver: Officer, taker: Officer, day: date, duty: str) -> RosterSwap:
    """A swap of a published duty that both officers want."""
    made = RosterSwap(unit_id=version.unit_id, month_id=version.month_id, officer_id=giver.id, day=day, duty=duty,
                      other_id=taker.id, reason="पारिवारिक कार्य", state="agreed", asked_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made


def exchanged(world: World, place: str, staff_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """For the matrix: a published duty of next week at that place, and a swap of it that waits for approval."""
    giver, day = db.session.get_one(Officer, staff_id), clock.today() + timedelta(days=7)
    taker = made_up.officer(world, 90 + ("own", "sibling", "elsewhere").index(place), place)
    version = published(actor(world, "kendra_incharge", place), day.year, day.month, (giver, day, "morning"))
    return {"swap_id": swap(version, giver, taker, day, "morning").id} | _hanging(version, giver)


def _hanging(version: RosterVersion, officer: Officer) -> dict[str, uuid.UUID]:
    """For the matrix: what hangs on a month beside its version: a finished draft, a holiday and a wish."""
    now, day = clock.now(), clock.today() + timedelta(days=9)
    rows = {
        "run_id": DraftRun(unit_id=version.unit_id, month_id=version.month_id, state="done", progress={},
                           started_by=version.published_by, started_at=now, ended_at=now, result={
                               "cells": [], "faults": [], "mend": [], "gaps": 0, "cost": 0, "bound": 0, "is_proven": True}),
        "holiday_id": RosterHoliday(unit_id=version.unit_id, day=day, title="पर्व", recorded_by=version.published_by,
                                    recorded_at=now),
        "wish_id": RosterWish(unit_id=version.unit_id, officer_id=officer.id, day=day, duty="", asked_at=now)}
    db.session.add_all(rows.values())
    db.session.flush()
    return {"month_id": version.month_id, "version_id": version.id} | {name: row.id for name, row in rows.items()}
