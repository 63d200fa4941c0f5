"""A place is what the telephone noted when its button was pressed, or nothing; whatever else is refused in words."""

import pytest
from werkzeug.datastructures import MultiDict

from portal.field.forms import FieldForm, PlaceField, describe, must_be_right, sent
from portal.field.rules import Place, Refused, read_place

ENTRY = "7f8a6a4e-3c0e-4c56-9f0b-0d6a3e1c9b11"


class CheckIn(FieldForm):
    """A check-in of nothing else."""

    at = PlaceField("Note this place")


def sending(text):
    return sent(CheckIn, MultiDict({"entry_id": ENTRY, "noted_at": "", "at": text}))


@pytest.mark.parametrize(("text", "place"), [
    ("26.84671,80.94623,12", Place(26.84671, 80.94623, 12)), ("-33.9,151,3000", Place(-33.9, 151.0, 3000)),
    ("0,0,0", Place(0, 0, 0))])
def test_what_a_telephone_notes_is_read(text, place):
    assert read_place(text) == place


@pytest.mark.parametrize("text", [
    "26.84671,80.94623", "91,80,5", "26,181,5", "26.8,80.9,-5", "26.8;80.9;5", "NaN,NaN,NaN", "1e1,2,3", "26, 80, 5",
    "२६,८०,५", "near the market", "26.84671,80.94623,12,13", "1" * 4000])
def test_any_other_text_is_refused_in_words_at_its_field(app, text):
    with app.test_request_context(), pytest.raises(Refused) as refused:
        must_be_right(sending(text))
    assert list(refused.value.faults) == ["at"] and refused.value.faults["at"][0]


def test_without_a_place_an_entry_is_right(app):
    with app.test_request_context():
        form = sending("")
        must_be_right(form)
        assert form.at.place() is None


def test_the_telephone_is_told_to_draw_a_button_for_it(app):
    with app.test_request_context():
        assert describe("t.in", "In", CheckIn())["fields"] == [{"name": "at", "kind": "place", "label": "Note this place"}]
