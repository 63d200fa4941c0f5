"""How two texts differ: the pieces give both texts back, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from portal.intake.rules import corrections as rules

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60) | st.lists(
    st.sampled_from(["पति", "सास", "ने", "मारा", " ", "\n"]), max_size=20).map(" ".join)


@given(TEXT, TEXT)
def test_the_pieces_give_both_texts_back(earlier, later):
    pieces = rules.difference(earlier, later)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == earlier
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == later
    assert all(piece.text for piece in pieces)


def test_words_not_letters_are_compared():
    kinds = [(piece.kind, piece.text) for piece in rules.difference("पति ने मारा", "सास ने मारा")]
    assert kinds == [("gone", "पति"), ("new", "सास"), ("same", " ने मारा")]


def test_empty_and_missing_are_the_same():
    assert rules.changed({"place": ""}, {"place": None}) == []
    assert rules.changed({"is_minor": False}, {"is_minor": True}) == ["is_minor"]


def test_a_day_is_read_day_first():
    assert rules.shown("occurred_from_on", "2026-09-07") == "07-09-2026"
