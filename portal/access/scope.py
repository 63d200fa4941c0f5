"""The one rule that says which rows a reader reaches; lists, counts, search, prints and panels all ask it."""

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, column, false, select, table

_units = table("units", column("id"), column("path"))


@dataclass(frozen=True)
class Scope:
    """A reader's reach: a unit with everything below it, or within that only what is assigned to the reader."""

    user_id: uuid.UUID
    unit_id: uuid.UUID
    unit_path: str
    unit_ids: tuple[uuid.UUID, ...] | None
    only_assigned: bool = False

    def covers(self, unit_column, assigned_column=None) -> ColumnElement[bool]:
        """The WHERE clause for rows whose unit is *unit_column* and whose officer, if any, is *assigned_column*.

        A reader who sees only assigned rows sees nothing of a table that assigns none.
        """
        if self.only_assigned:
            if assigned_column is None:
                return false()
            return self._in_units(unit_column) & (assigned_column == self.user_id)
        return self._in_units(unit_column)

    def limit(self, statement: Select, unit_column, assigned_column=None) -> Select:
        """*statement* with the reader's reach added."""
        return statement.where(self.covers(unit_column, assigned_column))

    def _in_units(self, unit_column) -> ColumnElement[bool]:
        if self.unit_ids is not None:
            return unit_column == self.unit_ids[0] if len(self.unit_ids) == 1 else unit_column.in_(self.unit_ids)
        # A range, not LIKE: the path is ordered by bytes on both engines, so its index answers ("0" follows "/").
        below = select(_units.c.id).where(_units.c.path >= self.unit_path, _units.c.path < self.unit_path[:-1] + "0")
        return unit_column.in_(below)
