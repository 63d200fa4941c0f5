"""The registers of the desk, as numbered views of visits and complaints; tokens stand where paper had names."""

from sqlalchemy import Select, case, func, select

from portal.access.scope import Scope
from portal.core.feature import Column, Register, RegisterFilter, falls_by
from portal.core.words import N_
from portal.intake.models import Complaint, OppositeParty, RightTold, Visit
from portal.intake.queries.complaints import in_reach
from portal.intake.rules.quality import complaint_gaps, visit_gaps
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import CHANNELS, NATURES, PURPOSES, RECEIPT_WAYS


def select_visits(scope: Scope, chosen: RegisterFilter) -> Select:
    """The visitor register of one kendra: a line for everyone who came."""
    first_token = (select(func.min(Complaint.token)).where(Complaint.visit_id == Visit.id)
                   .correlate(Visit).scalar_subquery())
    first_nature = (select(Complaint.nature).where(Complaint.visit_id == Visit.id).order_by(Complaint.year, Complaint.number)
                    .limit(1).correlate(Visit).scalar_subquery())
    came_for = case((Visit.remark != "", Visit.remark), else_=first_nature)
    statement = select(Visit.id, Visit.unit_id, Visit.year, Visit.serial, Visit.arrived_at, Visit.left_at, Visit.purpose,
                       Visit.channel, Visit.whom_met, came_for.label("remark"), first_token.label("token"), Visit.recorded_by)
    return chosen.within(statement.where(scope.covers(Visit.unit_id)), Visit.unit_id, Visit.arrived_at)


def select_complaints(scope: Scope, chosen: RegisterFilter) -> Select:
    """The help-desk register of one kendra: a line for every token."""
    party_count = (select(func.count(OppositeParty.id))
                   .where(OppositeParty.complaint_id == Complaint.id, OppositeParty.withdrawn_at.is_(None))
                   .correlate(Complaint).scalar_subquery())
    rights_told = (select(func.count(RightTold.id)).where(RightTold.complaint_id == Complaint.id)
                   .correlate(Complaint).scalar_subquery())
    statement = select(
        Complaint.id, Complaint.unit_id, Complaint.year, Complaint.number.label("serial"), Complaint.received_at,
        Complaint.token, Complaint.channel, Complaint.nature, party_count.label("party_count"), Complaint.place,
        Complaint.occurred_from_on, Complaint.gist, Complaint.not_told, Complaint.danger_answered_at,
        rights_told.label("rights_told"), Complaint.enquiry_officer_id, Complaint.receipt_given_at,
        Complaint.receipt_given_how, Complaint.state, Complaint.disposed_at, Complaint.verified_at, Complaint.recorded_by)
    return chosen.within(statement.where(in_reach(scope)), Complaint.unit_id, Complaint.received_at)


VISITORS = Register(
    "visitors", N_("Visitor register"), "registers:register:list",
    (Column("serial", N_("Serial number"), "number"), Column("arrived_at", N_("Time in"), "moment"),
     Column("left_at", N_("Time out"), "moment"), Column("purpose", N_("Purpose"), "code"),
     Column("channel", N_("How it reached us"), "code"), Column("whom_met", N_("Whom she met")),
     Column("remark", N_("What the visitor came for"), wide=True), Column("token", N_("Token number")),
     Column("recorded_by", N_("Recorded by"), "officer")),
    select_visits, gaps=lambda row: visit_gaps(row._mapping), words={"purpose": PURPOSES, "channel": CHANNELS, "remark": NATURES},
    example=(N_("Came. Talked to."),
             N_("Came with her brother about the quarrel over the drain in front of the house; complaint "
                "written, receipt given at 11:20; comes again on Monday with the papers of the land.")))

COMPLAINTS = Register(
    "complaints", N_("Women help desk register"), "registers:register:list",
    (Column("serial", N_("Serial number"), "number"), Column("received_at", N_("Received"), "moment"),
     Column("token", N_("Token number")), Column("channel", N_("How it reached us"), "code"),
     Column("nature", N_("Nature of the complaint"), "code"), Column("party_count", N_("Opposite parties"), "number"),
     Column("enquiry_officer_id", N_("Enquiry officer"), "officer"),
     Column("receipt_given_at", N_("Receipt given"), "moment"),
     Column("receipt_given_how", N_("How she got it"), "code"), Column("state", N_("State"), "code"),
     Column("disposed_at", N_("Disposed"), "moment"), Column("verified_at", N_("Verified"), "moment"),
     Column("recorded_by", N_("Recorded by"), "officer")),
    select_complaints, gaps=lambda row: complaint_gaps(row._mapping),
    falls=falls_by(Complaint, "received_at"),
    mended_by=frozenset({"intake:complaint:correct", "intake:identity:correct"}),
    words={"channel": CHANNELS, "nature": NATURES, "state": STATES, "receipt_given_how": RECEIPT_WAYS},
    row_endpoint="intake.show_complaint",
    example=(N_("Enquiry done, matter all right."),
             N_("12 November, 16:30: went to the house, heard her alone, then her mother-in-law and two "
                "neighbours; both neighbours saw the blow on 9 November; sent for medical examination; "
                "husband called for 14 November.")))

REGISTERS = (VISITORS, COMPLAINTS)
