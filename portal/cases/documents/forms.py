"""The Domestic Incident Report (Form I of the Protection of Women from Domestic Violence Rules, 2006), ready to be filled in."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.cases.documents.parts import PEOPLE, band, numbers, occurred, officer, people, read_paper, serial_of
from portal.core.feature import Built
from portal.core.filters import ist_datetime
from portal.core.words import N_
from portal.intake.rules.vocabularies import RELATIONS

DOMESTIC_INCIDENT = N_("Domestic Incident Report (Form I)")

# Kinds of violence as the Act defines them (PWDVA section 3), each with what to tick.
VIOLENCE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Physical violence"), (N_("hurt or beating"), N_("choking or burning"), N_("pushing, kicking"), N_("threat with a weapon"),
                               N_("other"))),
    (N_("Sexual violence"), (N_("forced intercourse"), N_("forced to look at obscene material"), N_("against a child"), N_("other"))),
    (N_("Verbal and emotional abuse"), (N_("insults, for no dowry or no son"), N_("threat to the children or parents"),
                                        N_("not let out or to work"), N_("forced marriage or prevented from marrying"), N_("other"))),
    (N_("Economic violence"), (N_("no money for food or children"), N_("stridhan taken or sold"), N_("put out of the house"),
                               N_("wages taken"), N_("other"))),
    (N_("Dowry-related"), (N_("demand made"), N_("harassed for it"), N_("list of articles enclosed"))),
)
ENCLOSED = (N_("Medical report"), N_("Doctor's prescription"), N_("List of stridhan"), N_("Earlier complaints"), N_("Other"))
ORDERS: tuple[tuple[str, str], ...] = (
    (N_("Protection order"), "18"), (N_("Residence order"), "19"), (N_("Monetary relief and maintenance"), "20"),
    (N_("Custody of the children"), "21"), (N_("Compensation"), "22"), (N_("Interim or ex parte order"), "23"))
HELP = (N_("Counsellor"), N_("Police protection"), N_("FIR besides this report"), N_("Shelter home"), N_("Medical help"),
        N_("Free legal aid"))


def build_incident_report(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The report with what the case knows filled in; names stand only in an open copy, the rest is ticked by hand."""
    paper = read_paper(scope, actor, subject_id, options)
    case = paper.case
    context = {
        "open_copy": band(paper), "numbers": [pair for pair in numbers(paper) if pair[1]], "token": paper.file.token,
        "people": people(paper, "victim", "accused"), "accused": PEOPLE["accused"],
        "informed_at": ist_datetime(case.informed_at), "place": case.place, "occurred": occurred(case),
        "relations": {one.place_in_list: RELATIONS.get(one.relation, "") for one in paper.file.accused},
        "violence": VIOLENCE, "enclosed": ENCLOSED, "orders": ORDERS, "help": HELP, "officer": officer(case.io_id, paper.language),
        "serial": serial_of(case),
    }
    return Built(case.unit_id, serial_of(case), context, case)
