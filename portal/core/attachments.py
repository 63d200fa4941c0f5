"""Files that belong to a record: sealed with the vault, kept outside the web root, and never told from their row."""

import hashlib
import os
import secrets
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import click
from flask import Response, current_app
from flask.cli import AppGroup
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
    event,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.core import clock, space
from portal.core.db import Model, UtcDateTime, db, id_column, new_id, unit_column
from portal.core.errors import NotFound, NotSaved, RuleBroken
from portal.core.keys import current_vault
from portal.core.upload_check import Checked, ending_of
from portal.core.vault import VaultTampered
from portal.core.words import N_

MAX_PER_OWNER = 25
UNIT_QUOTA_BYTES = 5 * 1024**3
OFFICER_QUOTA_BYTES = 300 * 1024**2  # within a day and a night
TEMPORARY = ".part"
UNDER_WAY_SECONDS = 3600  # a younger file without a row may belong to a transaction that is still open
_WAITING = "files of this transaction"

DISK_FULL = N_("Not saved. The computer could not keep the file: its disk may be full. Tell the administrator, and keep "
               "the paper.")
TOO_MANY = N_("A record holds at most 25 files. Put several papers into one PDF.")
OFFICER_QUOTA = N_("You have attached more than 300 MB within a day. Ask the officer in charge; another officer can attach more.")
QUOTA = N_("The space for files of this unit is used up. Ask the administrator for more.")
TWICE = N_("This very file is attached already.")
LOST = N_("The file is missing or was changed outside the portal. Tell the administrator; keep the paper.")


class Attachment(Model):
    """A file of a record (*owner_kind*, *owner_id*): what it is and where it lies; its bytes are sealed on the disk."""

    __tablename__ = "attachments"
    __table_args__ = (
        Index("ix_attachments_owner", "owner_kind", "owner_id", "added_at", "id"),
        Index("ix_attachments_unit_id", "unit_id"),
        UniqueConstraint("owner_kind", "owner_id", "sha256"),
        UniqueConstraint("file_name"),
        CheckConstraint("size > 0", name="size"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    owner_kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(Integer)  # 1, 2, … within the owner; goes into the name of a download
    sealed_label: Mapped[bytes] = mapped_column(LargeBinary)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(40))
    has_preview: Mapped[bool] = mapped_column(Boolean)
    pages: Mapped[int | None] = mapped_column(Integer)
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)
    is_scanned: Mapped[bool] = mapped_column(Boolean)
    added_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


def list_of(owner_kind: str, owner_id: uuid.UUID) -> Sequence[Attachment]:
    """The files of one record, oldest first. The caller has asked whether its reader may see the record."""
    return db.session.scalars(
        select(Attachment).where(Attachment.owner_kind == owner_kind, Attachment.owner_id == owner_id)
        .order_by(Attachment.added_at, Attachment.id)).all()


def get(attachment_id: uuid.UUID, owner_kind: str) -> Attachment:
    """One file of a kind of record; NotFound otherwise. The caller asks next whether the record is the reader's."""
    found = db.session.get(Attachment, attachment_id)
    if found is None or found.owner_kind != owner_kind:
        raise NotFound
    return found


def add(owner_kind: str, owner_id: uuid.UUID, unit_id: uuid.UUID, added_by: uuid.UUID, file: Checked) -> Attachment:
    """Keeps *file* with its record; the caller holds the record's row locked, so that two senders do not count alike.

    Raises RuleBroken (25 files, a quota, the same file again) and NotSaved (the disk would not take it). When the
    transaction rolls back, the file goes with it.
    """
    space.keep_for_entries()
    sha256 = hashlib.sha256(file.content).hexdigest()
    there = list_of(owner_kind, owner_id)
    if any(other.sha256 == sha256 for other in there):
        raise RuleBroken(TWICE)
    if len(there) >= MAX_PER_OWNER:
        raise RuleBroken(TOO_MANY)
    if _used(Attachment.unit_id == unit_id) + len(file.content) > current_app.config.get("UNIT_QUOTA_BYTES", UNIT_QUOTA_BYTES):
        raise RuleBroken(QUOTA)
    lately = (Attachment.added_by == added_by, Attachment.added_at > clock.now() - timedelta(days=1))
    if _used(Attachment.unit_id == unit_id, *lately) + len(file.content) > current_app.config.get(
            "OFFICER_QUOTA_BYTES", OFFICER_QUOTA_BYTES):
        raise RuleBroken(OFFICER_QUOTA)
    vault, row_id, name = current_vault(), new_id(), secrets.token_hex(16)
    _keep(name, vault.seal("attachments", "original", f"{row_id}/{sha256}", file.content))
    if file.preview:
        _keep(_preview_of(name), vault.seal("attachments", "preview", f"{row_id}/{sha256}", file.preview))
    row = Attachment(
        id=row_id, unit_id=unit_id, owner_kind=owner_kind, owner_id=owner_id, number=len(there) + 1,
        sealed_label=vault.seal("attachments", "label", row_id, file.label), media_type=file.media_type,
        size=len(file.content), sha256=sha256, file_name=name, has_preview=file.preview is not None, pages=file.pages,
        width=file.width, height=file.height, is_scanned=file.is_scanned, added_by=added_by, added_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


def _used(*clauses: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.coalesce(func.sum(Attachment.size), 0)).where(*clauses))


def label_of(row: Attachment) -> str:
    """What the sender called the file. It may hold a name, so it is shown only where the file itself may be opened."""
    return current_vault().open("attachments", "label", row.id, row.sealed_label).decode()


def original(row: Attachment) -> bytes:
    """The file exactly as it was sent; NotFound with a sentence when the disk no longer holds it."""
    content = _open(row, "original", row.file_name)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise NotFound(LOST)
    return content


def preview(row: Attachment) -> bytes:
    """The re-encoded picture without EXIF and place; NotFound for papers, which have none."""
    if not row.has_preview:
        raise NotFound
    return _open(row, "preview", _preview_of(row.file_name))


def download(content: bytes, media_type: str, stem: str) -> Response:
    """An answer that a browser saves and never runs; *stem* is our own name (a token and a number)."""
    bare = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in stem)
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{bare}{ending_of(media_type)}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


# The disk. A name is 32 random hexadecimal signs, made here; nothing a person typed ever becomes part of a path.


def _folder() -> Path:
    return Path(current_app.config["FILES"])


def _path(name: str, folder: Path | None = None) -> Path:
    return (folder or _folder()) / name[:2] / name


def _preview_of(name: str) -> str:
    return f"{name}.p"


def _keep(name: str, sealed: bytes) -> None:
    """Temporary file → fsync → rename → fsync of the folder: after this the bytes outlive a power cut."""
    path = _path(name)
    part = path.with_name(path.name + TEMPORARY)
    db.session.info.setdefault(_WAITING, []).extend((part, path))
    try:
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        for folder in (path.parent, path.parent.parent):
            _sync(folder)
    except OSError as fault:
        _forget(db.session())
        raise NotSaved(DISK_FULL) from fault


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(row: Attachment, column: str, name: str, folder: Path | None = None) -> bytes:
    try:
        descriptor = os.open(_path(name, folder), os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            sealed = file.read()
        return current_vault().open("attachments", column, f"{row.id}/{row.sha256}", sealed)
    except (OSError, VaultTampered) as fault:
        raise NotFound(LOST) from fault


@event.listens_for(Session, "before_commit")
def _settled(session: Session) -> None:
    """From here on the files stay: if the answer to COMMIT is lost, a file without a row is better than a row without."""
    session.info.pop(_WAITING, None)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    """What was written for a transaction that did not happen is taken away at once; a crash leaves it to the sweep."""
    for path in session.info.pop(_WAITING, ()):
        path.unlink(missing_ok=True)


# The check, both ways.


@dataclass(frozen=True)
class Finding:
    """One disagreement between disk and database: kind (no_file, changed, no_row, part) and the file's random name."""

    kind: str
    name: str


def check_files(session: Session | None = None, folder: Path | None = None) -> Iterator[Finding]:
    """Re-reads every file; yields what has no row, what has no file, and what no longer is what was sent.

    Looks at the portal's own rows and folder; *session* and *folder* name those of a restored copy instead.
    """
    expected: set[str] = set()
    for row in (session or db.session).scalars(select(Attachment).execution_options(yield_per=200)):
        parts = [("original", row.file_name)] + [("preview", _preview_of(row.file_name))] * row.has_preview
        for column, name in parts:
            expected.add(name)
            if not _path(name, folder).is_file():
                yield Finding("no_file", name)
                continue
            try:
                content = _open(row, column, name, folder)
            except NotFound:
                yield Finding("changed", name)
            else:
                if column == "original" and hashlib.sha256(content).hexdigest() != row.sha256:
                    yield Finding("changed", name)
    settled_before = clock.now().timestamp() - UNDER_WAY_SECONDS
    for path in sorted((folder or _folder()).rglob("*")):
        if path.is_file() and path.name not in expected and path.stat().st_mtime < settled_before:
            yield Finding("part" if path.name.endswith(TEMPORARY) else "no_row", path.name)


files = AppGroup("files", help="The attached files on the disk.")

_SAID = {"no_file": "has a row but no file", "changed": "is not what was sent", "no_row": "has no row",
         "part": "was never finished"}


@files.command("reserve")
def reserve() -> None:
    """Keeps 64 MB of the disk back, to be given up when nothing else is left."""
    click.echo("files: the reserve stands" if space.make_reserve() else "files: no room for a reserve; make room on the disk")


@files.command("check")
@click.option("--sweep", is_flag=True, help="Remove files that have no row and are older than an hour.")
def check(sweep: bool) -> None:
    """Compares every file with its row and every row with its file; ends with 1 when something does not fit."""
    faults = 0
    for finding in check_files():
        if sweep and finding.kind in ("no_row", "part"):
            _path(finding.name).unlink(missing_ok=True)
            click.echo(f"files: {finding.name} {_SAID[finding.kind]}; removed")
            continue
        faults += 1
        click.echo(f"files: {finding.name} {_SAID[finding.kind]}")
    click.echo(f"files: {faults} faults" if faults else "files: all is well")
    if faults:
        raise SystemExit(1)
