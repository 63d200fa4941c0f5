"""Questions about swaps: an officer's own, those of a kendra, and whether a duty is promised already."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.personnel.models import Officer
from portal.roster.models import RosterSwap
from portal.roster.rules.swaps import OPEN, Swap

_Other = aliased(Officer)


def _rows() -> Select:
    return (select(RosterSwap.id, RosterSwap.unit_id, RosterSwap.day, RosterSwap.duty, RosterSwap.other_day,
                   RosterSwap.other_duty, RosterSwap.state, RosterSwap.asked_at, RosterSwap.officer_id, RosterSwap.other_id,
                   Officer.name_hi, Officer.name_en, _Other.name_hi.label("other_hi"), _Other.name_en.label("other_en"))
            .join(Officer, Officer.id == RosterSwap.officer_id).join(_Other, _Other.id == RosterSwap.other_id))


def select_swaps(scope: Scope, *, only_open: bool) -> Select:
    """Swaps in reach with both names; page by asked_at and id."""
    statement = scope.limit(_rows(), RosterSwap.unit_id)
    return statement.where(RosterSwap.state == "agreed") if only_open else statement


def count_agreed(scope: Scope) -> int:
    """How many swaps in reach wait for approval."""
    return db.session.scalar(scope.limit(
        select(func.count(RosterSwap.id)).where(RosterSwap.state == "agreed"), RosterSwap.unit_id))


def list_own(officer_id: uuid.UUID) -> list[Any]:
    """Swaps that the officer asked for or is asked for, the latest first, at most forty."""
    return list(db.session.execute(_rows().where(_hers(officer_id))
                                   .order_by(RosterSwap.asked_at.desc(), RosterSwap.id.desc()).limit(40)).all())


def _hers(officer_id: uuid.UUID):
    return or_(RosterSwap.officer_id == officer_id, RosterSwap.other_id == officer_id)


def get_swap(scope: Scope, swap_id: uuid.UUID, *, for_change: bool = False) -> RosterSwap:
    """A swap in reach; NotFound otherwise."""
    return only(scope.limit(select(RosterSwap).where(RosterSwap.id == swap_id), RosterSwap.unit_id), for_change=for_change)


def get_own(officer_id: uuid.UUID, swap_id: uuid.UUID, *, for_change: bool = False) -> RosterSwap:
    """A swap of which the officer is one of the two; NotFound otherwise."""
    return only(select(RosterSwap).where(RosterSwap.id == swap_id, _hers(officer_id)), for_change=for_change)



def is_promised(officer_id: uuid.UUID, day: date, duty: str) -> bool:
    """Whether an open swap of that duty waits, given or taken in return."""
    given = (RosterSwap.officer_id == officer_id) & (RosterSwap.day == day) & (RosterSwap.duty == duty)
    returned = (RosterSwap.other_id == officer_id) & (RosterSwap.other_day == day) & (RosterSwap.other_duty == duty)
    return db.session.scalar(select(RosterSwap.id).where(RosterSwap.state.in_(OPEN), given | returned).limit(1)) is not None


def officers_of(swap: RosterSwap) -> dict[uuid.UUID, Officer]:
    """Both officers by id."""
    return {one.id: one for one in db.session.scalars(select(Officer).where(Officer.id.in_((swap.officer_id, swap.other_id))))}


def plain(swap: RosterSwap) -> Swap:
    """The swap as the rules see it."""
    return Swap(str(swap.officer_id), swap.day, swap.duty, str(swap.other_id), swap.other_day, swap.other_duty)
