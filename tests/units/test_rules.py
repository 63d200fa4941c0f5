"""The rules of the tree, without app or database."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.units import rules
from portal.units.rules import ALLOWED_PARENTS, KINDS, UnitFacts, judge, texts_of

ROOT = {"UP": UnitFacts("UP", "state", "", "उत्तर प्रदेश", "Uttar Pradesh")}
CODES = ["UP", "A", "AA", "AB", "AC", "AD", "AE", "AF", "AG", "AH"]


def row(code="LKZ", kind="zone", parent="UP", **more):
    names = {"name_hi": "लखनऊ जोन", "name_en": "Lucknow Zone"}
    return {"code": code, "kind": kind, "parent_code": parent, **names, **more}


def chain():
    """One unit of every kind, each under the one before it (a range, not a commissionerate)."""
    kinds = [kind for kind in KINDS if kind != "commissionerate"]
    codes = [f"U{number}" for number in range(len(kinds))]
    return [row(code, kind, parent) for code, kind, parent in zip(codes, kinds, ["", *codes], strict=False)]


def outcomes(rows, known=None, reach=None):
    return [verdict.outcome for verdict in judge(list(enumerate(rows, start=2)), known or {}, reach)]


def sentences(rows, known=None, reach=None):
    return [tuple(reason.sentence for reason in verdict.reasons)
            for verdict in judge(list(enumerate(rows, start=2)), known or {}, reach)]


def applied(verdicts, known):
    return {**known, **{verdict.code: verdict.facts for verdict in verdicts if verdict.is_good}}


def test_a_parent_is_always_of_an_earlier_kind_so_there_can_be_no_circle():
    order = list(KINDS)
    assert set(ALLOWED_PARENTS) == set(KINDS)
    for kind, parents in ALLOWED_PARENTS.items():
        assert all(order.index(parent) < order.index(kind) for parent in parents)


def test_a_chain_of_all_kinds_is_new_in_any_order():
    assert outcomes(chain()) == ["new"] * 7
    assert outcomes(chain()[::-1]) == ["new"] * 7


@pytest.mark.parametrize("code", ["LKO-HZG", "UP", "112", "A-B-C", "ABCDEFGHIJKL"])
def test_good_codes(code):
    assert rules.CODE_SHAPE.match(code)


@pytest.mark.parametrize("code", [
    "", "A", "lko", "LKO HZG", "-LKO", "LKO-", "A--B", "ABCDEFGHIJKLM", "लखनऊ", "A/B", "UP\n"])
def test_bad_codes(code):
    assert not rules.CODE_SHAPE.match(code)


@pytest.mark.parametrize(("cells", "sentence"), [
    ({"code": "up!"}, rules.SAY_CODE),
    ({"kind": "village"}, rules.SAY_KIND),
    ({"name_hi": "Lucknow"}, rules.SAY_NAME_HI),
    ({"name_hi": ""}, rules.SAY_NAME_HI),
    ({"name_hi": "ल" * 121}, rules.SAY_NAME_HI),
    ({"name_en": "लखनऊ"}, rules.SAY_NAME_EN),
    ({"name_en": "=1+1"}, rules.SAY_NAME_EN),
    ({"phone": "call me"}, rules.SAY_PHONE),
    ({"is_womens_station": "perhaps"}, rules.SAY_YES_NO),
    ({"is_womens_station": "yes"}, rules.SAY_ONLY_STATION),
    ({"opened_on": "31-02-2025"}, rules.SAY_DAY),
    ({"opened_on": "02-01-2026", "closed_on": "01-01-2026"}, rules.SAY_ENDS_BEFORE),
    ({"name_hi": "लख\u202eनऊ"},
     "The text has a hidden mark that turns its direction. Type it again instead of pasting it."),
])
def test_each_fault_of_a_row_has_its_sentence(cells, sentence):
    facts, reasons = rules.validate_row({**row(), **cells})
    assert facts is None
    assert [reason.sentence for reason in reasons] == [sentence]


def test_all_faults_of_a_row_are_told_at_once():
    _facts, reasons = rules.validate_row({})
    assert [reason.sentence for reason in reasons] == [
        rules.SAY_CODE, rules.SAY_KIND, rules.SAY_NAME_HI, rules.SAY_NAME_EN]


def test_devanagari_digits_and_yes_in_hindi_are_understood():
    cells = row("S1", "station", "C1", phone="०५२२-२२०६९००", is_womens_station="हाँ",
                opened_on="२०-०९-२०२५")
    facts, _reasons = rules.validate_row(cells)
    assert (facts.phone, facts.opened_on) == ("0522-2206900", date(2025, 9, 20))
    assert facts.is_womens_station


def test_every_pair_of_kinds_is_judged_by_the_table():
    for kind in KINDS:
        for above in KINDS:
            known = {"P1": UnitFacts("P1", above, "", "प", "P")}
            expected = "new" if above in ALLOWED_PARENTS[kind] else "refused"
            assert outcomes([row("C1", kind, "P1")], known) == [expected], (kind, above)


def test_refusals_of_place():
    assert sentences([row(parent="")], ROOT) == [(rules.SAY_NO_PARENT,)]
    assert sentences([row(parent="XX")], ROOT) == [(rules.SAY_UNKNOWN_PARENT,)]
    assert sentences([row(parent="LKZ")], ROOT) == [(rules.SAY_WRONG_PARENT,)]
    assert sentences([row("UQ", "state", "UP")], ROOT) == [(rules.SAY_TOP,)]
    assert sentences([row("UP", "zone", "UP")], ROOT) == [(rules.SAY_KIND_STAYS,)]


def test_two_that_name_each_other_as_parent_are_both_refused():
    assert outcomes([row("Z1", "zone", "R1"), row("R1", "range", "Z1")], ROOT) == ["refused", "refused"]


def test_a_code_that_stands_twice_is_refused_in_both_lines_and_names_them():
    verdicts = judge([(2, row()), (3, row("GKZ")), (9, row())], ROOT)
    assert [verdict.outcome for verdict in verdicts] == ["refused", "new", "refused"]
    assert verdicts[0].reasons[0].values == {"code": "LKZ", "lines": "2, 9"}


def test_what_hangs_on_a_refused_row_is_refused_and_says_so():
    rows = [row(name_hi="Lucknow"), row("LKR", "range", "LKZ"), row("GKZ")]
    assert sentences(rows, ROOT) == [(rules.SAY_NAME_HI,), (rules.SAY_PARENT_REFUSED,), ()]


def test_nothing_stays_open_below_what_is_closed():
    known = {**ROOT, "LKZ": UnitFacts("LKZ", "zone", "UP", "लखनऊ जोन", "Lucknow Zone")}
    known["LKR"] = UnitFacts("LKR", "range", "LKZ", "परिक्षेत्र", "Range")
    closing = texts_of(replace(known["LKZ"], closed_on=date(2026, 3, 31)))
    assert sentences([closing], known) == [(rules.SAY_OPEN_BELOW,)]
    both = [closing, texts_of(replace(known["LKR"], closed_on=date(2026, 3, 31)))]
    assert outcomes(both, known) == ["changed", "changed"]
    late = [closing, texts_of(replace(known["LKR"], closed_on=date(2026, 4, 1)))]
    assert sentences(late, known) == [(rules.SAY_OPEN_BELOW,), ()]
    shut = {**known, "LKZ": replace(known["LKZ"], closed_on=date(2026, 3, 31))}
    del shut["LKR"]
    assert sentences([row("LKR", "range", "LKZ")], shut) == [(rules.SAY_PARENT_CLOSED,)]


def test_an_importer_changes_and_founds_only_within_reach():
    known = {**ROOT, "LKZ": UnitFacts("LKZ", "zone", "UP", "लखनऊ जोन", "Lucknow Zone"),
             "GKZ": UnitFacts("GKZ", "zone", "UP", "गोरखपुर जोन", "Gorakhpur Zone")}
    rows = [row("LKZ", name_en="Lucknow Zone New"), row("GKZ", name_en="Mine now"),
            row("LKR", "range", "LKZ"), row("LKD", "district", "LKR"), row("GKR", "range", "GKZ"), row("VNZ")]
    assert outcomes(rows, known, reach={"LKZ"}) == ["changed", "refused", "new", "new", "refused", "refused"]


def test_titles_below_a_commissionerate():
    assert rules.kind_title("circle", True) != rules.kind_title("circle", False) == KINDS["circle"]
    assert rules.kind_title("station", True) == KINDS["station"]


def test_paths():
    assert rules.path_of("", "UP") == "/UP/"
    assert rules.path_of("/UP/", "LKZ") == "/UP/LKZ/"
    assert rules.ancestor_paths("/UP/LKZ/LKR/") == ["/UP/", "/UP/LKZ/"]
    assert rules.ancestor_paths("/UP/") == []


def test_nesting_keeps_order_and_places_orphans_at_the_top():
    paths = ("/UP/A1/", "/UP/A1/B1/", "/UP/A1/B1/C1/", "/UP/A1/B2/", "/UP/A2/")
    units = [SimpleNamespace(path=path) for path in paths]
    tops = rules.nest(units)
    assert [top.unit.path for top in tops] == ["/UP/A1/", "/UP/A2/"]
    assert [node.unit.path for node in tops[0].below] == ["/UP/A1/B1/", "/UP/A1/B2/"]
    assert tops[0].below[0].below[0].unit.path == "/UP/A1/B1/C1/"


codes = st.lists(st.sampled_from(["A", "Z", "0", "9", "A-0"]), min_size=2, max_size=4).map("".join)


@given(st.lists(codes, min_size=1, max_size=6), st.lists(codes, min_size=1, max_size=6))
def test_a_path_lies_in_the_range_of_another_exactly_when_it_begins_with_it(one, other):
    one, other = "/" + "/".join(one) + "/", "/" + "/".join(other) + "/"
    first, past = rules.path_range(one)
    assert (first <= other < past) == other.startswith(one)


rows_of_a_list = st.lists(st.builds(
    row, code=st.sampled_from(CODES[1:]), kind=st.sampled_from(list(KINDS)),
    parent=st.sampled_from(["", *CODES, "ZZ"]), name_hi=st.sampled_from(["जोन", "जोन", "", "Zone"]),
    closed_on=st.sampled_from(["", "", "01-01-2026", "01-06-2026"]),
), max_size=14)


@settings(max_examples=300)
@given(rows_of_a_list, rows_of_a_list)
def test_laws_of_the_verdict(first, second):
    known = applied(judge(list(enumerate(first, start=2)), ROOT), ROOT)
    numbered = list(enumerate(second, start=2))
    verdicts = judge(numbered, known)
    after = applied(verdicts, known)
    # every row gets its verdict, and each refusal says why
    assert [verdict.line for verdict in verdicts] == [line for line, _cells in numbered]
    assert all(bool(verdict.reasons) == (verdict.outcome == "refused") for verdict in verdicts)
    # the order of the rows does not matter
    assert sorted(judge(numbered[::-1], known), key=lambda verdict: verdict.line) == verdicts
    # what the good rows make is a tree: every parent is there, of an allowed kind, and closed no earlier
    for facts in after.values():
        if facts.kind == "state":
            assert facts.parent_code == ""
            continue
        parent = after[facts.parent_code]
        assert parent.kind in ALLOWED_PARENTS[facts.kind]
        assert parent.closed_on is None or (facts.closed_on and facts.closed_on <= parent.closed_on)
    # twice gives the same
    again = judge(numbered, after)
    assert [verdict.outcome for verdict in again] == [
        "same" if verdict.is_good else verdict.outcome for verdict in verdicts]
    # parents come before what stands under them
    placed = set(known)
    for verdict in rules.in_tree_order(verdicts):
        assert verdict.facts.parent_code in placed | {""}
        placed.add(verdict.code)


@given(st.builds(UnitFacts, code=codes, kind=st.just("station"), parent_code=codes, name_hi=st.just("थाना"),
                 name_en=st.just("Thana"), phone=st.sampled_from(["", "112"]),
                 is_womens_station=st.booleans(),
                 opened_on=st.none() | st.dates(date(1900, 1, 1), date(2000, 1, 1)),
                 closed_on=st.none() | st.dates(date(2001, 1, 1), date(2100, 1, 1))))
def test_facts_written_as_texts_are_read_back_the_same(facts):
    assert rules.validate_row(texts_of(facts)) == (facts, ())
