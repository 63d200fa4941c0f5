"""Entering a case: from a complaint without typing anything twice, by itself, or from an NCR that became an FIR."""

import uuid
from datetime import date
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.cases.actions.cases import Entry, note_number, register_case
from portal.cases.actions.endings import NOT_AN_NCR, end_as_registered
from portal.cases.forms.entry import MOMENTS, CaseForm
from portal.cases.forms.steps import NumberForm
from portal.cases.models import Case
from portal.cases.queries.cases import kendra_for_new, list_sections, station_of
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, open_case
from portal.cases.rules import cctns
from portal.cases.rules.entry import Judged, Said, judge_child, judge_order, judge_sections
from portal.cases.rules.facts import FACTS
from portal.cases.rules.kinds import REGISTER_OF
from portal.cases.rules.older import say_under
from portal.cases.rules.sections import ONE_AT_LEAST, default_act, read_sections, without_remedies, written
from portal.core import clock
from portal.core.closing import SAY_CLOSED, closed_month
from portal.core.errors import InvalidValues, PortalError, RuleBroken
from portal.core.htmx import go_to
from portal.core.keys import current_vault
from portal.core.pages import render_page
from portal.intake.models import Complaint
from portal.intake.queries.complaints import get_complaint
from portal.intake.queries.locks import get_for_change
from portal.intake.queries.triage import latest_triage, list_firs
from portal.law.queries import current_pack
from portal.law.rules.governing import governing
from portal.units.models import Unit
from portal.units.queries import get_unit, parent_of

WRITE = "cases:case:write"
# Without these nothing can be said of sections and station; every other mistake is told together with theirs.
READ_FIRST = {"kind", "sections", *(f"{name}_{part}" for name in MOMENTS for part in ("on", "hour"))}


@bp.get("/cases/new")
@guard(WRITE)
def new_case():
    """The empty form."""
    kendra = kendra_for_new(current_scope())
    form = CaseForm()
    _start(form)
    return _page(form, kendra, None)


@bp.post("/cases/new")
@guard(WRITE)
def add_case():
    """Records a case that no complaint stands behind."""
    kendra, form = kendra_for_new(current_scope()), CaseForm()
    if "_add" in request.form or "_remove" in request.form:
        _change_blocks(form)
        return _page(form, kendra, None)
    return _record(form, kendra, None)


@bp.get("/cases/new/party")
@guard(WRITE, query=("index",))
def next_party():
    """One more block for an accused; without script, the empty form with that block."""
    kendra, form = kendra_for_new(current_scope()), CaseForm(formdata=None)
    index = request.args.get("index", "1")
    form.parties.last_index = (int(index) if index.isdigit() else 1) - 1
    form.parties.append_entry()
    _start(form)
    return _page(form, kendra, None, fragment="cases/_party.html")


@bp.get("/complaints/<uuid:complaint_id>/cases/new")
@guard(WRITE)
def new_case_of(complaint_id: uuid.UUID):
    """The form with what the complaint and its triage say already."""
    complaint = _complaint(complaint_id)
    form = CaseForm()
    form.from_complaint()
    _start(form)
    _prefill(form, complaint)
    return _page(form, get_unit(current_scope(), complaint.unit_id), complaint)


@bp.post("/complaints/<uuid:complaint_id>/cases/new")
@guard(WRITE)
def add_case_of(complaint_id: uuid.UUID):
    """Records the case; an FIR is noted on the complaint, which opens its gate."""
    complaint = get_for_change(current_scope(), complaint_id)
    require("intake:complaint:open", complaint)
    form = CaseForm()
    form.from_complaint()
    return _record(form, get_unit(current_scope(), complaint.unit_id), complaint)


@bp.route("/cases/<uuid:case_id>/convert", methods=["GET", "POST"])
@guard(WRITE)
def convert_report(case_id: uuid.UUID):
    """An NCR that the Magistrate ordered to be investigated, or that turned out cognizable, becomes an FIR."""
    file = open_case(case_id, WRITE, to_change=request.method == "POST")
    case = file.case
    if case.kind != "ncr" or case.closed_at is not None:
        raise RuleBroken(NOT_AN_NCR)
    complaint = get_complaint(current_scope(), case.complaint_id) if case.complaint_id else None
    form = CaseForm()
    if complaint is not None:
        form.from_complaint()
    kendra = get_unit(current_scope(), case.unit_id)
    if request.method == "POST":
        return _record(form, kendra, complaint, origin=case)
    _start(form)
    _prefill_from_case(form, case)
    return _page(form, kendra, complaint, origin=case)


@bp.route("/cases/<uuid:case_id>/number", methods=["GET", "POST"])
@guard(WRITE)
def note_case_number(case_id: uuid.UUID):
    """The number that CCTNS gave later."""
    file, form = open_case(case_id, WRITE, to_change=request.method == "POST"), NumberForm()
    station = station_of(file.case.unit_id)
    if not form.is_submitted():
        form.station.data = station.name_hi
    elif form.validate_on_submit():
        form.warnings = _station_doubt(form, station, file.case)
        if not form.warnings or form.because.data or not cctns.is_of_year(form.number.pointer, _registered_on(file.case)):
            complaint = get_for_change(current_scope(), file.case.complaint_id) if file.case.complaint_id else None
            try:
                note_number(current_actor(), file, form.number.pointer, station=form.station.data or "",
                            because=form.because.data or "", complaint=complaint, now=clock.now())
            except RuleBroken as refusal:
                form.number.errors = [_(refusal.sentence, **refusal.values)]
            else:
                flash(_("The number is noted."), "success")
                return go_to(back_to(file.case))
    return render_page("cases/step.html", status=422 if form.errors or form.warnings else 200, form=form, warns=True,
                       title=_("Note the number of CCTNS"), lead=_("A pointer to CCTNS; this portal gives out no such number."),
                       label=label_of(file.case), back=back_to(file.case), button=_("Note the number"),
                       action=url_for("cases.note_case_number", case_id=case_id))


def _complaint(complaint_id: uuid.UUID) -> Complaint:
    complaint = get_complaint(current_scope(), complaint_id)
    require("intake:complaint:open", complaint)
    return complaint


def _start(form: CaseForm) -> None:
    for name in ("kind", "informed_by"):
        if form[name].data in (None, "None"):
            form[name].data = ""


def _prefill(form: CaseForm, complaint: Complaint) -> None:
    """What the desk wrote and what the triage decided."""
    received = clock.to_ist(complaint.received_at)
    form.informed_on.data, form.informed_hour.data = received.date(), received.time()
    form.occurred_from_on.data, form.occurred_to_on.data = complaint.occurred_from_on, complaint.occurred_to_on
    form.place.data, form.has_disability.data = complaint.place, complaint.has_disability
    form.informed_by.data = "victim"
    form.is_domestic_violence.data = complaint.nature in ("domestic_violence", "dowry_harassment")
    triage = latest_triage(current_scope(), complaint.id)
    if triage is not None:
        form.sections.data = written(without_remedies(current_pack(), triage.sections))
        form.informed_by.data = triage.informant or "victim"
        form.kind.data = "fir" if triage.is_cognizable else form.kind.data
    if complaint.nature == "missing":
        form.kind.data = "missing"
    known = next(iter(list_firs(current_scope(), complaint.id)), None)
    if known is not None:
        registered = clock.to_ist(known.registered_at)
        form.kind.data = "zero_fir" if known.is_zero else "fir"
        form.number.data, form.station.data = f"{known.number:04d}/{known.year}", known.station_name
        form.registered_on.data, form.registered_hour.data = registered.date(), registered.time()


def _prefill_from_case(form: CaseForm, case: Case) -> None:
    form.kind.data, form.place.data, form.brief.data = "fir", case.place, case.brief
    form.sections.data = written(list_sections([case.id]).get(case.id, ()))
    form.informed_by.data = case.facts.get("informed_by", "")
    for name in FACTS:
        form[name].data = bool(case.facts.get(name))
    for name in ("informed", "occurred_from", "occurred_to"):
        moment = getattr(case, f"{name}_at")
        if moment:
            form[f"{name}_on"].data, form[f"{name}_hour"].data = clock.to_ist(moment).date(), clock.to_ist(moment).time()


def _change_blocks(form: CaseForm) -> None:
    removed = request.form.get("_remove", "")
    if "_add" in request.form:
        form.parties.append_entry()
    form.parties.entries = [one for one in form.parties.entries if one.id != removed]


def _record(form: CaseForm, kendra: Unit, complaint: Complaint | None, origin: Case | None = None):
    is_right = form.validate_on_submit()
    judged = Judged((), ()) if form.errors.keys() & READ_FIRST else _judge(form, kendra, complaint)
    if is_right and not form.errors and (not judged.doubts or form.because.data):
        try:
            file = register_case(current_actor(), current_vault(), kendra, _entry(form), complaint, clock.now(), origin=origin)
        except PortalError as refusal:
            form.form_errors.append(_(refusal.sentence, **refusal.values))
        except InvalidValues as fault:
            form.form_errors += [_(sentence) for sentence in fault.faults.values()]
        else:
            if origin is not None:
                end_as_registered(current_actor(), open_case(origin.id, WRITE), file.case, clock.now())
            flash(_("Recorded. Name the investigating officer; what the law makes due is counted from now."), "success")
            return go_to(back_to(file.case))
    form.warnings = tuple(_(one.sentence, **one.values) for one in judged.doubts)
    return _page(form, kendra, complaint, status=422, origin=origin)


def _judge(form: CaseForm, kendra: Unit, complaint: Complaint | None) -> Judged:
    """Sections by the day of the act, and the station of the number; what refuses stands beside its field."""
    moments = form.moments()
    first, last = (clock.to_ist(moments[name]).date() if moments[name] else None for name in ("occurred_from", "occurred_to"))
    read = _read(form, first, last)
    found = judge_sections(read, first, last)
    if found.refusals:
        form.sections.errors = [_(one.sentence, **one.values) for one in found.refusals]
    elif form.kind.data in ("fir", "zero_fir") and not read.keys:
        form.sections.errors = [_(ONE_AT_LEAST)]
    station = parent_of(kendra)
    is_child = complaint.is_minor if complaint else form.says_child()
    doubts = found.doubts + judge_order(form.kind.data, moments) + judge_child(read.keys, is_child=is_child)
    if form.number.pointer and not cctns.same_station(form.station.data or "", station.name_hi, station.name_en, station.code):
        doubts += (Said(say_under(form.procedure(), cctns.SAY_STATION)),)
    told = closed_month(REGISTER_OF[form.kind.data], kendra.id, moments["registered"])
    if told:
        doubts += (Said(SAY_CLOSED, told),)
    return Judged(found.refusals, doubts)


def _read(form: CaseForm, first: Any, last: Any):
    return read_sections(form.sections.data or "", current_pack(), default_act(governing(first, last).code))


def _registered_on(case: Case) -> date:
    return clock.to_ist(case.registered_at).date()


def _station_doubt(form: NumberForm, station: Unit, case: Case) -> tuple[str, ...]:
    is_own = cctns.same_station(form.station.data or "", station.name_hi, station.name_en, station.code)
    return () if is_own else (_(say_under(case.procedure_code, cctns.SAY_STATION)),)


def _entry(form: CaseForm) -> Entry:
    moments = form.moments()
    first, last = (clock.to_ist(moments[name]).date() if moments[name] else None for name in ("occurred_from", "occurred_to"))
    return Entry(
        form.kind.data, moments, form.number.pointer, form.station.data or "", form.gd_number.data or "", form.place.data or "",
        form.brief.data or "", _read(form, first, last).keys, form.facts() | {"informed_by": form.informed_by.data or "other"},
        form.people(), form.late_reason.data or "", form.because.data or "")


def _page(form: CaseForm, kendra: Unit, complaint: Complaint | None, *, status: int = 200, origin: Case | None = None,
          fragment: str | None = None):
    if not form.station.data and not form.is_submitted():
        form.station.data = parent_of(kendra).name_hi
    action = (url_for("cases.convert_report", case_id=origin.id) if origin else
              url_for("cases.add_case_of", complaint_id=complaint.id) if complaint else url_for("cases.add_case"))
    return render_page("cases/new_case.html", fragment=fragment, status=status, form=form, complaint=complaint,
                       action=action, facts=list(FACTS))
