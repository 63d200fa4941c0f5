"""Recording what happened: the due ones first with one click, then the whole vocabulary of the law by groups."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.cases.actions import milestones as actions
from portal.cases.forms.milestones import MilestoneForm, milestone_form
from portal.cases.forms.steps import BecauseForm
from portal.cases.queries.cases import CaseFile, get_milestone, read_file
from portal.cases.queries.duties import compute, missed
from portal.cases.queries.timeline import due_lines, late_words
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, open_case
from portal.cases.rules import happenings
from portal.cases.rules.officers import why_withheld
from portal.cases.rules.older import say_under
from portal.core import clock
from portal.core.errors import NotFound, RuleBroken
from portal.core.htmx import go_to
from portal.core.i18n import chosen_language
from portal.core.pages import render_page
from portal.law.queries import pack_of
from portal.law.rules.events import EVENTS, GROUPS, Event

ADD = "cases:milestone:add"


@bp.get("/cases/<uuid:case_id>/milestones")
@guard(ADD)
def choose_milestone(case_id: uuid.UUID):
    """What happened? What is due stands first."""
    file = open_case(case_id, ADD)
    due = due_lines(file, compute(file, clock.now()), chosen_language())
    first = list(dict.fromkeys(kind for one in due for kind, _label in one.meets))
    groups = happenings.open_kinds(file.case.kind, is_child=any(one.is_minor for one in file.victims))
    withheld = happenings.withheld(is_io=file.case.io_id == current_actor().user_id)
    return render_page("cases/choose_milestone.html", case=file.case, label=label_of(file.case), first=first, groups=groups,
                       group_words=GROUPS, events=EVENTS, withheld=withheld,
                       why=_(say_under(file.case.procedure_code, why_withheld(has_io=file.case.io_id is not None))))


@bp.route("/cases/<uuid:case_id>/milestones/<kind>", methods=["GET", "POST"])
@guard(ADD)
def add_milestone(case_id: uuid.UUID, kind: str):
    """Writes one event down; an odd order comes back with its warning and asks why."""
    file = open_case(case_id, ADD, to_change=request.method == "POST")
    if not happenings.may_be_added(file.case.kind, kind, is_child=any(one.is_minor for one in file.victims)):
        raise NotFound
    if kind in happenings.REPORTS:
        actions.refuse_wrong_hand(current_actor(), file, kind)
        require("cases:report:mark", file.case)
    form = milestone_form(kind, file.case.procedure_code)()
    form.offer(file.accused, _hint(file, kind))
    if form.validate_on_submit():
        what = form.what()
        form.warnings = tuple(_(sentence) for sentence in actions.oddities(file, what)) + _too_late(file, what)
        if not form.warnings or what.order_reason:
            try:
                actions.add_milestone(current_actor(), file, what, clock.now())
            except RuleBroken as refusal:
                form.form_errors.append(_(refusal.sentence, **refusal.values))
            else:
                flash(_("Written down."), "success")
                return go_to(back_to(file.case))
    return _page(form, file, kind)


def _page(form: MilestoneForm, file: CaseFile, kind: str):
    return render_page("cases/step.html", status=422 if form.errors or form.warnings else 200, form=form, warns=True,
                       title=_(EVENTS[kind].label), lead=_("When it happened and the paper that proves it. What is written late "
                                                           "says why; nothing is refused for being late."),
                       label=label_of(file.case), back=back_to(file.case), button=_("Write it down"),
                       action=url_for("cases.add_milestone", case_id=file.case.id, kind=kind))


def _too_late(file: CaseFile, what: actions.Happened) -> tuple[str, ...]:
    """The periods that this would meet after their day, in one sentence that asks why."""
    event = Event(what.kind, what.at, dict(what.details) | {"evidence": what.evidence})
    found = late_words(file, missed(file, event, what.accused_id, clock.now()), chosen_language())
    return (_(happenings.AFTER_ITS_DAY, duties=found),) if found else ()


def _hint(file: CaseFile, kind: str) -> str:
    """What the law pack names as the proof of the clocks that this event meets."""
    clocks, language = pack_of(file.case.law_pack).clocks, chosen_language()
    rows = [clocks[clock_id] for clock_id in happenings.clocks_met_by(kind) if clock_id in clocks]
    said = [row.text_in("evidence", language) or row.evidence for row in rows]
    return "; ".join(dict.fromkeys(text for text in said if text))[:300]


@bp.route("/milestones/<uuid:milestone_id>/withdraw", methods=["GET", "POST"])
@guard(ADD)
def withdraw_milestone(milestone_id: uuid.UUID):
    """Marks a line as wrong, with the reason; it stays readable."""
    milestone, case = get_milestone(current_scope(), milestone_id)
    require(ADD, case)
    file, form = read_file(case), BecauseForm()
    if form.validate_on_submit():
        actions.withdraw_milestone(current_actor(), file, milestone, because=form.because.data, now=clock.now())
        flash(_("Withdrawn. Write the right line anew if it happened otherwise."))
        return go_to(back_to(case))
    return render_page("cases/step.html", status=422 if form.errors else 200, form=form, warns=False,
                       title=_("Withdraw: %(what)s", what=_(EVENTS[milestone.kind].label)),
                       lead=_("The line stays readable, struck through, with your reason; what it met is due again."),
                       label=label_of(case), back=back_to(case), button=_("Withdraw"),
                       action=url_for("cases.withdraw_milestone", milestone_id=milestone_id))
