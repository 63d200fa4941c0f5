"""What can be done to the tree of units: found one, change one, bring in a whole list after looking at it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken, StaleEdit
from portal.core.spreadsheets import Sheet
from portal.core.words import N_
from portal.units import queries, rules
from portal.units.models import Unit, UnitImport
from portal.units.rules import UnitFacts, Verdict

CODE_TAKEN = N_("There is a unit with the code %(code)s already.")
ALREADY_CANCELLED = N_("This list was put aside. Upload it again if you want to use it.")
UNIT_CHANGED = N_("Someone else changed this unit meanwhile. Open it again and enter your change once more.")
TREE_CHANGED = N_("The units were changed after you looked at this list. Upload it again and look once more.")
KEPT_AS_SAID = ("name_hi", "name_en", "phone", "is_womens_station", "opened_on", "closed_on")


def create_unit(actor: Actor | None, facts: UnitFacts) -> Unit:
    """Founds the unit, or RuleBroken. *actor* None is the operator at the server's own console."""
    units = _all_units()
    if facts.code in units:
        raise RuleBroken(CODE_TAKEN, code=facts.code)
    unit = _write(actor, _checked(actor, facts), units)
    db.session.flush()
    return unit


def change_unit(actor: Actor | None, unit: Unit, facts: UnitFacts) -> Unit:
    """Gives *unit* the new *facts*; code and kind stay, and all below it moves along with it."""
    facts = replace(facts, code=unit.code, kind=unit.kind)
    _write(actor, _checked(actor, facts), _all_units())
    try:
        db.session.flush()
    except StaleDataError as fault:
        raise StaleEdit(UNIT_CHANGED) from fault
    return unit


def preview_import(actor: Actor | None, sheet: Sheet) -> UnitImport:
    """Judges the rows of *sheet* and keeps rows and verdicts; no unit changes."""
    verdicts = _judge(actor, sheet.rows)
    found = UnitImport(
        unit_id=actor.unit_id if actor else None, uploaded_by=actor.user_id if actor else None,
        uploaded_at=clock.now(), file_sha256=sheet.sha256, unread_heads=list(sheet.unread_heads),
        rows=[[line, dict(cells)] for line, cells in sheet.rows],
        verdicts=[_plain(verdict) for verdict in verdicts],
        counts=dict(Counter(verdict.outcome for verdict in verdicts)), state="seen")
    db.session.add(found)
    db.session.flush()
    trail.record(actor, "units:list:previewed", subject=("unit_import", found.id), sha256=sheet.sha256,
                 **found.counts)
    return found


def apply_import(actor: Actor | None, found: UnitImport) -> UnitImport:
    """Applies the good rows of a list that was looked at; a second time changes nothing.

    StaleEdit when the units changed in between so that a verdict would be another than the one seen.
    """
    db.session.refresh(found, with_for_update=True)
    if found.state == "applied":
        return found
    if found.state == "cancelled":
        raise RuleBroken(ALREADY_CANCELLED)
    verdicts = _judge(actor, found.rows)
    if [_plain(verdict) for verdict in verdicts] != found.verdicts:
        raise StaleEdit(TREE_CHANGED)
    units = _all_units()
    for verdict in rules.in_tree_order(verdicts):
        _write(actor, verdict.facts, units)
    _decide(actor, found, "applied")
    found.applied_at = clock.now()
    trail.record(actor, "units:list:applied", subject=("unit_import", found.id), sha256=found.file_sha256,
                 **found.counts)
    db.session.flush()
    return found


def cancel_import(actor: Actor | None, found: UnitImport) -> None:
    """Puts a list aside without applying it."""
    db.session.refresh(found, with_for_update=True)
    if found.state == "seen":
        _decide(actor, found, "cancelled")
        trail.record(actor, "units:list:cancelled", subject=("unit_import", found.id))


def _decide(actor: Actor | None, found: UnitImport, state: str) -> None:
    found.state, found.decided_by = state, actor.user_id if actor else None
    db.session.flush()


def _judge(actor: Actor | None, rows: Sequence[tuple[int, Mapping[str, str]]]) -> list[Verdict]:
    reach = None if actor is None else queries.codes_in_reach(actor.scope)
    return rules.judge(rows, queries.known_facts(), reach)


def _checked(actor: Actor | None, facts: UnitFacts) -> UnitFacts:
    """A form is a list of one row: the same rules judge it and tidy it."""
    verdict, = _judge(actor, [(1, rules.texts_of(facts))])
    if verdict.reasons:
        raise RuleBroken(verdict.reasons[0].sentence, **verdict.reasons[0].values)
    return verdict.facts


def _plain(verdict: Verdict) -> dict:
    """The verdict as JSON gives it back."""
    return {"line": verdict.line, "code": verdict.code, "outcome": verdict.outcome,
            "changes": list(verdict.changes), "reasons": [asdict(reason) for reason in verdict.reasons]}


def _all_units() -> dict[str, Unit]:
    return {unit.code: unit for unit in db.session.scalars(select(Unit))}


def _write(actor: Actor | None, facts: UnitFacts, units: dict[str, Unit]) -> Unit:
    """Brings the unit of *facts* to them; *units* holds all units by code, the parent among them."""
    unit, parent = units.get(facts.code), units.get(facts.parent_code)
    is_new = unit is None
    if is_new:
        unit = units[facts.code] = Unit(id=new_id(), code=facts.code, kind=facts.kind, path="")
        db.session.add(unit)
    changes = [name for name in KEPT_AS_SAID if getattr(unit, name) != getattr(facts, name)]
    for name in changes:
        setattr(unit, name, getattr(facts, name))
    unit.is_active = facts.closed_on is None
    if is_new or unit.parent_id != (parent.id if parent else None):
        _place(unit, parent, units.values())
        changes.append("parent_code")
    if is_new:
        trail.record(actor, "units:unit:created", subject=("unit", unit.id), code=unit.code)
    elif changes:
        trail.record(actor, "units:unit:changed", subject=("unit", unit.id), code=unit.code, fields=changes)
    return unit


def _place(unit: Unit, parent: Unit | None, units: Iterable[Unit]) -> None:
    """Puts *unit* under *parent*, and all below it along with it."""
    old, new = unit.path, rules.path_of(parent.path if parent else "", unit.code)
    inside = parent is not None and (parent.kind == "commissionerate" or parent.in_commissionerate)
    unit.parent_id = parent.id if parent else None
    for moved in [other for other in units if old and other.path.startswith(old)] or [unit]:
        moved.path = new + moved.path[len(old):]
        moved.in_commissionerate = inside or (unit.kind == "commissionerate" and moved is not unit)
