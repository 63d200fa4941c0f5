"""Writes the practice records through the same actions that the pages use, on days of the past weeks."""

from datetime import datetime, time, timedelta
from pathlib import Path

from flask_babel import force_locale
from sqlalchemy import func, select

from portal.access.actor import Actor
from portal.accounts.actions import OfficerFacts, create_user, grant_role
from portal.accounts.models import RoleHeld
from portal.accounts.passwords import hash_password
from portal.accounts.sessions import build_actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.core.settings import mark_demo, write_setting
from portal.demo import people
from portal.demo.beats import load_beats
from portal.demo.cases import load_cases
from portal.demo.leave import load_leave
from portal.demo.preventive import load_preventive
from portal.demo.roster import load_roster
from portal.demo.squads import load_squads
from portal.demo.staff import load_staff
from portal.demo.training import load_training
from portal.followups import actions as follow
from portal.intake.actions.assignment import assign_complaint
from portal.intake.actions.complaints import register_complaint
from portal.intake.actions.danger import answer_danger
from portal.intake.actions.receipts import hand_over_receipt
from portal.intake.actions.rights import tell_rights
from portal.intake.actions.triage import decide_way, record_triage
from portal.intake.actions.visits import end_visit, register_visit
from portal.intake.models import Complaint
from portal.intake.queries.assessment import assess
from portal.intake.rules.assignment import Candidate
from portal.intake.rules.danger import QUESTIONS
from portal.intake.rules.triage import ChildAnswer
from portal.units.actions import apply_import, preview_import
from portal.units.models import Unit
from portal.units.queries import station_of, unit_by_id
from portal.units.sheets import read_sheet

UNITS = Path(__file__).with_name("units.csv")
PASSWORD = "neela aasman khuli hawa"
KENDRAS = ("LKO-HZG", "LKO-MHL", "LKO-GMN")
FIRST_DAYS_AGO = 40
BEAT_COLLEAGUE = "91000001"  # a constable of portal/demo/staff.py, without an account
SQUAD_MEMBERS = ("91000000", "91000002")  # a head constable and a constable of portal/demo/staff.py, without accounts
STATION_POSTS = (("desk_officer", "CONST", True), ("desk_officer", "HC", True), ("kendra_incharge", "SI", True),
                 ("enquiry_officer", "SI", True), ("enquiry_officer", "SI", False), ("sho", "INSP", False))


REPORTS = {
    True: "जाँच में घटना सही पायी गयी; प्राथमिकी पंजीकृत है, विवेचना प्रचलित है; प्रार्थिनी को प्रति दी गयी।",
    False: "दोनों पक्षों को सुना गया; कोई संज्ञेय अपराध नहीं पाया गया; विपक्षी के विरुद्ध निरोधात्मक आख्या प्रेषित की गयी।",
}


def is_empty() -> bool:
    """Whether the database holds no unit yet."""
    return not db.session.scalar(select(func.count()).select_from(Unit))


def load() -> list[tuple[str, str, str]]:
    """Fills an empty database; gives (personnel number, role, unit code) of the officers worth signing in as."""
    with force_locale("hi"):
        mark_demo()
        write_setting("second-factor-roles", "")  # practice must not need a telephone; a real portal keeps the default
        apply_import(None, preview_import(None, read_sheet(UNITS.read_bytes())))
        db.session.flush()
        officers = _officers()
        db.session.commit()
        for number, code in enumerate(KENDRAS):
            _matters(officers, code, how_many=14 if number == 0 else 5)
            _staff(officers, code, number)
        trail.record(None, "demo:demo:loaded", units=db.session.scalar(select(func.count()).select_from(Unit)))
        db.session.commit()
    return [(held.user.personnel_no, held.role, unit.code) for held, unit in officers.values()]


def _officers() -> dict[tuple[str, str, int], tuple[RoleHeld, Unit]]:
    """Officers of the practice kendras and of everything above them."""
    units = {unit.code: unit for unit in db.session.scalars(select(Unit))}
    by_id = {unit.id: unit for unit in units.values()}
    made: dict[tuple[str, str, int], tuple[RoleHeld, Unit]] = {}
    count, secret = 0, hash_password(PASSWORD)

    def post(role: str, rank: str, unit: Unit, is_woman: bool) -> None:
        nonlocal count
        place = sum(1 for key in made if key[:2] == (role, unit.code))
        if place and role not in ("desk_officer", "enquiry_officer"):
            return
        first = (people.OFFICERS_F if is_woman else people.OFFICERS_M)[count % (12 if is_woman else 6)]
        family = people.FAMILY[count % len(people.FAMILY)]
        count += 1
        user = create_user(None, OfficerFacts(f"9000{count:05d}", f"{first} {family[0]}", f"{people.LATIN[first]} {family[1]}",
                                              rank, phone=f"90000{count:05d}", is_woman=is_woman))
        user.password_hash = secret
        db.session.flush()
        held = grant_role(None, user, role, unit, f"अभ्यास/{count}", clock.today() - timedelta(days=200))
        db.session.flush()
        made[role, unit.code, place] = (held, unit)

    for code in KENDRAS:
        kendra = units[code]
        station = by_id[kendra.parent_id]
        for role, rank, is_woman in STATION_POSTS:
            post(role, rank, station if role == "sho" else kendra, is_woman)
        above = by_id[station.parent_id]
        while above is not None:
            for role, rank, kind in (("circle_officer", "DSP", "circle"), ("nodal_officer", "ASP", "district"),
                                     ("district_chief", "SP", "district"), ("range_officer", "IG", "range"),
                                     ("range_officer", "ADG", "commissionerate"), ("zone_officer", "ADG", "zone"),
                                     ("state_officer", "ADG", "state"), ("administrator", "SI", "state"),
                                     ("auditor", "DSP", "state"), ("prosecution_officer", "CIV", "district")):
                if above.kind == kind:
                    post(role, rank, above, role in ("nodal_officer", "state_officer"))
            above = by_id.get(above.parent_id) if above.parent_id else None
    post("squad_leader", "SI", units[KENDRAS[0]], True)
    post("beat_officer", "CONST", units[KENDRAS[0]], True)
    return made


def _staff(officers, code: str, number: int) -> None:
    """The staff list of one kendra: who has an account there, and some who have none; their training, duties and leave."""
    here = [(role, held) for (role, unit, _), (held, _) in officers.items() if unit == code]
    station = next(held for (role, unit, _), (held, _) in officers.items() if role == "sho" and unit.startswith(code))
    incharge = next(held for role, held in here if role == "kendra_incharge")
    load_staff(build_actor(incharge), build_actor(station), [held.user for _, held in here], number)
    load_training(build_actor(incharge), build_actor(station))
    desk = [build_actor(held) for role, held in here if role == "desk_officer"]
    enquiry = [build_actor(held) for role, held in here if role == "enquiry_officer"]
    squad = [held.user.personnel_no for role, held in here if role == "squad_leader"]
    squad += SQUAD_MEMBERS if squad else ()
    walkers = [held.user.personnel_no for role, held in here if role == "beat_officer"]
    walkers += [BEAT_COLLEAGUE] if walkers else ()
    load_roster(build_actor(incharge), desk[0], [*desk[1:], *enquiry], squad, walkers)
    if squad:
        load_squads(build_actor(incharge), squad, build_actor(next(
            held for (role, unit, _), (held, _) in officers.items() if role == "circle_officer")))
    if walkers:
        load_beats(build_actor(incharge), walkers)
    load_leave(build_actor(incharge), build_actor(station), enquiry[-1])


def _matters(officers, code: str, how_many: int) -> None:
    """Visits and matters of one kendra, each on its own day, at every stage of the way."""
    act = {role: build_actor(held) for (role, unit, place), (held, _) in officers.items()
           if place == 0 and (unit == code or (role == "sho" and unit.startswith(code)))}
    for number in range(how_many):
        day = clock.today() - timedelta(days=FIRST_DAYS_AGO - number * FIRST_DAYS_AGO // how_many)
        start = clock.from_ist(datetime.combine(day, time(10 + number % 6, (number * 7) % 60)))
        if start > clock.now():
            continue
        with clock.standing_at(start + timedelta(minutes=6)):
            complaint = _enter(act["desk_officer"], number, start)
            _sit_with(act["desk_officer"], complaint, number)
        db.session.commit()
        _go_on(act, complaint, number, start)
        db.session.commit()
    with clock.standing_at(clock.from_ist(datetime.combine(clock.today() - timedelta(days=2), time(11)))):
        for purpose, remark in (("information", "निराश्रित महिला पेंशन के कागज़ों की जानकारी ली।"),
                                ("feedback", "पूर्व शिकायत में हुई कार्यवाही से संतुष्ट, धन्यवाद दिया।")):
            visit = register_visit(act["desk_officer"], current_vault(),
                                   {"purpose": purpose, "channel": "walk_in", "received_at": clock.now(), "remark": remark},
                                   {"name": "does_not_want", "phone": "does_not_want", "address": "does_not_want"})
            end_visit(act["desk_officer"], visit, clock.now() + timedelta(minutes=20))
        db.session.commit()
    load_preventive(act["kendra_incharge"])
    load_cases(act["kendra_incharge"], act["enquiry_officer"])


def _enter(desk: Actor, number: int, received_at: datetime) -> Complaint:
    name, relative, age, phone = people.WOMEN[number % len(people.WOMEN)]
    nature, relation, gist, relief, place = people.MATTERS[number % len(people.MATTERS)]
    channel = ("walk_in", "walk_in", "phone", "112", "beat", "igrs")[number % 6]
    woman = {"purpose": "complaint", "channel": channel, "received_at": received_at, "name": name, "relation": "daughter_of",
             "relative_name": relative, "age": age, "address": "ग्राम नमूनापुर, पोस्ट अभ्यास", "phone": phone,
             "may_call": "yes", "call_hours": "11 से 4 बजे" if phone else "", "whom_met": desk.name if channel == "walk_in" else ""}
    visit = register_visit(desk, current_vault(), woman, {} if phone else {"phone": "does_not_know"})
    matter = {"nature": nature, "gist": gist, "relief": relief, "place": place, "age": age,
              "occurred_from_on": clock.to_ist(received_at).date() - timedelta(days=2),
              "is_in_danger": number % 9 == 0, "wants_woman_officer": number % 2 == 0,
              "parties": [] if relation == "stranger" else [{"relation": relation, "name": people.MEN[number % len(people.MEN)]}]}
    not_told = {"parties": "does_not_know"} if relation == "stranger" else {}
    return register_complaint(desk, current_vault(), visit, matter, not_told)


def _sit_with(desk: Actor, complaint: Complaint, number: int) -> None:
    answers = {question.key: "no" for question in QUESTIONS} | {"can_go_home": "yes"}
    if number % 4 == 0:
        answers["threat_to_kill"] = "yes"
    answer_danger(desk, complaint, answers)
    tell_rights(desk, complaint, ["protection_order", "residence"] if number % 3 else ["protection_order"], clock.now())


def _go_on(act: dict[str, Actor], complaint: Complaint, number: int, start: datetime) -> None:
    """How far the matter came: the newest still waits for its receipt, the oldest is verified."""
    stage = (5, 5, 4, 4, 3, 3, 2, 2, 1)[number % 9]
    desk, incharge, officer = act["desk_officer"], act["kendra_incharge"], act["enquiry_officer"]
    with clock.standing_at(start + timedelta(minutes=15)):
        hand_over_receipt(desk, complaint, "in_hand")
    if stage >= 2 and complaint.visit.channel == "walk_in":
        with clock.standing_at(start + timedelta(minutes=25)):
            end_visit(desk, complaint.visit, clock.now())
    if stage >= 2:
        with clock.standing_at(start + timedelta(hours=1)):
            assign_complaint(incharge, complaint, Candidate(officer.user_id, officer.name, officer.role, officer.is_woman))
    if stage >= 3:
        later = start + timedelta(days=1)
        with clock.standing_at(min(later, clock.now())):
            follow.write_diary(officer, complaint, kind="contact", happened_at=clock.now() - timedelta(hours=1), late_reason="",
                               text="प्रार्थिनी से केन्द्र पर बात की, पूरी बात सुनी और लिखी; विपक्षी को बुलाने हेतु सूचना भेजी गयी।",
                               now=clock.now())
            promise = follow.make_promise(officer, complaint, text="दो दिन में विपक्षी से बात कर परिणाम बताया जायेगा।",
                                          due_on=clock.today() + timedelta(days=2 if number % 2 else 60), now=clock.now())
        with clock.standing_at(min(later + timedelta(hours=1), clock.now())):
            has_fir = _triage(officer, complaint, number, goes_on=stage >= 4)
    if stage >= 4:
        with clock.standing_at(min(start + timedelta(days=3), clock.now())):
            follow.end_promise(officer, complaint, promise, outcome="kept", text="विपक्षी से बात की, प्रार्थिनी को फोन पर बताया।",
                               now=clock.now())
            follow.dispose(officer, complaint, manner="fir" if has_fir else "action_taken", report=REPORTS[has_fir],
                           now=clock.now())
    if stage >= 5:
        with clock.standing_at(min(start + timedelta(days=4), clock.now())):
            follow.record_call(desk, complaint, is_reached=True, satisfaction="satisfied", called_at=clock.now(), now=clock.now(),
                               her_words="अब घर में शान्ति है, बच्चे मेरे पास हैं, पुलिस ने समय से बात करायी।")


def _triage(officer: Actor, complaint: Complaint, number: int, *, goes_on: bool) -> bool:
    """The facts of the story. Where they disclose a cognizable offence and the matter *goes_on*, an FIR with an invented
    number is noted; the others show a gate that is shut."""
    told = assess(officer.scope, complaint, people.FACTS[complaint.nature], "", "victim")
    today = clock.today()
    child = {key: ChildAnswer(answer, officer.name, today) for key, answer in
             (("cwc", "told"), ("pocso", "told" if told.candidates.is_pocso else "none"))}
    record_triage(officer, complaint, told, sections=told.disclosed, note="" if told.disclosed else "दीवानी प्रकृति का विवाद।",
                  child=child, now=clock.now())
    if told.is_cognizable and goes_on:
        station = station_of(unit_by_id(complaint.unit_id))
        decide_way(officer, complaint, "fir", reason="", now=clock.now(), details={
            "number": str(101 + number), "year": today.year, "registered_at": clock.now(), "station_id": str(station.id)})
    return told.is_cognizable and goes_on
