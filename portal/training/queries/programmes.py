"""Which programmes a reader sees, may plan and may change."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import aliased

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.core.errors import NotFound
from portal.training.models import Programme
from portal.units.models import Unit
from portal.units.rules import ancestor_paths

Owner = aliased(Unit, name="owners")


def paths_above(scope: Scope) -> list[str]:
    """The paths of the reader's own unit and of all above it."""
    return [*ancestor_paths(scope.unit_path), scope.unit_path]


def counts_at(unit: type[Unit]) -> ColumnElement[bool]:
    """The WHERE clause for programmes that count at *unit*; the statement has Owner joined from outside."""
    return or_(Programme.unit_id.is_(None), func.substr(unit.path, 1, func.length(Owner.path)) == Owner.path)


def _rows() -> Select:
    return (select(Programme.id, Programme.title_hi, Programme.title_en, Programme.months, Programme.is_for_desk,
                   Programme.is_active, Programme.unit_id, Owner.name_hi.label("unit_hi"), Owner.name_en.label("unit_en"))
            .outerjoin(Owner, Owner.id == Programme.unit_id).order_by(Programme.unit_id.is_not(None), Programme.id))


def list_programmes(scope: Scope) -> list[Any]:
    """Every programme that counts somewhere in the reader's reach, those of the portal first; at most 300."""
    own = or_(Programme.unit_id.is_(None), Owner.path.in_(paths_above(scope)), scope.covers(Programme.unit_id))
    return list(db.session.execute(_rows().where(own).limit(300)).all())


def list_offered(scope: Scope) -> list[Any]:
    """The programmes that may be planned at the reader's unit and below it."""
    own = or_(Programme.unit_id.is_(None), Owner.path.in_(paths_above(scope)))
    return list(db.session.execute(_rows().where(own, Programme.is_active).limit(300)).all())


def get_offered(scope: Scope, programme_id: uuid.UUID) -> Programme:
    """One of list_offered; NotFound otherwise."""
    if programme_id not in {row.id for row in list_offered(scope)}:
        raise NotFound()
    return db.session.get_one(Programme, programme_id)


def may_change(scope: Scope) -> ColumnElement[bool]:
    """The WHERE clause for programmes the reader may change: of units in reach; those that count everywhere only the State."""
    reaches_all = len(paths_above(scope)) == 1
    return or_(Programme.unit_id.is_(None) & (true() if reaches_all else false()), scope.covers(Programme.unit_id))


def get_programme(scope: Scope, programme_id: uuid.UUID) -> Programme:
    """A programme the reader may change; NotFound otherwise."""
    return only(select(Programme).where(Programme.id == programme_id, may_change(scope)))


def changeable_ids(scope: Scope) -> set[uuid.UUID]:
    """The ids of the programmes the reader may change."""
    return set(db.session.scalars(select(Programme.id).where(may_change(scope)).limit(300)))
