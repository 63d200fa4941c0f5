"""Staff pages as their users use them: enter, post, end, sanction, look at any past day, print, bring in a list."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.personnel import actions, queries
from portal.personnel.documents import build_statement
from portal.personnel.models import Officer, Posting
from portal.personnel.sheets import NEEDED, read_staff

FACTS = {"name_hi": "परीक्षण कुमारी", "name_en": "Test Kumari", "rank": "SI", "is_woman": True, "phone": "", "skills": ["law"],
         "languages": ["hi"]}
TERM = {"kind": "posted", "from_on": date(2025, 10, 1), "order_no": "SP/1/2025"}


@pytest.fixture
def officer(world, sign_in):
    made = actions.enter_officer(sign_in.actor("sho"), "777000001", FACTS, world.units["kendra"], TERM | {"is_in_charge": True})
    db.session.commit()
    return made


def trail_words() -> list[str]:
    return list(db.session.scalars(select(TrailEntry.action).where(TrailEntry.action.startswith("personnel:"))))


def test_an_officer_is_entered_by_the_page_and_stands_on_the_list(world, sign_in):
    client, unit = sign_in("kendra_incharge"), world.units["kendra"]
    url = f"/units/{unit}/staff/new"
    page = client.get(url)
    form = page.form(url) | {"personnel_no": "७७७०००००२", "name_hi": "परीक्षण देवी", "name_en": "Test Devi", "rank": "CONST",
                             "gender": "woman", "phone": "९८७६५४३२१०", "kind": "posted", "from_on": "01-10-2025", "to_on": "",
                             "order_no": "SP/2"}
    shown = client.get(client.post(url, form).response.headers["Location"])
    assert "परीक्षण देवी" in shown.text and "777000002" in shown.text
    assert "परीक्षण देवी" in client.get("/staff").text
    assert trail_words() == ["personnel:officer:entered", "personnel:posting:made"]


def test_bad_fields_say_so_and_keep_what_was_typed(world, sign_in):
    client, url = sign_in("kendra_incharge"), f"/units/{world.units['kendra']}/staff/new"
    form = client.get(url).form(url) | {"personnel_no": "1", "name_hi": "परीक्षण", "rank": "CONST", "kind": "posted",
                                        "from_on": "31-02-2026", "phone": "12"}
    page = client.post(url, form, status=422)
    assert page.soup.find("input", {"name": "from_on"})["value"] == "31-02-2026" and "परीक्षण" in page.text
    assert len(page.soup.select("p.error")) >= 5


def test_out_of_reach_is_not_found(officer, sign_in):
    for role, place in (("sho", "sibling"), ("kendra_incharge", "elsewhere")):
        sign_in(role, place).get(f"/staff/{officer.id}", status=404)
    sign_in("circle_officer").get(f"/staff/{officer.id}")
    sign_in("desk_officer").get(f"/staff/{officer.id}", status=403)


def test_two_postings_at_once_are_refused_but_an_attachment_is_not(officer, world, sign_in):
    sho = sign_in.actor("sho")
    with pytest.raises(RuleBroken) as refused:
        actions.post(sho, officer, world.units["kendra"], kind="posted", from_on=date(2026, 1, 1), order_no="SP/9")
    assert refused.value.values == {"unit": "AD-ONE", "first": "01-10-2025"}
    actions.post(sho, officer, world.units["kendra"], kind="attached", from_on=date(2026, 1, 1), order_no="SP/9")


def test_only_one_is_in_charge_and_only_of_rank(officer, world, sign_in):
    sho = sign_in.actor("sho")
    for rank, sentence in (("CONST", "Only an inspector"), ("SI", "is in charge here")):
        with pytest.raises(RuleBroken) as refused:
            actions.enter_officer(sho, f"7770001{rank}", FACTS | {"rank": rank}, world.units["kendra"],
                                  TERM | {"is_in_charge": True})
        assert sentence in refused.value.sentence
        db.session.rollback()


def test_a_posting_ends_with_a_hand_over_and_the_past_day_still_knows_her(officer, world, sign_in):
    client = sign_in("sho")
    posting = db.session.scalar(select(Posting).where(Posting.officer_id == officer.id))
    url = f"/postings/{posting.id}/end"
    form = client.get(url).form(url)
    client.post(url, form | {"to_on": "31-10-2026", "order_no": "SP/7"}, status=422)
    form = client.get(url).form(url)
    client.post(url, form | {"to_on": "31-10-2026", "order_no": "SP/7", "hand_over_note": "रजिस्टर 1 से 12 सौंपे गये।"})
    scope, unit = sign_in.actor("sho").scope, world.units["kendra"]
    assert [row.id for row in queries.list_staff(scope, unit, date(2026, 10, 31))] == [officer.id]
    assert queries.list_staff(scope, unit, date(2026, 11, 1)) == []
    client.get(url)
    client.post(url, client.get(url).form(url) | {"to_on": "30-11-2026", "order_no": "SP/8", "hand_over_note": "x"}, status=409)


def test_strength_counts_the_day_asked_and_prints(officer, world, sign_in):
    unit = world.units["kendra"]
    nodal = sign_in("nodal_officer")
    url = f"/units/{unit}/sanction"
    for number, first, order in ((4, "01-10-2025", "A"), (6, "01-06-2026", "B")):
        told = {"group": "constable", "number": str(number), "from_on": first, "order_no": order}
        nodal.post(url, nodal.get(url).form(url) | told)
    scope = sign_in.actor("sho").scope
    assert [queries.sanctioned_on(scope, unit, day)["constable"] for day in (date(2026, 5, 31), date(2026, 6, 1))] == [4, 6]
    assert queries.sanctioned_on(scope, unit, date(2025, 9, 30)) == {}
    page = sign_in("sho").get(f"/units/{unit}/strength?on=01-06-2026")
    assert "01-06-2026" in page.text and page.soup.select("td .badge")
    lines = {line.group: line for line in queries.strength_of(scope, unit, date(2026, 6, 1))[0]}
    assert lines["in_charge"].posted == 1 and lines["sub_inspector"].posted == 0


def test_tenure_lists_who_has_been_there_three_years(officer, world, sign_in):
    client = sign_in("circle_officer")
    assert "परीक्षण कुमारी" not in client.get("/staff/tenure").text
    posting = db.session.scalar(select(Posting).where(Posting.officer_id == officer.id))
    posting.from_on = date(2020, 1, 1)
    db.session.commit()
    assert "परीक्षण कुमारी" in client.get("/staff/tenure").text
    assert queries.count_tenure_due(sign_in.actor("circle_officer").scope, date(2026, 11, 24)) == 1


CSV = """pno,name hindi,name english,rank,gender,mobile,unit,posted from,order no,remarks
777000010,परीक्षण एक,Test One,SI,female,9876543210,AD-ONE,01-10-2025,SP/5,x
777000001,परीक्षण कुमारी,Test Kumari,INSP,female,,AD-TWO,01-11-2026,SP/6,moves
777000011,No Hindi,Test Three,SI,female,,BD-ONE,01-10-2025,SP/5,x
"""


def test_a_list_is_judged_then_applied_once_and_moves_an_officer(officer, world, sign_in):
    client = sign_in("nodal_officer")
    form = client.get("/staff/lists/new").form("/staff/lists/new")
    sent = client.post("/staff/lists/new", {**form, "file": (io.BytesIO(CSV.encode()), "staff.csv")},
                       content_type="multipart/form-data")
    shown = client.get(sent.response.headers["Location"])
    found = queries.list_imports(sign_in.actor("nodal_officer").scope)[0]
    assert found.counts == {"new": 1, "changed": 1, "refused": 1} and found.unread_heads == ["remarks"]
    assert "777000011" in shown.text and db.session.scalar(select(Officer).where(Officer.personnel_no == "777000010")) is None
    for _ in range(2):
        client.post(f"/staff/lists/{found.id}/apply", {"csrf_token": client.csrf()}, status=None)
    db.session.expire_all()
    scope = sign_in.actor("circle_officer").scope
    assert [row.rank for row in queries.list_staff(scope, world.units["sibling_kendra"], date(2026, 11, 1))] == ["INSP"]
    assert len(queries.list_staff(scope, world.units["kendra"], date(2026, 10, 31))) == 2
    assert len(queries.list_staff(scope, world.units["kendra"], date(2026, 11, 1))) == 1


def test_an_in_charge_brings_in_her_own_kendra_and_draws_nobody_from_another(officer, world, sign_in):
    client = sign_in("kendra_incharge", "sibling")
    form = client.get("/staff/lists/new").form("/staff/lists/new")
    client.post("/staff/lists/new", {**form, "file": (io.BytesIO(CSV.replace("AD-ONE", "AD-TWO").encode()), "staff.csv")},
                content_type="multipart/form-data", status=None)
    found = queries.list_imports(sign_in.actor("kendra_incharge", "sibling").scope)[0]
    assert found.counts == {"new": 1, "refused": 2} and queries.list_imports(sign_in.actor("kendra_incharge").scope) == []


def test_a_list_seen_before_a_change_is_not_applied_blindly(officer, world, sign_in):
    actor = sign_in.actor("nodal_officer")

    found = actions.preview_list(actor, read_staff(CSV.encode()))
    db.session.commit()
    actions.enter_officer(actor, "777000010", FACTS, world.units["kendra"], TERM)
    db.session.commit()
    client = sign_in("nodal_officer")
    client.post(f"/staff/lists/{found.id}/apply", {"csrf_token": client.csrf()}, status=None)
    db.session.expire_all()
    assert found.state == "seen" and queries.find_by_number("777000010").rank == "SI"
    assert queries.find_by_number("777000001").rank == "SI", "no row of it was applied"


def test_the_empty_form_is_read_back(world, sign_in):

    answer = sign_in("nodal_officer").http.get("/staff/lists/form.xlsx")
    rows = read_staff(answer.get_data()).rows
    assert len(rows) == 1 and all(rows[0][1][field] for field in NEEDED)


def test_the_statement_prints_in_three_languages(officer, world, sign_in, app):

    actor = sign_in.actor("sho")
    with app.test_request_context():
        for language in ("hi", "en", "both"):
            built = build_statement(actor.scope, actor, world.units["kendra"],
                                    {"language": language, "arguments": {"on": "01-01-2026"}, "is_open": False})
            assert built.context["day"] == "01-01-2026" and len(built.context["staff"]) == 1
