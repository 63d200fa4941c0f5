"""The drill: a backup made while the portal works comes back whole on another machine, and nothing less passes for it."""

import resource
import secrets
import shutil
import stat
import subprocess
import threading
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import DBAPIError

from portal.app import create_app
from portal.audit import trail
from portal.audit.models import TrailEntry
from portal.core import attachments
from portal.core.attachments import Attachment
from portal.core.db import db
from portal.core.upload_check import Checked, check_upload
from portal.core.vault import KeyRing, Vault
from portal.intake.models import Complaint
from tests.accounts.sessions import sign_in_as
from tests.client import PageClient
from tests.conftest import SETTINGS
from tests.factories import files
from tests.factories.matters import HERS, actor, complaint


@pytest.fixture
def matter(world) -> Complaint:
    """A matter under enquiry with a photo and three megabytes of paper."""
    made = complaint(world, until="under_enquiry")
    for file in (check_upload("चोट.jpg", files.jpeg()), Checked("पत्र.pdf", b"%PDF-" + secrets.token_bytes(3_000_000),
                                                                 "application/pdf", pages=1)):
        attachments.add("complaint", made.id, made.unit_id, made.recorded_by, file)
    db.session.commit()
    return made


def make(app, folder: Path) -> Path:
    done = app.test_cli_runner().invoke(args=["backup", "make", str(folder)])
    assert done.exit_code == 0, done.output
    archive, = folder.glob("*.mskb")
    assert list(folder.iterdir()) == [archive], "only the backup itself is left in the folder"
    return archive


def restore(app, cluster, archive: Path, *more: str) -> Result:
    """The proof; on PostgreSQL by the server's administrator, as the portal's own role may not create databases."""
    server = ["--server", cluster.url("postgres", role="admin")] if cluster else []
    return app.test_cli_runner().invoke(args=["backup", "restore", str(archive), *server, *more])


def test_a_backup_comes_back_whole_and_the_proof_leaves_nothing_behind(app, cluster, matter, tmp_path):
    archive = make(app, tmp_path / "backups")
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    before = set(Path("/tmp").glob("portal-restore-*"))
    done = restore(app, cluster, archive)
    assert done.exit_code == 0, done.output
    assert "copy is sound" in done.output and "whole" in done.output
    assert "2 attachments in the records, 0 files missing or changed" in done.output
    assert set(Path("/tmp").glob("portal-restore-*")) == before
    if cluster:
        engine = create_engine(cluster.url("postgres", role="admin"))
        with engine.connect() as connection:
            assert not connection.scalars(text("SELECT datname FROM pg_database WHERE datname LIKE 'restore_%'")).all()
        engine.dispose()


def test_the_making_is_in_the_trail(app, matter, tmp_path):
    make(app, tmp_path)
    db.session.rollback()
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "backup:backup:made")).one()
    assert entry.details["bytes"] > 3_000_000


def test_the_portals_own_role_is_told_that_it_may_not_prove(app, cluster, matter, tmp_path):
    archive = make(app, tmp_path)
    done = app.test_cli_runner().invoke(args=["backup", "restore", str(archive)])
    assert done.exit_code == (1 if cluster else 0)
    assert ("--server URL" in done.output) == bool(cluster)


def test_nothing_can_be_read_in_the_file(app, matter, tmp_path):
    content = make(app, tmp_path).read_bytes()
    for word in (HERS["own"].story, HERS["own"].name, matter.token, "SQLite format", "PGDMP", "trail_entries"):
        assert word.encode() not in content


@pytest.mark.parametrize("fault, sentence", [
    ("flip", "was changed"), ("cut", "ends too early"), ("cut_at_a_piece", "was changed"), ("more", "was changed"),
    ("swapped", "was changed"), ("renamed", "was changed"), ("stranger", "no backup of the portal")])
def test_a_damaged_archive_is_refused(app, cluster, matter, tmp_path, fault, sentence):
    archive = make(app, tmp_path / "backups")
    archive.write_bytes(damage(archive.read_bytes(), fault))
    target = tmp_path / "restored"
    done = restore(app, cluster, archive, "--into", str(target))
    assert done.exit_code == 1 and sentence in done.output, done.output
    assert not [path.name for path in target.rglob("*") if path.is_file()], "half a restore looks like one"


def damage(content: bytes, fault: str) -> bytes:
    """The archive with one fault; pieces are found by their lengths, as a thief without the key can find them."""
    head, rest, pieces = content[:77], content[77:], []
    while rest:
        size = 4 + int.from_bytes(rest[:4], "big")
        pieces.append(rest[:size])
        rest = rest[size:]
    assert len(pieces) > 2
    return {
        "flip": content[:2_000_000] + bytes([content[2_000_000] ^ 1]) + content[2_000_001:],
        "cut": content[:-10],
        "cut_at_a_piece": head + b"".join(pieces[:-1]),
        "more": content + pieces[0],
        "swapped": head + pieces[1] + pieces[0] + b"".join(pieces[2:]),
        "renamed": head[:13] + b"portal-20200101-000000".ljust(64) + b"".join(pieces),
        "stranger": b"PK" + content,
    }[fault]


def test_other_keys_do_not_open_it(app, cluster, matter, tmp_path, monkeypatch):
    archive = make(app, tmp_path / "backups")
    monkeypatch.setitem(app.extensions, "portal.vault", Vault(KeyRing.create(tmp_path / "other.json")))
    done = restore(app, cluster, archive)
    assert done.exit_code == 1 and "the keys are not its own" in done.output


def test_a_folder_in_use_is_not_restored_into(app, cluster, matter, tmp_path):
    archive = make(app, tmp_path)
    done = restore(app, cluster, archive, "--into", str(tmp_path))
    assert done.exit_code == 1 and "not empty" in done.output


@pytest.mark.parametrize("fault", ["missing", "swapped"])
def test_the_proof_notices_an_attachment_that_is_not_what_was_sent(app, cluster, matter, tmp_path, fault):
    one, other = db.session.scalars(select(Attachment).order_by(Attachment.number))
    if fault == "missing":
        attachments._path(one.file_name).unlink()
    else:
        attachments._path(one.file_name).write_bytes(attachments._path(other.file_name).read_bytes())
    done = restore(app, cluster, make(app, tmp_path))
    assert done.exit_code == 1 and "1 files missing or changed" in done.output, done.output


def test_the_proof_notices_an_altered_trail(app, cluster, matter, tmp_path):
    alter = "UPDATE trail_entries SET role = 'sho' WHERE seq = 2"
    if cluster:
        engine = create_engine(cluster.url(db.engine.url.database, role="admin"))
        with engine.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            assert connection.execute(text(alter)).rowcount
        engine.dispose()
    else:
        db.session.execute(text("DROP TRIGGER trail_entries_keep"))
        assert db.session.execute(text(alter)).rowcount
        db.session.commit()
    done = restore(app, cluster, make(app, tmp_path))
    assert done.exit_code == 1 and "entry 2: was altered" in done.output and "ALTERED" in done.output


def test_the_proof_notices_an_older_backup_by_the_anchor(app, cluster, world, matter, tmp_path):
    archive = make(app, tmp_path / "backups")
    trail.record(actor(world, "desk_officer"), "search:box:asked", length=1)
    db.session.commit()
    anchors = tmp_path / "anchors.txt"
    assert app.test_cli_runner().invoke(args=["trail", "anchor", str(anchors)]).exit_code == 0
    assert restore(app, cluster, archive).exit_code == 0
    done = restore(app, cluster, archive, "--anchor", str(anchors))
    assert done.exit_code == 1 and "anchored elsewhere, is missing" in done.output


def test_a_row_that_points_nowhere_is_noticed(app, cluster, matter, tmp_path):
    if cluster:
        pytest.skip("PostgreSQL checks references while it restores; there is no switch to leave one open.")
    archive = make(app, tmp_path / "backups")
    assert restore(app, cluster, archive).exit_code == 0
    archive.unlink()
    db.session.remove()
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=0")
        raw.execute("UPDATE complaints SET visit_id = 'nobody'")
    db.engine.dispose()
    done = restore(app, cluster, make(app, tmp_path / "backups"))
    assert done.exit_code == 1 and "1 rows point nowhere" in done.output


def test_a_backup_taken_in_the_middle_of_work_is_consistent(app, cluster, world, matter, tmp_path):
    desk, stop, written = actor(world, "desk_officer"), threading.Event(), []
    db.session.rollback()

    def work() -> None:
        with app.app_context():
            while not stop.is_set():
                trail.record(desk, "search:box:asked", length=len(written))
                db.session.commit()
                written.append(1)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        archive = make(app, tmp_path)
    finally:
        stop.set()
        worker.join()
    assert len(written) > 3, "nobody worked meanwhile; the test shows nothing"
    done = restore(app, cluster, archive)
    assert done.exit_code == 0 and "whole" in done.output, done.output


def test_a_full_disk_leaves_no_backup_that_looks_whole(app, matter, tmp_path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, before[1]))  # Python turns the signal into EFBIG
    try:
        done = app.test_cli_runner().invoke(args=["backup", "make", str(tmp_path)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert done.exit_code == 1 and "No backup was made" in done.output, done.output
    assert list(tmp_path.iterdir()) == []


def test_on_another_machine_the_portal_goes_on(app, cluster, world, matter, template_database, tmp_path):
    sent = {row.number: attachments.original(row) for row in db.session.scalars(select(Attachment))}
    count = db.session.scalar(select(func.count()).select_from(TrailEntry))
    archive = make(app, tmp_path / "backups")
    other = tmp_path / "other-machine"
    assert restore(app, cluster, archive, "--into", str(other)).exit_code == 0
    shutil.copyfile(template_database.key_file, other / "keys.json")
    (other / "keys.json").chmod(0o600)
    new = create_app({**SETTINGS, "INSTANCE": str(other), "KEY_FILE": str(other / "keys.json"), "FILES": str(other / "files"),
                      "SQLALCHEMY_DATABASE_URI": other_database(cluster, other)})
    with new.app_context():
        client, officer = PageClient(new), world.officer("kendra_incharge")
        sign_in_as(client, officer.user_id, officer.role_held_id)
        assert matter.token in client.get(f"/complaints/{matter.id}").words
        for row in db.session.scalars(select(Attachment)):
            assert client.get(f"/attachments/{row.id}/original").response.get_data() == sent[row.number]
        page = client.send(f"/complaints/{matter.id}/identity", {"reason": "call"}, status=200)
        assert HERS["own"].name in page.words
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(TrailEntry)) > count
        with pytest.raises(DBAPIError, match=r"append-only|permission denied"):
            db.session.execute(text("UPDATE trail_entries SET role = 'sho'"))
        db.session.rollback()
        assert new.test_cli_runner().invoke(args=["trail", "verify"]).exit_code == 0
        db.session.remove()
        db.engine.dispose()
    if cluster:
        cluster.drop_database("elsewhere")


def other_database(cluster, folder: Path) -> str:
    """The restored database as the portal's own role comes to it (docs/how-to/run-a-district.md, Backups)."""
    if cluster is None:
        return f"sqlite:///{folder / 'portal.sqlite'}"
    cluster.create_database("elsewhere", template="template0")  # without database.sql: the dump brings all rights itself
    subprocess.run(["pg_restore", "--no-owner", "--role=portal_owner", "--exit-on-error", "--dbname=elsewhere",
                    f"--host={cluster.folder}", f"--port={cluster.port}", "--username=postgres", str(folder / "portal.pgdump")],
                   check=True)
    engine = create_engine(cluster.url("elsewhere", role="app"))
    with engine.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text("DELETE FROM trail_entries"))  # the right was taken back, not only the trigger set
    engine.dispose()
    return cluster.url("elsewhere", role="app")
