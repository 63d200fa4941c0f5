"""The register of training: a line for every nomination of a kendra's officer, wherever the session was held."""

from flask_babel import get_locale
from sqlalchemy import Select, case, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.feature import Column, Register, RegisterFilter, falls_by
from portal.core.words import N_
from portal.personnel.models import Officer
from portal.training.models import Nomination, Programme, TrainingSession
from portal.training.rules.marks import ATTENDANCE, RESULTS, gaps
from portal.units.models import Unit

STATES = {"nominated": N_("Nominated"), "withdrawn": N_("Taken back"), "cancelled": N_("Session cancelled")} | ATTENDANCE


def select_register(scope: Scope, chosen: RegisterFilter) -> Select:
    """The nominations of one kendra's officers between two moments."""
    is_english = str(get_locale()) == "en"
    state = case((Nomination.withdrawn_at.is_not(None), "withdrawn"), (TrainingSession.cancelled_at.is_not(None), "cancelled"),
                 (Nomination.attendance == "", "nominated"), else_=Nomination.attendance)
    return chosen.within(
        select(Nomination.id, Nomination.unit_id, Nomination.year, Nomination.serial, Nomination.nominated_at,
               Officer.personnel_no, (Officer.name_en if is_english else Officer.name_hi).label("officer"),
               (Programme.title_en if is_english else Programme.title_hi).label("programme"), TrainingSession.from_on,
               TrainingSession.to_on, TrainingSession.place, TrainingSession.trainer, Unit.code.label("held_by"),
               state.label("state"), Nomination.attendance, Nomination.result, Nomination.valid_until, Nomination.note,
               Nomination.withdrawn_at, TrainingSession.cancelled_at, Nomination.nominated_by)
        .join(Officer, Officer.id == Nomination.officer_id).join(Programme, Programme.id == Nomination.programme_id)
        .join(TrainingSession, TrainingSession.id == Nomination.session_id).join(Unit, Unit.id == TrainingSession.unit_id)
        .where(scope.covers(Nomination.unit_id)), Nomination.unit_id, Nomination.nominated_at)


REGISTER = Register(
    "training", N_("Training"), "training:session:list", select=select_register,
    gaps=lambda row: gaps(row._mapping, clock.today()), words={"state": STATES, "result": RESULTS},
    falls=falls_by(Nomination, "nominated_at"),
    mended_by=frozenset({"training:session:change", "training:result:record"}),
    row_endpoint="training.show_nomination", row_argument="nomination_id", columns=(
        Column("nominated_at", N_("Nominated on"), "date"), Column("officer", N_("Officer")),
        Column("personnel_no", N_("Personnel number (PNO)")), Column("programme", N_("Training programme"), wide=True),
        Column("from_on", N_("From"), "date"), Column("to_on", N_("Until"), "date"), Column("place", N_("Place of training")),
        Column("held_by", N_("Held by")), Column("state", N_("State"), "code"), Column("result", N_("Result"), "code"),
        Column("valid_until", N_("Valid until"), "date"), Column("nominated_by", N_("Nominated by"), "officer"),
    ))
