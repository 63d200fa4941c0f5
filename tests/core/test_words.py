"""How much somebody wrote: letters count, strokes and digits do not, in either script."""

import pytest
from wtforms import Form, StringField

from portal.core.forms import InWords, Needed
from portal.core.words import N_, letters_in

SAY = N_("Write the reason, with at least 10 letters.")


@pytest.mark.parametrize(("text", "letters"), [
    ("समझौता नहीं", 10), ("settlement", 10), ("..........", 0), ("1234567890", 0), ("क" * 9 + " - ", 9), ("", 0), (None, 0)])
def test_letters_are_counted_with_the_vowel_signs_and_without_strokes(text, letters):
    assert letters_in(text) == letters


@pytest.mark.parametrize(("text", "faults"), [("- - - - - - -", 1), ("सुनवाई में बताया", 0), ("", 1)])
def test_a_form_says_once_what_is_missing(app, text, faults):
    class Reason(Form):
        reason = StringField(validators=[Needed(), InWords(10, SAY)])

    with app.test_request_context():
        form = Reason(data={"reason": text})
        form.validate()
        assert len(form.reason.errors) == faults
