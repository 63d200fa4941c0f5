"""The documents themselves: everything that must stand on the paper stands there, once, in its place, and no more."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from jinja2 import UndefinedError

from portal.core.pdf import engine
from portal.core.pdf.documents import print_document, print_html
from portal.core.pdf.printed import Printed
from portal.core.pdf.words import Words, bilingual
from tests.core import pdf_samples as samples
from tests.core.pdf_reading import pages_of, text_of, words_of

LANGUAGES = ("hi", "en", "both")
DOCUMENTS: dict[str, Callable[[], dict[str, Any]]] = {
    "complaint_receipt": samples.receipt,
    "rights_leaflet": samples.leaflet,
    "complaint_sheet": samples.sheet,
    "register_pages": lambda: samples.register(12),
    "conjuncts": samples.conjuncts,
}
HALF_SHEET = 148.5  # mm


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[Flask]:
    running = samples.make_app(tmp_path_factory.mktemp("instance"))
    with running.app_context():
        yield running
    engine().close()


def make(name: str, language: str = "hi", *, first_page: int = 1, **context: Any) -> Printed:
    return print_document(name, title=name, language=language, first_page=first_page, **context)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_prints_in_every_language(app, name, language):
    made = make(name, language, **DOCUMENTS[name]())
    assert made.warnings == ()
    assert made.refused == ()
    text = flat(text_of(made.pdf))
    assert "मिशन शक्ति केन्द्र, कोतवाली नगर" in text  # the band is in both scripts in every language
    assert "Kendra, Kotwali Nagar" in text
    assert "MSK/KTN/2026/R-00142" in text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_record_gives_the_same_bytes(app, name):
    first = make(name, "both", **DOCUMENTS[name]()).pdf
    engine().close()
    assert make(name, "both", **DOCUMENTS[name]()).pdf == first


@pytest.mark.parametrize("name", DOCUMENTS)
def test_copy_number_purpose_and_reader_stand_on_every_page(app, name):
    context = DOCUMENTS[name]() | {"mark": samples.mark(copy_number=3, purpose="निरीक्षण", recipient="क्षेत्राधिकारी नगर")}
    for page in pages_of(make(name, **context).pdf):
        for words in ("द्वितीय प्रति, प्रति संख्या 3", "सुषमा त्रिपाठी", "निरीक्षण", "क्षेत्राधिकारी नगर", "23-11-2026 14:35"):
            assert words in flat(page)


def test_the_first_copy_bears_no_duplicate_mark(app):
    assert "द्वितीय प्रति" not in text_of(make("complaint_sheet", **samples.sheet()).pdf)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_demonstration_says_so(app, name):
    context = DOCUMENTS[name]()
    assert "DEMO" not in text_of(make(name, "en", **context).pdf)
    context["mark"] = samples.mark(is_demo=True)
    assert "DEMO – not a real record" in flat(text_of(make(name, "en", **context).pdf))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_missing_value_is_an_error_and_not_a_blank_line(app, name):
    context = DOCUMENTS[name]()
    for key in context.keys() - {"letterhead", "mark", "woman_name"}:
        with pytest.raises(UndefinedError):
            print_html(name, language="hi", **{other: value for other, value in context.items() if other != key})


def test_what_people_wrote_is_text_and_never_markup(app):
    hostile = '<img src="http://127.0.0.1:9/x"><style>*{display:none}</style>'
    made = make("complaint_sheet", **samples.sheet(open_copy={"reason": hostile, "by": hostile}))
    assert made.refused == ()
    assert "<img src=" in text_of(made.pdf)


# The receipt


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_is_one_sheet_of_two_halves(app, language):
    made = make("complaint_receipt", language, **samples.receipt())
    assert made.pages == 1
    tokens = [word for word in words_of(made.pdf) if word.text == "KTN-0142-7"]
    assert len(tokens) == 2
    assert tokens[0].bottom < HALF_SHEET < tokens[1].top
    counterfoil = [word for word in words_of(made.pdf) if word.text.startswith(("कार्यालय", "Counterfoil"))]
    assert counterfoil
    assert counterfoil[0].top > HALF_SHEET


LONG = {
    "kind": {"hi": "पति व ससुरालीजन द्वारा क्रूरता, मारपीट तथा अतिरिक्त दहेज की माँग",
             "en": "Cruelty, beating and demand for dowry by the husband and in-laws"},
    "next_step": {"hi": "जाँच अधिकारी आपके बताये सुरक्षित समय पर आपको फोन करेंगी तथा आपकी सहमति होने पर ही दोनों पक्षों को "
                        "परामर्श हेतु बुलाया जायेगा।",
                  "en": "The enquiry officer will phone you at the safe time you gave and will call both sides for "
                        "counselling only if you agree."},
    "show_name": True,
    "mark": samples.mark(copy_number=2, is_demo=True, purpose="प्रार्थिनी को देने हेतु", recipient="प्रार्थिनी स्वयं"),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_values_stay_above_the_foot_of_their_half(app, language):
    made = make("complaint_receipt", language, **samples.receipt(**LONG))
    assert made.pages == 1
    words = words_of(made.pdf)
    feet = [word.top for word in words if word.text.startswith("MSK/KTN/2026/R-00142")]
    hers = [word for word in words if word.top < HALF_SHEET - 20 or word.text in {"112", "1076"}]
    assert len(feet) == 2
    last_helpline = max(word.bottom for word in words if word.text == "1930")
    assert max(last_helpline + 6, *(word.bottom for word in hers)) < feet[0]
    office = [word.bottom for word in words if word.top > HALF_SHEET and word.top < feet[1] - 1]
    assert max(office) < feet[1]


def test_a_receipt_shows_her_name_only_when_told_to(app):
    name = samples.WOMAN["name"]
    assert name not in flat(text_of(make("complaint_receipt", **samples.receipt()).pdf))
    assert name in flat(text_of(make("complaint_receipt", **samples.receipt(show_name=True)).pdf))


def test_a_receipt_without_officer_and_date_still_says_what_is_open(app):
    made = make("complaint_receipt", **samples.receipt(enquiry_officer=None, next_by=None))
    lines = [flat(line) for page in pages_of(made.pdf) for line in page.splitlines()]
    assert sum("जाँच अधिकारी —" in line for line in lines) == 2
    assert sum("कब तक —" in line for line in lines) == 2


def test_a_receipt_carries_helplines_rights_and_checks(app):
    text = flat(text_of(make("complaint_receipt", **samples.receipt()).pdf))
    for words in (*(line["number"] for line in samples.HELPLINES), "BNSS 173(4)", "मुहर", "निशानी अंगूठा", "7KQ4-9TXM"):
        assert words in text


# The leaflet


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_rights_fit_one_page(app, language):
    assert make("rights_leaflet", language, **samples.leaflet()).pages == 1


# The complaint sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_redacted_sheet_holds_nobody(app, language):
    context = samples.sheet()
    text = flat(text_of(make("complaint_sheet", language, **context).pdf))
    people = [context["woman"], *context["parties"]]
    secrets = [str(person[field]) for person in people for field in ("name", "address", "mobile", "relation")]
    secrets += [context["woman"]["safe_contact"], context["complaint"]["occurred_place"], context["complaint"]["relief"]]
    assert [secret for secret in secrets if secret in text] == []
    assert ("Confidential" if language == "en" else "गोपनीय") in text
    assert flat(samples.GIST_MASKED) in text


def test_the_open_sheet_holds_them_and_says_why(app):
    context = samples.sheet(open_copy={"reason": "विवेचना हेतु", "by": "प्र0नि0 राघवेन्द्र शुक्ल"})
    text = flat(text_of(make("complaint_sheet", **context).pdf))
    assert "खुली प्रति – विवेचना हेतु – प्र0नि0 राघवेन्द्र शुक्ल" in text
    for secret in [samples.WOMAN["name"], samples.WOMAN["mobile"], *(party["name"] for party in context["parties"])]:
        assert secret in text


def test_an_empty_sheet_says_so_under_each_heading(app):
    nobody = dict.fromkeys(samples.WOMAN)
    empty = {name: [] for name in ("parties", "danger", "rights", "assignments", "diary", "callbacks")}
    text = flat(text_of(make("complaint_sheet", "en", **samples.sheet(woman=nobody, disposal=None, **empty)).pdf))
    assert text.count("No entry") == 7
    assert "None" not in text


# The register


def test_the_pages_of_a_register_follow_on(app):
    made = make("register_pages", first_page=42, **samples.register(60, first_serial=118))
    pages = [flat(page) for page in pages_of(made.pdf)]
    assert len(pages) == made.pages > 2
    expected_serial = 118
    for number, page in enumerate(pages, start=42):
        first, last, printed = map(int, re.search(r"क्रम संख्या: (\d+) – (\d+) · रजिस्टर पृष्ठ (\d+)", page).groups())
        assert (first, printed) == (expected_serial, number)
        assert f"अग्रेनीत, क्रम संख्या {expected_serial - 1}" in page
        expected_serial = last + 1
    assert expected_serial == 178
    assert [("थानाध्यक्ष" in page) for page in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize("count", [12, 13])
def test_signatures_never_stand_alone_on_a_page_that_names_serials(app, count):
    pages = [flat(page) for page in pages_of(make("register_pages", **samples.register(count)).pdf)]
    assert len(pages) == 2  # else these counts try nothing
    assert "थानाध्यक्ष" in pages[1]
    assert f"{count} 01-10-2026" in pages[1]


def test_an_empty_register_says_so(app):
    assert "इस अवधि में कोई प्रविष्टि नहीं" in flat(text_of(make("register_pages", **samples.register(0)).pdf))


def test_a_closed_month_says_when_by_whom_and_what_was_corrected(app):
    said = flat(text_of(make("register_pages", **samples.register(3, sealed=samples.SEALED)).pdf))
    assert all(word in said for word in ("02-11-2026 10:15", samples.SEALED["sha256"][:20], "7/2026", "लिखने की भूल"))


# The words


def test_words_speak_the_language_of_the_document(app):
    assert bilingual("Token number", "hi") == "टोकन संख्या"
    assert bilingual("Token number", "en") == "Token number"
    assert bilingual("Token number", "both") == "टोकन संख्या / Token number"
    assert Words("both")("Page") == '<span lang="hi">पृष्ठ</span> <span lang="en">/ Page</span>'
    assert Words("hi")("<b>") == "&lt;b&gt;"
    with pytest.raises(ValueError, match="fr"):
        Words("fr")


def test_every_word_on_paper_has_its_hindi(app):
    """No label of a print template is missing from the catalogue."""
    templates = sorted((samples.ROOT / "templates" / "print").glob("*.html"))
    spoken = r"(?:say|say\.plain|say\.in_hindi|parts\.fact|parts\.sign)\(\s*\"([^\"]+)\""
    labels = {label for template in templates for label in re.findall(spoken, template.read_text())}
    assert len(labels) > 60
    hindi = Words("hi")
    assert [label for label in sorted(labels) if hindi.in_hindi(label) == label] == []
