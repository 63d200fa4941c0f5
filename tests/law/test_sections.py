"""What decides something about a section, each with where it is written: class, bail, lists, codes by date, attempts."""

from datetime import date

import pytest

from portal.law.queries import bundled_pack
from portal.law.rules import governing as law
from portal.law.rules.offences import is_under, years_of
from portal.law.rules.penal_code import ipc_rows
from portal.law.rules.section_lists import LISTS, any_in, is_in

PACK = bundled_pack()
BEFORE, FIRST, AFTER = date(2024, 6, 30), date(2024, 7, 1), date(2026, 5, 1)


@pytest.mark.parametrize(("cites", "key", "expected"), [
    ("dowry death is BNS 80(2), not 103", "BNS:80(2)", {"ipc_equivalent": "304B", "max_term": "LIFE"}),
    ("murder is BNS 103(1), not 101", "BNS:103(1)", {"ipc_equivalent": "302", "max_term": "DEATH"}),
    ("disrobing is BNS 76", "BNS:76", {"ipc_equivalent": "354B", "cognizable": "yes", "bailable": "no"}),
    ("voyeurism is BNS 77; first conviction bailable", "BNS:77(first)", {"ipc_equivalent": "354C", "bailable": "yes"}),
    ("BNS 77 after a conviction", "BNS:77(repeat)", {"bailable": "no", "max_term": "P7Y"}),
    ("stalking is BNS 78(2); first conviction bailable", "BNS:78(2)(first)", {"ipc_equivalent": "354D", "bailable": "yes"}),
    ("BNS 78 after a conviction", "BNS:78(2)(repeat)", {"bailable": "no", "max_term": "P5Y"}),
    ("BNSS Schedule: 75(2)", "BNS:75(2)", {"cognizable": "yes", "bailable": "no", "court": "Court of Session"}),
    ("BNSS Schedule: 75(3)", "BNS:75(3)", {"bailable": "no", "court": "Court of Session", "max_term": "P1Y"}),
    ("BNSS Schedule: 137(2) is bailable", "BNS:137(2)", {"cognizable": "yes", "bailable": "yes"}),
    ("BNSS Schedule: 336(4) is cognizable", "BNS:336(4)", {"cognizable": "yes", "bailable": "yes"}),
    ("BNSS Schedule: 83 is non-bailable", "BNS:83", {"cognizable": "no", "bailable": "no"}),
    ("BNSS Schedule: 351(2), with the UP note", "BNS:351(2)", {"cognizable": "no", "bailable": "yes", "confidence": "verify"}),
    ("BNSS Schedule: 238(b) is non-cognizable", "BNS:238(b)", {"cognizable": "no"}),
    ("BNSS Schedule: 238(c) is non-cognizable", "BNS:238(c)", {"cognizable": "no"}),
    ("BNSS Schedule: 238(a) follows the offence", "BNS:238(a)", {"cognizable": "conditional"}),
    ("BNS 352 is the old 504", "BNS:352", {"ipc_equivalent": "504", "cognizable": "no"}),
    ("the old 352 is BNS 131", "BNS:131", {"ipc_equivalent": "352", "cognizable": "no"}),
    ("obscene acts are 296, books 294", "BNS:296", {"ipc_equivalent": "294"}),
    ("obscene books are 294", "BNS:294(2)", {"ipc_equivalent": "292"}),
    ("BNS 64(1): plain imprisonment for life", "BNS:64(1)", {"max_punishment":
                                                          "Imprisonment for life and fine (RI minimum 10 years)"}),
    ("BNS 67: on her complaint, bailable", "BNS:67", {"cognizable": "conditional", "bailable": "yes", "max_term": "P7Y"}),
    ("BNS 85: cognizable by informant", "BNS:85", {"cognizable": "conditional", "bailable": "no", "max_term": "P3Y"}),
    ("BNS 115(2) alone", "BNS:115(2)", {"cognizable": "no", "bailable": "yes"}),
    ("BNS 117(2) is bailable", "BNS:117(2)", {"cognizable": "yes", "bailable": "yes"}),
    ("POCSO 6 since 2019", "POCSO:6", {"max_term": "DEATH"}),
    ("POCSO 4(1) since 2019", "POCSO:4(1)", {"max_term": "LIFE"}),
    ("Dowry Act 8", "DP:3", {"cognizable": "yes", "bailable": "no"}),
    ("Dowry Act 8, demanding", "DP:4", {"cognizable": "yes", "bailable": "no"}),
    ("JJ Act 86(2) since 2021", "JJ:75", {"cognizable": "no", "bailable": "no"}),
    ("PWDVA 32(1)", "PWDVA:31", {"cognizable": "yes", "bailable": "no", "max_term": "P1Y"}),
    ("PWDVA 12 is no offence", "PWDVA:12", {"kind": "remedy", "cognizable": "no"}),
    ("POSH 9 is no offence", "POSH:9", {"kind": "remedy", "cognizable": "no"}),
    ("BNS 3(5) is no offence by itself", "BNS:3(5)", {"kind": "definition"}),
    ("BNS 138 only defines", "BNS:138", {"kind": "definition", "max_term": ""}),
    ("IT 77B: three years are bailable", "IT:66E", {"cognizable": "yes", "bailable": "yes"}),
    ("IT 67A: five years", "IT:67A", {"cognizable": "yes", "bailable": "no"}),
    ("Child Marriage Act 15", "PCMA:9", {"cognizable": "yes", "bailable": "no"}),
])
def test_class_of_a_section(cites, key, expected):
    row = PACK.offences[key]
    assert {name: getattr(row, name) for name in expected} == expected, cites


@pytest.mark.parametrize(("old", "new"), [
    ("366", "87"), ("366A", "96"), ("366B", "141"), ("368", "142"), ("363", "137(2)"), ("376DA", "70(2)"), ("302", "103(1)"),
    ("354", "74"), ("354A(2)", "75(2)"), ("354B", "76"), ("324", "118(1)"), ("325", "117(2)"), ("34", "3(5)"), ("448", "329(4)"),
    ("498A", "85"), ("304B", "80(2)"), ("306", "108"), ("509", "79"), ("506", "351(2)"), ("326A", "124(1)"), ("406", "316(2)")])
def test_old_and_new_section(old, new):
    """Pairs that published tables get wrong."""
    assert f"IPC:{old}" in [row.key for row in ipc_rows(PACK.offences[f"BNS:{new}"])]
    others = [key for key, one in PACK.offences.items() if one.act == "BNS" and key != f"BNS:{new}"
              and f"IPC:{old}" in [row.key for row in ipc_rows(one)]]
    assert all(is_under(key, f"BNS:{new.split('(')[0]}") for key in others), others


@pytest.mark.parametrize("key", ["BNS:69", "BNS:103(2)", "BNS:304(2)", "BNS:117(3)", "BNS:95"])
def test_a_new_section_has_no_predecessor(key):
    """BNS 69, 103(2) and 304 are not for earlier acts (BNS 358)."""
    assert ipc_rows(PACK.offences[key]) == []
    assert is_in("new_in_bns", key)


def test_377_has_no_counterpart():
    assert not [one for one in PACK.offences.values() if "377" in one.ipc_equivalent]


def test_an_old_row_says_what_differed_and_is_to_be_verified():
    bail = {row.key: row.bailable for key in ("BNS:75(2)", "BNS:75(3)", "BNS:83") for row in ipc_rows(PACK.offences[key])}
    assert bail == {"IPC:354A(2)": "yes", "IPC:354A(3)": "yes", "IPC:496": "yes"}
    terms = {row.key: row.max_term for key in ("BNS:99", "BNS:144(1)", "BNS:144(2)") for row in ipc_rows(PACK.offences[key])}
    assert terms == {"IPC:373": "P10Y", "IPC:370A(1)": "P7Y", "IPC:370A(2)": "P5Y"}
    old = ipc_rows(PACK.offences["BNS:351(2)"])[0]
    assert (old.cognizable, old.bailable) == ("yes", "no"), "UP notification of 31 July 1989 on IPC 506"
    assert all(row.needs_check for one in PACK.offences.values() for row in ipc_rows(one) if one.act == "BNS")


# list → sections that stand on it, sections that look as if they did
LISTED = {
    "woman_officer": ("64(1) 65(2) 66 67 68 69 70(1) 71 74 75(2) 76 77(first) 78(2)(repeat) 79 124(1) 124(2)",
                      "72(1) 73 80(2) 85 87 96 296 351(2) 143(2)"),
    "magistrate_statement": ("64(1) 69 74 75(3) 78(2)(first) 124(2)", "72(1) 80(2) 85 118(1)"),
    "two_months": ("64(1) 64(2) 65(1) 66 67 68 70(2) 71", "69 74 75(2) 76 77(first) 78(2)(first) 79 124(1) 137(2)"),
    "trial_two_months": ("64(1) 67 68 70(1) 71", "69 74 79 124(1)"),
    "in_camera": ("64(1) 67 68 70(1) 71", "69 74 79 124(1)"),
    "medical_report_line": ("64(1) 67 68 70(1) 71", "69 74 124(1)"),
    "free_treatment": ("64(1) 67 68 70(1) 71 124(1)", "69 124(2) 74"),
    "identity_bar": ("64(1) 67 68 69 70(1) 71", "72(1) 74 75(2) 76"),
    "not_recording_is_an_offence": ("64(1) 65(1) 66 67 68 70(2) 71 74 76 77(first) 79 124(1) 124(2) 143(2) 144(1)",
                                    "69 75(2) 75(3) 78(2)(first) 85 137(2)"),
    "no_sanction": ("64(2) 65(1) 66 68 69 70(1) 71 74 75(2) 78(2)(first) 79 143(7) 199 200", "67 85 124(1) 144(1)"),
    "medical_in_a_day": ("64(1) 65(1) 66 70(1) 71", "67 68 69 74"),
    "no_anticipatory_bail": ("65(1) 65(2) 70(2)", "64(1) 70(1) 66 74"),
    "informant_at_bail": ("65(1) 70(2)", "64(1) 70(1)"),
    "complaint_only": ("81 82(1) 82(2) 83 84 217 356(2)", "85 67 352"),
    "wife_complaint_only": ("67", "85 81"),
    "compoundable": ("79 82(1) 316(2)", "74 75(2) 76 77(first) 78(2)(first) 80(2) 82(2) 85"),
    "ninety_days": ("64(1) 80(2) 103(1) 117(3) 124(1) 140(1) 140(2) 143(3) 143(7)", "67 68 69 74 85 96 124(2) 140(4) 143(2)"),
    "ninety_days_disputed": ("68 69 87 96 98 108 140(4) 143(2)", "64(1) 74 85 143(3) 140(1)"),
}
ACT_LISTED = [("two_months", "POCSO:4(1) POCSO:6 POCSO:8 POCSO:10", "POCSO:12 POCSO:14(1) POCSO:15(1)"),
              ("in_camera", "POCSO:4(2) POCSO:8", "POCSO:12"), ("free_treatment", "POCSO:6 POCSO:10", "POCSO:12"),
              ("compoundable", "MWA:4", "DP:3 DP:4"), ("trial_two_months", "BNS:64(1)", "POCSO:4(1)")]


@pytest.mark.parametrize("name", LISTED)
def test_a_list_names_its_own_sections_and_no_others(name):
    on, off = ([f"BNS:{section}" for section in text.split()] for text in LISTED[name])
    assert [key for key in on if not is_in(name, key)] == [], LISTS[name].source
    assert [key for key in off if is_in(name, key)] == [], LISTS[name].source


@pytest.mark.parametrize(("name", "on", "off"), ACT_LISTED)
def test_a_list_names_other_acts_where_it_does(name, on, off):
    assert all(is_in(name, key) for key in on.split())
    assert not any(is_in(name, key) for key in off.split())


def test_every_list_stands_on_sections_that_exist():
    for one in LISTS.values():
        for entry in one.keys:
            assert any(is_under(key, entry) for key in PACK.offences) or entry == "BNS:103", (one.name, entry)
        assert any(char.isdigit() for char in one.source)


def test_lists_differ_where_the_law_differs():
    assert LISTS["two_months"].keys != LISTS["identity_bar"].keys != LISTS["woman_officer"].keys
    assert any_in("two_months", ["BNS:85", "POCSO:8"]) and not any_in("two_months", ["BNS:85", "BNS:69"])
    assert not is_in("two_months", "BNS:640(1)")


@pytest.mark.parametrize(("first", "last", "chosen", "code", "asks"), [
    (BEFORE, BEFORE, None, "IPC", False), (FIRST, FIRST, None, "BNS", False), (AFTER, None, None, "BNS", False),
    (None, BEFORE, None, "IPC", False), (BEFORE, FIRST, None, "", True), (BEFORE, AFTER, "IPC", "IPC", False),
    (BEFORE, AFTER, "BNS", "BNS", False), (BEFORE, AFTER, "XYZ", "", True), (None, None, None, "", True),
    (BEFORE, BEFORE, "BNS", "IPC", False), (AFTER, AFTER, "IPC", "BNS", False)])
def test_the_day_of_the_act_chooses_the_code(first, last, chosen, code, asks):
    """BNS 358: never the day of the FIR; a range across 1 July 2024 asks for a choice, and a choice cannot bend a day."""
    found = law.governing(first, last, chosen)
    assert (found.code, found.needs_choice) == (code, asks)


def test_the_day_of_the_fir_chooses_the_procedure():
    """BNSS 531: an FIR from 1 July 2024 on goes by the BNSS, whatever the day of the act."""
    assert (law.procedure(BEFORE), law.procedure(FIRST)) == ("CrPC", "BNSS")


@pytest.mark.parametrize(("keys", "first", "last", "refused", "sentence"), [
    ("BNS:85", BEFORE, BEFORE, {"BNS:85"}, law.BNS_TOO_EARLY),
    ("BNS:85", FIRST, FIRST, set(), None),
    ("BNS:69", BEFORE, BEFORE, {"BNS:69"}, law.NEW_TOO_EARLY),
    ("BNS:103(2) BNS:304(2)", BEFORE, BEFORE, {"BNS:103(2)", "BNS:304(2)"}, law.NEW_TOO_EARLY),
    ("IPC:498A", AFTER, AFTER, {"IPC:498A"}, law.IPC_TOO_LATE),
    ("IPC:498A", BEFORE, BEFORE, set(), None),
    ("IPC:377", AFTER, None, {"IPC:377"}, law.IPC_TOO_LATE),
    ("IT:66A", AFTER, AFTER, {"IT:66A"}, law.STRUCK_DOWN),
    ("IT:66A", None, None, {"IT:66A"}, law.STRUCK_DOWN),
    ("BNS:106(2)", AFTER, AFTER, {"BNS:106(2)"}, law.NOT_COMMENCED),
    ("POCSO:4(1)", date(2011, 5, 1), date(2011, 5, 1), {"POCSO:4(1)"}, law.ACT_TOO_YOUNG),
    ("POCSO:4(1)", date(2019, 8, 15), date(2019, 8, 15), set(), law.POCSO_OLD_TERM),
    ("POCSO:4(1)", date(2019, 8, 16), date(2019, 8, 16), set(), None),
    ("MWA:4", date(2018, 1, 1), None, {"MWA:4"}, law.ACT_TOO_YOUNG),
    ("UPCR:5(1)", date(2023, 1, 1), None, set(), law.CONVERSION_OLD_TERM),
    ("BNS:85", BEFORE, AFTER, set(), law.RANGE_ACROSS),
    ("IPC:498A BNS:85", BEFORE, AFTER, set(), law.MIXED_CODES),
])
def test_a_section_that_was_not_there_is_refused_in_words(keys, first, last, refused, sentence):
    found = law.check_sections(keys.split(), first, last)
    assert {one.key for one in found if one.is_refusal} == refused
    assert (sentence in [one.sentence for one in found]) if sentence else found == []
    assert all(one.sentence % one.values for one in found)


def test_a_range_within_one_code_warns_of_nothing():
    assert law.check_sections(["BNS:85", "DP:4"], FIRST, AFTER) == []


@pytest.mark.parametrize(("key", "informant", "main", "answer"), [
    ("BNS:85", "victim", None, True), ("BNS:85", "relative", None, True), ("BNS:85", "public_servant", None, True),
    ("BNS:85", "other", None, "asks"), ("BNS:85", "", None, "asks"),
    ("BNS:67", "victim", None, True), ("BNS:67", "relative", None, "asks"),
    ("MWA:4", "relative", None, True), ("MWA:4", "public_servant", None, "asks"),
    ("BNS:62", "", "BNS:64(1)", True), ("BNS:62", "", "BNS:115(2)", False), ("BNS:62", "", None, "asks"),
    ("BNS:62", "other", "BNS:85", "asks"),
    ("BNS:238(a)", "", "BNS:103(1)", True), ("BNS:61(2)(a)", "", "BNS:351(2)", False),
    ("BNS:64(1)", "other", None, True), ("BNS:115(2)", "victim", None, False), ("PWDVA:12", "victim", None, False)])
def test_cognizable_on_a_condition(key, informant, main, answer):
    """BNSS First Schedule: 85 by informant, 67 on her own complaint, attempts and hidden proof as the main offence."""
    found, why = law.cognizability(PACK.offences[key], informant, PACK.offences.get(main))
    assert found == answer
    assert why


def test_the_penal_code_asks_the_same_of_498a():
    old = ipc_rows(PACK.offences["BNS:85"])[0]
    assert law.cognizability(old, "victim")[0] is True
    assert law.cognizability(old, "other")[0] == "asks"


@pytest.mark.parametrize(("answers", "case"), [
    ([False, True], True), ([False, False], False), ([False, "asks"], "asks"), (["asks", True], True), ([], False)])
def test_joined_with_a_cognizable_offence_all_is_cognizable(answers, case):
    """BNSS 174(4)."""
    assert law.is_cognizable_case(answers) == case


@pytest.mark.parametrize(("key", "years"), [("BNS:64(1)", 10), ("BNS:76", 3.5), ("BNS:74", 2.5), ("BNS:3(5)", None)])
def test_an_attempt_carries_half(key, years):
    """BNS 62 with 6: half of the longest term, life counted as twenty years; class and bail as the main offence."""
    found = law.attempt_of(PACK.offences[key])
    assert found.max_years == years
    assert (found.cognizable, found.bailable) == (PACK.offences[key].cognizable, PACK.offences[key].bailable)


@pytest.mark.parametrize(("key", "years"), [
    ("BNS:75(3)", 1), ("BNS:115(2)", 1), ("BNS:126(2)", 1), ("BNS:75(2)", 3), ("BNS:77(first)", 3), ("BNS:78(2)(first)", 3),
    ("BNS:79", 3), ("BNS:85", 3), ("BNS:74", None), ("BNS:64(1)", None), ("BNS:76", None)])
def test_limitation(key, years):
    """BNSS 514: one year up to one, three up to three, none above."""
    assert law.limitation_years(PACK.offences[key]) == years


@pytest.mark.parametrize(("term", "years"), [
    ("P3Y", 3), ("P6M", 0.5), ("LIFE", float("inf")), ("DEATH", float("inf")), ("", None)])
def test_terms_in_years(term, years):
    assert years_of(term) == years


def test_bail_turns_on_a_conviction():
    """BNS 77, 78: an earlier complaint changes nothing."""
    assert (law.conviction_suffix(None), law.conviction_suffix(False), law.conviction_suffix(True)) == (
        "(first)", "(first)", "(repeat)")
