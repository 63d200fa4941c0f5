"""The daily return of squads for the whole state and the lists of a district: `python -m tests.bench.bench_squads`.

In a database of its own each: kendras are copied into the own district of the test world, *--stations* of them, with outings,
stops and persons named of *--years*; and below the zones of the state until there are *--kendras*, with *--days* days each.
(Years of one district beside days of a state mislead either engine about how much lies in a day and in a district.) The floor
sums up the same return, or draws as many rows of complaints, in bare Flask on the same database (PORTAL_TEST_ENGINE as in
bin/test).
"""

import argparse
import math
import uuid
from collections.abc import Callable
from datetime import time, timedelta
from functools import partial
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import func, insert, select

from portal.core import clock
from portal.core.db import db, new_id
from portal.intake.forms.entry import EntryForm
from portal.squads.models import Outing, Squad, SquadPerson, SquadPlan, SquadSpot, SquadStop
from portal.squads.rules import OVERSIGHT
from portal.units.models import Unit
from tests.bench.filling import fill_to
from tests.bench.floor import make_floor, plain_copy
from tests.bench.instance import Instance, fresh_instance
from tests.bench.measuring import Call, compare, cookie_of
from tests.factories.matters import actor
from tests.factories.squads import patrolled, stop
from tests.factories.world import UNITS

ZONES, RANGES, DISTRICTS, CIRCLES, SPOTS = 8, 3, 3, 4, 10
STOPS = 6  # of an outing, beside the first
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RETURN = {"return, state": "/squads/returns"}
LISTS = {"spots": "/squads/spots", "week": "/squads/weeks", **{kind: f"/squads/oversight?kind={kind}" for kind in OVERSIGHT}}
Rows = dict[type, list[dict]]
Land = dict[uuid.UUID, tuple[uuid.UUID, list[uuid.UUID]]]  # kendra → its squad and spots


def build_state(wanted: int) -> list[uuid.UUID]:
    """Zones, ranges, districts, circles, stations and kendras below the state; gives the kendras."""
    state = db.session.scalar(select(Unit).where(Unit.kind == "state"))
    floors = {"zone": ZONES, "range": RANGES, "district": DISTRICTS, "circle": CIRCLES}
    stations = -(-wanted // math.prod(floors.values()))
    return _grow(state, "X", floors | {"station": stations, "kendra": 1})[:wanted]


def build_district(wanted: int) -> list[uuid.UUID]:
    """So many stations more in the own circle of the test world, each with a kendra; gives the kendras."""
    circle = db.session.scalar(select(Unit).where(Unit.code == UNITS["circle"][0]))
    return _grow(circle, "Y", {"station": wanted, "kendra": 1})


def _grow(top: Unit, code: str, floors: dict[str, int]) -> list[uuid.UUID]:
    """So many units of each kind below each of the floor before; gives those of the lowest."""
    rows, parents = [], [{"id": top.id, "code": code, "path": top.path}]
    for kind, count in floors.items():
        parents = [{"id": new_id(), "code": made, "kind": kind, "name_hi": f"नमूना {made}", "name_en": f"Sample {made}",
                    "parent_id": parent["id"], "path": f"{parent['path']}{made}/", "version": 1}
                   for parent in parents for made in (parent["code"] + digit for digit in DIGITS[:count])]
        rows += parents
    db.session.execute(insert(Unit.__table__), rows)
    db.session.commit()
    return [one["id"] for one in parents]


def copy_land(pattern: Outing, kendras: list[uuid.UUID]) -> Land:
    """A squad of the pattern's shape with its spots in each kendra."""
    squad = dict(db.session.execute(select(Squad.__table__).where(Squad.id == pattern.squad_id)).mappings().one())
    spot = dict(db.session.execute(select(SquadSpot.__table__).where(SquadSpot.unit_id == pattern.unit_id)).mappings().first())
    land = {kendra: (new_id(), [new_id() for _ in range(SPOTS)]) for kendra in kendras}
    db.session.execute(insert(Squad.__table__), [squad | {"id": made, "unit_id": kendra} for kendra, (made, _) in land.items()])
    db.session.execute(insert(SquadSpot.__table__), [
        spot | {"id": one, "unit_id": kendra, "name": f"नमूना स्थल {number}"}
        for kendra, (_, spots) in land.items() for number, one in enumerate(spots)])
    db.session.commit()
    return land


def copy_outings(pattern: Outing, land: Land, days: range) -> None:
    """An outing of the pattern's shape in each kendra on each of the days before today, some of them as supervision asks for,
    and a line of the plan."""
    def lines_of(model: type) -> list[dict]:
        return [dict(row) for row in db.session.execute(select(model.__table__).where(model.outing_id == pattern.id)).mappings()]

    own = {model: lines_of(model) for model in (SquadStop, SquadPerson)}
    whole = dict(db.session.execute(select(Outing.__table__).where(Outing.id == pattern.id)).mappings().one())
    for ago in days:
        rows: Rows = {Outing: [], SquadStop: [], SquadPerson: [], SquadPlan: []}
        for kendra, (squad, spots) in land.items():
            made, day, back, spot = new_id(), clock.today() - timedelta(days=ago), timedelta(days=ago), spots[ago % SPOTS]
            rows[Outing].append(whole | {"id": made, "unit_id": kendra, "squad_id": squad, "serial": ago + 1, "day": day,
                                         "state": "closed" if ago % 200 else "out", "is_late": ago % 50 == 7,
                                         "is_clean": ago % 70 != 9, "outside": int(ago % 4 == 0)})
            rows[SquadStop] += [line | {"id": new_id(), "unit_id": kendra, "outing_id": made, "spot_id": spot,
                                        "came_at": line["came_at"] - back, "left_at": line["left_at"] - back}
                                for line in own[SquadStop]]
            rows[SquadPerson] += [line | {"id": new_id(), "unit_id": kendra, "outing_id": made, "card_serial": ago + 1,
                                          "is_repeat": ago % 90 == 0} for line in own[SquadPerson]]
            rows[SquadPlan].append({"id": new_id(), "unit_id": kendra, "squad_id": squad, "spot_id": spot, "day": day,
                                    "from_time": time(15), "recorded_by": whole["recorded_by"],
                                    "recorded_at": whole["recorded_at"]})
        for model, lines in rows.items():
            db.session.execute(insert(model.__table__), lines)
        db.session.commit()


def twin_of(instance: Instance, floor, role: str = "desk_officer") -> str:
    """A Cookie header by which the floor knows an officer of that role."""
    desk = instance.sign_in(role)
    cookie_of(desk)
    with desk.http.session_transaction() as held:
        signer = SecureCookieSessionInterface().get_signing_serializer(floor)
        return f"session={signer.dumps({'token': held['_user_id']})}"


def calls_of(instance: Instance, floor, pages: dict[str, str], role: str) -> dict[str, tuple[Call, Call]]:
    """Each page as the role opens it, with the floor's own return or its list of complaints."""
    cookie = cookie_of(instance.sign_in(role))
    floor_url, who = ("/floor/returns", role) if pages is RETURN else ("/floor/complaints", "desk_officer")
    twin = twin_of(instance, floor, who)
    return {name: (Call(instance.app, url, cookie), Call(floor, floor_url, twin)) for name, url in pages.items()}


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kendras", type=int, default=1_650)
    parser.add_argument("--days", type=int, nargs="+", default=[1, 60])
    parser.add_argument("--stations", type=int, default=22)
    parser.add_argument("--years", type=int, nargs="+", default=[1, 4])
    parser.add_argument("--rounds", type=int, default=25)
    wanted = parser.parse_args()
    for build, steps, pages, role in (
            (partial(build_district, wanted.stations), [365 * years for years in wanted.years], LISTS, "nodal_officer"),
            (partial(build_state, wanted.kendras), wanted.days, RETURN, "state_officer")):
        measure(build, steps, pages, role, wanted.rounds)


def measure(build: Callable[[], list[uuid.UUID]], steps: list[int], pages: dict[str, str], role: str, rounds: int) -> None:
    """The pages with so many days in each kendra that *build* makes, step by step, beside the floor."""
    first: dict[str, float] = {}
    with fresh_instance() as instance:
        app = instance.app
        with app.test_request_context("/"):
            plain = plain_copy(EntryForm())
            made = patrolled(instance.world, "own", 1)
            pattern, spot = db.session.get_one(Outing, made["outing_id"]), db.session.get_one(SquadSpot, made["spot_id"])
            for number in range(STOPS):  # the last on foot
                stop(actor(instance.world, "kendra_incharge"), pattern, spot, is_foot=number == STOPS - 1)
            db.session.commit()
        floor = make_floor(str(db.engine.url), app.config["SECRET_KEY"], plain, Path(app.instance_path))
        fill_to(instance.world, 300)
        land, done = copy_land(db.session.merge(pattern), build()), 0
        for days in steps:
            copy_outings(db.session.merge(pattern), land, range(done, days))
            done = days
            db.session.execute(db.text("ANALYZE"))
            db.session.commit()
            outings = db.session.scalar(select(func.count(Outing.id)))
            db.session.remove()
            pairs = calls_of(instance, floor, pages, role)
            db.session.remove()
            compare(f"{len(land)} kendras, {outings} outings", pairs, rounds, first)


if __name__ == "__main__":
    main()
