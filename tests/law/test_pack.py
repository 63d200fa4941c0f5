"""The law pack: the bundled one is whole, every fault is named with its row, and what differs is found."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.law.queries import BUNDLED, FILES, bundled_pack, find_clocks, find_offences, pack_of_texts
from portal.law.rules import pack as rules
from portal.law.rules.comparing import changes, row_print
from portal.law.rules.limits import limit_words
from portal.law.rules.pack import PackError

TEXTS = {name: (BUNDLED / name).read_text(encoding="utf-8") for name in FILES}
HINDI = re.compile(r"[ऀ-ॿ]")


def edited(table: str, row_key: str | None = None, /, **cells: str) -> dict[str, str]:
    """The texts with cells of one row changed (the one of *row_key*, else the first)."""
    name = "key" if table == "offences.csv" else "id"
    return rewritten(table, lambda rows: [row | cells if row[name] == (row_key or rows[0][name]) else row for row in rows])


def rewritten(table: str, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> dict[str, str]:
    rows = change(list(csv.DictReader(io.StringIO(TEXTS[table]))))
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return TEXTS | {table: out.getvalue()}


def meta(**values: object) -> dict[str, str]:
    return TEXTS | {"pack.json": json.dumps(json.loads(TEXTS["pack.json"]) | values)}


def without_column(table: str, column: str) -> dict[str, str]:
    return rewritten(table, lambda rows: [{name: cell for name, cell in row.items() if name != column} for row in rows])


def faults(texts: dict[str, str]) -> list[tuple[str, dict]]:
    try:
        pack_of_texts(texts)
    except PackError as error:
        return error.faults
    return []


def test_the_bundled_pack_is_whole():
    pack = bundled_pack()
    assert (len(pack.offences), len(pack.clocks)) == (161, 133)
    assert faults(TEXTS) == []
    assert {kind for kind, _ in pack.to_verify} == {"offence", "clock"}


def test_every_row_speaks_hindi():
    pack = bundled_pack()
    for one in pack.offences.values():
        for text in (one.act_hi, one.title_hi, one.court_hi, one.max_punishment_hi):
            assert HINDI.search(text), (one.key, text)
        assert len(one.notes_in("hi")) == len(one.notes_in("en")), one.key
    for row in pack.clocks.values():
        assert all(HINDI.search(text) for text in (row.law_hi, row.trigger_hi, row.who_hi, row.what_hi)), row.id


@pytest.mark.parametrize("key", ["BNS:351(2)", "BNS:139(1)", "POCSO:12", "POCSO:15(1)", "POCSO:15(2)", "ITPA:6", "ITPA:7(1)",
                                 "RPWD:92(b)", "JJ:75", "DP:6(2)", "PWDVA:33", "GOONDA:10", "GANGSTER:3(1)", "UPCR:5(1)",
                                 "MWA:4"])
def test_open_points_of_the_sources_are_marked(key):
    """The list of what was not verified when the pack was written."""
    assert bundled_pack().offences[key].needs_check


@pytest.mark.parametrize("key", ["BNS:64(1)", "BNS:137(2)", "POCSO:8", "IT:66E", "DP:4"])
def test_what_was_read_in_the_law_is_not_marked(key):
    assert not bundled_pack().offences[key].needs_check


def test_whatever_was_not_read_in_the_law_is_marked():
    pack = bundled_pack()
    assert {row.confidence for row in pack.clocks.values()} == {"high", "medium", "verify"}
    for row in (*pack.offences.values(), *pack.clocks.values()):
        assert row.needs_check == (row.confidence != "high")


def test_a_section_is_cited_in_the_language_of_the_reader():
    pack = bundled_pack()
    assert [pack.label(key, "en") for key in ("BNS:77(first)", "POCSO:4(2)", "IPC:376(1)", "BNS:303(2)", "XYZ:1")] == [
        "BNS 77", "POCSO 4(2)", "IPC 376(1)", "BNS 303(2)", "XYZ 1"]
    assert [pack.label(key, "hi") for key in ("BNS:64(1)", "IPC:376(1)", "BNS:303(2)")] == [
        "बीएनएस 64(1)", "भा0द0वि0 376(1)", "बीएनएस 303(2)"]


@pytest.mark.parametrize(("texts", "sentence", "values"), [
    (rewritten("offences.csv", lambda rows: [*rows, rows[0]]), rules.TWICE, {"row": 163, "first": 2, "key": "BNS:64(1)"}),
    (edited("offences.csv", cognizable="maybe"), rules.UNKNOWN, {"row": 2, "column": "cognizable", "value": "maybe"}),
    (edited("offences.csv", bailable="perhaps"), rules.UNKNOWN, {"column": "bailable"}),
    (edited("offences.csv", confidence="sure"), rules.UNKNOWN, {"column": "confidence"}),
    (edited("offences.csv", kind="sin"), rules.UNKNOWN, {"column": "kind"}),
    (edited("offences.csv", category="misc"), rules.UNKNOWN, {"column": "category"}),
    (edited("offences.csv", source=""), rules.EMPTY, {"row": 2, "column": "source"}),
    (edited("offences.csv", title_hi=""), rules.EMPTY, {"column": "title_hi"}),
    (edited("offences.csv", court_hi=" "), rules.EMPTY, {"column": "court_hi"}),
    (edited("offences.csv", special_rules_hi=""), rules.EMPTY, {"column": "special_rules_hi"}),
    (edited("offences.csv", key="BNS 64"), rules.BAD_KEY, {"row": 2, "key": "BNS 64"}),
    (edited("offences.csv", "IT:67", key="IT:66A"), rules.STRUCK_DOWN, {"key": "IT:66A"}),
    (edited("offences.csv", max_term="3 years"), rules.BAD_TERM, {"value": "3 years"}),
    (edited("clocks.csv", limit="two months"), rules.BAD_LIMIT, {"row": 2, "value": "two months"}),
    (edited("clocks.csv", limit="P2W"), rules.BAD_LIMIT, {"value": "P2W"}),
    (edited("clocks.csv", limit=""), rules.EMPTY, {"column": "limit"}),
    (edited("clocks.csv", id="first"), rules.BAD_ID, {"key": "first"}),
    (edited("clocks.csv", who_hi=""), rules.EMPTY, {"column": "who_hi"}),
    (edited("clocks.csv", evidence_hi=""), rules.EMPTY, {"column": "evidence_hi"}),
    (rewritten("clocks.csv", lambda rows: [*rows, rows[3]]), rules.TWICE, {"first": 5}),
    (without_column("clocks.csv", "source"), rules.NO_COLUMN, {"table": "clocks.csv", "column": "source"}),
    (without_column("offences.csv", "act"), rules.NO_COLUMN, {"column": "act"}),
    (TEXTS | {"clocks.csv": TEXTS["clocks.csv"] + "a,b\n"}, rules.ROW_LENGTH, {"row": 135}),
    (TEXTS | {"clocks.csv": TEXTS["clocks.csv"].splitlines()[0]}, rules.NO_ROWS, {"table": "clocks.csv"}),
    (TEXTS | {"clocks.csv": ""}, rules.NO_COLUMN, {"column": "id"}),
    (meta(version="new"), rules.BAD_VERSION, {}),
    (meta(issued_on="24-11-2026"), rules.BAD_DAY, {}),
    (TEXTS | {"pack.json": "[]"}, rules.NOT_JSON, {}),
    (TEXTS | {"pack.json": "{"}, rules.NOT_JSON, {}),
])
def test_a_fault_is_named_with_its_row(texts, sentence, values):
    found = [known for said, known in faults(texts) if said == sentence]
    assert any(values.items() <= known.items() for known in found), faults(texts)
    assert all(sentence % known for known in found)


def test_every_fault_is_named_at_once():
    def spoil(rows):
        rows[0]["cognizable"], rows[4]["source"], rows[9]["max_term"] = "?", "", "long"
        return rows
    found = {(said, known["row"]) for said, known in faults(rewritten("offences.csv", spoil))}
    assert found == {(rules.UNKNOWN, 2), (rules.EMPTY, 6), (rules.BAD_TERM, 11)}


def test_a_corrected_cell_is_no_fault():
    texts = edited("offences.csv", "BNS:85", max_punishment="3 years and fine, as read again")
    assert faults(texts) == []
    assert pack_of_texts(texts).sha256 != bundled_pack().sha256


def test_a_column_more_is_no_fault():
    assert faults(rewritten("clocks.csv", lambda rows: [row | {"remark": "x"} for row in rows])) == []


def test_what_differs_is_found():
    def change(rows):
        return [row | ({"court": "Special Court"} if row["key"] == "BNS:85" else {}) for row in rows if row["key"] != "BNS:296"]
    new = pack_of_texts(rewritten("offences.csv", change))
    found = {(one.kind, one.key, one.what): one.columns for one in changes(bundled_pack(), new)}
    assert found == {("offence", "BNS:85", "changed"): {"court": ("Magistrate of the first class", "Special Court")},
                     ("offence", "BNS:296", "gone"): {}}
    assert {(one.key, one.what) for one in changes(new, bundled_pack())} == {("BNS:85", "changed"), ("BNS:296", "new")}
    assert changes(new, new) == []


def test_the_fingerprint_of_a_row_is_what_it_says():
    row = bundled_pack().offences["BNS:85"]
    assert row_print(row) == row_print(replace(row))
    assert row_print(row) != row_print(replace(row, court="Special Court"))


@pytest.mark.parametrize(("text", "key"), [
    ("64", "BNS:64(1)"), ("बलात्कार", "BNS:64(1)"), ("498A", "BNS:85"), ("cruelty husband", "BNS:85"), ("पॉक्सो 6", "POCSO:6"),
    ("bns 137", "BNS:137(2)"), ("दहेज मृत्यु", "BNS:80(2)")])
def test_a_section_is_found_by_number_old_number_and_words(text, key):
    assert key in [one.key for one in find_offences(bundled_pack(), text)]


def test_a_filter_narrows():
    found = find_offences(bundled_pack(), act="IT", category="cyber")
    assert found and {one.act for one in found} == {"IT"} and {one.category for one in found} == {"cyber"}
    assert find_offences(bundled_pack(), "no such words") == []
    assert [one.id for one in find_clocks(bundled_pack(), "bnss 193(2) विवेचना")] == ["INV-08"]


@pytest.mark.parametrize(("limit", "words"), [
    ("PT0S", ("at once", 0)), ("PT24H", ("%(n)s hours", 24)), ("P14D", ("%(n)s days", 14)), ("P2M", ("%(n)s calendar months", 2)),
    ("P1Y", ("%(n)s years", 1))])
def test_months_stay_calendar_months(limit, words):
    assert limit_words(limit) == words
