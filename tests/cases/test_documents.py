"""The papers of a case: each is drawn in every language, says its provision, and names nobody in a closed copy."""

import io
import re
import subprocess
from datetime import UTC, datetime

import pytest
from flask import g
from flask_babel import force_locale
from pypdf import PdfReader

from portal.cases.documents import DOCUMENTS, papers_for
from portal.cases.documents.letters import LETTERS
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.pdf.documents import Letterhead, PrintMark, print_document
from portal.intake.documents import DOCUMENTS as OF_THE_DESK
from portal.law.actions import sign_off_row
from tests.factories.cases import case, give_to, happened
from tests.factories.matters import HERS, actor, complaint, triage

BY_KEY = {document.key: document for document in (*DOCUMENTS, *OF_THE_DESK)}
ADULT, CHILD = ("BNS:64(1)",), ("BNS:65(1)", "POCSO:4(2)")
HEAD = Letterhead(*({"hi": "परीक्षण", "en": "Test"},) * 3)


def drawn(app, world, key, subject_id, language="hi", is_open=False, role="sho") -> str:
    """The words of the paper."""
    document, reader = BY_KEY[key], actor(world, role)
    with app.test_request_context():
        g.actor = reader
        with force_locale("en" if language == "en" else "hi"):  # as portal/printing does
            built = document.build(reader.scope, reader, subject_id, {
                "language": language, "is_open": is_open, "reason": "न्यायालय", "arguments": {}})
        mark = PrintMark("T/1", clock.now(), "1", serial=built.context.get("serial", ""))
        printed = print_document(document.template, title="T", language=language, letterhead=HEAD, mark=mark,
                                 **{name: value for name, value in built.context.items() if name != "serial"})
    read = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(printed.pdf)).pages)
    return read + subprocess.run(["pdftotext", "-", "-"], input=printed.pdf, capture_output=True, check=True).stdout.decode()


def file_of(world, kind):
    if kind == "ncr":
        return case(world, kind="ncr", sections=("BNS:352",), number=12, with_io=False)
    if kind == "missing":
        return case(world, kind="missing", age=15, with_io=False)
    return case(world, kind=kind, sections=CHILD, age=12, facts={"is_domestic_violence": True})


@pytest.mark.parametrize("language", ["hi", "en", "both"])
@pytest.mark.parametrize("kind", ["fir", "zero_fir", "ncr", "missing"])
def test_every_paper_of_a_case_is_drawn_without_a_name(app, world, kind, language):
    file = file_of(world, kind)
    keys = [key for key, _ in papers_for(file)]
    assert keys
    for key in keys:
        said = drawn(app, world, key, file.case.id, language)
        letter = next((one for one in LETTERS if f"case-{one.key}" == key), None)
        assert not letter or re.search(r"\d+(\(\w+\))*", letter.basis).group() in said
        assert language != "hi" or not re.search(r"\b(BNSS|POCSO|PWDVA|Rules)\b", said.replace("PWDVA Rules", "")), key
        for word in HERS["own"].identity:
            assert word not in said, f"{key} names {word}"


def test_an_open_copy_names_her_and_says_why(app, world):
    file = file_of(world, "fir")
    said = drawn(app, world, "case-medical-requisition", file.case.id, "en", is_open=True)
    assert HERS["own"].address in said
    assert said.count("\f") == 1, "her consent stands on the sheet that asks for the examination"
    assert HERS["own"].story in drawn(app, world, "case-cctns", file.case.id, "en", is_open=True)


def test_papers_follow_the_kind_and_the_child(app, world):
    adult = case(world, sections=ADULT, age=30)
    keys = {key for key, _ in papers_for(adult)}
    assert "case-cwc-report" not in keys and "case-ncr-slip" not in keys and "case-dir" not in keys
    with pytest.raises(NotFound):
        drawn(app, world, "case-cwc-report", adult.case.id)
    with pytest.raises(NotFound):
        drawn(app, world, "case-ncr-slip", adult.case.id)


def test_a_case_under_the_old_code_cites_no_duty_of_the_new_one(app, world):
    """BNSS 531(2)(a) is why; nothing else of the Sanhita may stand in such a paper, and what was not read is marked."""
    then = datetime(2024, 6, 20, 6, 30, tzinfo=UTC)
    of_kind = {kind: case(world, kind=kind, sections=sections, number=number, registered_at=then, with_io=False)
               for kind, sections, number in (
                   ("fir", ("IPC:376(1)",), 1), ("zero_fir", ("IPC:376(1)",), 2), ("ncr", ("IPC:504",), 3))}
    for kind, file in of_kind.items():
        for key, _ in papers_for(file):
            said = " ".join(drawn(app, world, key, file.case.id, "en").split())
            said = said.replace("MHA zero-FIR advisory r/w BNSS 173(1)", "")  # as the pack cites the advisory
            assert set(re.findall(r"BNSS [0-9]\S*", said)) <= {"BNSS 531(2)(a))."}, f"{kind} {key}"
            assert "to be verified" in said, f"{kind} {key}"
    assert "CrPC 164A" in drawn(app, world, "case-medical-requisition", of_kind["fir"].case.id, "en")
    letter = drawn(app, world, "case-progress-letter", of_kind["fir"].case.id, "hi")
    assert "दण्ड प्रक्रिया संहिता" in letter and "नब्बे" not in letter


def test_out_of_reach_there_is_no_paper(app, world):
    away = case(world, "elsewhere", sections=ADULT)
    with pytest.raises(NotFound):
        drawn(app, world, "case-sheet", away.case.id)


def test_the_sheet_and_the_progress_letter_tell_what_happened(app, world):
    file = happened(actor(world, "enquiry_officer"), case(world, sections=ADULT), "fir_copy_given")
    for key in ("case-sheet", "case-progress-letter"):
        assert "Copy of the FIR given to her free" in drawn(app, world, key, file.case.id, "en").replace("\n", " ")


def test_the_due_list_stands_by_officer_and_the_fortnight_lists_open_reports(app, world):
    case(world, sections=ADULT)
    ncr = file_of(world, "ncr")
    said = drawn(app, world, "case-due-list", ncr.case.unit_id, "en")
    plain = said.replace("\n", " ")
    assert "BNSS 2023 184(1)" in plain and "information of rape/attempt received" in plain and "Do now" in said
    assert "(to be verified)" in plain, "a period read in a secondary source says so on paper too"
    fortnight = drawn(app, world, "ncr-fortnight", ncr.case.unit_id, "en")
    assert "0012" in fortnight and "Number of reports: 1" in fortnight.replace("\n", " ")


def test_papers_print_from_the_case_page(world, sign_in):
    file = case(world, sections=ADULT)
    client = sign_in("sho")
    page = client.get(f"/cases/{file.case.id}")
    hrefs = [link["href"] for link in page.soup.select("#papers a")]
    assert len(hrefs) == len(papers_for(file))
    form = client.get(hrefs[0]).form(hrefs[0])
    copy = client.post(hrefs[0], form | {"language": "hi"})
    assert client.http.get(copy.location).mimetype == "application/pdf"


def test_the_investigating_officer_prints_the_papers_of_her_case_and_of_no_other(world, sign_in):
    mine, other = case(world, number=1), give_to(world, case(world, number=2), who="second")
    client = sign_in("enquiry_officer")
    for key in ("case-medical-requisition", "case-sheet", "case-cctns", "case-progress-letter"):
        page = client.get(f"/print/{key}/{mine.case.id}")
        assert page.status == 200, key
        client.get(f"/print/{key}/{other.case.id}", status=404)
    assert "is_open" in client.get(f"/print/case-medical-requisition/{mine.case.id}").text, "the hospital must know who comes"


@pytest.mark.parametrize(("key", "until"), [("complaint-receipt", "registered"), ("complaint-sheet", "under_enquiry")])
def test_a_law_that_nobody_confirmed_is_marked_on_her_papers_until_it_is(app, world, key, until):
    matter = complaint(world, until=until)
    if key == "complaint-sheet":
        triage(actor(world, "kendra_incharge"), matter, ("cruelty",))
        db.session.commit()
    text = drawn(app, world, key, matter.id, "en")
    assert "* Section still to be verified." in text
    if key == "complaint-sheet":
        assert re.search(r"85 \*", text), text
        sign_off_row(actor(world, "prosecution_officer"), "offence", "BNS:85", "राजपत्र से मिलाया")
        db.session.commit()
        assert not re.search(r"85 \*", drawn(app, world, key, matter.id, "en"))


def test_what_a_prosecution_officer_confirmed_is_no_longer_doubted_on_paper(app, world):
    file, doubt = case(world, sections=("BNS:85",)), "still to be verified by a prosecution officer"
    assert doubt in drawn(app, world, "case-sheet", file.case.id, "en")
    sign_off_row(actor(world, "prosecution_officer"), "offence", "BNS:85", "राजपत्र से मिलाया")
    db.session.commit()
    assert doubt not in drawn(app, world, "case-sheet", file.case.id, "en")


def test_a_period_of_the_law_is_doubted_on_the_page_until_it_is_confirmed(world, sign_in):
    file, client = case(world, sections=("BNS:352", "BNS:64(1)")), sign_in("sho")

    def doubted(page) -> list[str]:
        return [line.get_text(" ", strip=True) for line in page.soup.select("#due li, #standing li, #sections li")
                if line.select_one(".badge.warn") and "जाँच शेष" in line.get_text()]

    page = client.get(f"/cases/{file.case.id}")
    assert any("आईटीएसएसओ" in line or "193(2)" in line for line in doubted(page)), "INV-09 rests on an advisory"
    before, officer = len(doubted(page)), actor(world, "prosecution_officer")
    sign_off_row(officer, "clock", "INV-09", "परामर्शी पत्र से मिलाया")
    db.session.commit()
    assert len(doubted(client.get(f"/cases/{file.case.id}"))) == before - 1


def test_a_notice_that_comes_to_a_house_tells_nothing_of_what_befell_her(app, world):
    matter = complaint(world, until="under_enquiry")
    file = case(world, sections=("BNS:64(1)",), of=matter)
    said = drawn(app, world, "case-witness-notice", file.case.id)
    assert "0078" in said and "64(1)" not in said and matter.token not in said
    assert "64(1)" in drawn(app, world, "case-medical-requisition", file.case.id)


def test_the_sheet_for_cctns_keeps_its_order(app, world):
    """Form I.I.F.-I, items 1 to 15."""
    said = drawn(app, world, "case-cctns", file_of(world, "fir").case.id, "en")
    heads = ["Acts and sections", "Type of information", "Informant", "Property, its value, inquest", "First information",
             "Action taken", "Signature or thumb impression of the informant", "Sent to the court"]
    places = [said.index(head) for head in heads]
    assert places == sorted(places)
