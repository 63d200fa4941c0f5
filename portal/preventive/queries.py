"""Reading preventive actions within a scope: the list, what is due, one action with its steps, and who was bound before."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db, only
from portal.core.filters import ist_date, ist_datetime
from portal.core.settings import read_setting
from portal.core.vault import Vault
from portal.intake.models import Complaint, OppositeParty
from portal.intake.queries.complaints import days_between, list_parties
from portal.law.queries import pack_of
from portal.persons.queries import find_alike, get_identity
from portal.persons.rules.identity import Identity
from portal.persons.rules.names import is_same_name
from portal.preventive.models import PreventiveAction, PreventivePerson, PreventiveStep
from portal.preventive.rules.judging import Past, Standing, standing_of
from portal.preventive.rules.periods import ALERT_DAYS, SHORT_KINDS, alert_days
from portal.preventive.rules.projecting import ITEMS
from portal.preventive.rules.steps import INQUIRING, RUNNING

ALERT_SETTING = "preventive-alert-days"
LISTED = (PreventiveAction.id, PreventiveAction.unit_id, PreventiveAction.year, PreventiveAction.serial,
          PreventiveAction.kind, PreventiveAction.state, PreventiveAction.recorded_at, PreventiveAction.valid_until,
          PreventiveAction.next_hearing_on, PreventiveAction.inquiry_due_on, PreventiveAction.release_due_at,
          PreventiveAction.amount, PreventiveAction.complaint_id, PreventiveAction.report_sent_at)


def in_reach(scope: Scope) -> ColumnElement[bool]:
    """The WHERE clause of every question here: an action of a complaint goes with whoever enquires into that now."""
    if not scope.only_assigned:
        return scope.covers(PreventiveAction.unit_id)
    mine = select(Complaint.id).where(scope.covers(Complaint.unit_id, Complaint.enquiry_officer_id))
    own = PreventiveAction.complaint_id.is_(None) & scope.covers(PreventiveAction.unit_id, PreventiveAction.enquiry_officer_id)
    return own | PreventiveAction.complaint_id.in_(mine)


def get_action(scope: Scope, action_id: uuid.UUID, *, to_change: bool = False) -> PreventiveAction:
    """The action in reach, locked when it is *to_change*; NotFound otherwise."""
    statement = select(PreventiveAction).where(PreventiveAction.id == action_id, in_reach(scope))
    if to_change:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return only(statement)


def keeper_of(action: PreventiveAction) -> uuid.UUID:
    """The officer whose matter it is today: the enquiry officer of the complaint, else who keeps the action."""
    if action.complaint_id is None:
        return action.enquiry_officer_id
    of_matter = db.session.scalar(select(Complaint.enquiry_officer_id).where(Complaint.id == action.complaint_id))
    return of_matter or action.enquiry_officer_id


def token_of(action: PreventiveAction) -> str:
    """The token of the complaint of an action in reach, or an empty text."""
    if action.complaint_id is None:
        return ""
    return db.session.scalar(select(Complaint.token).where(Complaint.id == action.complaint_id)) or ""


def spoken(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a sentence as they are read: days and moments as India writes them."""
    return {name: ist_datetime(value) if isinstance(value, datetime) else ist_date(value) if isinstance(value, date) else value
            for name, value in values.items()}


def get_matter(scope: Scope, complaint_id: uuid.UUID) -> Complaint:
    """The complaint in reach; NotFound otherwise."""
    statement = select(Complaint).where(Complaint.id == complaint_id)
    return only(scope.limit(statement, Complaint.unit_id, Complaint.enquiry_officer_id))


def list_known_parties(scope: Scope, matter: Complaint) -> list[OppositeParty]:
    """The opposite parties that stand in a complaint and of whom something is known, in her order."""
    return [party for party in list_parties(scope, matter.id) if party.person_id is not None and party.withdrawn_at is None]


def select_actions(scope: Scope, filters: Mapping[str, Any]) -> Select:
    """The actions in reach that fit *filters* (kind, state, from_on, to_on), with the token of their complaint."""
    clauses = [in_reach(scope), *days_between(PreventiveAction.recorded_at, filters)]
    clauses += [getattr(PreventiveAction, name) == filters[name] for name in ("kind", "state") if filters.get(name)]
    return _listed().where(*clauses)


def _listed() -> Select:
    return select(*LISTED, Complaint.token).outerjoin(Complaint, Complaint.id == PreventiveAction.complaint_id)


def list_of_complaint(scope: Scope, complaint_id: uuid.UUID) -> list[Any]:
    """The actions taken in one complaint, the earliest first."""
    statement = select(*LISTED).where(PreventiveAction.complaint_id == complaint_id, in_reach(scope))
    return list(db.session.execute(statement.order_by(PreventiveAction.recorded_at, PreventiveAction.id)))


# What is due -----------------------------------------------------------------------------------------------------------


def read_alert_days() -> int:
    """How many days before its end a bond is shown: the setting of the installation, else thirty."""
    said = read_setting(ALERT_SETTING) or ""
    return int(said) if said.isdigit() and 0 < int(said) <= 365 else ALERT_DAYS


def due_column(item: str):
    """The column by which the rows of *item* are ordered."""
    return {"custody": PreventiveAction.release_due_at, "inquiry": PreventiveAction.inquiry_due_on,
            "hearing": PreventiveAction.next_hearing_on, "breach": PreventiveAction.recorded_at,
            "expired": PreventiveAction.valid_until, "expiring": PreventiveAction.valid_until}[item]


def is_due(item: str, today: date, days: int) -> ColumnElement[bool]:
    """The WHERE clause of one item of ITEMS."""
    action, running = PreventiveAction, PreventiveAction.state.in_(RUNNING)
    soon = or_(and_(action.kind.in_(SHORT_KINDS), action.valid_until <= _after(today, alert_days(SHORT_KINDS[0], days))),
               and_(action.kind.not_in(SHORT_KINDS), action.valid_until <= _after(today, days)))
    return {
        "custody": action.release_due_at.is_not(None),
        "breach": action.state == "breached",
        "inquiry": action.state.in_(INQUIRING) & (action.inquiry_due_on <= today),
        "expired": running & (action.valid_until < today),
        "expiring": running & (action.valid_until >= today) & soon,
        "hearing": action.next_hearing_on <= today,
    }[item]


def _after(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)


def select_due(scope: Scope, item: str) -> Select:
    """The rows of one item."""
    return _listed().where(in_reach(scope), is_due(item, clock.today(), read_alert_days()))


def count_due(scope: Scope, item: str) -> int:
    """How many rows select_due has."""
    statement = select(func.count(PreventiveAction.id)).where(in_reach(scope), is_due(item, clock.today(), read_alert_days()))
    return db.session.scalar(statement) or 0


def count_items(scope: Scope) -> dict[str, int]:
    """How many rows each item has, in one question."""
    today, days = clock.today(), read_alert_days()
    counts = [func.count(PreventiveAction.id).filter(is_due(item, today, days)).label(item) for item in ITEMS]
    row = db.session.execute(select(*counts).where(in_reach(scope))).one()
    return dict(zip(ITEMS, row, strict=True))


# One action ------------------------------------------------------------------------------------------------------------


def list_steps(action: PreventiveAction) -> list[PreventiveStep]:
    """The steps in the order in which they happened."""
    statement = select(PreventiveStep).where(PreventiveStep.action_id == action.id)
    return list(db.session.scalars(statement.order_by(PreventiveStep.happened_at, PreventiveStep.id)))


def list_persons(action_id: uuid.UUID) -> list[PreventivePerson]:
    """Against whom it is taken, in order; the caller has reached the action."""
    statement = select(PreventivePerson).where(PreventivePerson.action_id == action_id)
    return list(db.session.scalars(statement.order_by(PreventivePerson.place_in_list)))


def clock_limits(version: str) -> dict[str, str]:
    """The periods of a law pack, by clock id: an action keeps the law under which it was entered."""
    return {row.id: row.limit for row in pack_of(version).clocks.values()}


def standing(action: PreventiveAction, steps: Collection[PreventiveStep] | None = None) -> Standing:
    """The action as the rules see it."""
    found = list_steps(action) if steps is None else steps
    past = tuple(Past(one.kind, one.happened_at, clock.to_ist(one.happened_at).date(), one.amount, one.term_months,
                      one.from_on, one.until_on) for one in found)
    return standing_of(action.kind, clock_limits(action.law_pack_version), past)


@dataclass(frozen=True)
class OpenPerson:
    """Somebody the action is against, opened."""

    place: int
    relation: str
    identity: Identity | None


def open_persons(scope: Scope, vault: Vault, action: PreventiveAction) -> list[OpenPerson]:
    """The identities; the caller has reached the action and recorded the opening in the same transaction."""
    through = select(PreventivePerson.person_id).where(PreventivePerson.action_id == action.id)
    return [OpenPerson(one.place_in_list, one.relation, get_identity(scope, vault, one.person_id, through))
            for one in list_persons(action.id)]


def is_complainant(scope: Scope, vault: Vault, matter: Complaint, name: str, relative_name: str) -> bool:
    """Whether somebody of that name seems to be the woman who complains."""
    if matter.person_id is None or not name:
        return False
    hers = get_identity(scope, vault, matter.person_id, select(Complaint.person_id).where(Complaint.id == matter.id))
    return hers is not None and is_same_name(name, relative_name, hers.name, hers.relative_name)


def list_others_against(scope: Scope, vault: Vault, person_ids: Collection[uuid.UUID], *,
                        except_action: uuid.UUID | None = None, except_complaint: uuid.UUID | None = None) -> list[Any]:
    """Actions in reach against the same people, or men of the same name or phone; the latest first, at most 20."""
    if not person_ids:
        return []
    alike = find_alike(scope, vault, list(person_ids))
    same = {*person_ids, *(person for person, signs in alike.signs.items() if "accused" in signs)}
    against = select(PreventivePerson.action_id).where(PreventivePerson.person_id.in_(same))
    statement = select(*LISTED).where(in_reach(scope), PreventiveAction.id.in_(against))
    if except_action is not None:
        statement = statement.where(PreventiveAction.id != except_action)
    if except_complaint is not None:
        statement = statement.where(or_(PreventiveAction.complaint_id.is_(None),
                                        PreventiveAction.complaint_id != except_complaint))
    return list(db.session.execute(statement.order_by(PreventiveAction.recorded_at.desc()).limit(20)))


def find_by_number(scope: Scope, serial: int, year: int) -> list[Any]:
    """Actions in reach with that running number."""
    statement = select(*LISTED).where(in_reach(scope), PreventiveAction.serial == serial, PreventiveAction.year == year)
    return list(db.session.execute(statement.order_by(PreventiveAction.recorded_at.desc()).limit(20)))


def is_in_force(row: Any, now: datetime) -> bool:
    """Whether a bond or order of that row binds now."""
    return row.state in (*RUNNING, "breached") and (row.valid_until is None or row.valid_until >= clock.to_ist(now).date())
