"""What must be true of a database after any disturbance, said by itself and not by the code that wrote it."""

import uuid
from collections import defaultdict

from sqlalchemy import func, select, text

from portal.audit.chain import FIRST, SEALED, link
from portal.audit.models import TrailEntry
from portal.core.db import db
from portal.core.numbering import Counter
from portal.intake.models import Complaint, Visit


def receipt_of(complaint_id: uuid.UUID) -> str:
    """The address that an acknowledged entry was given."""
    return f"/complaints/{complaint_id}/receipt"


def gaps() -> list[str]:
    """Numbers left out or given twice in any register, and counters that say something else."""
    found = []
    for model, column, series in ((Complaint, Complaint.number, "complaint"), (Visit, Visit.serial, "visitor")):
        numbers: dict[tuple, list[int]] = defaultdict(list)
        for unit_id, year, number in db.session.execute(select(model.unit_id, model.year, column).order_by(column)):
            numbers[unit_id, year].append(number)
        counters = {(row.unit_id, row.year): row.value for row in db.session.scalars(
            select(Counter).where(Counter.series == series))}
        for key in numbers.keys() | counters.keys():
            if numbers[key] != list(range(1, counters.get(key, 0) + 1)):
                found.append(f"{series} {key}: counter {counters.get(key)}, numbers {numbers[key]}")
    return found


def broken_links() -> list[str]:
    """Entries of the trail that do not follow from the one before them."""
    found, heads = [], defaultdict(lambda: (0, FIRST))
    for row in db.session.scalars(select(TrailEntry).order_by(TrailEntry.chain, TrailEntry.seq)):
        seq, previous = heads[row.chain]
        said = {name: getattr(row, name) for name in SEALED} | {"at": row.at.isoformat(timespec="microseconds")}
        if (row.seq, row.previous) != (seq + 1, previous) or link(said) != row.hash:
            found.append(f"{row.chain} {row.seq}")
        heads[row.chain] = (row.seq, row.hash)
    return found


def damage() -> list[str]:
    """What SQLite itself finds wrong with the file; nothing on another engine."""
    if db.engine.dialect.name != "sqlite":
        return []
    return [line for line in db.session.scalars(text("PRAGMA integrity_check")) if line != "ok"]


def count_complaints() -> int:
    """How many complaints there are in all units."""
    return db.session.scalar(select(func.count(Complaint.id)))
