"""Pages of units: the tree, one unit, found and change, and a list from upload to applied."""

import io

import pytest

from portal.core.db import db
from portal.units import queries, rules, sheets
from portal.units.models import Unit

CSV = """code,kind,parent,name hindi,name english,remarks
AD-NEW,kendra,ADS1,नया केन्द्र,New Kendra,x
BD-NEW,kendra,BDS1,बाहर,Outside,x
AD-BAD,kendra,ADS1,No Hindi,No Hindi,x
"""


def upload(client, text=CSV, name="units.csv", **more):
    form = client.get("/units/import").form("/units/import")
    file = (io.BytesIO(text if isinstance(text, bytes) else text.encode()), name)
    return client.post("/units/import", {**form, "file": file}, content_type="multipart/form-data", **more)


def open_tree(page):
    return [link["href"] for link in page.soup.select("#tree a[href^='/units/']")]


def test_the_tree_holds_the_own_units_in_both_languages(world, sign_in):
    for language in ("hi", "en"):
        client = sign_in("district_chief")
        client.post("/session/language", {"csrf_token": client.csrf(), "locale": language, "next": "/"}, status=None)
        page = client.get("/units")
        assert page.soup.html["lang"] == language
        links = open_tree(page)
        assert f"/units/{world.units['district']}" in links
        assert f"/units/{world.units['kendra']}" in links
        assert f"/units/{world.units['other_kendra']}" not in links


def test_the_tree_is_nested(world, sign_in):
    page = sign_in("district_chief").get("/units")
    link = page.soup.select_one(f"#tree a[href$='{world.units['kendra']}']")
    above = [item.a["href"].rsplit("/", 1)[-1] for item in link.find_parents("li")]
    assert above == [str(world.units[name]) for name in ("kendra", "station", "circle", "district")]


def test_the_tree_is_paged_and_a_later_page_says_where_it_belongs(world, sign_in, monkeypatch):
    monkeypatch.setattr("portal.units.routes.UNITS_SHOWN", 3)
    client, seen = sign_in("state_officer"), []
    page = client.get("/units")
    while True:
        links = [link["href"] for link in page.soup.select("#tree li > a")]
        seen += [href for href in links if href not in seen]
        following = page.soup.select_one("#tree .pager [rel=next]")
        if following is None:
            break
        page = client.get(following["href"])
        assert page.soup.select_one("#tree li > a")["href"] == f"/units/{world.units['state']}"
    assert len(seen) == len(world.units)


def test_search_narrows_by_text_and_kind_also_as_a_fragment(world, sign_in):
    client = sign_in("district_chief")
    assert open_tree(client.get("/units?q=ad-one")) == [f"/units/{world.units['kendra']}"]
    assert len(open_tree(client.get("/units?kind=kendra"))) == 2
    part = client.get("/units?q=ad-one", htmx=True)
    assert open_tree(part) == [f"/units/{world.units['kendra']}"]
    assert part.soup.h1 is None
    assert open_tree(client.get("/units?q=nothing-like-this")) == []
    client.get("/units?kind=village")
    client.get("/units?colour=red", status=400)


def test_a_desk_officer_opens_the_own_unit_but_no_list_and_no_other(world, sign_in):
    client = sign_in("desk_officer")
    page = client.get(f"/units/{world.units['kendra']}")
    assert "AD-ONE" in page.words
    assert not page.soup.select(f"main a[href*='{world.units['station']}']")
    client.get("/units", status=403)
    client.get(f"/units/{world.units['sibling_kendra']}", status=404)
    client.get("/units/new", status=403)
    client.get(f"/units/{world.units['kendra']}/change", status=403)
    client.get("/units/import", status=403)


def test_a_page_of_a_unit_shows_what_stands_above_and_below(world, sign_in):
    page = sign_in("circle_officer").get(f"/units/{world.units['circle']}")
    for name in ("state", "station", "sibling_station"):
        assert db.session.get(Unit, world.units[name]).name_hi in page.words
    assert page.soup.select(f"main a[href$='{world.units['station']}']")


def test_found_and_change_a_unit(world, sign_in):
    client = sign_in("administrator")
    form = client.get("/units/new?under=ADS1").form("/units/new")
    assert form["parent_code"] == "ADS1"
    page = client.post("/units/new", {**form, "code": "ad-new", "kind": "kendra", "name_hi": "नया केन्द्र",
                                      "name_en": "New Kendra", "opened_on": "20-09-2025"})
    shown = client.follow(page)
    assert shown.h1 == "नया केन्द्र"
    unit = queries.get_by_code(None, "AD-NEW")
    change = f"/units/{unit.id}/change"
    client.send(change, {"name_en": "Newer Kendra", "phone": "112"}, action=change)
    db.session.expire_all()
    assert (unit.name_en, unit.phone, unit.opened_on.year) == ("Newer Kendra", "112", 2025)


def test_a_stale_change_is_told_and_nothing_is_lost(world, sign_in):
    client, change = sign_in("administrator"), f"/units/{world.units['kendra']}/change"
    first = client.get(change).form(change)
    client.post(change, {**first, "name_en": "By One"})
    second = client.get(change).form(change)
    page = client.post(change, {**second, "version": first["version"], "name_en": "By Two"}, status=409)
    assert "By Two" in page.text
    assert queries.get_by_code(None, "AD-ONE").name_en == "By One"


@pytest.mark.parametrize(("values", "count"), [
    ({"code": "", "name_hi": "", "name_en": ""}, 3),
    ({"code": "bad code!", "name_hi": "Latin", "name_en": "हिन्दी", "phone": "abc"}, 4),
    ({"opened_on": "20-09-2099"}, 1)])
def test_each_mistake_stands_beside_its_field(world, sign_in, values, count):
    client = sign_in("administrator")
    good = {"code": "AD-NEW", "kind": "kendra", "name_hi": "नया", "name_en": "New", "parent_code": "ADS1"}
    page = client.send("/units/new", {**good, **values}, action="/units/new", status=422)
    assert len(page.errors()) == count
    assert queries.get_by_code(None, "AD-NEW") is None


def test_a_rule_of_the_tree_is_told_in_a_sentence(world, sign_in):
    client = sign_in("administrator")
    values = {"code": "AD-NEW", "kind": "circle", "name_hi": "नया", "name_en": "New", "parent_code": "ADS1"}
    page = client.send("/units/new", values, action="/units/new", status=409)
    assert "नया" in page.text


def test_a_list_from_upload_to_applied(world, sign_in):
    client = sign_in("administrator")
    shown = client.follow(upload(client))
    rows = shown.soup.select("#rows tbody tr")
    assert len(rows) == 3
    assert "remarks" in shown.words
    assert "AD-NEW" in rows[0].get_text()
    assert queries.get_by_code(None, "AD-NEW") is None
    refused = client.get(shown.soup.select_one("form.filter")["action"] + "?show=refused")
    assert len(refused.soup.select("#rows tbody tr")) == 2
    apply = next(form["action"] for form in shown.soup.select("form") if form["action"].endswith("/apply"))
    done = client.follow(client.post(apply, {"csrf_token": client.csrf()}))
    assert queries.get_by_code(None, "AD-NEW") is not None
    assert queries.get_by_code(None, "BD-NEW") is None
    assert not [form for form in done.soup.select("form") if form["action"].endswith("/apply")]
    client.post(apply, {"csrf_token": client.csrf()})
    assert apply.removesuffix("/apply") in [link["href"] for link in client.get("/units/import").soup.select("main a")]


def test_a_list_is_put_aside(world, sign_in):
    client = sign_in("administrator")
    shown = client.follow(upload(client))
    address = next(form["action"] for form in shown.soup.select("form") if form["action"].endswith("/cancel"))
    client.post(address, {"csrf_token": client.csrf()})
    client.post(address.replace("/cancel", "/apply"), {"csrf_token": client.csrf()}, status=409)
    assert queries.get_by_code(None, "AD-NEW") is None


def test_a_list_of_another_administrator_is_not_found(world, sign_in):
    location = upload(sign_in("administrator")).location
    sign_in("administrator", "elsewhere").get(location, status=404)
    sign_in("sho").get(location, status=403)


def test_files_that_are_no_list_are_refused_in_words(world, sign_in):
    client = sign_in("administrator")
    assert upload(client, b"\xd0\xcf\x11\xe0" + bytes(600), "units.xls", status=409).is_html
    form = client.get("/units/import").form("/units/import")
    assert client.post("/units/import", form, status=422).errors()


def test_the_form_to_fill_in_is_a_good_list(world, sign_in):
    answer = sign_in("administrator").get("/units/import/form.xlsx").response
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="units.xlsx"'
    assert len(sheets.read_sheet(answer.get_data()).rows) == len(sheets.EXAMPLE)


def test_many_rows_are_shown_a_hundred_at_a_time(world, sign_in):
    lines = [f"AD-{number:03d},kendra,ADS1,केन्द्र,Kendra" for number in range(150)]
    client = sign_in("administrator")
    shown = client.follow(upload(client, "\n".join(["code,kind,parent,name hindi,name english", *lines])))
    assert len(shown.soup.select("#rows tbody tr")) == 100
    rest = client.get(shown.soup.select_one("#rows .pager [rel=next]")["href"])
    assert len(rest.soup.select("#rows tbody tr")) == 50


def test_commands_import_and_list(app, world, tmp_path):
    file = tmp_path / "units.csv"
    file.write_text(CSV.replace("बाहर", "Outside"), encoding="utf-8")
    runner = app.test_cli_runner()
    strict = runner.invoke(args=["units", "import", "--strict", str(file)])
    assert strict.exit_code == 1
    assert rules.SAY_NAME_HI in strict.output
    db.session.rollback()
    assert queries.get_by_code(None, "AD-NEW") is None
    done = runner.invoke(args=["units", "import", str(file)])
    assert (done.exit_code, "1 new" in done.output) == (1, True)
    listing = runner.invoke(args=["units", "list"]).output
    assert "AD-NEW  kendra  नया केन्द्र / New Kendra" in listing
    file.write_text(CSV.splitlines()[0] + "\n" + CSV.splitlines()[1], encoding="utf-8")
    assert runner.invoke(args=["units", "import", str(file)]).exit_code == 0
