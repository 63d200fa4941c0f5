"""A day on the beat written without a line: what the telephone knows, that all arrives once, and why an entry comes back."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.beats.models import BeatDay, BeatOfficer, BeatProblem, BeatVisit
from portal.beats.queries import days
from portal.core import clock
from portal.core.db import db
from portal.field.models import FieldEntry
from tests.factories.patrols import STORY, beat_of, end, out
from tests.factories.roster import staff
from tests.field.test_sendings import Phone, entry, hour


@pytest.fixture
def kept(world):
    """The beat officer's beat, its places, and her row on the staff list."""
    officer = staff(world, "beat_officer")[0]
    beat, places = beat_of(world, officer)
    db.session.commit()
    return beat, places, officer


@pytest.fixture
def phone(kept, sign_in):
    return Phone(sign_in("beat_officer"))


def day_of(kept, visits=3, started=180):
    """A whole day as the telephone writes it: the start's id is what all the rest belongs to."""
    beat, places, officer = kept
    on = clock.to_ist(clock.now() - timedelta(minutes=started)).strftime("%d-%m-%Y")
    start = entry("beats.start", beat=str(beat.id), day=on, at=hour(started), officer=str(officer.id))
    ref = start["id"]
    return [start,
            *(entry("beats.visit", day_id=ref, place=str(places[one % 3].id), came_at=hour(started - 10 - 20 * one),
                    left_at=hour(started - 25 - 20 * one), women_met="7", officials=["head", "asha"], schemes=["helplines"],
                    information="", next_on="", position="26.85,80.95,12") for one in range(visits)),
            entry("beats.problem", day_id=ref, place=str(places[0].id), at=hour(started - 15), nature="threat",
                  outcome="taken_up", account=STORY, occurred_on=""),
            entry("beats.end", day_id=ref, at=hour(started - 150), summary="तीन ग्राम का भ्रमण किया",
                  next_note="ग्राम 3 अवश्य जायें")]


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_day_without_a_line_arrives_closed_and_once(kept, phone):
    day = day_of(kept)
    said = phone.send(*day)
    assert all(one["taken"] for one in said), said
    trail = count(TrailEntry)
    assert all(one["taken"] for one in phone.send(*reversed(day), *day))
    assert (count(BeatDay), count(BeatVisit), count(BeatProblem), count(FieldEntry)) == (1, 3, 1, len(day))
    assert count(TrailEntry) == trail
    written = db.session.scalar(select(BeatDay))
    visits = [one for one, *_ in days.list_visits(written)]
    assert (written.state, [one.women_met for one in visits], visits[0].accuracy) == ("closed", [7, 7, 7], 12)


def test_what_came_back_is_mended_after_the_end_was_taken(kept, phone):
    day = day_of(kept)
    day[2]["fields"]["women_met"] = "4000"
    said = phone.send(*day)
    assert [one["taken"] for one in said] == [True, True, False, True, True, True] and said[2]["faults"]["women_met"]
    day[2]["fields"]["women_met"] = "40"
    assert phone.send(day[2])[0]["taken"] and count(BeatVisit) == 3


def test_out_of_order_is_refused_and_taken_later(kept, phone):
    start, *rest = day_of(kept)
    assert not any(one["taken"] for one in phone.send(*rest))
    assert all(one["taken"] for one in phone.send(start, *rest)) and count(BeatVisit) == 3


def test_the_reason_of_each_refusal_is_a_sentence_of_its_own(world, kept, phone):
    _, elsewhere = beat_of(world, kept[2], name="परीक्षण बीट 2", first_code=20)
    db.session.commit()
    day = day_of(kept)
    day[1]["fields"]["place"] = str(elsewhere[0].id)  # a place of another beat
    day[3] |= {"fields": day[3]["fields"] | {name: day[2]["fields"][name] for name in ("came_at", "left_at")}}  # at two places
    day[4]["fields"]["outcome"] = "settled"  # an offence
    said = phone.send(*day)
    assert [one["taken"] for one in said] == [True, False, True, False, False, True]
    assert "परीक्षण बीट 2" in said[1]["said"] and said[4]["faults"]["outcome"]
    assert kept[1][1].name in said[3]["said"]
    again = phone.send(*day_of(kept, visits=0))
    assert [one["taken"] for one in again] == [False, False, False]
    assert "1/" in again[0]["said"]


def test_a_wrong_clock_keeps_the_entry_and_times_ahead_come_back(kept, phone):
    day = day_of(kept, visits=1)
    day[0]["noted_at"] = "1970-01-01T00:00:00Z"
    ahead = clock.to_ist(clock.now() + timedelta(minutes=40)).strftime("%H:%M")
    day[1]["fields"] |= {"came_at": ahead, "left_at": ahead}
    said = phone.send(*day)
    assert said[0]["taken"] and not said[1]["taken"] and count(BeatVisit) == 0
    assert db.session.scalar(select(FieldEntry.noted_at).where(FieldEntry.kind == "start")) is None


def test_an_officer_posted_out_while_her_queue_was_offline(world, kept, phone, sign_in):
    day = day_of(kept)
    phone.send(day[0])
    db.session.scalar(select(BeatOfficer)).to_on = clock.today() - timedelta(days=1)
    db.session.commit()
    said = phone.send(*day)
    assert [one["taken"] for one in said] == [True, *[False] * 5]
    assert all("प्रभारी" in one["said"] or "in charge" in one["said"] for one in said[1:])
    url = f"/beats/days/{db.session.scalar(select(BeatDay.id))}/visits/new"
    incharge = sign_in("kendra_incharge")
    typed = {name: day[1]["fields"][name] for name in ("place", "came_at", "left_at", "women_met")}
    incharge.post(url, incharge.get(url).form(url) | typed)
    assert count(BeatVisit) == 1


def test_an_older_page_and_a_strange_field_come_back(kept, phone):
    day = day_of(kept, visits=1)
    day[0]["v"] = 0
    assert not phone.send(day[0])[0]["taken"]
    day[0]["v"] = 1
    day[1]["fields"]["track"] = "26.1,80.1;26.2,80.2"
    assert [one["taken"] for one in phone.send(*day)] == [True, False, True, True]


def test_the_pack_knows_the_beat_and_no_woman(world, sign_in):
    made = out(world)
    end(made)
    db.session.commit()
    pack = sign_in("beat_officer").http.get("/field/pack").get_json()["packs"]["hi"]["beats"]
    kinds = {one["key"]: one for one in pack["kinds"]}
    assert list(kinds) == ["beats.start", "beats.visit", "beats.problem", "beats.end"] and pack["threads"] == []
    assert made.day.next_note in kinds["beats.start"]["hint"]
    asked = {field["name"]: field for field in kinds["beats.visit"]["fields"]}
    assert (asked["position"]["kind"], asked["officials"]["kind"], asked["day_id"]["kind"]) == ("place", "many", "ref")
    assert len(asked["place"]["choices"]) == 3
    names = {field["name"] for kind in kinds.values() for field in kind["fields"]}
    assert not names & {"name", "phone", "address", "relative_name"}
    assert "beats" in sign_in("kendra_incharge").http.get("/field/pack").get_json()["packs"]["hi"]


def test_what_is_longest_uncovered_stands_first_on_the_telephone(world, kept, sign_in, phone):
    phone.send(*day_of(kept, visits=2))
    pack = phone.client.http.get("/field/pack").get_json()["packs"]["hi"]["beats"]
    places = next(field for field in pack["kinds"][1]["fields"] if field["name"] == "place")["choices"]
    assert places[0][0] == str(kept[1][2].id)


def test_ids_are_hers_alone(world, kept, phone, sign_in):
    day = day_of(kept)
    phone.send(day[0])
    other = Phone(sign_in("kendra_incharge"))
    assert not other.send(day[0])[0]["taken"]
    assert uuid.UUID(day[0]["id"]) == db.session.scalar(select(FieldEntry.entry_id))
