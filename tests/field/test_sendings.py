"""What a telephone sends is taken once, in order, each entry by itself; what is refused says why and harms nothing else."""

import gzip
import json
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.config import ROOT
from portal.core import clock
from portal.core.db import db
from portal.field.models import FieldEntry
from portal.personnel import actions as personnel
from portal.squads import actions
from portal.squads.models import Outing, SquadConduct, SquadStop
from tests.factories import training as made_up
from tests.factories.matters import actor

SPOT = {"kind": "school", "source": "girls", "source_note": "", "morning": "high", "noon": "low", "evening": "low",
        "night": "low"}


@pytest.fixture
def kept(world):
    """The in-charge's squad, a spot of hers and an officer who may brief."""
    incharge, officer = actor(world, "kendra_incharge"), made_up.officer(world, 1, rank="SI")
    squad = actions.enter_squad(incharge, "परीक्षण स्क्वायड")
    spot = actions.enter_spot(incharge, {**SPOT, "name": "परीक्षण विद्यालय"})
    db.session.commit()
    return squad, spot, officer


class Phone:
    """A telephone of somebody signed in."""

    def __init__(self, client):
        self.client = client
        self.ticket = client.http.get("/field/ticket").get_json()

    def post(self, body, **headers):
        data = body if isinstance(body, bytes) else json.dumps({"label": self.ticket["label"], "entries": body}).encode()
        return self.client.http.post("/field/entries", data=data, content_type="application/json",
                                     headers={"X-CSRFToken": self.ticket["csrf"], "HX-Request": "true"} | headers)

    def send(self, *entries):
        answer = self.post(list(entries))
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()["verdicts"]


@pytest.fixture
def phone(sign_in):
    return Phone(sign_in("kendra_incharge"))


def entry(kind, _id=None, noted_at=None, v=1, **fields):
    return {"v": v, "id": str(_id or uuid.uuid4()), "kind": kind, "fields": fields,
            "noted_at": noted_at or clock.now().isoformat()}


def hour(minutes):
    return clock.to_ist(clock.now() - timedelta(minutes=minutes)).strftime("%H:%M")


def day_of(kept, stops=2):
    """A whole outing as the telephone writes it: the briefing's id is what all the rest belongs to."""
    squad, spot, officer = kept
    day = clock.to_ist(clock.now() - timedelta(minutes=180)).strftime("%d-%m-%Y")
    brief = entry("squads.brief", squad=str(squad.id), day=day, at=hour(180), officer=str(officer.id),
                  briefing="स्थल एवं आचरण बताया गया")
    ref = brief["id"]
    return [brief, entry("squads.go_out", outing=ref, at=hour(170)),
            *(entry("squads.stop", outing=ref, spot=str(spot.id), came_at=hour(160 - 20 * one), left_at=hour(150 - 20 * one),
                    checked="7", warned="1", vehicles="", reason="") for one in range(stops)),
            entry("squads.foot", outing=ref, place="बाजार", came_at=hour(60), left_at=hour(50), checked="3", warned="0"),
            entry("squads.conduct", outing=ref, has_woman_officer="yes", dress="uniform", camera_ref="BC-7", no_camera_reason="",
                  asked_no_couple="yes", humiliated_nobody="yes", chose_by_act="yes", explanation=""),
            entry("squads.close", outing=ref, at=hour(20), note="")]


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_day_without_a_line_arrives_as_a_closed_outing(kept, phone):
    assert all(one["taken"] for one in phone.send(*day_of(kept)))
    outing = db.session.scalar(select(Outing))
    assert (outing.state, count(SquadStop), count(SquadConduct)) == ("closed", 3, 1)


def test_everything_sent_again_in_any_order_changes_nothing(kept, phone):
    day = day_of(kept)
    phone.send(*day)
    trail = count(TrailEntry)
    assert all(one["taken"] for one in phone.send(*reversed(day), *day))
    assert (count(Outing), count(SquadStop), count(FieldEntry), count(TrailEntry)) == (1, 3, len(day), trail)


def test_the_same_entry_twice_in_one_sending_is_one_record(kept, phone):
    day = day_of(kept, stops=1)
    assert all(one["taken"] for one in phone.send(*(one for two in zip(day, day, strict=True) for one in two)))
    assert count(SquadStop) == 2


def test_one_bad_entry_is_refused_by_field_and_its_neighbours_are_taken(kept, phone):
    day = day_of(kept)
    day[2]["fields"]["warned"] = "90"
    verdicts = phone.send(*day)
    assert [one["taken"] for one in verdicts] == [True, True, False, True, True, True, True]
    assert "warned" in verdicts[2]["faults"] and verdicts[2]["said"]
    assert count(SquadStop) == 2 and db.session.scalar(select(FieldEntry).where(
        FieldEntry.entry_id == uuid.UUID(day[2]["id"]))) is None


def test_a_refused_entry_leaves_no_word_in_the_trail_and_is_taken_when_mended(kept, phone):
    day = day_of(kept)[:3]
    phone.send(*day[:2])
    trail = count(TrailEntry)
    stop = day[2]["fields"]
    stop["came_at"], stop["left_at"] = hour(-60), hour(-90)
    assert not phone.send(day[2])[0]["taken"]
    assert count(TrailEntry) == trail
    stop["came_at"], stop["left_at"] = hour(100), hour(90)
    assert phone.send(day[2])[0]["taken"] and count(SquadStop) == 1


def test_entries_out_of_order_say_why_and_are_taken_later(kept, phone):
    brief, out, stop, *_ = day_of(kept)
    assert [one["taken"] for one in phone.send(stop, out)] == [False, False]
    assert [one["taken"] for one in phone.send(brief, out, stop)] == [True, True, True]


def test_what_belongs_to_a_refused_briefing_waits_for_it(kept, phone):
    brief, out, *_ = day_of(kept)
    brief["fields"]["officer"] = str(uuid.uuid4())
    first, second = phone.send(brief, out)
    assert not first["taken"] and "officer" in first["faults"] and not second["taken"] and "प्रभारी" in second["said"]
    brief["fields"]["officer"] = str(kept[2].id)
    assert all(one["taken"] for one in phone.send(brief, out))


@pytest.mark.parametrize("noted_at", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "2099-12-31T23:59:59Z",
                                      "9999-12-31T23:59:59-14:00", "yesterday", ""])
def test_a_wrong_clock_loses_no_entry(kept, phone, noted_at):
    assert phone.send({**day_of(kept)[0], "noted_at": noted_at})[0]["taken"]


def test_a_day_in_the_future_is_refused_in_words(kept, phone):
    brief = day_of(kept)[0]
    brief["fields"]["day"] = (clock.today() + timedelta(days=3)).strftime("%d-%m-%Y")
    assert phone.send(brief)[0]["faults"]["day"]


@pytest.mark.parametrize("days", [-5000, 3])
def test_what_a_wrong_clock_wrote_is_kept_with_its_reason_and_taken_when_mended(kept, phone, days):
    brief = day_of(kept)[0]
    right = brief["fields"]["day"]
    brief["fields"]["day"] = (clock.today() + timedelta(days=days)).strftime("%d-%m-%Y")
    brief["noted_at"] = (clock.now() + timedelta(days=days)).isoformat()
    first, = phone.send(brief)
    assert not first["taken"] and first["said"] and count(Outing) == 0
    brief["fields"]["day"] = right
    assert phone.send(brief)[0]["taken"] and phone.send(brief)[0]["taken"] and count(Outing) == 1


@pytest.mark.parametrize("bad", [
    {}, [], 7, None, "text", {"v": 1, "id": "x", "kind": "squads.stop", "noted_at": "", "fields": {}},
    {"v": "1", "id": str(uuid.uuid4()), "kind": "squads.stop", "noted_at": "", "fields": {}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": "squads.stop", "noted_at": "", "fields": {"spot": {"a": 1}}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": "squads.stop", "noted_at": "", "fields": {"spot": "क" * 6000}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": ["squads.stop"], "noted_at": "", "fields": {}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": "squads.stop", "noted_at": "", "fields": {}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": "squads.stop", "noted_at": "", "fields": {"outing": ["x", "y"]}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": "squads.brief", "noted_at": "\ud800", "fields": {"briefing": "\ud800\0"}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": "squads.person", "noted_at": "", "fields": {"name": "x"}},
    {"v": 0, "id": str(uuid.uuid4()), "kind": "squads.stop", "noted_at": "", "fields": {"spot": "x"}},
    {"v": 1, "id": str(uuid.uuid4()), "kind": "squads.stop", "noted_at": "", "fields": {"colour": "x"}}])
def test_damaged_entries_are_refused_in_words_beside_good_ones(kept, phone, bad):
    first, second = phone.send(bad, day_of(kept)[0])
    assert not first["taken"] and first["said"] and second["taken"]


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_half_sent_body_is_a_sentence_and_nothing_written(kept, phone, cut):
    body = json.dumps({"label": phone.ticket["label"], "entries": day_of(kept)}).encode()
    answer = phone.post(body[:-cut])
    assert answer.status_code == 400 and answer.get_json()["sentence"] and count(FieldEntry) == 0
    assert phone.post(b"[" * 100_000).status_code == 400 and phone.post(b"[]").status_code == 400
    assert phone.post(b"{}").status_code == 400 and phone.post(b"\xff\xfe").status_code == 400


def test_too_much_at_once_is_a_sentence(kept, phone):
    assert phone.post([day_of(kept)[0]] * 51).status_code == 413
    assert phone.post(b" " * (3 * 1024 * 1024)).status_code == 413
    assert count(FieldEntry) == 0


def test_five_hundred_entries_in_batches_are_five_hundred_records(kept, phone):
    brief, out, *_ = day_of(kept)
    phone.send(brief, out)
    stops = [{**day_of(kept)[2], "id": str(uuid.uuid4())} for _ in range(500)]
    for one in stops:
        one["fields"]["outing"] = brief["id"]
    for first in range(0, 500, 50):
        assert all(one["taken"] for one in phone.send(*stops[first:first + 50]))
    assert count(SquadStop) == 500


def test_entries_of_another_officer_are_not_taken_under_my_name(kept, phone, sign_in):
    other = Phone(sign_in("sho"))
    other.ticket["label"] = phone.ticket["label"]
    answer = other.post(day_of(kept))
    assert answer.status_code == 409 and answer.get_json()["sentence"] and count(FieldEntry) == 0


def test_an_id_that_another_officer_used_is_refused(kept, phone, sign_in):
    day = day_of(kept)
    phone.send(*day[:3])
    assert not Phone(sign_in("sho")).send(day[2])[0]["taken"] and count(SquadStop) == 1


def test_an_id_used_for_something_else_is_refused(kept, phone):
    day = day_of(kept)
    phone.send(*day[:3])
    day[4]["id"] = day[2]["id"]
    assert not phone.send(day[4])[0]["taken"] and count(SquadConduct) == 0


def led(world, squad, place="own"):
    """The squad leader of a place, on the staff list and leading."""
    leader = actor(world, "squad_leader", place)
    facts = made_up.FACTS | {"rank": "SI"}
    officer = personnel.enter_officer(actor(world, "sho", place), leader.personnel_no, facts, squad.unit_id,
                                      {"kind": "posted", "from_on": date(2026, 1, 1), "order_no": "T/1"})
    return actions.add_member(actor(world, "kendra_incharge", place), squad, officer.id, date(2026, 1, 1), is_leader=True)


def test_a_leader_who_was_taken_out_of_her_squad_gets_a_sentence_and_keeps_what_was_taken(world, kept, sign_in):
    squad, day = kept[0], day_of(kept)
    member = led(world, squad)
    db.session.commit()
    phone = Phone(sign_in("squad_leader"))
    assert all(one["taken"] for one in phone.send(*day[:3]))
    actions.end_member(actor(world, "kendra_incharge"), squad, member.id, clock.today() - timedelta(days=1))
    db.session.commit()
    known, late = phone.send(day[2], day[3])
    assert known["taken"] and not late["taken"] and "तैनाती" in late["said"]


def test_a_neighbours_telephone_reaches_nothing(kept, sign_in):
    phone = Phone(sign_in("kendra_incharge", "sibling"))
    assert not any(one["taken"] for one in phone.send(*day_of(kept))) and count(Outing) == 0


@pytest.mark.parametrize(("role", "may"), [
    ("kendra_incharge", True), ("sho", True), ("squad_leader", True), ("beat_officer", True),
    ("desk_officer", False), ("counsellor", False), ("circle_officer", False)])
def test_who_may_send(sign_in, role, may):
    client = sign_in(role)
    assert client.http.get("/field/pack").status_code == (200 if may else 403)


def test_a_sitting_that_ended_is_told_without_losing_the_way_back(client):
    answer = client.http.get("/field/ticket", headers={"HX-Request": "true"})
    assert answer.status_code == 401 and not answer.get_data()
    assert client.get("/field/back", status=303).location == "/sign-in?next=/field/back"


def test_without_csrf_nothing_is_taken(kept, phone):
    assert phone.post(day_of(kept), **{"X-CSRFToken": "x"}).status_code == 400 and count(FieldEntry) == 0


# The pack, the shell, the spare key

def test_the_pack_asks_in_both_languages_what_the_form_asks(kept, phone):
    phone.send(*day_of(kept)[:2])
    packs = phone.client.http.get("/field/pack").get_json()["packs"]
    hindi, english = ({one["key"]: one for one in packs[language]["squads"]["kinds"]} for language in ("hi", "en"))
    assert (english["squads.foot"]["label"], hindi["squads.foot"]["label"]) == ("Foot patrol", "पैदल गश्त")
    assert [one["name"] for one in english["squads.stop"]["fields"]] == [
        "spot", "came_at", "left_at", "checked", "warned", "vehicles", "reason", "outing"]
    assert [label for _, label in english["squads.stop"]["fields"][0]["choices"]] == ["परीक्षण विद्यालय"]
    thread, = packs["hi"]["squads"]["threads"]
    assert thread["done"] == ["squads.brief", "squads.go_out"]


def test_an_outing_keeps_on_the_telephone_the_id_that_the_telephone_gave_it(kept, phone, sign_in):
    day = day_of(kept)
    phone.send(*day[:2])
    assert phone.client.http.get("/field/pack").get_json()["packs"]["en"]["squads"]["threads"][0]["ref"] == day[0]["id"]
    other = sign_in("sho").http.get("/field/pack").get_json()["packs"]["en"]["squads"]["threads"][0]["ref"]
    assert uuid.UUID(other) == db.session.scalar(select(Outing.id))


def test_the_shell_is_the_same_for_everybody_and_names_nobody(client, sign_in, world):
    stranger, officer = client.get("/field/"), sign_in("kendra_incharge").get("/field/")
    assert stranger.text == officer.text and "csrf" not in stranger.text
    worker, again = (one.http.get("/field/sw.js") for one in (client, sign_in("sho")))
    assert worker.mimetype == "text/javascript" and worker.get_data() == again.get_data()
    files = json.loads(worker.get_data(as_text=True).split("FILES = ", 1)[1].split(";", 1)[0])
    size = sum(len(gzip.compress(one.get_data(), 6)) for one in (worker, client.http.get("/field/")))
    size += sum(len(gzip.compress((ROOT / "static" / file.split("/", 3)[3]).read_bytes(), 6)) for file in files[1:])
    assert size < 24 * 1024, "the page set no longer fits a thin line"
    manifest = json.loads(client.http.get("/field/manifest.webmanifest").get_data())
    for file in files + [one["src"] for one in manifest["icons"]]:
        with client.http.get(file) as answer:
            assert answer.status_code == 200, file
    assert manifest["scope"] == "/field/"


def test_the_spare_key_is_the_officers_own_and_its_giving_is_written_down(phone, sign_in):
    box = str(uuid.uuid4())

    def ask(who, name):
        return who.client.http.post("/field/spare-key", json={"box": name}, headers={"X-CSRFToken": who.ticket["csrf"]})
    first, again, other = ask(phone, box), ask(phone, box), ask(Phone(sign_in("sho")), box)
    keys = [one.get_json()["key"] for one in (first, again, other)]
    assert keys[0] == keys[1] != keys[2] and len(keys[0]) == 64
    assert keys[0] != ask(phone, str(uuid.uuid4())).get_json()["key"] and ask(phone, "x").status_code == 400
    assert db.session.scalar(select(func.count(TrailEntry.id)).where(TrailEntry.action == "field:key:given")) == 4
