"""What the desk declares to others: registers with their gaps, finders in both scripts, papers."""

import pytest

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.feature import RegisterFilter
from portal.intake.actions.triage import record_refusal_to_register
from portal.intake.documents import DOCUMENTS
from portal.intake.finders import find_complaints
from portal.intake.registers import REGISTERS
from tests.factories.matters import HERS, actor
from tests.factories.matters import complaint as make

OPTIONS = {"language": "both", "is_open": False, "reason": "", "arguments": {}}


def rows(register, scope: Scope, unit_id):
    return db.session.execute(register.select(scope, RegisterFilter(unit_id))).all()


def test_one_entry_stands_in_both_registers_with_its_numbers(world):
    made = make(world)
    make(world, "sibling")
    scope = actor(world, "kendra_incharge").scope
    for register in REGISTERS:
        found = rows(register, scope, world.units["kendra"])
        assert [row.serial for row in found] == [1] and found[0].token == made.token
        assert {column.key for column in register.columns} <= set(found[0]._mapping)
        assert rows(register, scope, world.units["sibling_kendra"]) == []
        assert list(register.gaps(found[0])), "a new entry lacks receipt and time out"


def test_registers_hold_no_identity(world):
    make(world)
    scope = actor(world, "kendra_incharge").scope
    for register in REGISTERS:
        text = str(rows(register, scope, world.units["kendra"]))
        assert not [word for word in HERS["own"].identity if word in text]


@pytest.mark.parametrize("text", ["कोकिला प्रथमा", "Kokila Prathama", "9111100001", "+91 91111 00001"])
def test_she_is_found_in_either_script_and_by_phone(app, world, text):
    made, _other = make(world), make(world, "sibling")
    with app.test_request_context():
        found = find_complaints(actor(world, "kendra_incharge").scope, text)
        assert [hit.label for hit in found] == [made.token]
        assert not [word for word in HERS["own"].identity if word in found[0].detail]
        assert found[0].url.endswith(str(made.id))


def test_a_token_is_found_and_a_mistyped_one_refused_as_mistyped(app, world):
    made = make(world)
    scope = actor(world, "kendra_incharge").scope
    with app.test_request_context():
        assert [hit.label for hit in find_complaints(scope, made.token.lower())] == [made.token]
        wrong = made.token.replace("00001", "00010")
        assert [hit.url for hit in find_complaints(scope, wrong)] == [""]
        assert find_complaints(actor(world, "sho", "elsewhere").scope, made.token) == []


def test_a_match_elsewhere_says_only_that_it_exists(app, world):
    make(world, "elsewhere")
    with app.test_request_context():
        hits = find_complaints(actor(world, "kendra_incharge").scope, HERS["elsewhere"].phone)
    assert [(hit.label, hit.url) for hit in hits] == [("•••", "")]


def refuse(officer, made):
    record_refusal_to_register(officer, made, refused_on=clock.today(), refused_by="उपनिरीक्षक, थाना कार्यालय", place="थाना",
                               reason="घरेलू मामला बताकर लौटाया गया", now=clock.now())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.key)
def test_papers_close_identity_and_stay_in_reach(world, document):
    made = make(world, until="registered")
    officer = actor(world, "kendra_incharge")
    if document.key == "refusal-note":
        with pytest.raises(NotFound):
            document.build(officer.scope, officer, made.id, OPTIONS)
        refuse(officer, made)
    built = document.build(officer.scope, officer, made.id, OPTIONS)
    assert built.unit_id == world.units["kendra"] and built.title == made.token and built.thing.id == made.id
    assert not [word for word in HERS["own"].identity if word in str(built.context)]
    stranger = actor(world, "kendra_incharge", "sibling")
    with pytest.raises(NotFound):
        document.build(stranger.scope, stranger, made.id, OPTIONS)


def test_an_open_sheet_names_her(world):
    made = make(world, until="under_enquiry")
    sheet = next(document for document in DOCUMENTS if document.has_open_copy)
    officer = actor(world, "enquiry_officer")
    context = sheet.build(officer.scope, officer, made.id, {**OPTIONS, "is_open": True, "reason": "न्यायालय हेतु"}).context
    assert context["woman"]["name"] == HERS["own"].name and context["parties"][0]["name"] == HERS["own"].party
    assert context["open_copy"]["reason"] == "न्यायालय हेतु"


def test_the_papers_print(app, world, sign_in):
    made = make(world, until="registered")
    refuse(actor(world, "kendra_incharge"), made)
    db.session.commit()
    client = sign_in("kendra_incharge")
    for document in DOCUMENTS:
        url = f"/print/{document.key}/{made.id}"
        page = client.send(url, {"language": "both"}, action=url)
        answer = client.http.get(page.location)
        assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF-"), document.key
