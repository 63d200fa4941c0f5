"""Laying a month's list of CCTNS beside the record, explaining each difference, settling the month."""

from collections.abc import Sequence
from datetime import date, datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.models import CctnsComparison, CctnsDifference
from portal.cases.queries.comparing import find_settled, list_differences, rows_of_month
from portal.cases.rules import compare as rules
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.units.models import Unit


def compare_month(actor: Actor, kendra: Unit, register: str, month: date, theirs: Sequence[rules.Row], sha256: str,
                  now: datetime) -> CctnsComparison:
    """Keeps what the comparison found, line by line; a month that is settled is not compared again."""
    if month > clock.to_ist(now).date():
        raise RuleBroken(rules.NOT_OVER)
    if find_settled(kendra.id, register, month) is not None:
        raise RuleBroken(rules.SETTLED)
    made = CctnsComparison(id=new_id(), unit_id=kendra.id, register=register, month=month, file_sha256=sha256,
                           uploaded_by=actor.user_id, uploaded_at=now)
    db.session.add(made)
    db.session.flush()
    found = rules.compare(theirs, rows_of_month(actor.scope, kendra.id, register, month))
    for line, one in enumerate(found, start=1):
        db.session.add(CctnsDifference(id=new_id(), unit_id=kendra.id, comparison_id=made.id, line=line, verdict=one.verdict,
                                       case_id=one.case_id, theirs=dict(one.theirs), ours=dict(one.ours)))
    differing = sum(one.verdict != "matched" for one in found)
    trail.record(actor, "cases:comparison:made", subject=("cctns_comparison", made.id), unit_id=kendra.id, month=month,
                 register=register, rows=len(found), differing=differing, sha256=sha256)
    return made


def explain_difference(actor: Actor, comparison: CctnsComparison, difference: CctnsDifference, note: str, now: datetime) -> None:
    """Writes down why both sides differ; RuleBroken when the month is settled."""
    if comparison.settled_at is not None:
        raise RuleBroken(rules.SETTLED)
    difference.note, difference.noted_by, difference.noted_at = note.strip(), actor.user_id, now
    trail.record(actor, "cases:difference:explained", subject=("cctns_comparison", comparison.id), unit_id=comparison.unit_id,
                 line=difference.line, verdict=difference.verdict, note=note.strip())


def settle_month(actor: Actor, comparison: CctnsComparison, now: datetime) -> None:
    """The month is settled: nothing differs, or each difference is explained."""
    if comparison.settled_at is not None or find_settled(comparison.unit_id, comparison.register, comparison.month):
        raise RuleBroken(rules.SETTLED)
    waiting = sum(one.verdict != "matched" and not one.note for one in list_differences(comparison))
    if waiting:
        raise RuleBroken(rules.NEED_NOTES, count=waiting)
    comparison.settled_by, comparison.settled_at = actor.user_id, now
    trail.record(actor, "cases:comparison:settled", subject=("cctns_comparison", comparison.id), unit_id=comparison.unit_id,
                 month=comparison.month, register=comparison.register)
