"""Codes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.printing.rules import CODE_LENGTH, CODE_LETTERS, grouped, plain_code


@given(st.text(CODE_LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_is_known_however_it_is_typed(code):
    assert plain_code(grouped(code)) == plain_code(grouped(code).lower().replace("-", " ")) == plain_code(f" {code} ") == code


@pytest.mark.parametrize("text", ["", "ABCD", "0" * 16, "A" * 17, "A" * 15 + "ı", "ABCDEFGH;DROP 23", "A" * 15 + "!"])
def test_what_cannot_be_a_code_is_none(text):
    assert plain_code(text) is None
