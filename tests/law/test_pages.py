"""Pages of the law: looking up, confirming a row, bringing a pack in."""

import io

import pytest

from portal.access.policy import EVERYONE
from portal.law import queries
from tests.law.test_pack import edited
from tests.law.test_packs_in_force import NOTE, version


def say(client, language: str) -> None:
    client.post("/session/language", {"csrf_token": client.csrf(), "locale": language, "next": "/"}, status=None)


def keys_on(page) -> list[str]:
    return [link["href"].rsplit("/", 1)[-1] for link in page.soup.select("#rows th a")]


def upload(client, texts: dict[str, str], **more):
    form = client.get("/law/packs").form("/law/packs")
    names = {"offences": "offences.csv", "clocks": "clocks.csv", "pack": "pack.json"}
    files = {field: (io.BytesIO(texts[name].encode()), name) for field, name in names.items() if name in texts}
    return client.post("/law/packs", {**form, **files}, content_type="multipart/form-data", **more)


@pytest.mark.parametrize("role", EVERYONE)
def test_every_officer_may_look_the_law_up(world, sign_in, role):
    client = sign_in(role)
    assert keys_on(client.get("/law"))
    client.get("/law/offences/BNS:64(1)")
    assert keys_on(client.get("/law/clocks"))
    client.get("/law/clocks/FIR-01")


def test_the_list_is_paged_through_to_its_end(world, sign_in):
    client, seen, page = sign_in("desk_officer"), [], None
    page = client.get("/law")
    while True:
        seen += keys_on(page)
        following = page.soup.select_one("#rows [rel=next]")
        if following is None:
            break
        page = client.get(following["href"])
    assert len(seen) == len(set(seen)) == 161
    back = client.get(page.soup.select_one("#rows [rel=prev]")["href"])
    assert keys_on(back)[-1] == seen[seen.index(keys_on(page)[0]) - 1]


@pytest.mark.parametrize(("query", "key"), [
    ("q=498A", "BNS:85"), ("q=बलात्कार", "BNS:64(1)"), ("q=stalking", "BNS:78(2)(first)"), ("act=IT", "IT:66E"),
    ("category=acid_attack", "BNS:124(1)"), ("check=open&q=351", "BNS:351(2)"), ("q=377", "IPC:377"), ("q=धारा 498क", "BNS:85"),
    ("q=भादवि ३५४घ", "IPC:354D"), ("q=u/s 498-A IPC", "IPC:498A"), ("q=376डीए", "BNS:70(2)")])
def test_the_list_is_narrowed(world, sign_in, query, key):
    client = sign_in("desk_officer")
    page = client.get(f"/law?{query}")
    assert key in keys_on(page) and len(keys_on(page)) < 40
    part = client.get(f"/law?{query}", htmx=True)
    assert keys_on(part) == keys_on(page) and part.soup.h1 is None


def test_a_filter_that_is_not_understood_shows_nothing(world, sign_in):
    client = sign_in("desk_officer")
    assert keys_on(client.get("/law?act=NOPE")) == []
    client.get("/law?colour=red", status=400)
    client.get("/law?after=BNS:999", status=404)


def test_the_page_speaks_either_language(world, sign_in):
    client = sign_in("desk_officer")
    hindi = client.get("/law/offences/BNS:85")
    assert hindi.h1 == "बीएनएस 85"
    assert "प्रथम वर्ग मजिस्ट्रेट" in hindi.words and "Magistrate" not in hindi.words
    say(client, "en")
    english = client.get("/law/offences/BNS:85")
    assert english.h1 == "BNS 85" and "Magistrate of the first class" in english.words
    assert "24 hours" in client.get("/law/clocks/POC-03").words


def test_a_section_shows_its_duties_and_its_source(world, sign_in):
    client = sign_in("desk_officer")
    say(client, "en")
    words = client.get("/law/offences/BNS:64(1)").words
    assert "BNSS 193(2)" in words and "BNS 72" in words and "India Code" in words and "To be verified" not in words
    assert "To be verified" in client.get("/law/offences/BNS:351(2)").words


@pytest.mark.parametrize("path", ["/law/offences/BNS:999", "/law/offences/complaints", "/law/clocks/FIR-99"])
def test_what_is_not_in_the_pack_is_not_found(world, sign_in, path):
    sign_in("desk_officer").get(path, status=404)


def test_a_prosecution_officer_confirms_a_row_and_the_mark_goes(world, sign_in):
    client, url = sign_in("prosecution_officer"), "/law/confirm/offence/BNS:351(2)"
    say(client, "en")
    assert client.get("/law/offences/BNS:351(2)").soup.select(f"a[href='{url}']")
    page = client.follow(client.send(url, {"note": NOTE}, action=url))
    assert NOTE in page.words and "To be verified" not in page.soup.find("main").get_text()
    other = sign_in("desk_officer")
    say(other, "en")
    assert "Confirmed by a prosecution officer" in other.get("/law/offences/BNS:351(2)").words
    assert keys_on(other.get("/law?check=done")) == ["BNS:351(2)"]
    assert "BNS:351(2)" not in keys_on(other.get("/law?check=open"))
    client.send(url, {"note": NOTE}, action=url, status=409)


@pytest.mark.parametrize("note", ["", "read it", "-" * 40])
def test_a_confirmation_says_what_was_compared(world, sign_in, note):
    client, url = sign_in("prosecution_officer"), "/law/confirm/clock/FIR-10"
    page = client.send(url, {"note": note}, action=url, status=422)
    assert len(page.errors()) == 1
    assert queries.signed_off(queries.bundled_pack().version) == {}


@pytest.mark.parametrize("role", [role for role in EVERYONE if role != "prosecution_officer"])
def test_nobody_else_confirms(world, sign_in, role):
    client = sign_in(role)
    assert not client.get("/law/offences/BNS:351(2)").soup.select("a[href^='/law/confirm']")
    client.get("/law/confirm/offence/BNS:351(2)", status=403)


def test_a_pack_from_upload_to_in_force(world, sign_in):
    client = sign_in("state_officer")
    say(client, "en")
    shown = client.follow(upload(client, version("2027.1", edited("offences.csv", "BNS:85", court="Court of Session"))))
    rows = [row.get_text(" ", strip=True) for row in shown.soup.select("table.list tbody tr")]
    assert len(rows) == 1 and "BNS:85" in rows[0] and "Court of Session" in rows[0]
    assert queries.current_pack().version != "2027.1"
    action = next(form["action"] for form in shown.soup.select("form") if form["action"].endswith("/put-in-force"))
    done = client.follow(client.post(action, {"csrf_token": client.csrf()}))
    assert queries.current_pack().version == "2027.1"
    assert not done.soup.select("form[action$='/put-in-force']")
    assert "2027.1" in sign_in("desk_officer").get("/law").words


def test_the_files_in_force_are_there_to_be_corrected(world, sign_in):
    client = sign_in("state_officer")
    links = [link["href"] for link in client.get("/law/packs").soup.select("a[href^='/law/packs/in-force/']")]
    texts = {href.rsplit("/", 1)[-1]: client.get(href).response.get_data(as_text=True) for href in links}
    assert queries.pack_of_texts(texts).sha256 == queries.bundled_pack().sha256
    client.get("/law/packs/in-force/secret.csv", status=404)
    shown = client.follow(upload(client, version("2027.1", edited("offences.csv", court="Special Court"))))
    action = next(form["action"] for form in shown.soup.select("form") if form["action"].endswith("/put-in-force"))
    client.post(action, {"csrf_token": client.csrf()})
    again = {name: client.get(f"/law/packs/in-force/{name}").response.get_data(as_text=True) for name in texts}
    assert queries.pack_of_texts(again).sha256 == queries.pack_of("2027.1").sha256


def test_the_first_page_counts_what_waits_and_opens_it(world, sign_in):
    client = sign_in("prosecution_officer")
    say(client, "en")
    figures = {link.span.get_text(): (int(link.strong.get_text()), link["href"])
               for link in client.get("/").soup.select(".figure")}
    for label, total in (("Sections of law to be verified", 124), ("Periods of law to be verified", 34)):
        count, href = figures[label]
        assert count == total and f"found: {total}" in client.get(href).words, "the list says as many as the figure"
    url = "/law/confirm/clock/FIR-10"
    client.send(url, {"note": NOTE}, action=url)
    again = {link.span.get_text(): int(link.strong.get_text()) for link in client.get("/").soup.select(".figure")}
    assert again["Periods of law to be verified"] == 33
    assert "Sections of law to be verified" not in sign_in("desk_officer").get("/").words


def test_a_pack_is_put_aside(world, sign_in):
    client = sign_in("state_officer")
    shown = client.follow(upload(client, version("2027.1")))
    action = next(form["action"] for form in shown.soup.select("form") if form["action"].endswith("/put-aside"))
    assert client.follow(client.post(action, {"csrf_token": client.csrf()})).h1
    assert queries.list_packs()[0].state == "put_aside"


def test_every_fault_of_an_upload_is_shown(world, sign_in):
    client = sign_in("state_officer")
    say(client, "en")
    page = upload(client, version("2027.1", edited("offences.csv", cognizable="?", source="")), status=422)
    assert "2 faults" in page.words and "“source” is empty" in page.words
    assert queries.list_packs() == []


@pytest.mark.parametrize(("texts", "errors"), [
    ({}, 3), ({"offences.csv": "x"}, 2)])
def test_a_file_that_is_missing_is_told_beside_its_field(world, sign_in, texts, errors):
    assert len(upload(sign_in("state_officer"), texts, status=422).errors()) == errors


def test_a_file_that_is_no_text_is_told(world, sign_in):
    client = sign_in("state_officer")
    form = client.get("/law/packs").form("/law/packs")
    files = {name: (io.BytesIO(b"\xff\xfe\x00bad\xff"), f"{name}.csv") for name in ("offences", "clocks", "pack")}
    page = client.post("/law/packs", {**form, **files}, content_type="multipart/form-data", status=422)
    assert len(page.errors()) == 3


def test_a_version_that_is_taken_is_refused_in_words(world, sign_in):
    client = sign_in("state_officer")
    own = queries.bundled_pack().version
    page = upload(client, version(own, edited("offences.csv", court="Special Court")), status=409)
    assert own in page.words


@pytest.mark.parametrize("role", [role for role in EVERYONE if role != "state_officer"])
def test_only_the_state_brings_packs_in(world, sign_in, role):
    sign_in(role).get("/law/packs", status=403)


@pytest.mark.parametrize(("text", "key"), [("498A", "BNS:85"), ("धारा 376 आईपीसी", "IPC:376(1)"), ("377", "IPC:377")])
def test_the_search_box_finds_a_section_of_the_new_or_the_old_code(world, sign_in, text, key):
    client = sign_in("desk_officer")
    page = client.post("/search", {"csrf_token": client.csrf(), "q": text}, status=None)
    assert f"/law/offences/{key}" in page.text


def test_a_section_of_the_penal_code_is_looked_up_and_confirmed_like_any_other(world, sign_in):
    client = sign_in("prosecution_officer")
    say(client, "en")
    assert "IPC:506" in keys_on(client.get("/law?act=IPC&q=506")) and "IPC:506" not in keys_on(client.get("/law?q=506"))
    page = client.get("/law/offences/IPC:506")
    assert "BNS 351(2)" in page.words and "/law/confirm/offence/IPC:506" in page.text
    parts = page.soup.select("#divided tbody tr")
    assert [row.a["href"] for row in parts] == ["/law/offences/BNS:351(2)", "/law/offences/BNS:351(3)"]
    assert parts[0].get_text() != parts[1].get_text() and "7 years" in parts[1].get_text(), "each part with its own term"
    assert not client.get("/law/offences/IPC:304B").soup.select("#divided")
    url = "/law/confirm/offence/IPC:506"
    client.send(url, {"note": NOTE}, action=url)
    assert "Confirmed by" in client.get("/law/offences/IPC:506").words
