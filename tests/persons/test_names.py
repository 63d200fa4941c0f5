"""Names across scripts: the measured table must not get worse, and anything typed gets an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.persons.rules.names import (
    ENOUGH,
    looks_like_phone,
    looks_like_token,
    name_similarity,
    name_tokens,
    rank_names,
    search_tokens,
)
from tests.persons.name_pairs import CROWD, PAIRS, TRAPS, finds, measured

# What the table is known to get wrong (docs/why/names.md).
KNOWN = {"missed": 5, "trapped": 1, "crowded": 0}


def test_the_measured_table_stays_as_good_as_written_down():
    assert len(PAIRS) >= 60 and len(TRAPS) >= 25
    found = measured()
    assert {kind: len(couples) for kind, couples in found.items()} == KNOWN, found


def test_sunita_finds_sunita_in_the_other_script():
    assert finds("Sunita", "श्रीमती सुनीता देवी") and finds("सुनीता", "Smt SUNEETA devi")


def test_ranking_puts_the_equal_name_first_and_leaves_others_out():
    names = ["Sunil Kumar", "Jyoti Verma", "जोति", "ज्योति वर्मा", "Rekha"]
    candidates = [(place, name, "") for place, name in enumerate(names, 1)]
    ranked = rank_names("Jyoti Varma", candidates)
    assert [candidate for candidate, _ in ranked] == [4, 2]
    assert [candidate for candidate, _ in rank_names("Jyoti", candidates)] == [2, 4, 3]
    assert all(ENOUGH <= score <= 1 for _, score in ranked)


def test_a_longer_recorded_name_is_found_by_one_word_of_it():
    assert name_similarity("Sharma", "सुनीता शर्मा") == 1.0
    assert name_similarity("सुनीता शर्मा", "Sunita") == pytest.approx(0.95)


def test_a_husbands_name_tells_two_women_of_one_name_apart():
    candidates = [(1, "सुनीता देवी", "रमेश"), (2, "Sunita", "Suresh"), (3, "Rekha", "Ramesh")]
    assert rank_names("Sunita Ramesh", candidates)[0] == (1, 1.0)
    assert {candidate for candidate, _ in rank_names("Sunita", candidates)} == {1, 2}
    assert rank_names("Ramesh", candidates) == []


def test_a_search_looks_only_where_the_first_word_or_a_joined_form_lies():
    assert search_tokens("Sunita Sharma") == ("snt", "sntsrm")
    assert set(search_tokens("Nur Jahan")) & set(name_tokens("नूरजहाँ"))
    assert set(search_tokens("नूरजहाँ")) & set(name_tokens("Nur Jahan"))


def test_a_title_counts_when_it_is_all_there_is():
    assert name_tokens("देवी") == name_tokens("Devi") != ()
    assert name_tokens("सुनीता देवी") == name_tokens("Sunita")


@pytest.mark.parametrize("nothing", ["", "   ", "123", "०", "…", "\u200d", "👩"])
def test_what_holds_no_name_has_no_token_and_matches_nothing(nothing):
    assert name_tokens(nothing) == () and name_similarity(nothing, "सुनीता") == 0.0


def test_nukta_typed_as_one_sign_or_two_is_the_same():
    assert name_tokens("\u095e\u0930\u095b\u093e\u0928\u093e") == name_tokens("फ\u093cरज\u093cाना")
    assert name_tokens("गु\u095cिया") == name_tokens("गुड\u093cिया")


@given(st.text())
def test_anything_typed_is_answered_and_is_like_itself(text):
    tokens = name_tokens(text)
    assert all(token.isalpha() and token.isascii() for token in tokens)
    assert not tokens or name_similarity(text, text) == 1.0


@given(st.sampled_from(CROWD), st.sampled_from(CROWD))
def test_likeness_of_single_names_has_no_direction(one, other):
    assert name_similarity(one, other) == name_similarity(other, one)


@pytest.mark.parametrize("text", ["9876543210", "+91 98765 43210", "९८७६५४३२१०"])
def test_a_phone_is_seen(text):
    assert looks_like_phone(text) and not looks_like_token(text)


@pytest.mark.parametrize("text", ["LKO01/2026/00012-K", "lko01/2026/00012", "LKO01/२०२६/०००१२-K", "LKO01 / 2026 / 12"])
def test_a_token_is_seen(text):
    assert looks_like_token(text) and not looks_like_phone(text)


@pytest.mark.parametrize("text", ["Sunita", "सुनीता", "12/10/2026", "98765", ""])
def test_a_name_or_a_date_is_neither(text):
    assert not looks_like_token(text) and not looks_like_phone(text)
