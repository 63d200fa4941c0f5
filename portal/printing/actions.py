"""Making papers and copies: a slow reading and rendering first, a short write after it."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from sqlalchemy import update

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.audit import trail
from portal.audit.queries import head_of
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.feature import Built, Document
from portal.core.numbering import next_number
from portal.core.pdf.documents import PrintMark, print_document
from portal.core.vault import Vault
from portal.core.words import N_
from portal.printing import queries
from portal.printing.copies import mark_copy
from portal.printing.letterheads import letterhead_of
from portal.printing.models import Paper, PaperCopy
from portal.printing.rules import CODE_LENGTH, CODE_LETTERS, grouped, short_link

LONG_SECONDS = 60
REPLACED = N_("Meanwhile a newer paper was printed. Open the page again and print that one.")
WAIT_SECONDS = 15  # a desk never waits longer for paper; then the page says so and the entry stands all the same


@dataclass(frozen=True)
class Wish:
    """What is to be printed and how."""

    document: Document
    subject_id: uuid.UUID
    language: str
    is_open: bool
    reason: str
    arguments: Mapping[str, str]


@dataclass(frozen=True)
class Print:
    """A rendered paper that is not written down yet."""

    built: Built
    code: str
    pdf: bytes
    pages: int
    link: tuple[int, str] | None = None


def render(wish: Wish, built: Built, *, verify_url: str, printed_by: str, is_demo: bool) -> Print:
    """The PDF of *wish*; reads no more than the last link of the trail, writes nothing. Raises the errors of portal.core.pdf."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    link = head_of(built.unit_id) if wish.document.is_issued else None
    mark = PrintMark(grouped(code), clock.now(), printed_by, verification_code=grouped(code),
                     verification_url=f"{verify_url}/{code}", purpose=wish.reason, trail=short_link(*link) if link else "",
                     serial=built.context.get("serial", ""), is_demo=is_demo)
    made = print_document(wish.document.template, title=built.title, language=wish.language,
                          letterhead=letterhead_of(built.unit_id), mark=mark,
                          lane="long" if wish.document.is_long else "desk",
                          within=LONG_SECONDS if wish.document.is_long else WAIT_SECONDS, **built.context)
    return Print(built, code, made.pdf, made.pages, link)


def wish_of(paper: Paper) -> Wish:
    """The wish a kept paper answered, for asking again whom it is for: without what only an open copy shows."""
    arguments = json.loads(paper.arguments) if paper.arguments else {}
    return Wish(queries.get_document(paper.document), paper.subject_id, paper.language, False, "", arguments)


def paper_in_force(scope: Scope, wish: Wish) -> Paper | None:
    """The paper of which a duplicate is due; none of a document that is drawn anew each time."""
    if not wish.document.is_issued:
        return None
    return queries.find_paper(scope, wish.document.key, wish.subject_id, wish.language, wish.is_open)


def write_down(actor: Actor, scope: Scope, vault: Vault, wish: Wish, unit_id: uuid.UUID, made: Print | None,
               now: datetime) -> PaperCopy:
    """The copy that leaves the printer of *unit_id*: a duplicate of the paper in force, or *made* as a new paper.

    Taking the serial first makes two prints of one unit come one after the other: the second of the same issued
    paper finds the first and becomes its duplicate. RuleBroken when the paper to duplicate was replaced meanwhile.
    """
    year = clock.to_ist(now).year
    serial = next_number(db.session, unit_id, "print", year)
    paper = paper_in_force(scope, wish)
    if paper is None:
        if made is None:
            raise RuleBroken(REPLACED)
        paper = _keep_paper(actor, vault, wish, made, now)
    copy = PaperCopy(unit_id=paper.unit_id, paper_id=paper.id, year=year, serial=serial,
                     copy_no=queries.count_copies(paper.id) + 1, reason=wish.reason, printed_by=actor.user_id, printed_at=now)
    db.session.add(copy)
    db.session.flush()
    trail.record(actor, "printing:paper:printed", subject=("paper", paper.id), unit_id=paper.unit_id,
                 document=paper.document, of=str(paper.subject_id), copy_no=copy.copy_no, is_open=paper.is_open,
                 language=paper.language, reason=wish.reason or None, sha256=paper.sha256)
    return copy


def _keep_paper(actor: Actor, vault: Vault, wish: Wish, made: Print, now: datetime) -> Paper:
    """A new paper; the earlier one of its kind is superseded."""
    arguments = json.dumps(dict(wish.arguments), sort_keys=True) if wish.arguments else ""
    db.session.execute(
        update(Paper)
        .where(Paper.document == wish.document.key, Paper.subject_id == wish.subject_id, Paper.language == wish.language,
               Paper.is_open == wish.is_open, Paper.arguments == arguments, Paper.superseded_at.is_(None))
        .values(superseded_at=now))
    paper_id, (seq, link) = new_id(), made.link or (None, "")
    paper = Paper(id=paper_id, unit_id=made.built.unit_id, document=wish.document.key, subject_id=wish.subject_id,
                  arguments=arguments, language=wish.language, is_open=wish.is_open, code=made.code,
                  sealed=vault.seal("papers", "sealed", paper_id, made.pdf), pages=made.pages,
                  sha256=hashlib.sha256(made.pdf).hexdigest(), made_by=actor.user_id, made_at=now,
                  trail_seq=seq, trail_hash=link)
    db.session.add(paper)
    db.session.flush()
    return paper


def bytes_of(vault: Vault, paper: Paper, copy: PaperCopy) -> bytes:
    """The kept bytes; from the second copy on with the duplicate mark laid over them. Nothing is rendered."""
    pdf = vault.open("papers", "sealed", paper.id, paper.sealed)
    return pdf if copy.copy_no == 1 else mark_copy(BytesIO(pdf), copy.copy_no)
