"""Questions about units: a reader reaches the own unit and all below it; who stands above is public."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.core.errors import NotFound
from portal.units.models import Unit, UnitImport
from portal.units.rules import UnitFacts, ancestor_paths, path_range

FOUND_AT_MOST = 50
IMPORTS_SHOWN = 20
ROWS_SHOWN = 100


def below(path: str) -> ColumnElement[bool]:
    """The WHERE clause for the unit at *path* and all below it: one range of the index on both engines."""
    first, past = path_range(path)
    return (Unit.path >= first) & (Unit.path < past)


def lies_below(unit: Any, above: Any) -> ColumnElement[bool]:
    """The WHERE clause that joins *unit* with the units at or below *above* (Unit or an alias of it): a range of the index as
    in `below`, though the path is a column."""
    past = func.substr(cast(above.path, String), 1, func.length(above.path) - 1) + "0"
    return (unit.path >= above.path) & (unit.path < cast(past, above.path.type))


def get_unit(scope: Scope, unit_id: uuid.UUID) -> Unit:
    """The unit, or NotFound when there is none in the reader's reach.

    Units are assigned to nobody: an officer who sees only assigned matters still sees the own unit.
    """
    return only(select(Unit).where(Unit.id == unit_id, below(scope.unit_path)))


def only_kendra(scope: Scope) -> uuid.UUID | None:
    """The one kendra of a kendra or station; None above, where there may be several."""
    if scope.kendra_id is not None:
        return scope.kendra_id
    found = db.session.scalars(select(Unit.id).where(scope.in_units(Unit.id), Unit.kind == "kendra").limit(2)).all()
    return found[0] if len(found) == 1 else None


def codes_for(scope: Scope, unit_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Codes of the kendras whose rows a reader of several sees side by side, each with serials of its own; empty for a reader
    of one."""
    wanted = set(unit_ids)
    if not wanted or only_kendra(scope) is not None:
        return {}
    return {row.id: row.code for row in db.session.execute(select(Unit.id, Unit.code).where(Unit.id.in_(wanted)))}


def kendra_of(scope: Scope) -> uuid.UUID:
    """The kendra in whose registers an officer of a kendra or station writes; NotFound above, where nobody writes."""
    found = only_kendra(scope)
    if found is None:
        raise NotFound
    return found


def list_units(scope: Scope, *, kind: str = "", text: str = "") -> Select:
    """The units in reach as a SELECT, to be paged by `Unit.path`, which is also the order of the tree."""
    statement = select(Unit).where(below(scope.unit_path))
    if kind:
        statement = statement.where(Unit.kind == kind)
    return statement.where(_holds(text)) if text else statement


def find_units(scope: Scope, text: str) -> list[Unit]:
    """Units in reach whose code begins with *text* or whose name in either script holds it; at most 50."""
    statement = list_units(scope, text=text).order_by(Unit.path).limit(FOUND_AT_MOST)
    return list(db.session.scalars(statement)) if text else []


def _holds(text: str) -> ColumnElement[bool]:
    return or_(Unit.code.istartswith(text, autoescape=True), Unit.name_hi.contains(text, autoescape=True),
               Unit.name_en.icontains(text, autoescape=True))


def list_children(scope: Scope, unit: Unit) -> list[Unit]:
    """The units directly below *unit*, by code."""
    statement = select(Unit).where(Unit.parent_id == unit.id, below(scope.unit_path)).order_by(Unit.code)
    return list(db.session.scalars(statement))


def list_imports(scope: Scope) -> list[UnitImport]:
    """The latest lists brought in at units in reach, newest first."""
    statement = (select(UnitImport).join(Unit, Unit.id == UnitImport.unit_id).where(below(scope.unit_path))
                 .order_by(UnitImport.id.desc()).limit(IMPORTS_SHOWN))
    return list(db.session.scalars(statement))


def get_import(scope: Scope, import_id: uuid.UUID) -> UnitImport:
    """A list that was brought in at a unit in reach, or NotFound."""
    return only(select(UnitImport).join(Unit, Unit.id == UnitImport.unit_id)
                .where(UnitImport.id == import_id, below(scope.unit_path)))


def get_by_code(scope: Scope | None, code: str) -> Unit | None:
    """The unit with *code* in reach; scope None, for commands and sign-in, reaches all."""
    statement = select(Unit).where(Unit.code == code)
    return db.session.scalar(statement if scope is None else statement.where(below(scope.unit_path)))


def subtree_ids(unit: Unit) -> list[uuid.UUID]:
    """The ids of *unit* and all units below it, *unit* first. It makes scopes, so it takes none."""
    return list(db.session.scalars(select(Unit.id).where(below(unit.path)).order_by(Unit.path)))


def ancestors(unit: Unit) -> list[Unit]:
    """The units above *unit*, from the state down. Their names are public, so no scope limits them."""
    above = select(Unit).where(Unit.path.in_(ancestor_paths(unit.path))).order_by(Unit.path)
    return list(db.session.scalars(above))


def parent_of(unit: Unit) -> Unit | None:
    """The unit directly above; None for a state."""
    return db.session.get(Unit, unit.parent_id) if unit.parent_id else None


def unit_by_id(unit_id: uuid.UUID) -> Unit | None:
    """The unit; names of units are public, so no scope limits it."""
    return db.session.get(Unit, unit_id)


def stations_near(unit: Unit) -> list[Unit]:
    """The open police stations of the district (or commissionerate) that *unit* lies in, the own one first, then by code."""
    districts = [above for above in ancestors(unit) if above.kind in ("district", "commissionerate")]
    if not districts:
        return []
    near = select(Unit).where(below(districts[0].path), Unit.kind == "station", Unit.is_active).order_by(Unit.code)
    return sorted(db.session.scalars(near), key=lambda one: not unit.path.startswith(one.path))


def station_of(kendra: Unit) -> Unit | None:
    """The police station that *kendra* stands in; a station is its own; None for units above a station."""
    if kendra.kind == "station":
        return kendra
    return parent_of(kendra) if kendra.kind == "kendra" else None


def kendras_of(station: Unit) -> list[Unit]:
    """The open kendras of *station*, by code."""
    is_own = (Unit.parent_id == station.id) & (Unit.kind == "kendra") & Unit.is_active
    return list(db.session.scalars(select(Unit).where(is_own).order_by(Unit.code)))


def list_kendras(scope: Scope) -> list[Any]:
    """The kendras in scope (id, code, name_hi, name_en) in the order of the tree, at most 400."""
    statement = select(Unit.id, Unit.code, Unit.name_hi, Unit.name_en).where(Unit.kind == "kendra").order_by(Unit.path).limit(400)
    return list(db.session.execute(scope.limit(statement, Unit.id)).all())


def choose_kendra(kendras: Iterable[Any], asked: uuid.UUID | str | None) -> Any:
    """The kendra asked for (an id, or a text that should be one), or the first; NotFound when it is not among *kendras*."""
    for kendra in kendras:
        if not asked or str(kendra.id) == str(asked):
            return kendra
    raise NotFound()


def known_facts() -> dict[str, UnitFacts]:
    """Every unit by code as the rules see it; codes are unique in the whole portal, so no scope limits it."""
    units = list(db.session.scalars(select(Unit)))
    codes = {unit.id: unit.code for unit in units}
    return {unit.code: facts_of(unit, codes.get(unit.parent_id, "")) for unit in units}


def codes_in_reach(scope: Scope) -> set[str]:
    """The codes of the units in the reader's reach."""
    return set(db.session.scalars(select(Unit.code).where(below(scope.unit_path))))


def facts_of(unit: Unit, parent_code: str) -> UnitFacts:
    """*unit* as the rules see it."""
    return UnitFacts(unit.code, unit.kind, parent_code, unit.name_hi, unit.name_en, unit.phone,
                     unit.is_womens_station, unit.opened_on, unit.closed_on)


def context_of(scope: Scope, unit: Unit) -> list[Unit]:
    """The units above *unit* that are in reach; a page of the tree that begins at *unit* repeats them."""
    return [above for above in ancestors(unit) if above.path.startswith(scope.unit_path)]


@dataclass(frozen=True)
class ListedRow:
    """A row of a list that was brought in, with its verdict."""

    line: int
    code: str
    name: str
    outcome: str
    changes: Sequence[str]
    reasons: Sequence[Mapping[str, Any]]


def list_rows(scope: Scope, import_id: uuid.UUID, outcome: str = "",
              after_line: int = 0) -> tuple[list[ListedRow], int | None]:
    """At most 100 rows with that outcome ("" for all) after a line, and the line to go on after."""
    found = get_import(scope, import_id)
    texts = dict(found.rows)
    rows = [ListedRow(verdict["line"], verdict["code"], texts[verdict["line"]].get("name_hi", ""),
                      verdict["outcome"], verdict["changes"], verdict["reasons"])
            for verdict in found.verdicts
            if verdict["line"] > after_line and outcome in ("", verdict["outcome"])]
    shown = rows[:ROWS_SHOWN]
    return shown, shown[-1].line if len(rows) > len(shown) else None
