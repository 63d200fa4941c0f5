"""Closing a month of a register, and adding a dated correction to a closed one."""

from datetime import date, datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.feature import Register
from portal.registers import queries, rules
from portal.registers.models import RegisterCorrection, RegisterMonth


def close_month(actor: Actor, register: Register, kendra: Any, month: date, because: str, now: datetime,
                today: date) -> RegisterMonth:
    """Keeps the lines of *month* as they read now, with their seal; RuleBroken while something stands against it."""
    if queries.find_month(kendra.id, register.key, month):
        raise RuleBroken(rules.CLOSED)
    if month not in queries.months_to_close(actor.scope, kendra.id, today):
        is_over = month < today.replace(day=1)
        raise RuleBroken(rules.BEFORE_OPENING if is_over else rules.NOT_OVER, month=month.strftime("%m-%Y"))
    for sentence in queries.unsettled(register, kendra.id, month):
        raise RuleBroken(sentence)
    lines, gaps = queries.lines_of_month(register, actor.scope, kendra.id, month)
    if gaps and not rules.has_words(because):
        raise RuleBroken(rules.SAY_WHY, count=len(gaps))
    content = rules.written([column.label for column in queries.columns_of(register)], lines)
    closed = RegisterMonth(id=new_id(), unit_id=kendra.id, register=register.key, month=month, content=content,
                           line_count=len(lines), gap_count=len(gaps), gaps_because=because.strip() if gaps else "",
                           sha256=rules.fingerprint(content), closed_by=actor.user_id, closed_at=now)
    db.session.add(closed)
    db.session.flush()
    trail.record(actor, "registers:month:closed", subject=("register_month", closed.id), unit_id=kendra.id, month=month,
                 register=register.key, rows=len(lines), gaps=len(gaps), sha256=closed.sha256)
    return closed


def add_correction(actor: Actor, closed: RegisterMonth, serial: str, text: str, reason: str, now: datetime) -> RegisterCorrection:
    """Adds what is right to a closed month; the closed lines stay as they are."""
    _, lines = rules.read(closed.content)
    if serial not in {line[0] for line in lines} | {one.serial for one in queries.changed_since(actor.scope, closed)}:
        raise RuleBroken(rules.NO_SUCH_LINE, serial=serial)
    added = RegisterCorrection(id=new_id(), unit_id=closed.unit_id, month_id=closed.id, serial=serial, text=text.strip(),
                               reason=reason.strip(), added_by=actor.user_id, added_at=now)
    db.session.add(added)
    db.session.flush()
    trail.record(actor, "registers:month:corrected", subject=("register_month", closed.id), unit_id=closed.unit_id,
                 month=closed.month, register=closed.register, line=serial)
    return added
