"""Sections come and go with a reason; what was dropped stays readable."""

from collections.abc import Sequence
from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.actions.duties import keep_in_step
from portal.cases.models import CaseSection
from portal.cases.queries.cases import CaseFile
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.words import N_

STANDS = N_("All of these sections stand in the case already.")
DROPPED = N_("This section was dropped already.")
LAST_ONE = N_("An FIR names at least one section (form I.I.F.-I, item 2). Add the right one first, then drop this.")


def add_sections(actor: Actor, file: CaseFile, keys: Sequence[str], *, because: str, order_reason: str,
                 now: datetime) -> CaseFile:
    """Adds those of *keys* that do not stand yet. Whether they existed on the day of the act was judged by the form."""
    new = [key for key in keys if key not in file.standing_sections]
    if not new:
        raise RuleBroken(STANDS)
    for key in new:
        db.session.add(CaseSection(id=new_id(), unit_id=file.case.unit_id, case_id=file.case.id, offence=key,
                                   because=f"{because} {order_reason}".strip(), added_at=now, added_by=actor.user_id))
    trail.record(actor, "cases:sections:added", subject=("case", file.case.id), unit_id=file.case.unit_id, sections=new,
                 warned=order_reason or None)
    return keep_in_step(file, now)


def drop_section(actor: Actor, file: CaseFile, section: CaseSection, *, because: str, now: datetime) -> CaseFile:
    """Drops a section; RuleBroken when it is the last of an FIR."""
    if section.dropped_at is not None:
        raise RuleBroken(DROPPED)
    if file.case.register == "fir" and len(file.standing_sections) == 1:
        raise RuleBroken(LAST_ONE)
    section.dropped_at, section.dropped_by, section.dropped_because = now, actor.user_id, because
    trail.record(actor, "cases:sections:dropped", subject=("case", file.case.id), unit_id=file.case.unit_id,
                 section=section.offence, reason=because)
    return keep_in_step(file, now)
