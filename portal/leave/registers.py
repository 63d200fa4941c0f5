"""The register of leave: a line for every leave asked for at a kendra, with what became of it."""

from flask_babel import get_locale
from sqlalchemy import Select, select

from portal.access.scope import Scope
from portal.core.feature import Column, Register, RegisterFilter, falls_by
from portal.core.words import N_
from portal.leave.models import Leave
from portal.leave.rules import KINDS, STATES
from portal.personnel.models import Officer


def select_register(scope: Scope, chosen: RegisterFilter) -> Select:
    """The leave of one kendra recorded between two moments."""
    name = Officer.name_en if str(get_locale()) == "en" else Officer.name_hi
    return chosen.within(
        select(Leave.id, Leave.unit_id, Leave.year, Leave.serial, Leave.recorded_at, Officer.personnel_no, name.label("officer"),
               Leave.kind, Leave.applied_on, Leave.asked_from_on, Leave.asked_to_on, Leave.from_on, Leave.to_on, Leave.state,
               Leave.recorded_by)
        .join(Officer, Officer.id == Leave.officer_id)
        .where(scope.covers(Leave.unit_id)), Leave.unit_id, Leave.recorded_at)


REGISTER = Register(
    "leave", N_("Register of leave"), "leave:leave:list", select=select_register, words={"kind": KINDS, "state": STATES},
    falls=falls_by(Leave, "recorded_at"), mended_by=frozenset({"leave:leave:decide"}),
    row_endpoint="leave.show_leave", row_argument="leave_id", columns=(
        Column("recorded_at", N_("Entered on"), "date"), Column("officer", N_("Officer")),
        Column("personnel_no", N_("Personnel number (PNO)")), Column("kind", N_("Kind of leave"), "code"),
        Column("applied_on", N_("Date of the application"), "date"), Column("asked_from_on", N_("Asked from"), "date"),
        Column("asked_to_on", N_("Asked until"), "date"), Column("state", N_("State"), "code"),
        Column("from_on", N_("From"), "date"), Column("to_on", N_("Until"), "date"),
        Column("recorded_by", N_("Entered by"), "officer"),
    ))
