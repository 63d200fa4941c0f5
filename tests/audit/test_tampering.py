"""Whoever alters the trail in the database file is found out, and the place is named, by a script that knows no portal."""

import ast
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal.audit import queries, trail, verify_trail
from portal.audit.chain import FIRST
from portal.audit.models import TrailEntry
from portal.core.db import db
from tests.factories.matters import actor

VERIFIER = Path(verify_trail.__file__)
TRIGGERS = ("trail_entries_keep", "trail_entries_stay", "trail_entries_follow")
on_sqlite = pytest.mark.skipif("os.environ.get('PORTAL_TEST_ENGINE') == 'postgresql'", reason="alters a SQLite file")


@pytest.fixture
def chain(app, world) -> str:
    """A chain of eight entries."""
    officer = actor(world, "desk_officer")
    for number in range(8):
        trail.record(officer, "search:box:asked", length=number, hits=0)
        db.session.commit()
    return officer.unit_id.hex


@pytest.fixture
def file(app, chain, tmp_path) -> Path:
    """A copy of the database, free to be altered."""
    db.session.remove()
    copy = tmp_path / "copy of 100% #1.sqlite"  # a path is a path, whatever stands in it
    shutil.copyfile(db.engine.url.database, copy)
    return copy


@pytest.fixture
def anchors(app, chain, tmp_path) -> Path:
    """What was written down elsewhere."""
    path = tmp_path / "anchors.txt"
    path.write_text("".join(f"{row.chain} {row.seq} {row.hash}\n" for row in queries.heads(db.session)))
    return path


def verify(source: Path, anchor: Path | None = None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(source), *(["--anchor", str(anchor)] if anchor else [])]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def alter(file: Path, *statements: str, keep_triggers: bool = False, **values) -> None:
    with sqlite3.connect(file) as connection:
        for name in () if keep_triggers else TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement, values).rowcount, statement
    connection.close()


def recompute(file: Path, chain: str, seqs_from: int = 1) -> None:
    """What someone with the file and this script does: a chain that agrees with itself again."""
    connection = sqlite3.connect(file)
    rows = [row for kind, row in verify_trail.rows_of_sqlite(file) if kind == "entry" and row["chain"] == chain]
    previous = FIRST
    for row in rows:
        row["previous"] = previous
        previous = verify_trail.seal(row)
        connection.execute("UPDATE trail_entries SET previous = ?, hash = ? WHERE chain = ? AND seq = ?",
                           (row["previous"], previous, chain, row["seq"]))
    connection.execute("UPDATE trail_heads SET seq = ?, hash = ? WHERE chain = ?", (len(rows), previous, chain))
    connection.commit()
    connection.close()


def assert_found(file: Path, *words: str, anchor: Path | None = None) -> None:
    done = verify(file, anchor)
    assert done.returncode == 1, done.stdout + done.stderr
    assert all(word in done.stdout for word in words), done.stdout


@on_sqlite
def test_an_untouched_trail_is_whole(file, anchors):
    done = verify(file, anchors)
    assert done.returncode == 0 and "whole" in done.stdout, done.stdout + done.stderr


@on_sqlite
@pytest.mark.parametrize("column, value", [("action", "'audit:trail:read'"), ("role", "'sho'"), ("details", "'{\"hits\": 9}'"),
                                           ("at", "'2020-01-01 00:00:00.000000'"), ("kind", "'read'"), ("user_id", "'x'")])
def test_an_edited_entry_is_located(file, chain, column, value):
    alter(file, f"UPDATE trail_entries SET {column} = {value} WHERE chain = :chain AND seq = 3", chain=chain)
    assert_found(file, f"chain {chain} entry 3: was altered")


@on_sqlite
def test_a_removed_entry_is_located(file, chain):
    alter(file, "DELETE FROM trail_entries WHERE chain = :chain AND seq = 3", chain=chain)
    assert_found(file, f"chain {chain}: after entry 2 comes 4")


@on_sqlite
def test_an_inserted_entry_is_located(file, chain):
    columns = ", ".join(column.name for column in TrailEntry.__table__.columns if column.name not in ("id", "seq"))
    alter(file, f"INSERT INTO trail_entries (id, seq, {columns}) SELECT 'x', 9, {columns} FROM trail_entries "
                "WHERE chain = :chain AND seq = 8", chain=chain)
    assert_found(file, f"chain {chain} entry 9: does not follow", f"chain {chain}: the head says 8 entries, 9 are there")


@on_sqlite
def test_two_swapped_entries_are_located(file, chain):
    alter(file, "UPDATE trail_entries SET seq = -1 WHERE chain = :chain AND seq = 3",
          "UPDATE trail_entries SET seq = 3 WHERE chain = :chain AND seq = 4",
          "UPDATE trail_entries SET seq = 4 WHERE chain = :chain AND seq = -1", chain=chain)
    assert_found(file, f"chain {chain} entry 3", f"chain {chain} entry 4")


@on_sqlite
def test_a_cut_tail_is_located(file, chain):
    alter(file, "DELETE FROM trail_entries WHERE chain = :chain AND seq > 6", chain=chain)
    assert_found(file, f"chain {chain}: the head says 8 entries, 6 are there")


@on_sqlite
def test_insert_or_replace_does_not_slip_past_the_triggers(file, chain):
    columns = ", ".join(column.name for column in TrailEntry.__table__.columns if column.name != "action")
    statement = (f"INSERT OR REPLACE INTO trail_entries (action, {columns}) SELECT 'audit:trail:read', {columns} "
                 "FROM trail_entries WHERE chain = :chain AND seq = 3")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        alter(file, statement, keep_triggers=True, chain=chain)
    assert verify(file).returncode == 0
    alter(file, statement, chain=chain)
    assert_found(file, f"chain {chain} entry 3: was altered")


@on_sqlite
def test_a_recomputed_chain_agrees_with_itself_and_not_with_the_anchor(file, chain, anchors):
    alter(file, "UPDATE trail_entries SET role = 'sho' WHERE chain = :chain AND seq = 3", chain=chain)
    recompute(file, chain)
    assert verify(file).returncode == 0, "without an anchor nobody can know"
    assert_found(file, f"chain {chain} entry 8: differs from the anchor", anchor=anchors)


@on_sqlite
def test_an_older_copy_put_back_lacks_what_was_anchored(app, world, chain, file, tmp_path):
    trail.record(actor(world, "desk_officer"), "search:box:asked", length=99)
    db.session.commit()
    newer = tmp_path / "newer.txt"
    newer.write_text("".join(f"{row.chain} {row.seq} {row.hash}\n" for row in queries.heads(db.session)))
    assert verify(file).returncode == 0
    assert_found(file, f"chain {chain}: entry 9, anchored elsewhere, is missing", anchor=newer)


@on_sqlite
def test_what_is_no_trail_is_unreadable(tmp_path):
    stray = tmp_path / "stray.txt"
    stray.write_text("hello")
    assert verify(stray).returncode == 2


def test_the_export_of_either_engine_verifies_and_an_edited_line_is_located(app, chain, tmp_path):
    target = tmp_path / "trail.jsonl"
    assert app.test_cli_runner().invoke(args=["trail", "export", str(target)]).exit_code == 0
    assert verify(target).returncode == 0
    target.write_text(target.read_text().replace('"length": 3', '"length": 4', 1))
    assert_found(target, f"chain {chain} entry 4: was altered")


def test_the_command_verifies_and_anchors(app, chain, tmp_path):
    anchor = tmp_path / "anchors.txt"
    runner = app.test_cli_runner()
    assert runner.invoke(args=["trail", "anchor", str(anchor)]).exit_code == 0
    assert f"{chain} 8 " in anchor.read_text()
    assert runner.invoke(args=["trail", "verify", "--anchor", str(anchor)]).exit_code == 0


@pytest.mark.parametrize("statement", ["UPDATE trail_entries SET role = 'sho'", "DELETE FROM trail_entries"])
def test_the_database_refuses_to_change_or_forget(app, chain, statement):
    with pytest.raises(DBAPIError, match=r"append-only|permission denied"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_on_postgresql_also_the_owner_is_refused_and_the_app_holds_no_grant(app, chain, cluster):
    if cluster is None:
        assert db.engine.dialect.name == "sqlite"
        return
    with pytest.raises(DBAPIError, match="permission denied"):
        db.session.execute(text("TRUNCATE trail_entries"))
    db.session.rollback()
    name = db.engine.url.database
    from sqlalchemy import create_engine

    owner = create_engine(cluster.url(name, role="owner"))
    for statement in ("UPDATE trail_entries SET role = 'sho'", "DELETE FROM trail_entries", "TRUNCATE trail_entries"):
        with owner.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))
    owner.dispose()


def test_an_act_that_rolls_back_leaves_no_entry_and_a_read_stays(app, world):
    officer = actor(world, "desk_officer")
    trail.record(officer, "followups:promise:made")
    trail.record_read(officer, "search:box:asked")
    db.session.rollback()
    trail.drop_acts(db.session())
    db.session.commit()
    actions = db.session.scalars(select(TrailEntry.action)).all()
    assert "search:box:asked" in actions and "followups:promise:made" not in actions


def test_an_undeclared_word_is_refused(app, world):
    with pytest.raises(trail.UnknownAction):
        trail.record(actor(world, "desk_officer"), "no:such:word")


def test_the_verifier_is_short_and_stands_alone():
    source = VERIFIER.read_text()
    assert len(source.splitlines()) <= 200
    tree = ast.parse(source)
    imported = {alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported and imported <= sys.stdlib_module_names
