"""What following up adds to the complaint sheet of the desk."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.scope import Scope
from portal.accounts.queries import names_of
from portal.core.words import N_
from portal.followups import queries
from portal.followups.rules import MANNERS, SATISFACTION

NOT_REACHED = N_("Not reached")
REACHED = N_("Reached")


def enrich_sheet(scope: Scope, subject_id: uuid.UUID, options: Mapping[str, Any]) -> dict[str, Any]:
    """Diary, last disposal and calls; free text stands only in an open copy, so its masked form is none."""
    matter = queries.get_matter(scope, subject_id)
    entries, calls, disposals = queries.list_diary(matter), queries.list_calls(matter), queries.list_disposals(matter)
    people = {one.written_by for one in entries} | {one.called_by for one in calls} | {one.disposed_by for one in disposals}
    names = names_of(people)
    last = disposals[-1] if disposals else None
    return {
        "diary": [{"at": one.happened_at, "by": names.get(one.written_by, ""), "text": one.text, "text_masked": None}
                  for one in entries],
        "disposal": None if last is None else {
            "at": last.disposed_at, "by": names.get(last.disposed_by, ""), "outcome": MANNERS[last.manner],
            "text": last.report, "text_masked": None, "approved_by": ""},
        "callbacks": [{"at": one.called_at, "caller": names.get(one.called_by, ""),
                       "result": SATISFACTION.get(one.satisfaction, REACHED) if one.is_reached else NOT_REACHED,
                       "remark": one.her_words, "remark_masked": None} for one in calls],
    }
