"""The list of complaints and the page of one complaint."""

import uuid

from flask import url_for

from portal.access.guard import current_actor, current_scope, guard, require
from portal.access.policy import holds
from portal.accounts.queries import names_of
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.feature import declared
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.intake.forms.complaints import COMPLAINT_FILTERS, ComplaintFilterForm
from portal.intake.models import Complaint
from portal.intake.queries import complaints as queries
from portal.intake.queries.locks import get_for_change
from portal.intake.queries.matter import read_matter
from portal.intake.routes.blueprint import bp
from portal.intake.rules import danger
from portal.intake.rules.rights import RIGHTS
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import CHANNELS, FIELDS, FLAGS, NATURES, NOT_TOLD_REASONS, RECEIPT_WAYS, RELATIONS

WORDS = {"states": STATES, "natures": NATURES, "channels": CHANNELS, "relations": RELATIONS, "reasons": NOT_TOLD_REASONS,
         "fields": FIELDS, "flags": FLAGS, "ways": RECEIPT_WAYS, "levels": danger.LEVELS}


def open_complaint(complaint_id: uuid.UUID, permission: str = "intake:complaint:open", *,
                   to_change: bool = False) -> Complaint:
    """The complaint for a page: in reach, and the actor may do *permission* to it; locked when it is *to_change*."""
    find = get_for_change if to_change else queries.get_complaint
    complaint = find(current_scope(), complaint_id)
    require(permission, complaint)
    return complaint


@bp.get("/complaints")
@guard("intake:complaint:list", query=(*COMPLAINT_FILTERS, "after", "before"))
def list_complaints():
    """Tokens, never names; filters stay while paging. A filter that is not understood shows nothing, and says why."""
    form = ComplaintFilterForm()
    is_right = form.validate()
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.list_complaints(current_scope(), form.data), (Complaint.received_at, Complaint.id),
        key_of=lambda row: (row.received_at, row.id))
    names = names_of({row.enquiry_officer_id for row in page.items if row.enquiry_officer_id})
    return render_page("intake/list_complaints.html", status=200 if is_right else 400, form=form, page=page, names=names,
                       words=WORDS)


@bp.get("/complaints/<uuid:complaint_id>")
@guard("intake:complaint:open")
def show_complaint(complaint_id: uuid.UUID):
    """One matter with everything that hangs on it, without identity; the look is in the trail."""
    scope, actor = current_scope(), current_actor()
    matter = read_matter(scope, complaint_id, clock.now())
    complaint = matter.complaint
    require("intake:complaint:open", complaint)
    trail.record_read(actor, "intake:complaint:opened", subject=("complaint", complaint.id), unit_id=complaint.unit_id)
    names = names_of({complaint.recorded_by, complaint.enquiry_officer_id, *(one.officer_id for one in matter.assignments),
                      *(one.assigned_by for one in matter.assignments), *(one.told_by for one in matter.told.values())} - {None})
    return render_page(
        "intake/show_complaint.html", complaint=complaint, visit=complaint.visit, names=names, parties=matter.parties,
        answer=matter.answer, told_rights=matter.told, rights=RIGHTS, words=WORDS, assignments=matter.assignments,
        siblings=queries.list_siblings(scope, complaint), panels=_panels(actor, complaint), to_do=danger.TO_DO,
        glass=matter.glass)


def _panels(actor, complaint: Complaint) -> list[tuple[str, str]]:
    """(label, address) of what other features show on this page, as far as the actor may see it."""
    shown = [panel for panel in declared("panels")
             if panel.slot == "complaint" and holds(actor, panel.permission, complaint)]
    return [(panel.label, url_for(panel.endpoint, **{panel.argument: complaint.id}))
            for panel in sorted(shown, key=lambda panel: panel.order)]
