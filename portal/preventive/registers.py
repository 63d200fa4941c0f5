"""The register of preventive action: a line for every action, tokens where paper had names."""

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.core.feature import Column, Register, RegisterFilter, falls_by
from portal.core.words import N_
from portal.intake.models import Complaint
from portal.preventive.models import PreventiveAction, PreventivePerson
from portal.preventive.queries import in_reach
from portal.preventive.rules.kinds import TITLES
from portal.preventive.rules.projecting import gaps
from portal.preventive.rules.steps import STATES


def select_register(scope: Scope, chosen: RegisterFilter) -> Select:
    """The actions of one kendra between two moments."""
    parties = (select(func.count(PreventivePerson.id)).where(PreventivePerson.action_id == PreventiveAction.id)
               .correlate(PreventiveAction).scalar_subquery())
    action = PreventiveAction
    statement = select(
        action.id, action.unit_id, action.year, action.serial, action.recorded_at, action.kind, action.reason, Complaint.token,
        parties.label("party_count"), action.authority, action.report_no, action.report_sent_at, action.amount,
        action.valid_from, action.valid_until, action.arrested_at, action.state, action.enquiry_officer_id,
    ).outerjoin(Complaint, Complaint.id == action.complaint_id).where(in_reach(scope))
    return chosen.within(statement, action.unit_id, action.recorded_at)


REGISTER = Register(
    "preventive", N_("Preventive action"), "registers:register:list", select=select_register,
    gaps=lambda row: gaps(row._mapping), words={"kind": TITLES, "state": STATES},
    example=(N_("Quarrelsome person."),
             N_("Threatened her at the well on 3 and 8 November before witnesses, GD 14 and GD 22; warned"
                " on 5 November and did not stop; fear of a breach of the peace at the wedding on 20 "
                "November.")),
    falls=falls_by(PreventiveAction, "recorded_at"), mended_by=frozenset({"preventive:action:write"}),
    row_endpoint="preventive.show_action", row_argument="action_id", columns=(
        Column("recorded_at", N_("Entered"), "date"), Column("kind", N_("Provision"), "code"),
        Column("token", N_("Token number")), Column("party_count", N_("Persons"), "number"),
        Column("authority", N_("Authority")), Column("report_no", N_("Number of the report")),
        Column("report_sent_at", N_("Sent on"), "date"), Column("amount", N_("Rupees"), "number"),
        Column("valid_from", N_("From"), "date"), Column("valid_until", N_("Until"), "date"),
        Column("state", N_("State"), "code"), Column("enquiry_officer_id", N_("Kept by"), "officer"),
    ))
