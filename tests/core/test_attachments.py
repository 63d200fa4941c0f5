"""Kept files: sealed, private, whole after a rollback or a full disk, and never told from their rows."""

import errno
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.core import attachments, clock
from portal.core.attachments import Attachment, Finding
from portal.core.db import db, new_id
from portal.core.errors import NotFound, NotSaved, RuleBroken
from portal.core.upload_check import Checked, check_upload
from tests.factories import files

HOUR = 3700


@pytest.fixture
def keep(app, world):
    """Keeps a file with an invented record; the same record unless another is named."""
    owner = new_id()

    def _keep(content: bytes = b"", name: str = "photo.jpg", owner_id=owner) -> Attachment:
        file = check_upload(name, content or files.jpeg(exif=True))
        return attachments.add("case", owner_id, world.units["kendra"], new_id(), file)
    return _keep


def on_disk(app) -> list[Path]:
    """Every file below the folder of files."""
    return [path for path in Path(app.config["FILES"]).rglob("*") if path.is_file()]


def blob(content: bytes, label: str = "x") -> Checked:
    """A file that passed the check."""
    return Checked(label, content, "application/pdf", pages=1)


def test_the_original_comes_back_as_it_was_and_lies_sealed_under_a_random_name(app, keep):
    sent = files.jpeg(exif=True)
    row = keep(sent, "सुनीता का पत्र.jpg")
    db.session.commit()
    assert attachments.original(row) == sent
    assert attachments.preview(row).startswith(b"\xff\xd8\xff")
    assert attachments.label_of(row) == "सुनीता का पत्र.jpg"
    kept = on_disk(app)
    assert len(kept) == 2
    for path in kept:
        assert files.PLACE.encode() not in path.read_bytes() and b"\xff\xd8\xff" not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert "सुनीता" not in str(path) and str(row.id) not in str(path)
    assert "सुनीता".encode() not in row.sealed_label


def test_a_paper_has_no_preview(keep):
    row = keep(files.pdf(2), "a.pdf")
    assert (row.pages, row.has_preview) == (2, False)
    with pytest.raises(NotFound):
        attachments.preview(row)


def test_a_rollback_takes_the_file_along(app, keep):
    keep()
    assert on_disk(app)
    db.session.rollback()
    assert not on_disk(app)
    assert list(attachments.check_files()) == []


def test_a_full_disk_leaves_nothing(app, keep, monkeypatch):
    keep(files.jpeg(30, 30))
    db.session.commit()
    before = on_disk(app)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved):
        keep()
    db.session.rollback()
    assert on_disk(app) == before
    assert len(db.session.scalars(select(Attachment)).all()) == 1


def test_a_really_full_disk_leaves_nothing(app, keep):
    """The kernel itself refuses: a limit on the size of files stands in for the end of the disk."""
    import resource
    import signal
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))
    try:
        with pytest.raises(NotSaved):
            attachments._keep("ab" * 16, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert on_disk(app) == []


def test_the_same_file_twice_too_many_and_too_much(app, world, keep):
    owner = new_id()
    keep(owner_id=owner)
    with pytest.raises(RuleBroken, match="attached already"):
        keep(owner_id=owner)
    for number in range(24):
        attachments.add("case", owner, world.units["kendra"], new_id(), blob(b"%d" % number))
    with pytest.raises(RuleBroken, match="at most 25"):
        attachments.add("case", owner, world.units["kendra"], new_id(), blob(b"one more"))
    app.config["UNIT_QUOTA_BYTES"] = 10_000
    try:
        with pytest.raises(RuleBroken, match="space for files"):
            attachments.add("case", new_id(), world.units["kendra"], new_id(), blob(b"x" * 10_000))
        attachments.add("case", new_id(), world.units["sibling_kendra"], new_id(), blob(b"x" * 10_000))
    finally:
        del app.config["UNIT_QUOTA_BYTES"]


def test_one_officer_cannot_fill_the_unit_s_space_in_a_day(app, world, monkeypatch):
    monkeypatch.setitem(app.config, "OFFICER_QUOTA_BYTES", 10_000)
    one, unit = new_id(), world.units["kendra"]
    attachments.add("case", new_id(), unit, one, blob(b"x" * 6_000))
    with pytest.raises(RuleBroken, match="within a day"):
        attachments.add("case", new_id(), unit, one, blob(b"y" * 6_000))
    attachments.add("case", new_id(), unit, new_id(), blob(b"z" * 6_000))
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        attachments.add("case", new_id(), unit, one, blob(b"y" * 6_000))


def test_a_file_opens_only_in_its_own_row(app, keep):
    one, other = keep(files.jpeg(50, 50)), keep(files.jpeg(51, 51))
    db.session.commit()
    attachments._path(one.file_name).write_bytes(attachments._path(other.file_name).read_bytes())
    with pytest.raises(NotFound) as refusal:
        attachments.original(one)
    assert refusal.value.sentence == attachments.LOST
    assert attachments.original(other)


def test_a_link_in_place_of_a_file_is_not_followed(app, keep, tmp_path):
    row = keep()
    db.session.commit()
    path = attachments._path(row.file_name)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotFound):
        attachments.original(row)


def stray(app, name: str, age: int = HOUR) -> Path:
    """A file nobody has a row for."""
    path = Path(app.config["FILES"]) / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    return path


def test_the_check_finds_every_disagreement_and_nothing_else(app, keep):
    whole, gone, changed, no_preview = (keep(files.jpeg(50 + number, 50)) for number in range(4))
    db.session.commit()
    assert list(attachments.check_files()) == []
    attachments._path(gone.file_name).unlink()
    attachments._path(changed.file_name).write_bytes(attachments._path(whole.file_name).read_bytes())
    attachments._path(no_preview.file_name + ".p").unlink()
    stray(app, "ee" * 16)
    stray(app, "dd" * 16 + ".part")
    stray(app, "cc" * 16, age=0)
    assert set(attachments.check_files()) == {
        Finding("no_file", gone.file_name), Finding("changed", changed.file_name),
        Finding("no_file", no_preview.file_name + ".p"), Finding("no_row", "ee" * 16), Finding("part", "dd" * 16 + ".part")}


def test_the_command_says_what_it_found_and_sweeps_only_what_has_no_row(app, keep):
    row = keep()
    db.session.commit()
    old, young = stray(app, "ee" * 16), stray(app, "cc" * 16, age=0)
    run = app.test_cli_runner().invoke
    found = run(args=["files", "check"])
    assert found.exit_code == 1 and "ee" * 16 in found.output and "has no row" in found.output
    swept = run(args=["files", "check", "--sweep"])
    assert swept.exit_code == 0 and not old.exists() and young.exists()
    assert run(args=["files", "check"]).output.strip() == "files: all is well"
    attachments._path(row.file_name).unlink()
    assert run(args=["files", "check", "--sweep"]).exit_code == 1
