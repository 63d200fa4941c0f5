"""The list of cases, the page of one case, and the panel on the complaint's page."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.accounts.queries import names_of
from portal.audit import trail
from portal.cases.documents import papers_for
from portal.cases.forms.filters import CASE_FILTERS, CaseFilterForm
from portal.cases.models import Case, Milestone
from portal.cases.queries import cases as queries
from portal.cases.queries.cases import CaseFile, read_file
from portal.cases.queries.duties import compute
from portal.cases.queries.timeline import due_lines, happened_lines, standing_lines
from portal.cases.routes.blueprint import bp
from portal.cases.rules.facts import FACTS, INFORMANTS
from portal.cases.rules.happenings import withheld
from portal.cases.rules.kinds import ACCUSED_STATES, KINDS, PREFIXES
from portal.cases.rules.sections import offences_of, read_sections
from portal.cases.rules.states import OUTCOMES, STATES
from portal.core import clock
from portal.core.db import db
from portal.core.i18n import chosen_language
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.core.words import N_
from portal.intake.queries.complaints import get_complaint
from portal.intake.rules.vocabularies import RELATIONS
from portal.law.queries import current_pack, pack_of, waiting
from portal.law.rules.events import EVENTS
from portal.units.queries import codes_for

CODES = {"bns": N_("BNS 2023"), "ipc": N_("IPC 1860"), "bnss": N_("BNSS 2023"), "crpc": N_("CrPC 1973")}
WORDS = {"kinds": KINDS, "states": STATES, "accused": ACCUSED_STATES, "relations": RELATIONS, "codes": CODES,
         "outcomes": OUTCOMES}


def label_of(row: Any) -> str:
    """A case by its serial in the parallel record, in words: "Case 12/2026"."""
    return f"{_(PREFIXES[row.register])} {row.serial}/{row.year}"


def prefixes() -> dict[str, str]:
    """How the serials of each register are written in the reader's language."""
    return {register: _(prefix) for register, prefix in PREFIXES.items()}


def labels_of(rows: Iterable[Any]) -> dict[uuid.UUID, str]:
    """Id → label, each word looked up once; with the kendra for who sees those of several."""
    words, rows = prefixes(), list(rows)
    codes = {one: f" · {code}" for one, code in codes_for(current_scope(), (row.unit_id for row in rows)).items()}
    return {row.id: f"{words[row.register]} {row.serial}/{row.year}{codes.get(row.unit_id, '')}" for row in rows}


def open_case(case_id: uuid.UUID, permission: str, *, to_change: bool = False) -> CaseFile:
    """The case for a page: in reach, and the actor may do *permission* to it; locked when it is *to_change*."""
    case = queries.get_case(current_scope(), case_id, to_change=to_change)
    require(permission, case)
    return read_file(case)


def back_to(case: Case) -> str:
    """The address of the case's page."""
    return url_for("cases.show_case", case_id=case.id)


@bp.get("/cases")
@guard("cases:case:list", query=(*CASE_FILTERS, "after", "before"))
def list_cases():
    """Numbers, never names; a filter that is not understood shows nothing and says why."""
    form = CaseFilterForm()
    is_right = form.validate()
    filters = dict(form.data)
    if filters.get("section"):
        read = read_sections(filters["section"], current_pack(), "BNS")
        filters["section"] = read.keys[0] if read.keys else filters["section"]
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.select_cases(current_scope(), filters), (Case.registered_at, Case.id),
        key_of=lambda row: (row.registered_at, row.id))
    return _listed("cases/list_cases.html", page, form=form, status=200 if is_right else 400)


@bp.get("/cases/mine")
@guard("cases:case:list", query=("after", "before"))
def list_mine():
    """The cases that the reader investigates, the nearest clock first."""
    page = page_by_key(db.session, queries.select_mine(current_scope()), (Case.next_due_at, Case.id),
                       key_of=lambda row: (row.next_due_at, row.id), descending=False)
    return _listed("cases/list_mine.html", page, now=clock.now())


@bp.get("/cases/hearings")
@guard("cases:case:list", query=("after", "before"))
def list_hearings():
    """Cases by their next hearing."""
    page = page_by_key(db.session, queries.select_hearings(current_scope()), (Case.next_hearing_on, Case.id),
                       key_of=lambda row: (row.next_hearing_on, row.id), descending=False)
    return _listed("cases/list_hearings.html", page, today=clock.today())


@bp.get("/cases/late")
@guard("cases:case:read", query=("after", "before"))
def list_late():
    """What was written late and why; the list counts and ranks nobody."""
    page = page_by_key(db.session, queries.select_late(current_scope()), (Milestone.recorded_at, Milestone.id),
                       key_of=lambda row: (row.recorded_at, row.id))
    return render_page("cases/list_late.html", page=page, events=EVENTS, names=names_of({row.recorded_by for row in page.items}),
                       prefixes=prefixes(),
                       codes=codes_for(current_scope(), (row.unit_id for row in page.items)))


def _listed(template: str, page: KeyPage, *, status: int = 200, **context: Any):
    keys, language = queries.list_sections([row.id for row in page.items]), chosen_language()
    sections = {row.id: ", ".join(pack_of(row.law_pack).label(key, language) for key in keys.get(row.id, ()))
                for row in page.items}
    return render_page(template, status=status, page=page, words=WORDS, labels=labels_of(page.items), sections=sections,
                       names=names_of({row.io_id for row in page.items if row.io_id}), **context)


@bp.get("/cases/<uuid:case_id>")
@guard("cases:case:open")
def show_case(case_id: uuid.UUID):
    """One case as one line of time: what happened, what is due, what was late; the look is in the trail."""
    file = open_case(case_id, "cases:case:open")
    case, language = file.case, chosen_language()
    computed = compute(file, clock.now())
    trail.record_read(current_actor(), "cases:case:opened", subject=("case", case.id), unit_id=case.unit_id)
    lines = happened_lines(file, computed, language)
    names = names_of({one.by for one in lines} | {one.user_id for one in file.officers})
    due, standing = due_lines(file, computed, language), standing_lines(file, computed, language)
    law = [("clock", one.clock_id) for one in (*due, *standing)] + [("offence", key) for key in file.standing_sections]
    return render_page(
        "cases/show_case.html", file=file, case=case, label=label_of(case), lines=lines, names=names, words=WORDS,
        due=due if case.closed_at is None else [], standing=standing, unsure=waiting(case.law_pack, law),
        offences=offences_of(pack_of(case.law_pack), (one.offence for one in file.sections)), people=_people(file),
        facts=_facts(case), papers=papers_for(file), withheld=withheld(is_io=case.io_id == current_actor().user_id))


def _people(file: CaseFile) -> str:
    ages = [_("%(age)s years", age=one.age_years) if one.age_years is not None else _("age not known") for one in file.victims]
    child = _("under 18")
    return ", ".join(f"{age} ({child})" if one.is_minor else age for age, one in zip(ages, file.victims, strict=True))


def _facts(case: Case) -> list[str]:
    informed_by = case.facts.get("informed_by")
    said = [_("Information by: %(who)s", who=_(INFORMANTS[informed_by]))] if informed_by in INFORMANTS else []
    return said + [_(label) for name, label in FACTS.items() if case.facts.get(name)]


@bp.get("/complaints/<uuid:complaint_id>/cases")
@guard("cases:case:list")
def show_cases_of(complaint_id: uuid.UUID):
    """The cases opened from one complaint, as a panel of its page."""
    complaint = get_complaint(current_scope(), complaint_id)
    require("intake:complaint:open", complaint)
    rows = queries.list_cases_of(current_scope(), complaint_id)
    return render_page("cases/show_cases_of.html", fragment="cases/_panel.html", complaint=complaint, cases=rows,
                       labels=labels_of(rows), words=WORDS)
