"""Printing through its pages: kept bytes, marked duplicates, verification, open copies, the log."""

import subprocess

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.audit.queries import head_of
from portal.core.db import db
from portal.core.pdf.engine import PdfEngine
from portal.printing import actions
from portal.printing.copies import last_numbered_copy, mark_copy
from portal.printing.make_copy_marks import LAST
from portal.printing.models import Paper, PaperCopy
from portal.printing.rules import short_link
from tests.factories.matters import HERS, complaint

REASON = "न्यायालय के आदेश के पालन में"


def words(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def copies() -> list[PaperCopy]:
    db.session.rollback()
    return list(db.session.scalars(select(PaperCopy).order_by(PaperCopy.serial)))


def papers() -> list[Paper]:
    db.session.rollback()
    return list(db.session.scalars(select(Paper).order_by(Paper.made_at, Paper.id)))


def print_it(client, matter, document="complaint-receipt", **values):
    url = f"/print/{document}/{matter.id}"
    page = client.send(url, {"language": "hi", **values}, action=url)
    return page.location, client.get(page.location).response.get_data()


@pytest.fixture
def matter(world):
    return complaint(world, until="under_enquiry")


@pytest.fixture
def drawn(monkeypatch):
    """How often the press was really asked."""
    count, make = [], PdfEngine.make

    def counting(self, *arguments, **options):
        count.append(1)
        return make(self, *arguments, **options)

    monkeypatch.setattr(PdfEngine, "make", counting)
    return count


def test_the_receipt_bears_the_last_link_of_the_trail_and_verify_says_whether_it_still_stands(matter, sign_in, client):
    head = head_of(matter.unit_id)
    _, pdf = print_it(sign_in("desk_officer"), matter)
    paper = papers()[0]
    assert (paper.trail_seq, paper.trail_hash) == head
    assert short_link(*head) in words(pdf).replace("\n", " ")
    said = client.get(f"/verify/{paper.code}").words
    assert short_link(*head) in said and "फिर से लिखा" not in said
    paper.trail_hash = "0" * 64  # as if the trail held another link at that number
    db.session.commit()
    assert "फिर से लिखा" in client.get(f"/verify/{paper.code}").words


def test_a_paper_that_is_not_issued_bears_none(matter, sign_in):
    print_it(sign_in("desk_officer"), matter, "complaint-sheet")
    assert papers()[0].trail_seq is None and papers()[0].trail_hash == ""


def test_a_receipt_is_drawn_once_and_every_later_print_is_a_marked_duplicate(matter, sign_in, drawn, monkeypatch):
    desk = sign_in("desk_officer")
    place, first = print_it(desk, matter)
    assert len(drawn) == 1
    again = [print_it(desk, matter)[1] for _ in range(2)]
    assert len(drawn) == 1, "a reprint was drawn anew"
    assert len(papers()) == 1 and [copy.copy_no for copy in copies()] == [1, 2, 3]
    assert "DUPLICATE COPY" not in words(first)
    assert "DUPLICATE COPY 2" in words(again[0]) and "DUPLICATE COPY 3" in words(again[1])
    assert desk.get(place).response.get_data() == first, "the kept bytes came back changed"
    monkeypatch.setattr(actions, "mark_copy", lambda pdf, number: pdf.read())
    assert desk.get(f"/print/copies/{copies()[2].id}").response.get_data() == first, "more than the mark differs"


def test_the_enquiry_officer_gets_a_duplicate_of_the_desks_receipt(matter, sign_in):
    print_it(sign_in("desk_officer"), matter)
    pdf = print_it(sign_in("enquiry_officer"), matter)[1]
    assert "DUPLICATE COPY 2" in words(pdf) and len(papers()) == 1
    sign_in("enquiry_officer", "second").get(f"/print/copies/{copies()[0].id}", status=404)


def test_every_copy_verifies_as_genuine_however_the_code_is_typed(matter, sign_in, client):
    desk = sign_in("desk_officer")
    for _ in range(2):
        print_it(desk, matter)
    code = papers()[0].code
    for typed in (code, code.lower(), "-".join(code[i:i + 4] for i in range(0, 16, 4)), f"{code[:8]} {code[8:].lower()}"):
        location = client.get("/verify", query_string={"code": typed}, status=303).location
        page = client.get(location)
        assert page.soup.select_one(".card.plain"), page.words
    said = page.words
    secrets = (*HERS["own"].identity, HERS["own"].story, matter.token, str(matter.id), matter.token.split("/")[0])
    assert not [word for word in secrets if word in said]


@pytest.mark.parametrize("code", ["2345-6789-ABCD-EFGH", "hello", "0" * 16, "क" * 20])
def test_an_unknown_code_says_only_that(client, app, code):
    page = client.get(f"/verify/{code}")
    assert page.soup.select_one(".card.danger") and not page.soup.select(".card p")


def test_a_newer_sheet_takes_the_place_of_the_older(matter, sign_in, client):
    incharge = sign_in("kendra_incharge")
    for _ in range(2):
        print_it(incharge, matter, "complaint-sheet")
    old, new = papers()
    assert old.superseded_at and not new.superseded_at
    assert client.get(f"/verify/{old.code}").soup.select_one(".card.warning")
    assert client.get(f"/verify/{new.code}").soup.select_one(".card.plain")


def test_an_open_copy_needs_a_reason_and_the_right_and_stands_in_log_and_trail(matter, sign_in):
    url = f"/print/complaint-sheet/{matter.id}"
    incharge, desk = sign_in("kendra_incharge"), sign_in("desk_officer")
    assert incharge.send(url, {"language": "hi", "is_open": "y", "reason": "ok"}, action=url, status=422).errors()
    desk.send(url, {"language": "hi", "is_open": "y", "reason": REASON}, action=url, status=403)
    assert papers() == []
    closed = print_it(incharge, matter, "complaint-sheet")[1]
    place, opened = print_it(incharge, matter, "complaint-sheet", is_open="y", reason=REASON)
    assert HERS["own"].phone in words(opened) and HERS["own"].phone not in words(closed)
    desk.get(place, status=403)
    assert REASON in incharge.get("/print/log").words
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "printing:paper:printed")).all()[-1]
    assert entry.details["is_open"] is True and entry.details["reason"] == REASON


def test_a_paper_is_sealed_in_the_database(matter, sign_in):
    pdf = print_it(sign_in("desk_officer"), matter)[1]
    assert pdf.startswith(b"%PDF") and b"%PDF" not in papers()[0].sealed


def test_out_of_scope_and_unknown_documents_are_not_found(matter, sign_in):
    place = print_it(sign_in("desk_officer"), matter)[0]
    stranger = sign_in("desk_officer", "sibling")
    stranger.get(f"/print/complaint-receipt/{matter.id}", status=404)
    stranger.get(place, status=404)
    assert matter.token not in sign_in("kendra_incharge", "sibling").get("/print/log").words
    sign_in("desk_officer").get(f"/print/no-such-paper/{matter.id}", status=404)
    sign_in("beat_officer").get(place, status=404)  # prints her own beat's papers, and reaches no other
    sign_in("counsellor").get(place, status=403)


def test_serials_of_the_log_run_without_gap(matter, sign_in):
    incharge = sign_in("kendra_incharge")
    print_it(incharge, matter)
    print_it(incharge, matter, "complaint-sheet")
    print_it(incharge, matter)
    assert [(copy.serial, copy.copy_no) for copy in copies()] == [(1, 1), (2, 1), (3, 2)]


def test_the_marks_reach_from_copy_two_to_the_last(matter, sign_in):
    from io import BytesIO

    pdf = print_it(sign_in("desk_officer"), matter)[1]
    assert last_numbered_copy() == LAST
    assert f"DUPLICATE COPY {LAST}+" in words(mark_copy(BytesIO(pdf), LAST + 70))
