"""The feedback register: every verification call with its serial."""

from typing import Any

from sqlalchemy import Select, select

from portal.access.scope import Scope
from portal.core.feature import Column, Register, RegisterFilter
from portal.core.words import N_
from portal.followups.models import Disposal, VerificationCall
from portal.followups.rules import MANNERS, SATISFACTION, is_thin
from portal.intake.models import Complaint


def select_calls(scope: Scope, chosen: RegisterFilter) -> Select:
    """Calls of one kendra between two moments."""
    statement = (
        select(VerificationCall.id, VerificationCall.unit_id, VerificationCall.year, VerificationCall.serial,
               VerificationCall.called_at, Complaint.token, Complaint.id.label("complaint_id"), Disposal.manner,
               Disposal.disposed_at, VerificationCall.called_by, VerificationCall.is_reached, VerificationCall.satisfaction,
               VerificationCall.her_words)
        .join(Complaint, Complaint.id == VerificationCall.complaint_id)
        .join(Disposal, Disposal.id == VerificationCall.disposal_id))
    return chosen.within(scope.limit(statement, VerificationCall.unit_id), VerificationCall.unit_id, VerificationCall.called_at)


def gaps(row: Any) -> list[str]:
    """What a line of the register lacks."""
    found = []
    if row.is_reached and not row.satisfaction:
        found.append(N_("Whether she is satisfied is missing"))
    if is_thin(row.her_words):
        found.append(N_("Her answer is written in a word or two"))
    return found


FEEDBACK_REGISTER = Register(
    "feedback", N_("Feedback register"), "registers:register:list", select=select_calls, gaps=gaps,
    words={"manner": MANNERS, "satisfaction": SATISFACTION},
    example=(N_("ok"),
             N_("She says: he has not come to the house since the warning; the phone calls still come, "
                "two this week; she wants that written down.")),
    row_endpoint="intake.show_complaint", row_key="complaint_id", columns=(
        Column("called_at", N_("Day and time of the call"), "moment"),
        Column("token", N_("Token number")),
        Column("disposed_at", N_("Disposed on"), "date"),
        Column("manner", N_("How the matter ended")),
        Column("called_by", N_("Who called"), "officer"),
        Column("is_reached", N_("Reached")),
        Column("satisfaction", N_("Satisfied")),
        Column("her_words", N_("Her answer"), wide=True),
    ))
