"""The triage page: facts ticked, sections that follow, the officer's choice, and the ways that are open."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.access.policy import holds
from portal.accounts.queries import names_of
from portal.core import clock
from portal.core.errors import NotFound
from portal.core.forms import refuse_unknown_fields
from portal.core.htmx import go_to, wants_fragment
from portal.core.i18n import chosen_language
from portal.core.pages import render_page
from portal.intake.actions import triage as actions
from portal.intake.forms.triage import TriageForm
from portal.intake.forms.ways import WAY_FORMS, StationForm
from portal.intake.models import Complaint, TriageRecord
from portal.intake.queries import gate as gates
from portal.intake.queries import triage as queries
from portal.intake.queries.assessment import Assessment, assess, recorded_law, section_labels
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import open_complaint
from portal.intake.rules.fact_groups import groups_for
from portal.intake.rules.states import gate
from portal.intake.rules.triage import CWC_ANSWERS, PERMISSION_ANSWERS, POCSO_ANSWERS, REASON_WORDS
from portal.intake.rules.vocabularies import NATURES
from portal.intake.rules.ways import COGNIZABLE_ANSWERS, DETAIL_WORDS, DETAILS
from portal.law.rules.candidates import ASKS
from portal.law.rules.offences import BAILABLE, KINDS
from portal.law.rules.ways import ASKED, WAYS, Way
from portal.units.queries import stations_near, unit_by_id

WORDS = {"natures": NATURES, "child_words": CWC_ANSWERS | POCSO_ANSWERS, "reason_words": REASON_WORDS, "way_words": WAYS,
         "permission_words": PERMISSION_ANSWERS, "detail_labels": DETAILS, "detail_words": DETAIL_WORDS, "asks": ASKS,
         "asked": ASKED, "bailable": BAILABLE, "cognizable": COGNIZABLE_ANSWERS, "kinds": KINDS}


@bp.get("/complaints/<uuid:complaint_id>/triage")
@guard("intake:complaint:open")
def show_triage(complaint_id: uuid.UUID):
    """What the gate says, the facts and sections that hold, and the ways; before the first triage, the facts to tick."""
    complaint, scope = open_complaint(complaint_id), current_scope()
    latest = queries.latest_triage(scope, complaint_id)
    if latest is None and holds(current_actor(), "intake:triage:record", complaint):
        return _ask_facts(complaint, None, TriageForm())
    firs = queries.list_firs(scope, complaint_id)
    known = gates.facts_from(complaint, latest, firs, scope, clock.now())
    names = names_of({one.noted_by for one in firs} | ({latest.decided_by} if latest else set()))
    law = recorded_law(scope, latest, complaint) if latest else None
    return render_page("intake/show_triage.html", complaint=complaint, latest=latest, firs=firs, names=names, law=law,
                       verdict=gate("dispose", **vars(known)), ways=gates.open_now(law.ways, known) if law else (), **WORDS)


@bp.get("/complaints/<uuid:complaint_id>/triage/facts")
@guard("intake:triage:record")
def ask_facts(complaint_id: uuid.UUID):
    """The facts to tick, as they were recorded last."""
    complaint = open_complaint(complaint_id, "intake:triage:record")
    latest = queries.latest_triage(current_scope(), complaint_id)
    return _ask_facts(complaint, latest, TriageForm(data=_kept(latest)))


@bp.post("/complaints/<uuid:complaint_id>/triage/facts")
@guard("intake:triage:record")
def record_triage(complaint_id: uuid.UUID):
    """Records the next version of the facts; the other button, and each tick with script, only shows the sections."""
    complaint, form = open_complaint(complaint_id, "intake:triage:record", to_change=True), TriageForm()
    latest = queries.latest_triage(current_scope(), complaint_id)
    told = _assess(complaint, form)
    if "_preview" in request.form:
        refuse_unknown_fields(form)
        return _ask_facts(complaint, latest, form, told)
    if form.validate_on_submit():
        try:
            actions.record_triage(current_actor(), complaint, told, sections=form.sections.data or [], now=clock.now(),
                                  note=form.note.data or "", child=form.child())
        except actions.Refused as refusal:
            form.blame(refusal.faults)
        else:
            flash(_("The facts are recorded. Decide on the way now."), "success")
            return go_to(url_for("intake.show_triage", complaint_id=complaint.id))
    return _ask_facts(complaint, latest, form, told, 422)


@bp.route("/complaints/<uuid:complaint_id>/triage/ways/<way>", methods=["GET", "POST"])
@guard("intake:triage:route")
def decide_way(complaint_id: uuid.UUID, way: str):
    """What one way asks, and the decision on it."""
    complaint = open_complaint(complaint_id, "intake:triage:route")
    latest = queries.latest_triage(current_scope(), complaint_id)
    if way not in WAY_FORMS or latest is None:
        raise NotFound()
    form = WAY_FORMS[way]()
    if isinstance(form, StationForm):
        form.offer([(str(one.id), one.name_in(chosen_language())) for one in stations_near(unit_by_id(complaint.unit_id))])
    if form.is_submitted():
        actions.open_way(current_actor(), complaint, way, clock.now())
    if form.validate_on_submit():
        try:
            actions.decide_way(current_actor(), complaint, way, details=form.details(), reason=form.reason.data or "",
                               now=clock.now())
        except actions.Refused as refusal:
            form.blame({{"station": "station_id"}.get(name, name): why for name, why in refusal.faults.items()})
        else:
            flash(_("The way is decided."), "success")
            return go_to(url_for("intake.show_triage", complaint_id=complaint.id))
    return render_page("intake/decide_way.html", status=422 if form.errors else 200, complaint=complaint, form=form,
                       way=_way_now(complaint, latest, way))


def _way_now(complaint: Complaint, latest: TriageRecord, key: str) -> Way:
    """The way as it stands; what may open it is looked for only where the facts alone keep it shut."""
    scope = current_scope()
    way = next(one for one in recorded_law(scope, latest, complaint).ways if one.key == key)
    if way.is_open:
        return way
    known = gates.facts_from(complaint, latest, queries.list_firs(scope, complaint.id), scope, clock.now())
    return gates.open_now((way,), known)[0]


@bp.get("/complaints/<uuid:complaint_id>/triage/record")
@guard("intake:complaint:open")
def show_triage_record(complaint_id: uuid.UUID):
    """What was decided one after another: versions of the facts, ways, permissions, reasons."""
    complaint, scope = open_complaint(complaint_id), current_scope()
    triages, ways = queries.list_triages(scope, complaint_id), queries.list_ways_taken(scope, complaint_id)
    reasons, permissions = gates.list_reasons(scope, complaint_id), gates.list_permissions(scope, complaint_id)
    names = names_of({*(one.decided_by for one in (*triages, *ways)), *(one.asked_by for one in permissions),
                      *(one.answered_by for one in permissions), *(one.written_by for one in reasons),
                      *(one.sho_seen_by for one in reasons), *(one.circle_seen_by for one in reasons)})
    return render_page("intake/show_triage_record.html", fragment="intake/_triage_record.html", complaint=complaint, ways=ways,
                       triages=triages, reasons=reasons, permissions=permissions, names=names,
                       labels=section_labels(triages, chosen_language()), now=clock.now(), **WORDS)


@bp.get("/complaints/<uuid:complaint_id>/triage/short")
@guard("intake:complaint:open")
def show_triage_short(complaint_id: uuid.UUID):
    """The piece that the complaint's page shows: what the gate says, the sections, the way and the FIR."""
    complaint, scope = open_complaint(complaint_id), current_scope()
    latest, firs = queries.latest_triage(scope, complaint_id), queries.list_firs(scope, complaint_id)
    ways = queries.list_ways_taken(scope, complaint_id)
    verdict = gate("dispose", **vars(gates.facts_from(complaint, latest, firs, scope, clock.now())))
    return render_page("intake/show_triage_short.html", fragment="intake/_triage_short.html", complaint=complaint,
                       latest=latest, firs=firs, ways=ways, verdict=verdict,
                       labels=section_labels([latest] if latest else [], chosen_language()), **WORDS)


def _kept(latest: TriageRecord | None) -> dict:
    """What the form begins with: what was recorded last, and nothing at all the first time."""
    if latest is None:
        return {}
    return {"facts": latest.facts, "none_told": not latest.facts, "sections": latest.sections,
            "chosen_code": latest.chosen_code, "informant": latest.informant}


def _assess(complaint: Complaint, form: TriageForm) -> Assessment:
    return assess(current_scope(), complaint, form.ticked(), form.told("chosen_code"), form.told("informant"))


def _ask_facts(complaint: Complaint, latest: TriageRecord | None, form: TriageForm, told: Assessment | None = None,
               status: int = 200):
    """The page of the facts; with script, a tick asks for the sections alone."""
    told = told or _assess(complaint, form)
    form.offer(told)
    fragment = "intake/_triage_candidates.html" if wants_fragment() and status == 200 else None
    return render_page("intake/ask_facts.html", fragment=fragment, status=status, complaint=complaint, latest=latest, form=form,
                       told=told, groups=groups_for(complaint.nature, form.ticked()), ticked=form.ticked(), **WORDS)
