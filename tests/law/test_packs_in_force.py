"""Packs brought in and put in force, the pack of an old decision, and confirmations that outlive a pack."""

import json

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.law import actions, queries
from portal.law.models import LawPackRow, LawSignOff
from portal.law.rules.pack import PackError
from portal.law.rules.penal_code import ipc_rows
from tests.law.test_pack import TEXTS, edited, meta

OWN = queries.bundled_pack().version
NOTE = "बीएनएस की प्रथम अनुसूची, राजपत्र प्रति से मिलान किया।"


def version(number: str, texts: dict[str, str] = TEXTS) -> dict[str, str]:
    return texts | {"pack.json": meta(version=number)["pack.json"]}


def bring(number: str, texts: dict[str, str] = TEXTS) -> LawPackRow:
    row = actions.load_pack(None, version(number, texts))
    actions.put_in_force(None, row)
    db.session.commit()
    return row


def told(action: str) -> int:
    db.session.commit()
    return len(db.session.scalars(select(TrailEntry).where(TrailEntry.action == action)).all())


def test_the_bundled_pack_answers_without_a_row(world):
    assert queries.current_pack() is queries.bundled_pack() is queries.pack_of(OWN)
    assert queries.list_packs() == []
    for unknown in ("2031.7", "../..", "data", ""):
        with pytest.raises(NotFound):
            queries.pack_of(unknown)


def test_a_pack_is_looked_at_before_it_is_in_force(world):
    row = actions.load_pack(None, version("2027.1"))
    assert (row.state, queries.current_pack().version) == ("seen", OWN)
    with pytest.raises(NotFound):
        queries.pack_of("2027.1")
    assert actions.load_pack(None, version("2027.1")).id == row.id
    actions.put_in_force(None, row)
    actions.put_in_force(None, row)
    assert queries.current_pack().version == "2027.1"
    assert (told("law:pack:loaded"), told("law:pack:in_force")) == (1, 1)


def test_an_old_decision_keeps_its_pack(world):
    changed = edited("offences.csv", "BNS:85", court="Court of Session")
    bring("2027.2", changed)
    assert queries.current_pack().offences["BNS:85"].court == "Court of Session"
    assert queries.pack_of(OWN).offences["BNS:85"].court == "Magistrate of the first class"
    bring("2027.10")
    assert queries.current_pack().version == "2027.10", "2027.10 follows 2027.2"
    assert queries.pack_of("2027.2").offences["BNS:85"].court == "Court of Session"
    assert queries.pack_of("2027.2") is queries.pack_of("2027.2")


def test_a_pack_that_came_with_an_earlier_portal_is_still_read(world, tmp_path, monkeypatch):
    folder = tmp_path / "older" / "2025.3"
    folder.mkdir(parents=True)
    for name, text in version("2025.3", edited("offences.csv", "BNS:85", court="Court of Session")).items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(queries, "BUNDLED", tmp_path)
    assert queries.pack_of("2025.3").offences["BNS:85"].court == "Court of Session"


@pytest.mark.parametrize(("texts", "sentence"), [
    (edited("offences.csv", court="Special Court"), actions.OTHER_CONTENT), (TEXTS, actions.IN_FORCE),
    (version("2020.1"), actions.OLDER)])
def test_a_taken_or_old_version_is_refused(world, texts, sentence):
    with pytest.raises(RuleBroken) as fault:
        actions.load_pack(None, texts)
    assert fault.value.sentence == sentence
    assert queries.list_packs() == []


def test_two_packs_of_one_version_cannot_both_be_in_force(world):
    one = actions.load_pack(None, version("2027.1"))
    other = actions.load_pack(None, version("2027.1", edited("offences.csv", court="Special Court")))
    assert one.id != other.id
    actions.put_in_force(None, one)
    with pytest.raises(RuleBroken) as fault:
        actions.put_in_force(None, other)
    assert fault.value.sentence == actions.OTHER_CONTENT


def test_a_pack_put_aside_stays_aside(world):
    row = actions.load_pack(None, version("2027.1"))
    actions.put_aside(None, row)
    with pytest.raises(RuleBroken):
        actions.put_in_force(None, row)
    assert (row.state, queries.current_pack().version, told("law:pack:put_aside")) == ("put_aside", OWN, 1)


def test_a_faulty_pack_leaves_nothing_behind(world):
    with pytest.raises(PackError):
        actions.load_pack(None, version("2027.1", edited("offences.csv", cognizable="?")))
    assert queries.list_packs() == []


def test_a_confirmation_stands_beside_the_row(world, sign_in):
    officer = sign_in.actor("prosecution_officer")
    actions.sign_off_row(officer, "offence", "BNS:351(2)", NOTE)
    signed = queries.signed_off(OWN)
    assert set(signed) == {("offence", "BNS:351(2)")}
    assert signed["offence", "BNS:351(2)"].signed_by == officer.user_id
    assert told("law:row:signed_off") == 1


def test_a_section_of_the_penal_code_is_confirmed_as_any_other_row(world, sign_in):
    officer, pack = sign_in.actor("prosecution_officer"), queries.bundled_pack()
    waiting = queries.count_to_verify("offence")
    actions.sign_off_row(officer, "offence", "IPC:506", NOTE)
    assert set(queries.signed_off(OWN)) == {("offence", "IPC:506")}
    assert not queries.waiting(OWN, [("offence", "IPC:506")]) and queries.count_to_verify("offence") == waiting - 1
    with pytest.raises(RuleBroken):
        actions.sign_off_row(officer, "offence", "IPC:506", NOTE)
    as_threat, as_worse = (ipc_rows(pack.offences[key])[0] for key in ("BNS:351(2)", "BNS:351(3)"))
    assert as_threat.key == as_worse.key == "IPC:506"
    assert queries.confirmed(OWN, [as_threat]) == {("offence", "IPC:506")}
    assert queries.confirmed(OWN, [as_worse]) == queries.confirmed(OWN, [as_threat, as_worse]) == frozenset()


@pytest.mark.parametrize(("kind", "key", "error"), [
    ("offence", "BNS:64(1)", RuleBroken), ("clock", "FIR-01", RuleBroken), ("clock", "FIR-02", RuleBroken),
    ("offence", "BNS:999", NotFound), ("offence", "IPC:9999", NotFound),
    ("clock", "BNS:351(2)", NotFound), ("law", "BNS:351(2)", NotFound)])
def test_only_a_row_that_waits_can_be_confirmed(world, sign_in, kind, key, error):
    with pytest.raises(error):
        actions.sign_off_row(sign_in.actor("prosecution_officer"), kind, key, NOTE)
    assert db.session.scalars(select(LawSignOff)).all() == []


def test_a_row_is_confirmed_once(world, sign_in):
    actions.sign_off_row(sign_in.actor("prosecution_officer"), "clock", "FIR-10", NOTE)
    with pytest.raises(RuleBroken) as fault:
        actions.sign_off_row(sign_in.actor("prosecution_officer", "elsewhere"), "clock", "FIR-10", NOTE)
    assert fault.value.sentence == actions.CONFIRMED_BEFORE


def test_a_confirmation_outlives_the_pack_only_while_the_row_says_the_same(world, sign_in):
    actions.sign_off_row(sign_in.actor("prosecution_officer"), "offence", "BNS:351(2)", NOTE)
    actions.sign_off_row(sign_in.actor("prosecution_officer"), "offence", "BNS:351(3)", NOTE)
    bring("2027.1", edited("offences.csv", "BNS:351(3)", court="Court of Session"))
    assert set(queries.signed_off("2027.1")) == {("offence", "BNS:351(2)")}
    assert set(queries.signed_off(OWN)) == {("offence", "BNS:351(2)"), ("offence", "BNS:351(3)")}


@pytest.fixture
def folder(tmp_path):
    def fill(texts):
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path)
    return fill


def test_the_command_checks_without_keeping(app, world, folder):
    answer = app.test_cli_runner().invoke(
        args=["law", "check", folder(version("2027.1", edited("offences.csv", court="Special Court")))])
    assert answer.exit_code == 0, answer.output
    assert "161 offences, 133 clocks" in answer.output and "changed  offence  BNS:64(1)  court" in answer.output
    assert queries.list_packs() == []


def test_the_command_names_every_fault(app, world, folder):
    broken = version("2027.1", edited("offences.csv", cognizable="?", source=""))
    for command in ("check", "load"):
        answer = app.test_cli_runner().invoke(args=["law", command, folder(broken)])
        assert answer.exit_code == 1
        assert "row 2" in answer.output and "“source” is empty" in answer.output and "2 faults" in answer.output
    assert queries.list_packs() == []


def test_the_command_brings_a_pack_in(app, world, folder):
    answer = app.test_cli_runner().invoke(args=["law", "load", folder(version("2027.1"))])
    assert answer.exit_code == 0, answer.output
    db.session.expire_all()
    assert queries.current_pack().version == "2027.1"
    again = app.test_cli_runner().invoke(args=["law", "load", folder(version("2027.1"))])
    assert again.exit_code == 1 and "in force already" in again.output


def test_the_command_asks_for_all_three_files(app, world, tmp_path):
    (tmp_path / "pack.json").write_text(json.dumps({}))
    answer = app.test_cli_runner().invoke(args=["law", "check", str(tmp_path)])
    assert answer.exit_code == 1 and "offences.csv" in answer.output
