"""Reading papers, copies and the print log within a scope."""

import uuid
from typing import Any

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.feature import Document, declared
from portal.printing.models import Paper, PaperCopy


def get_document(key: str) -> Document:
    """The declared document; NotFound for any other word."""
    for document in declared("documents"):
        if document.key == key:
            return document
    raise NotFound()


# A paper belongs to a unit and hangs on a subject. These queries fence off the units; whether the subject is in reach
# (a matter of one's own, say) only its own feature knows, so every page builds the document first and asks it.


def find_paper(scope: Scope, document: str, subject_id: uuid.UUID, language: str, is_open: bool) -> Paper | None:
    """The paper in force of that document, subject, language and kind."""
    statement = select(Paper).where(Paper.document == document, Paper.subject_id == subject_id, Paper.language == language,
                                    Paper.is_open == is_open, Paper.superseded_at.is_(None))
    return db.session.scalar(_in_units(scope, statement).limit(1))


def get_copy(scope: Scope, copy_id: uuid.UUID) -> tuple[PaperCopy, Paper]:
    """A copy with its paper; NotFound outside the reader's units."""
    statement = select(PaperCopy, Paper).join(Paper, Paper.id == PaperCopy.paper_id).where(PaperCopy.id == copy_id)
    row = db.session.execute(_in_units(scope, statement)).first()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def _in_units(scope: Scope, statement: Select) -> Select:
    return statement.where(scope.in_units(Paper.unit_id), scope.unsealed("complaint", Paper.subject_id))


def list_copies_of(scope: Scope, document: str, subject_id: uuid.UUID) -> list[Any]:
    """Earlier prints of one document of one subject, newest first."""
    statement = (select(PaperCopy.id, PaperCopy.copy_no, PaperCopy.printed_at, PaperCopy.printed_by, PaperCopy.reason,
                        Paper.language, Paper.is_open)
                 .join(Paper, Paper.id == PaperCopy.paper_id)
                 .where(Paper.document == document, Paper.subject_id == subject_id))
    statement = _in_units(scope, statement).order_by(PaperCopy.printed_at.desc(), PaperCopy.id.desc())
    return list(db.session.execute(statement.limit(20)).all())


def count_copies(paper_id: uuid.UUID) -> int:
    """How many copies of the paper were printed."""
    return db.session.scalar(select(func.count()).select_from(PaperCopy).where(PaperCopy.paper_id == paper_id)) or 0


def select_log(scope: Scope) -> Select:
    """The print log of the reader's units."""
    statement = (select(PaperCopy.id, PaperCopy.year, PaperCopy.serial, PaperCopy.copy_no, PaperCopy.printed_at,
                        PaperCopy.printed_by, PaperCopy.reason, Paper.document, Paper.language, Paper.is_open, Paper.pages)
                 .join(Paper, Paper.id == PaperCopy.paper_id))
    return scope.limit(statement, PaperCopy.unit_id).where(scope.unsealed("complaint", Paper.subject_id))


def find_by_code(code: str) -> Any | None:
    """What may be said of a code to anyone: the kind of document, its day, and whether it was superseded."""
    statement = select(Paper.document, Paper.made_at, Paper.superseded_at, Paper.unit_id, Paper.trail_seq,
                       Paper.trail_hash).where(Paper.code == code)
    return db.session.execute(statement).first()
