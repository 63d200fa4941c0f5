"""Questions of the gate: what it knows of a matter, reasons nobody above has read, permissions that wait, refused attempts."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select

from portal.access.scope import Scope
from portal.audit.queries import select_refusals
from portal.core import clock
from portal.core.db import db
from portal.intake.models import Complaint, EnquiryPermission, FirReference, GateReason, TriageRecord
from portal.intake.queries.complaints import in_reach
from portal.intake.queries.triage import latest_triage, list_firs, list_triages
from portal.intake.rules.states import WAYS_BEHIND_THE_GATE, GateFacts, gate
from portal.intake.rules.triage import CORRECTED, REFUSALS_SHOWN_DAYS
from portal.law.queries import current_pack
from portal.law.rules.deadlines import ends_at
from portal.law.rules.ways import Way
from portal.units.models import Unit

GATE_REFUSED = "intake:gate:refused"
ENQUIRY_WAY, ENQUIRY_CLOCK = "preliminary_enquiry", "FIR-07"


def list_reasons(scope: Scope, complaint_id: uuid.UUID) -> list[GateReason]:
    """The reasons written on a matter in reach, the latest first."""
    return list(db.session.scalars(_of(scope, GateReason, complaint_id)))


def list_permissions(scope: Scope, complaint_id: uuid.UUID) -> list[EnquiryPermission]:
    """The permissions asked for in a matter in reach, the latest first."""
    return list(db.session.scalars(_of(scope, EnquiryPermission, complaint_id)))


def enquiry_ends(scope: Scope, complaint: Complaint) -> datetime:
    """When the days of a preliminary enquiry are over: counted from the information of the offence, not from the permission.

    The information is what she told when she came; where only later facts disclosed the offence, it is theirs.
    """
    disclosing = [one for one in list_triages(scope, complaint.id) if one.is_cognizable]
    first = min(disclosing, key=lambda one: one.version, default=None)
    told_at = complaint.received_at if first is None or first.version == 1 else first.decided_at
    return ends_at(current_pack().clocks[ENQUIRY_CLOCK].limit, told_at)


def _of(scope: Scope, model, complaint_id: uuid.UUID) -> Select:
    return (select(model).join(Complaint, Complaint.id == model.complaint_id)
            .where(model.complaint_id == complaint_id, in_reach(scope)).order_by(model.id.desc()))


def gate_facts(scope: Scope, complaint: Complaint, now: datetime) -> GateFacts:
    """What the gate knows of a complaint in reach at this moment."""
    return facts_from(complaint, latest_triage(scope, complaint.id), list_firs(scope, complaint.id), scope, now)


def facts_from(complaint: Complaint, latest: TriageRecord | None, firs: Sequence[FirReference], scope: Scope,
               now: datetime) -> GateFacts:
    """As gate_facts, with what was read already.

    A permission counts while its days run and the present facts still allow such an enquiry; a reason counts for the
    facts it was written on. Neither is looked for where it opens nothing.
    """
    if latest is None:
        return GateFacts(has_fir=bool(firs))
    is_sexual_or_child = latest.is_sexual or latest.is_child or complaint.is_minor
    has_permission = has_reason = False
    if latest.is_cognizable and not firs and not is_sexual_or_child:
        has_permission = ENQUIRY_WAY in latest.ways and any(
            one.answer == "given" and one.until_at >= now for one in list_permissions(scope, complaint.id))
        has_reason = any(one.triage_id == latest.id and one.category != CORRECTED
                         for one in list_reasons(scope, complaint.id))
    return GateFacts(facts_disclose_cognizable=latest.is_cognizable, is_sexual_or_child=is_sexual_or_child, has_fir=bool(firs),
                     has_permission=has_permission, has_reason=has_reason, has_triage=True)


def open_now(found: Sequence[Way], facts: GateFacts) -> tuple[Way, ...]:
    """The ways of a matter as they stand: an FIR, a permission or a reason opens what the facts alone keep shut."""
    return tuple(replace(way, is_open=True, why_not="") if not way.is_open and is_opened(way.key, facts) else way
                 for way in found)


def is_opened(way: str, facts: GateFacts) -> bool:
    """Whether the gate lets a matter take *way* although its facts alone shut it."""
    return way in WAYS_BEHIND_THE_GATE and gate(WAYS_BEHIND_THE_GATE[way], **vars(facts)).open


def _unread(scope: Scope) -> ColumnElement[bool]:
    """Reasons in reach that the reader's own level has not read: a circle and those above it, else the station."""
    is_circle = select(Unit.kind).where(Unit.id == scope.unit_id).scalar_subquery() == "circle"
    unread = (is_circle & GateReason.circle_seen_at.is_(None)) | (~is_circle & GateReason.sho_seen_at.is_(None))
    return in_reach(scope) & unread


def select_unread_reasons(scope: Scope) -> Select:
    """Reasons that wait for the reader's eyes, with the token of their matter; page by written_at and id."""
    return (select(GateReason.id, GateReason.complaint_id, GateReason.category, GateReason.text, GateReason.written_by,
                   GateReason.written_at, Complaint.token, Complaint.nature)
            .join(Complaint, Complaint.id == GateReason.complaint_id).where(_unread(scope)))


def count_unread_reasons(scope: Scope) -> int:
    """How many rows select_unread_reasons has."""
    return _count(select_unread_reasons(scope))


def select_waiting_permissions(scope: Scope) -> Select:
    """Preliminary enquiries in reach that wait for the permission; page by asked_at and id."""
    return (select(EnquiryPermission.id, EnquiryPermission.complaint_id, EnquiryPermission.reason, EnquiryPermission.asked_by,
                   EnquiryPermission.asked_at, Complaint.token, Complaint.nature)
            .join(Complaint, Complaint.id == EnquiryPermission.complaint_id)
            .where(in_reach(scope), EnquiryPermission.answered_at.is_(None)))


def count_waiting_permissions(scope: Scope) -> int:
    """How many rows select_waiting_permissions has."""
    return _count(select_waiting_permissions(scope))


def select_gate_refusals(scope: Scope) -> Select:
    """Attempts of the last days to end a matter against the gate, as the trail keeps them; page by at and id."""
    return select_refusals(scope, (GATE_REFUSED,), clock.now() - timedelta(days=REFUSALS_SHOWN_DAYS))


def count_gate_refusals(scope: Scope) -> int:
    """How many rows select_gate_refusals has."""
    return _count(select_gate_refusals(scope))


def _count(statement: Select) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
