"""The strength statement of a kendra for any day."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.rules.officer import rank_title
from portal.core.feature import Built, Document
from portal.core.filters import ist_date
from portal.core.forms import day_asked
from portal.core.words import N_
from portal.personnel import queries
from portal.personnel.rules.postings import KINDS
from portal.personnel.rules.strength import GROUPS, norms_on
from portal.units.queries import get_unit


def build_statement(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """Norm, sanctioned, posted, attached and present by group, what is missing, and the names with their orders; why an
    officer is away is told no closer than "on leave"."""
    unit = get_unit(scope, subject_id)
    day = day_asked(options)
    lines, staff = queries.strength_of(scope, unit.id, day)
    context = {
        "day": ist_date(day), "source": norms_on(day).source,
        "lines": [{"group": GROUPS[line.group], "least": line.norm.least, "most": line.norm.most, "sanctioned": line.sanctioned,
                   "posted": line.posted, "attached": line.attached, "women": line.women, "present": line.present,
                   "said": line.said} for line in lines],
        "staff": [{"number": one.row.personnel_no, "name": {"hi": one.row.name_hi, "en": one.row.name_en},
                   "rank": rank_title(one.row.rank, one.row.is_woman), "kind": KINDS[one.row.kind], "away": one.why,
                   "from_on": ist_date(one.row.from_on), "is_in_charge": one.row.is_in_charge} for one in staff],
    }
    return Built(unit.id, f"{unit.code} {ist_date(day)}", context, unit)


DOCUMENTS = (Document("strength-statement", N_("Strength statement"), "strength_statement", "personnel:officer:list",
                      build_statement, subject_endpoint="personnel.show_strength", subject_argument="unit_id",
                      arguments=("on",)),)
