"""Reading what followed a complaint, within a scope that is the complaint's."""

import uuid
from datetime import date

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.core.errors import NotFound
from portal.followups.models import DiaryEntry, Disposal, Promise, Reopening, VerificationCall
from portal.intake.models import Complaint


def get_matter(scope: Scope, complaint_id: uuid.UUID) -> Complaint:
    """The complaint in scope, for the permission that is asked of it; NotFound otherwise."""
    statement = select(Complaint).where(Complaint.id == complaint_id)
    return only(scope.limit(statement, Complaint.unit_id, Complaint.enquiry_officer_id))


def get_promise(scope: Scope, promise_id: uuid.UUID) -> tuple[Promise, Complaint]:
    """A promise with its matter."""
    statement = select(Promise, Complaint).join(Complaint, Complaint.id == Promise.complaint_id).where(Promise.id == promise_id)
    row = db.session.execute(scope.limit(statement, Complaint.unit_id, Complaint.enquiry_officer_id)).first()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def list_diary(matter: Complaint) -> list[DiaryEntry]:
    """The diary in order of what happened."""
    statement = select(DiaryEntry).where(DiaryEntry.complaint_id == matter.id)
    return list(db.session.scalars(statement.order_by(DiaryEntry.happened_at, DiaryEntry.id)))


def list_promises_of(matter: Complaint) -> list[Promise]:
    """Promises of one matter, due first."""
    return list(db.session.scalars(select(Promise).where(Promise.complaint_id == matter.id).order_by(Promise.due_on, Promise.id)))


def list_disposals(matter: Complaint) -> list[Disposal]:
    """Disposals of one matter, the earliest first."""
    statement = select(Disposal).where(Disposal.complaint_id == matter.id)
    return list(db.session.scalars(statement.order_by(Disposal.disposed_at, Disposal.id)))


def get_waiting_disposal(matter: Complaint) -> Disposal | None:
    """The disposal that waits for its call."""
    return db.session.scalar(select(Disposal).where(Disposal.complaint_id == matter.id, Disposal.outcome == "waiting"))


def list_calls(matter: Complaint) -> list[VerificationCall]:
    """Verification calls of one matter, the earliest first."""
    statement = select(VerificationCall).where(VerificationCall.complaint_id == matter.id)
    return list(db.session.scalars(statement.order_by(VerificationCall.called_at, VerificationCall.id)))


def list_reopenings(matter: Complaint) -> list[Reopening]:
    """When and why the matter was opened again."""
    statement = select(Reopening).where(Reopening.complaint_id == matter.id)
    return list(db.session.scalars(statement.order_by(Reopening.reopened_at, Reopening.id)))


def select_open_promises(scope: Scope, overdue_before: date | None = None) -> Select:
    """What was promised and is not done yet."""
    statement = (select(Promise.id, Promise.text, Promise.due_on, Promise.promised_by, Promise.complaint_id, Complaint.token)
                 .join(Complaint, Complaint.id == Promise.complaint_id).where(Promise.ended_at.is_(None)))
    if overdue_before:
        statement = statement.where(Promise.due_on < overdue_before)
    return scope.limit(statement, Complaint.unit_id, Complaint.enquiry_officer_id)


def select_waiting_calls(scope: Scope, due_by: date | None = None) -> Select:
    """Disposals that wait for someone else's call to her."""
    tries = (select(func.count()).select_from(VerificationCall).where(VerificationCall.disposal_id == Disposal.id)
             .correlate(Disposal).scalar_subquery())
    statement = (select(Disposal.id, Disposal.call_due_on, Disposal.disposed_by, Disposal.disposed_at, Disposal.manner,
                        Disposal.complaint_id, Complaint.token, Complaint.enquiry_officer_id, tries.label("tries"))
                 .join(Complaint, Complaint.id == Disposal.complaint_id).where(Disposal.outcome == "waiting"))
    if due_by:
        statement = statement.where(Disposal.call_due_on <= due_by)
    return scope.limit(statement, Complaint.unit_id, Complaint.enquiry_officer_id)


def count(statement: Select) -> int:
    """How many rows *statement* gives."""
    return db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
