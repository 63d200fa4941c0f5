"""Tables of the desk, of the gate and of what guards her; others import them from here."""

from portal.intake.models.desk import (
    Assignment,
    Complaint,
    ComplaintVersion,
    DangerAlert,
    DangerAnswer,
    Draft,
    IdentityOpening,
    OppositeParty,
    OppositePartyVersion,
    RightTold,
    Visit,
)
from portal.intake.models.gate import EnquiryPermission, GateReason, LaterLabel
from portal.intake.models.guarding import ComplaintSeal, QuotaRelease
from portal.intake.models.triage import FirReference, RegistrationRefusal, RouteDecision, TriageRecord

__all__ = ["Assignment", "Complaint", "ComplaintSeal", "ComplaintVersion", "DangerAlert", "DangerAnswer", "Draft",
           "EnquiryPermission", "FirReference", "GateReason", "IdentityOpening", "LaterLabel", "OppositeParty",
           "OppositePartyVersion", "QuotaRelease", "RegistrationRefusal", "RightTold", "RouteDecision", "TriageRecord", "Visit"]
