"""The one rule that says which rows a reader reaches; lists, counts, search, prints and panels all ask it."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, column, false, or_, select, table, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

# Tables of floors above, by name only.
_units = table("units", column("id"), column("path"))
_seals = table("complaint_seals", column("complaint_id"), column("user_id", Uuid), column("lifted_at"))
_complaints = table("complaints", column("id"), column("visit_id"), column("person_id"))
_parties = table("opposite_parties", column("complaint_id"), column("person_id"))
_cases = table("cases", column("id"), column("complaint_id"))


class Walked(GenericFunction):
    """A column of units by which no index is sought: the rows are walked in their order.

    SQLite takes the units below for twenty-five, though the state has thousands, and would rather sort all their rows than walk
    the newest fifty. PostgreSQL knows how many they are; of what is no plain column it would know nothing.
    """

    inherit_cache = True


@compiles(Walked)
def _as_it_is(element: Walked, compiler: Any, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(Walked, "sqlite")
def _sought_by_none(element: Walked, compiler: Any, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


@dataclass(frozen=True)
class Scope:
    """A reader's reach: a unit with everything below it, or within that only what is assigned to the reader; never a
    complaint that is sealed from the reader, nor anything that hangs on it."""

    user_id: uuid.UUID
    unit_id: uuid.UUID
    unit_path: str
    unit_ids: tuple[uuid.UUID, ...] | None
    only_assigned: bool = False
    kendra_id: uuid.UUID | None = None  # the one kendra of a kendra or station

    def covers(self, unit_column, assigned_column=None, *, of_kendras: bool = False,
               in_order: bool = False) -> ColumnElement[bool]:
        """The WHERE clause for rows whose unit is *unit_column* and whose officer, if any, is *assigned_column*.

        A reader who sees only assigned rows sees nothing of a table that assigns none. What hangs on a sealed complaint
        is known by the columns of the table itself (see _hangs_on), so that no feature can forget it.
        *of_kendras*: every row of the table is a kendra's; then a station's one kendra is named, and an index that begins with
        the unit gives the next fifty in order, where of a list of units either engine sorts every row.
        *in_order*: the rows are read in the order of an index that ends with the unit, a page of them at a time.
        """
        if self.only_assigned and assigned_column is None:
            return false()
        if of_kendras and self.kendra_id is not None:
            reached = unit_column == self.kendra_id
        else:
            reached = self.in_units(unit_column, in_order=in_order)
        if self.only_assigned:
            reached &= assigned_column == self.user_id
        hanging = _hangs_on(unit_column)
        return reached if hanging is None else reached & self.unsealed(*hanging)

    def limit(self, statement: Select, unit_column, assigned_column=None) -> Select:
        """*statement* with the reader's reach added."""
        return statement.where(self.covers(unit_column, assigned_column))

    def in_units(self, unit_column, *, in_order: bool = False) -> ColumnElement[bool]:
        """The WHERE clause for the reader's units alone; only to ask what lies in other units is this enough."""
        if self.unit_ids is not None and len(self.unit_ids) == 1:
            return unit_column == self.unit_ids[0]
        # Not a list of the few: with one, SQLite sorts all rows of a station for its newest fifty.
        below = select(_units.c.id).where(self.in_path(_units.c.path))
        return (Walked(unit_column) if in_order else unit_column).in_(below)

    def in_path(self, path_column) -> ColumnElement[bool]:
        """The WHERE clause for the reader's units by their path, for a question that reads the units themselves."""
        # A range, not LIKE: the path is ordered by bytes on both engines, so its index answers ("0" follows "/").
        return and_(path_column >= self.unit_path, path_column < self.unit_path[:-1] + "0")

    def unsealed(self, kind: str, id_column) -> ColumnElement[bool]:
        """The WHERE clause for rows whose *id_column* names no complaint, visit, person or case (*kind*) that is sealed
        from the reader."""
        return or_(id_column.is_(None), id_column.not_in(self.sealed(kind)))

    def sealed(self, kind: str = "complaint") -> Select:
        """The ids of the complaints sealed from the reader, or of their visits, people or cases, as a SELECT."""
        complaints = select(_seals.c.complaint_id).where(_seals.c.user_id == self.user_id, _seals.c.lifted_at.is_(None))
        if kind == "complaint":
            return complaints
        if kind == "visit":
            return select(_complaints.c.visit_id).where(_complaints.c.id.in_(complaints))
        if kind == "case":
            return select(_cases.c.id).where(_cases.c.complaint_id.in_(complaints))
        hers = select(_complaints.c.person_id).where(_complaints.c.id.in_(complaints), _complaints.c.person_id.is_not(None))
        theirs = select(_parties.c.person_id).where(_parties.c.complaint_id.in_(complaints), _parties.c.person_id.is_not(None))
        return select(union(hers, theirs).subquery().c.person_id)


# The tables that are themselves what a seal hides.
_SEALED_ROWS = {"complaints": ("complaint", "id"), "visits": ("visit", "id"), "persons": ("person", "id"),
                "person_index": ("person", "person_id")}


def _hangs_on(unit_column) -> tuple[str, ColumnElement] | None:
    """By which of its columns the table of *unit_column* may hang on a complaint (kind of id, column), or None."""
    rows = unit_column.expression.table
    itself = _SEALED_ROWS.get(getattr(rows, "element", rows).name)
    for kind, name in (itself,) if itself else (("complaint", "complaint_id"), ("case", "case_id")):
        if name in rows.c:
            return kind, rows.c[name]
    return None
