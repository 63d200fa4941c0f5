"""What can be done to the staff: enter and correct an officer, post, end a posting, sanction posts, bring in a list."""

import uuid
from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken, StaleEdit
from portal.core.forms import parse_day
from portal.core.spreadsheets import Sheet
from portal.core.words import N_
from portal.personnel import queries
from portal.personnel.models import Officer, Posting, Sanction, StaffImport
from portal.personnel.rules import postings as rules
from portal.personnel.rules.staff_list import StaffFacts, judge
from portal.personnel.rules.strength import IN_CHARGE_RANKS
from portal.units.models import Unit
from portal.units.queries import codes_in_reach, get_unit

NUMBER_TAKEN = N_("There is an officer with the personnel number %(number)s already.")
CHANGED_MEANWHILE = N_("Someone else changed this officer meanwhile. Open her again and enter your change once more.")
STAFF_CHANGED = N_("The staff was changed after you looked at this list. Upload it again and look once more.")
ALREADY_CANCELLED = N_("This list was put aside. Upload it again if you want to use it.")
ENDED_ALREADY = N_("This posting has ended already.")
KEPT = ("name_hi", "name_en", "rank", "is_woman", "phone", "skills", "languages")


def enter_officer(actor: Actor, personnel_no: str, facts: dict[str, Any], unit_id: uuid.UUID, term: dict[str, Any]) -> Officer:
    """A new officer with her first posting. RuleBroken when the number is known or the posting is not possible."""
    if queries.find_by_number(personnel_no):
        raise RuleBroken(NUMBER_TAKEN, number=personnel_no)
    officer = Officer(id=new_id(), personnel_no=personnel_no, **{name: facts[name] for name in KEPT})
    db.session.add(officer)
    db.session.flush()
    trail.record(actor, "personnel:officer:entered", subject=("officer", officer.id), unit_id=unit_id, number=personnel_no)
    post(actor, officer, unit_id, **term)
    return officer


def change_officer(actor: Actor, officer: Officer, facts: dict[str, Any]) -> None:
    """Gives the officer new particulars; the trail names the fields, not their words."""
    changes = [name for name in KEPT if getattr(officer, name) != facts[name]]
    for name in changes:
        setattr(officer, name, facts[name])
    if changes:
        trail.record(actor, "personnel:officer:changed", subject=("officer", officer.id), fields=changes)
    try:
        db.session.flush()
    except StaleDataError as fault:
        raise StaleEdit(CHANGED_MEANWHILE) from fault


def post(actor: Actor, officer: Officer, unit_id: uuid.UUID, *, kind: str, from_on: date, order_no: str,
         is_in_charge: bool = False, to_on: date | None = None) -> Posting:
    """Posts the officer at a unit in reach. An attachment or diversion may lie over a posting; two postings may not."""
    unit = get_unit(actor.scope, unit_id)
    if to_on is not None and to_on < from_on:
        raise RuleBroken(rules.SAY_ENDS_BEFORE)
    same = [one for one in queries.postings_of(officer.id) if one.kind == kind]
    other = rules.clash(rules.Term(from_on, to_on), [rules.Term(one.from_on, one.to_on) for one in same])
    if other is not None:
        there = next(one for one in same if one.from_on == other.from_on)
        raise RuleBroken(rules.SAY_CLASHES, unit=db.session.get(Unit, there.unit_id).code, first=_said(there.from_on))
    if is_in_charge:
        _may_be_in_charge(officer, unit.id, from_on)
    posting = Posting(id=new_id(), unit_id=unit.id, officer_id=officer.id, kind=kind, is_in_charge=is_in_charge, from_on=from_on,
                      to_on=to_on, order_no=order_no, recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(posting)
    db.session.flush()
    trail.record(actor, "personnel:posting:made", subject=("officer", officer.id), unit_id=unit.id, posting=kind,
                 order_no=order_no, from_on=from_on.isoformat())
    return posting


def _may_be_in_charge(officer: Officer, unit_id: uuid.UUID, first: date) -> None:
    if officer.rank not in IN_CHARGE_RANKS:
        raise RuleBroken(rules.SAY_RANK)
    there = queries.in_charge_of(unit_id, first)
    if there is not None:
        name = db.session.get(Officer, there.officer_id)
        raise RuleBroken(rules.SAY_SECOND_IN_CHARGE, name=name.name_hi, first=_said(there.from_on))


def _said(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def end_posting(actor: Actor, posting: Posting, *, to_on: date, order_no: str, hand_over_note: str) -> None:
    """Ends a posting on its last day. The note says who has her work now; open complaints are handed over on their page."""
    if posting.to_on is not None:
        raise RuleBroken(ENDED_ALREADY)
    if to_on < posting.from_on:
        raise RuleBroken(rules.SAY_ENDS_BEFORE)
    posting.to_on, posting.end_order_no, posting.hand_over_note = to_on, order_no, hand_over_note
    trail.record(actor, "personnel:posting:ended", subject=("officer", posting.officer_id), unit_id=posting.unit_id,
                 to_on=to_on.isoformat(), order_no=order_no)


def sanction(actor: Actor, unit_id: uuid.UUID, *, group: str, number: int, order_no: str, from_on: date) -> Sanction:
    """Sanctions posts from a day on; the line in force ends on the day before."""
    unit = get_unit(actor.scope, unit_id)
    for earlier in queries.sanctions_from(unit.id, group, from_on):
        # A line that begins on the same day or later was never in force: the new order replaces it.
        earlier.to_on = max(from_on, earlier.from_on) - timedelta(days=1)
    line = Sanction(id=new_id(), unit_id=unit.id, group=group, number=number, order_no=order_no, from_on=from_on,
                    recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(line)
    trail.record(actor, "personnel:sanction:made", unit_id=unit.id, group=group, number=number, order_no=order_no)
    return line


def preview_list(actor: Actor, sheet: Sheet) -> StaffImport:
    """Judges the rows of a staff list and keeps rows and verdicts; nobody is posted yet."""
    verdicts = _judge(actor, sheet.rows)
    found = StaffImport(
        id=new_id(), unit_id=actor.unit_id, uploaded_by=actor.user_id, uploaded_at=clock.now(), file_sha256=sheet.sha256,
        unread_heads=list(sheet.unread_heads), rows=[[line, dict(cells)] for line, cells in sheet.rows],
        verdicts=[verdict.plain() for verdict in verdicts], counts=dict(Counter(one.outcome for one in verdicts)), state="seen")
    db.session.add(found)
    db.session.flush()
    trail.record(actor, "personnel:list:previewed", subject=("staff_import", found.id), **found.counts)
    return found


def apply_list(actor: Actor, found: StaffImport) -> None:
    """Applies the good rows; a second time changes nothing. StaleEdit when a verdict would be another than the one seen."""
    db.session.refresh(found, with_for_update=True)
    if found.state == "applied":
        return
    if found.state == "cancelled":
        raise RuleBroken(ALREADY_CANCELLED)
    verdicts = _judge(actor, found.rows)
    if [verdict.plain() for verdict in verdicts] != found.verdicts:
        raise StaleEdit(STAFF_CHANGED)
    units = dict(db.session.execute(select(Unit.code, Unit.id)).all())
    for verdict in verdicts:
        if verdict.outcome in ("new", "changed"):
            _apply(actor, verdict.facts, units)
    found.state, found.decided_at = "applied", clock.now()
    trail.record(actor, "personnel:list:applied", subject=("staff_import", found.id), **found.counts)


def cancel_list(actor: Actor, found: StaffImport) -> None:
    """Puts a list aside."""
    db.session.refresh(found, with_for_update=True)
    if found.state == "seen":
        found.state, found.decided_at = "cancelled", clock.now()
        trail.record(actor, "personnel:list:cancelled", subject=("staff_import", found.id))


def _judge(actor: Actor, rows: Any) -> list[Any]:
    numbers = [texts.get("personnel_no", "").strip().upper() for _, texts in rows]
    return judge(rows, queries.known_staff(numbers, clock.today()), codes_in_reach(actor.scope), parse_day)


def _apply(actor: Actor, facts: StaffFacts, units: dict[str, uuid.UUID]) -> None:
    """Enters or changes the officer; a posting elsewhere ends on the day before the new one begins."""
    own = {"name_hi": facts.name_hi, "name_en": facts.name_en, "rank": facts.rank, "is_woman": facts.is_woman,
           "phone": facts.phone, "skills": list(facts.skills), "languages": list(facts.languages)}
    term = {"kind": "posted", "from_on": date.fromisoformat(facts.from_on), "order_no": facts.order_no}
    officer = queries.find_by_number(facts.personnel_no)
    if officer is None:
        enter_officer(actor, facts.personnel_no, own, units[facts.unit_code], term)
        return
    change_officer(actor, officer, own)
    standing = next((one for one in queries.postings_of(officer.id) if one.kind == "posted" and one.to_on is None), None)
    if standing is not None and (standing.unit_id, standing.from_on) == (units[facts.unit_code], term["from_on"]):
        standing.order_no = facts.order_no
        return
    if standing is not None:
        end_posting(actor, standing, to_on=term["from_on"] - timedelta(days=1), order_no=facts.order_no, hand_over_note="")
    post(actor, officer, units[facts.unit_code], **term)
