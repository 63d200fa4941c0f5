"""The Unicode gate: what passes, what is refused, and that both engines would keep what it lets through."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.text import UncleanText, clean_phone, clean_text, fold_digits

REFUSED = {
    "nul": ["\x00"],
    "surrogate": ["\ud800", "\udfff"],
    "control": [*map(chr, range(1, 9)), *map(chr, range(0x0B, 0x20)), *map(chr, range(0x7F, 0xA0))],
    "direction": [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))],
    "byte_order_mark": ["\ufeff"],
}
ANY_CHARACTER = st.characters(codec=None, categories=None)


@pytest.mark.parametrize(
    ("code", "sign"), [(code, sign) for code, signs in REFUSED.items() for sign in signs]
)
def test_each_refused_character_is_refused_by_name(code, sign):
    with pytest.raises(UncleanText) as refusal:
        clean_text(f"सुनीता {sign} देवी")
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "text",
    ["क्\u200dष", "र्\u200cय", "tab\tand\nline", "नुक़्ता", "👩🏽‍⚖️", "a" * 10_000, "", "\u2028", "𝒜 𑀓"],
)
def test_ordinary_writing_passes_unchanged(text):
    assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_windows_line_ends_become_plain_ones_and_a_lone_return_is_refused():
    assert clean_text("एक\r\nदो") == "एक\nदो"
    with pytest.raises(UncleanText):
        clean_text("एक\rदो")


def test_two_ways_to_type_one_letter_become_one():
    assert clean_text("\u0958") == clean_text("\u0915\u093c")
    assert clean_text("e\u0301") == "\u00e9"


@given(st.text(ANY_CHARACTER))
def test_what_passes_is_stable_and_survives_the_database(text):
    try:
        cleaned = clean_text(text)
    except UncleanText:
        assert any(sign in text for signs in REFUSED.values() for sign in [*signs, "\r"]) or any(
            "\ud800" <= sign <= "\udfff" for sign in text
        )
        return
    assert clean_text(cleaned) == cleaned
    assert "\x00" not in cleaned, "PostgreSQL would refuse it"
    with sqlite3.connect(":memory:") as connection:
        assert connection.execute("select ?", (cleaned,)).fetchone()[0] == cleaned


@pytest.mark.parametrize(
    "written",
    [
        "9876543210", "+91 98765 43210", "+91-9876543210", "09876543210", "0091 9876543210", "919876543210",
        "९८७६५४३२१०", " 98765-43210 ", "(+91) 98765.43210", "+९१ ९८७६५ ४३२१०", "98765\u00a043210",
    ],
)  # fmt: skip
def test_a_mobile_number_written_any_usual_way(written):
    assert clean_phone(written) == "9876543210"


def test_a_landline_needs_its_area_code():
    assert clean_phone("0512-2345678") == "5122345678"
    assert clean_phone("+91 512 2345678") == "5122345678"
    with pytest.raises(UncleanText):
        clean_phone("5122345678")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "987654321",
        "98765432101",
        "1234567890",
        "98765x3210",
        "+1 9876543210",
        "9876543210\x00",
        "O987654321",
    ],
)
def test_what_is_no_indian_number_is_refused(written):
    with pytest.raises(UncleanText) as refusal:
        clean_phone(written)
    assert refusal.value.sentence


@given(st.from_regex(r"[6-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "0", "+91", "91 ", "0091-"]))
def test_every_mobile_number_survives_every_prefix_and_devanagari_digits(number, prefix):
    written = prefix + number
    devanagari = written.translate({ord("0") + n: chr(0x966 + n) for n in range(10)})
    assert clean_phone(written) == clean_phone(devanagari) == number


@given(st.text())
def test_folding_digits_keeps_everything_else(text):
    folded = fold_digits(text)
    assert len(folded) == len(text)
    assert all(a == b or (a.isdecimal() and b in "0123456789") for a, b in zip(text, folded, strict=True))
