"""What an opened identity shows, how many were opened, emergency openings, and who looked."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.limits import REACHED
from portal.audit.models import TrailEntry
from portal.audit.queries import select_refusals
from portal.core import clock
from portal.core.db import db, only
from portal.core.errors import NotFound
from portal.core.settings import read_setting
from portal.core.vault import Vault
from portal.intake.models import Complaint, IdentityOpening, OppositeParty, QuotaRelease
from portal.intake.queries.complaints import get_complaint, list_parties
from portal.intake.rules.identity import ONE_IN, REVIEWED_IN_UNIT, is_drawn, shift_began
from portal.persons.models import Person
from portal.persons.queries import get_identity, get_person, get_safe_contact
from portal.persons.rules.identity import Identity, SafePlan

OPENED = "intake:identity:opened"
OVER_QUOTA = "intake:identity:over_quota"
OVERRUNS_SHOWN = timedelta(days=7)
# What counts as looking at a complaint: reads of it, of its files and its identity, prints, and what was refused.
LOOKS = ("intake:identity:opened", "intake:identity:over_quota", "intake:glass:broken", "intake:attachment:previewed",
         "intake:attachment:downloaded", "intake:look:listed", "access:door:refused")


@dataclass(frozen=True)
class OpenParty:
    """An opposite party with its identity, if any was told, and since when it is withdrawn."""

    relation: str
    identity: Identity | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class OpenIdentity:
    """Everything that the opened page shows; the plan by which she is safely reached stands first."""

    safe: SafePlan | None
    woman: Identity | None
    parties: tuple[OpenParty, ...]


def open_identity(scope: Scope, vault: Vault, complaint_id: uuid.UUID) -> OpenIdentity:
    """The identities behind a complaint in reach. The caller has recorded the opening in the same transaction."""
    complaint = get_complaint(scope, complaint_id)
    through = people_of(complaint.id)
    parties = tuple(
        OpenParty(party.relation, get_identity(scope, vault, party.person_id, through) if party.person_id else None,
                  party.withdrawn_at)
        for party in list_parties(scope, complaint.id))
    if complaint.person_id is None:
        return OpenIdentity(None, None, parties)
    plan = get_safe_contact(scope, vault, complaint.person_id, through)
    return OpenIdentity(plan[0] if plan else None, get_identity(scope, vault, complaint.person_id, through), parties)


def people_of(complaint_id: uuid.UUID) -> Select:
    """The ids of everybody behind one complaint, as a SELECT."""
    hers = select(Complaint.person_id).where(Complaint.id == complaint_id)
    theirs = select(OppositeParty.person_id).where(OppositeParty.complaint_id == complaint_id)
    return hers.union(theirs)


@dataclass(frozen=True)
class WomanNow:
    """The woman of a matter as she is recorded now, opened; *plan_version* 0 when she has no plan."""

    person: Person
    identity: Identity
    plan: SafePlan
    plan_version: int

    @property
    def mark(self) -> str:
        """What a correction compares, so that nobody writes over somebody else."""
        return f"{self.person.version}.{self.plan_version}"


@dataclass(frozen=True)
class PartyNow:
    """An opposite party as recorded now, opened; *person* is None and the identity empty when nothing is known."""

    party: OppositeParty
    relation: str
    person: Person | None
    identity: Identity

    @property
    def mark(self) -> str:
        """As for the woman."""
        return f"{self.party.version}.{self.person.version if self.person else 0}"


def get_woman(scope: Scope, vault: Vault, complaint: Complaint) -> WomanNow:
    """The woman of a complaint in reach. The caller records the opening."""
    through = people_of(complaint.id)
    person = get_person(scope, complaint.person_id, through) if complaint.person_id else None
    if person is None:
        raise NotFound
    plan, version = get_safe_contact(scope, vault, person.id, through) or (SafePlan(), 0)
    return WomanNow(person, get_identity(scope, vault, person.id, through), plan, version)


def get_party(scope: Scope, complaint_id: uuid.UUID, party_id: uuid.UUID) -> OppositeParty:
    """One opposite party of a complaint in reach, closed; NotFound otherwise."""
    found = next((party for party in list_parties(scope, complaint_id) if party.id == party_id), None)
    if found is None:
        raise NotFound
    return found


def open_party(scope: Scope, vault: Vault, party: OppositeParty) -> PartyNow:
    """An opposite party opened. The caller records the opening."""
    if party.person_id is None:
        return PartyNow(party, party.relation, None, Identity())
    through = people_of(party.complaint_id)
    person = get_person(scope, party.person_id, through)
    return PartyNow(party, party.relation, person, get_identity(scope, vault, party.person_id, through) or Identity())


def list_openings_in_shift(actor: Actor, now: datetime) -> list[datetime]:
    """When *actor* opened an identity in the eight hours before *now*, oldest first; read from the trail itself."""
    return list(db.session.scalars(
        select(TrailEntry.at).where(TrailEntry.at >= shift_began(now), TrailEntry.user_id == str(actor.user_id),
                                    TrailEntry.action == OPENED).order_by(TrailEntry.at)))


def count_released(user_id: uuid.UUID, now: datetime) -> int:
    """How many openings were granted to the officer in her present shift beyond her quota."""
    return db.session.scalar(select(func.coalesce(func.sum(QuotaRelease.more), 0)).where(
        QuotaRelease.user_id == user_id, QuotaRelease.released_at >= shift_began(now)))


def is_next_drawn(actor: Actor, subject_id: uuid.UUID, secret: bytes) -> bool:
    """Whether the actor's next opening of this complaint or case is to be explained in words."""
    said = read_setting("justify-one-in")
    earlier = db.session.scalar(select(func.count(TrailEntry.id)).where(
        TrailEntry.subject_id == str(subject_id), TrailEntry.action == OPENED, TrailEntry.user_id == str(actor.user_id)))
    return is_drawn(secret, actor.user_id, subject_id, earlier, ONE_IN if said is None else int(said))


def select_overruns(scope: Scope, now: datetime) -> Select:
    """Limits and quotas that officers below the reader have reached of late, as the trail keeps them; page by at and id."""
    return select_refusals(scope, (OVER_QUOTA, REACHED), now - OVERRUNS_SHOWN).where(TrailEntry.user_id != str(scope.user_id))


def count_overruns(scope: Scope) -> int:
    """How many rows select_overruns has now."""
    return db.session.scalar(select(func.count()).select_from(select_overruns(scope, clock.now()).subquery()))


def get_over_quota(scope: Scope, officer_id: uuid.UUID, now: datetime) -> TrailEntry:
    """The officer's latest refusal above the quota in her present shift, in the reader's reach; NotFound otherwise."""
    refused = select_refusals(scope, (OVER_QUOTA,), shift_began(now)).where(TrailEntry.user_id == str(officer_id))
    found = db.session.execute(refused.order_by(TrailEntry.at.desc()).limit(1)).first()
    if found is None:
        raise NotFound
    return found


def find_glass(scope: Scope, complaint_id: uuid.UUID, now: datetime) -> IdentityOpening | None:
    """The reader's own emergency opening of a complaint that holds *now*, if any."""
    return db.session.scalar(
        select(IdentityOpening).where(
            IdentityOpening.complaint_id == complaint_id, IdentityOpening.user_id == scope.user_id,
            IdentityOpening.ends_at > now).order_by(IdentityOpening.id.desc()).limit(1))


def _reviewed_in(scope: Scope) -> ColumnElement[bool]:
    """Openings whose opener stands below the reader (rules.may_review says the same of one opening)."""
    return (scope.covers(IdentityOpening.unit_id) & scope.covers(IdentityOpening.opened_from)
            & (IdentityOpening.user_id != scope.user_id)
            & (IdentityOpening.role.in_(REVIEWED_IN_UNIT) | (IdentityOpening.opened_from != scope.unit_id)))


def list_openings(scope: Scope, *, only_waiting: bool) -> Select:
    """Openings that the reader reviews, with the token of the complaint or the label; page by opened_at and id."""
    statement = (select(IdentityOpening, func.coalesce(Complaint.token, IdentityOpening.label))
                 .outerjoin(Complaint, Complaint.id == IdentityOpening.complaint_id).where(_reviewed_in(scope)))
    return statement.where(IdentityOpening.reviewed_at.is_(None)) if only_waiting else statement


def get_opening(scope: Scope, opening_id: uuid.UUID) -> IdentityOpening:
    """One opening that the reader may review, locked; NotFound otherwise."""
    return only(select(IdentityOpening).where(IdentityOpening.id == opening_id, _reviewed_in(scope))
                .with_for_update(of=IdentityOpening))


def count_waiting_openings(scope: Scope) -> int:
    """How many emergency openings the reader has to review: the rows of list_openings(only_waiting=True)."""
    return db.session.scalar(select(func.count(IdentityOpening.id)).where(
        IdentityOpening.reviewed_at.is_(None), _reviewed_in(scope)))


def list_looks(scope: Scope, complaint_id: uuid.UUID, most: int = 300) -> list[TrailEntry]:
    """Who looked at a complaint in reach: openings, files, prints, reads and refusals, newest first."""
    complaint = get_complaint(scope, complaint_id)
    is_look = or_(TrailEntry.kind.in_(("read", "refusal")), TrailEntry.action.in_(LOOKS),
                  TrailEntry.action.startswith("printing:"))
    return list(db.session.scalars(
        select(TrailEntry).where(TrailEntry.subject_id == str(complaint.id), is_look)
        .order_by(TrailEntry.at.desc(), TrailEntry.id.desc()).limit(most)))


def list_looks_under(scope: Scope, opening: IdentityOpening) -> list[TrailEntry]:
    """When the identity was opened under an emergency opening that the reader may review, newest first."""
    found = get_opening(scope, opening.id)
    return [entry for entry in db.session.scalars(
        select(TrailEntry).where(TrailEntry.subject_id == str(found.subject_id), TrailEntry.action == OPENED,
                                 TrailEntry.at >= found.opened_at, TrailEntry.user_id == str(found.user_id))
        .order_by(TrailEntry.at.desc())) if str(found.id) in (entry.details.get("glass"), entry.details.get("lot"))]
