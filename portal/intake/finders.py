"""Finding a matter by one text: token, phone, or a name in either script; answers show tokens only."""

from flask import url_for
from flask_babel import gettext

from portal.access.scope import Scope
from portal.core.feature import Finder, Hit
from portal.core.filters import ist_date
from portal.core.keys import current_vault
from portal.core.numbering import is_mistyped
from portal.core.words import N_
from portal.intake.models import Complaint
from portal.intake.queries.complaints import find_by_persons, find_by_token, people_in_reach
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import NATURES
from portal.persons.queries import find_people
from portal.persons.rules.names import looks_like_token

SHORTEST = 3
MISTYPED = N_("This token is mistyped: its last character does not fit. Compare it with the receipt.")
ELSEWHERE = N_("A match exists at another unit. Ask the circle officer.")


def find_complaints(scope: Scope, text: str) -> list[Hit]:
    """Complaints in reach by token, by a phone, or by the name of the woman or an opposite party; at most 50."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    if looks_like_token(text):
        hits = [_hit(complaint) for complaint in find_by_token(scope, text)]
        return hits or ([Hit(text, gettext(MISTYPED), "")] if is_mistyped(text) else [])
    through = people_in_reach(scope) if scope.only_assigned else None
    found = find_people(scope, current_vault(), text, through=through)
    hits = [_hit(complaint) for complaint in find_by_persons(scope, [match.person_id for match in found.matches])]
    return hits + ([Hit("•••", gettext(ELSEWHERE), "")] if found.exists_outside else [])


def _hit(complaint: Complaint) -> Hit:
    detail = " · ".join((gettext(NATURES[complaint.nature]), ist_date(complaint.received_at),
                          gettext(STATES[complaint.state])))
    return Hit(complaint.token, detail, url_for("intake.show_complaint", complaint_id=complaint.id))


FINDERS = (Finder("complaints", N_("Complaints"), "intake:complaint:open", find_complaints),)
