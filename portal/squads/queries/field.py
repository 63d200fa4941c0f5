"""Squads, spots, plans and outings as those who go out and those who lead them see them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, column, func, or_, select, table, true

from portal.access.scope import Scope
from portal.accounts.models import User
from portal.core import clock
from portal.core.db import db, only
from portal.core.vault import Vault
from portal.personnel.models import Officer
from portal.personnel.queries import select_posted
from portal.persons.queries import find_alike
from portal.squads.models import (
    Outing,
    Squad,
    SquadConduct,
    SquadMember,
    SquadPerson,
    SquadPlan,
    SquadSpot,
    SquadStop,
)
from portal.squads.rules import BRIEFING_RANKS
from portal.units.models import Unit
from portal.units.rules import ancestor_paths

# A table of a feature beside this one, by name only.
_preventive = table("preventive_actions", column("id", SquadPerson.preventive_id.type), column("unit_id", Squad.unit_id.type),
                    column("serial"), column("year"))


def in_reach(scope: Scope, unit_column, squad_column) -> ColumnElement[bool]:
    """The WHERE clause of rows of a squad: a leader reaches the squads that she leads today."""
    if not scope.only_assigned:
        return scope.covers(unit_column)
    day = clock.today()
    own = (select(SquadMember.squad_id).join(Officer, Officer.id == SquadMember.officer_id)
           .join(User, User.personnel_no == Officer.personnel_no)
           .where(User.id == scope.user_id, SquadMember.is_leader, SquadMember.from_on <= day,
                  or_(SquadMember.to_on.is_(None), SquadMember.to_on >= day)))
    return scope.in_units(unit_column) & squad_column.in_(own)


def get_squad(scope: Scope, squad_id: uuid.UUID) -> Squad:
    """One squad in reach."""
    return only(select(Squad).where(Squad.id == squad_id, in_reach(scope, Squad.unit_id, Squad.id)))


def get_outing(scope: Scope, outing_id: uuid.UUID, *, for_change: bool = False) -> Outing:
    """One outing in reach."""
    return only(select(Outing).where(Outing.id == outing_id, in_reach(scope, Outing.unit_id, Outing.squad_id)),
                for_change=for_change)


def get_named(scope: Scope, named_id: uuid.UUID, *, for_change: bool = False) -> SquadPerson:
    """Somebody named in an outing in reach."""
    return only(select(SquadPerson).join(Outing, Outing.id == SquadPerson.outing_id).where(
        SquadPerson.id == named_id, in_reach(scope, Outing.unit_id, Outing.squad_id)), for_change=for_change)


def list_squads(scope: Scope) -> list[Any]:
    """The squads in reach with how many are in them today."""
    day = clock.today()
    strength = (select(func.count(SquadMember.id)).where(
        SquadMember.squad_id == Squad.id, SquadMember.from_on <= day,
        or_(SquadMember.to_on.is_(None), SquadMember.to_on >= day)).correlate(Squad).scalar_subquery())
    last = select(func.max(Outing.day)).where(Outing.squad_id == Squad.id).correlate(Squad).scalar_subquery()
    return list(db.session.execute(
        select(Squad.id, Squad.name, Unit.name_hi, Unit.name_en, strength.label("strength"), last.label("last_on"))
        .join(Unit, Unit.id == Squad.unit_id).where(in_reach(scope, Squad.unit_id, Squad.id))
        .order_by(Unit.path, Squad.name).limit(400)))


def list_members(squad: Squad) -> list[Any]:
    """Everybody who is or was in a squad that was reached, those of today first."""
    return list(db.session.execute(
        select(SquadMember.id, SquadMember.is_leader, SquadMember.from_on, SquadMember.to_on, SquadMember.officer_id,
               Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman, Officer.personnel_no)
        .join(Officer, Officer.id == SquadMember.officer_id).where(SquadMember.squad_id == squad.id)
        .order_by(SquadMember.to_on.is_not(None), SquadMember.from_on.desc(), SquadMember.id)))


def has_term(squad: Squad, officer_id: uuid.UUID, day: date) -> bool:
    """Whether the officer is in a squad that was reached on *day* or comes into it later."""
    return db.session.scalar(select(SquadMember.id).where(
        SquadMember.squad_id == squad.id, SquadMember.officer_id == officer_id,
        or_(SquadMember.to_on.is_(None), SquadMember.to_on >= day)).limit(1)) is not None


def find_officer(officer_id: uuid.UUID) -> Officer:
    """An officer whom a record in reach names."""
    return db.session.get_one(Officer, officer_id)


def staff_of(unit_id: uuid.UUID, day: date, *, to_brief: bool = False) -> list[Any]:
    """Officers posted on *day* at a kendra that was reached or its station; *to_brief*: its circle and district too, from
    sub-inspector upwards."""
    path = db.session.get_one(Unit, unit_id).path
    around = [*ancestor_paths(path), path]
    who = Officer.rank.in_(BRIEFING_RANKS) if to_brief else true()
    return list(db.session.execute(select_posted(around[-4:] if to_brief else around[-2:], day).where(who)))


def get_spot(scope: Scope, spot_id: uuid.UUID, *, for_change: bool = False) -> SquadSpot:
    """One spot in reach."""
    return only(select(SquadSpot).where(SquadSpot.id == spot_id, scope.covers(SquadSpot.unit_id)), for_change=for_change)


def standing(day: date | BindParameter) -> ColumnElement[bool]:
    """The WHERE clause of spots that are sensitive on *day*."""
    return or_(SquadSpot.to_on.is_(None), SquadSpot.to_on >= day)


def stands_on(spot_id: uuid.UUID, day: date) -> bool:
    """Whether a spot that was reached is one on *day*."""
    return db.session.scalar(select(SquadSpot.id).where(SquadSpot.id == spot_id, standing(day))) is not None


def list_spots(unit_id: uuid.UUID, day: date) -> list[Any]:
    """The spots of a kendra that was reached, as of *day*, by name."""
    return list(db.session.execute(select(SquadSpot.id, SquadSpot.name, SquadSpot.kind)
                                   .where(SquadSpot.unit_id == unit_id, standing(day)).order_by(SquadSpot.name)))


def list_codes(unit_id: uuid.UUID) -> dict[int, Any]:
    """Code on paper → spot (id, name, kind, to_on) of a kendra that was reached, those that ended too: spots are only added,
    so that a sheet printed earlier keeps its codes."""
    rows = db.session.execute(select(SquadSpot.id, SquadSpot.name, SquadSpot.kind, SquadSpot.to_on)
                              .where(SquadSpot.unit_id == unit_id).order_by(SquadSpot.recorded_at, SquadSpot.id))
    return dict(enumerate(rows, start=1))


def list_plan(squad: Squad, first: date, last: date) -> list[Any]:
    """The plan of a squad that was reached, from *first* to *last*, and whether each line was gone to."""
    return list_plans([squad.id], first, last)


def list_plans(squad_ids: Collection[uuid.UUID], first: date, last: date) -> list[Any]:
    """The plans of squads that were reached, as list_plan, each line with its squad_id."""
    gone = (select(SquadStop.id).join(Outing, Outing.id == SquadStop.outing_id).where(
        Outing.squad_id == SquadPlan.squad_id, Outing.day == SquadPlan.day, SquadStop.spot_id == SquadPlan.spot_id)
        .correlate(SquadPlan).exists())
    return list(db.session.execute(
        select(SquadPlan.id, SquadPlan.squad_id, SquadPlan.day, SquadPlan.from_time, SquadSpot.name, SquadSpot.kind,
               gone.label("is_done"))
        .join(SquadSpot, SquadSpot.id == SquadPlan.spot_id)
        .where(SquadPlan.squad_id.in_(squad_ids), SquadPlan.day >= first, SquadPlan.day <= last)
        .order_by(SquadPlan.day, SquadPlan.from_time, SquadSpot.name)))


def is_planned(outing: Outing, spot_id: uuid.UUID) -> bool:
    """Whether the squad's plan of that day names the spot."""
    return db.session.scalar(select(SquadPlan.id).where(
        SquadPlan.squad_id == outing.squad_id, SquadPlan.day == outing.day, SquadPlan.spot_id == spot_id).limit(1)) is not None


def select_outings(scope: Scope, squad_id: uuid.UUID | None = None) -> Select:
    """The outings in reach; page by day and id."""
    statement = (select(Outing.id, Outing.day, Outing.year, Outing.serial, Outing.state, Squad.name, Unit.name_hi, Unit.name_en)
                 .join(Squad, Squad.id == Outing.squad_id).join(Unit, Unit.id == Outing.unit_id)
                 .where(in_reach(scope, Outing.unit_id, Outing.squad_id)))
    return statement if squad_id is None else statement.where(Outing.squad_id == squad_id)


def list_open(scope: Scope) -> list[Any]:
    """The outings in reach that are not closed, the latest first: at most twenty rows of select_outings."""
    return list(db.session.execute(select_outings(scope).where(Outing.state != "closed")
                                   .order_by(Outing.day.desc(), Outing.id.desc()).limit(20)))


def list_stops(outing: Outing) -> list[Any]:
    """The stops of an outing that was reached, in order of time."""
    return list(db.session.execute(
        select(SquadStop, SquadSpot.name, SquadSpot.kind).outerjoin(SquadSpot, SquadSpot.id == SquadStop.spot_id)
        .where(SquadStop.outing_id == outing.id).order_by(SquadStop.came_at, SquadStop.id)))


def last_out(outing: Outing) -> Any:
    """The latest time out of an outing; None without stops."""
    return db.session.scalar(select(func.max(SquadStop.left_at)).where(SquadStop.outing_id == outing.id))


def list_named(outing: Outing) -> list[SquadPerson]:
    """Who was named in an outing that was reached: acts, never names."""
    return list(db.session.scalars(select(SquadPerson).where(SquadPerson.outing_id == outing.id)
                                   .order_by(SquadPerson.happened_at, SquadPerson.id)))


def conduct_of(outing: Outing) -> SquadConduct | None:
    """The conduct record of an outing that was reached."""
    return db.session.scalar(select(SquadConduct).where(SquadConduct.outing_id == outing.id))


def in_district(scope: Scope, unit_id: uuid.UUID) -> Scope:
    """The reader's scope widened to the whole district of a kendra that was reached: only to ask whether something is
    known there, never to show it."""
    paths = ancestor_paths(db.session.get_one(Unit, unit_id).path)
    district = db.session.scalar(select(Unit).where(Unit.path.in_(paths), Unit.kind == "district"))
    if district is None:  # a kendra outside the usual order of units
        return replace(scope, only_assigned=False)
    return replace(scope, unit_id=district.id, unit_path=district.path, unit_ids=None, only_assigned=False,
                   kendra_id=None)


def find_same(scope: Scope, vault: Vault, unit_id: uuid.UUID, person_id: uuid.UUID) -> list[uuid.UUID]:
    """The ids of other people told of who may be the same man: within the kendra by name, telephone or house, within the
    district by telephone (docs/why/vault.md)."""
    alike = find_alike(in_district(scope, unit_id), vault, [person_id])
    return [one for one, signs in alike.signs.items() if "accused" in signs]


def has_earlier_card(person_ids: list[uuid.UUID]) -> bool:
    """Whether a red card was given to one of these people before."""
    return bool(person_ids) and db.session.scalar(select(SquadPerson.id).where(
        SquadPerson.person_id.in_(person_ids), SquadPerson.outcome == "red_card").limit(1)) is not None


@dataclass(frozen=True)
class EarlierCards:
    """On what a repeat rests: the earlier red cards in the reader's reach, the latest first; *is_elsewhere*: another kendra of
    the district gave one that is not, which is all that is said of it."""

    cards: list[Any]
    is_elsewhere: bool


def earlier_cards(scope: Scope, vault: Vault, named: SquadPerson) -> EarlierCards:
    """The red cards on which a repeat that was reached rests, looked for as when it was written down."""
    earlier = (SquadPerson.person_id.in_(find_same(scope, vault, named.unit_id, named.person_id)), SquadPerson.id != named.id,
               SquadPerson.outcome == "red_card", SquadPerson.recorded_at <= named.recorded_at)
    reached = in_reach(scope, Outing.unit_id, Outing.squad_id)
    asked = (select(SquadPerson.id, SquadPerson.card_serial, SquadPerson.card_year, SquadPerson.happened_at, SquadPerson.unit_id,
                    Unit.name_hi, Unit.name_en, reached.label("is_reached"))
             .join(Outing, Outing.id == SquadPerson.outing_id).join(Unit, Unit.id == SquadPerson.unit_id)
             .where(*earlier).order_by(SquadPerson.happened_at.desc(), SquadPerson.id.desc()))
    rows = db.session.execute(asked).all()
    return EarlierCards([row for row in rows if row.is_reached],
                        any(row.unit_id != named.unit_id and not row.is_reached for row in rows))


def find_preventive(unit_id: uuid.UUID, serial: int, year: int) -> uuid.UUID | None:
    """The preventive action of a kendra with that running number."""
    return db.session.scalar(select(_preventive.c.id).where(
        _preventive.c.unit_id == unit_id, _preventive.c.serial == serial, _preventive.c.year == year))


def above_station(kendra_id: uuid.UUID) -> uuid.UUID:
    """The unit to which complaints about a kendra's squads go: its circle, or whatever stands above its station."""
    kendra = db.session.get_one(Unit, kendra_id)
    station = db.session.get_one(Unit, kendra.parent_id)
    return station.parent_id or station.id
