"""The daily return of squads for the whole state against the floor: `python -m tests.bench.bench_squads`.

Kendras are copied below the zones of the test world until there are *--kendras*, with outings, stops and persons named on
*--days* days each. The floor beside it draws as many rows of complaints in bare Flask on the same database.
"""

import argparse
import uuid
from datetime import timedelta
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import func, insert, select

from portal.core import clock
from portal.core.db import db, new_id
from portal.intake.forms.entry import EntryForm
from portal.squads.models import Outing, SquadPerson, SquadStop
from portal.units.models import Unit
from tests.bench.filling import fill_to
from tests.bench.floor import make_floor, plain_copy
from tests.bench.instance import Instance, fresh_instance
from tests.bench.measuring import Call, compare, cookie_of
from tests.factories.squads import patrolled

ZONES, RANGES, DISTRICTS, CIRCLES = 8, 3, 3, 4
Rows = dict[type, list[dict]]


def build_state(wanted: int) -> list[uuid.UUID]:
    """Zones, ranges, districts, circles, stations and kendras below the state; gives the kendras."""
    state = db.session.scalar(select(Unit).where(Unit.kind == "state"))
    rows: list[dict] = []

    def below(parents: list[dict], kind: str, count: int) -> list[dict]:
        made = []
        for parent in parents:
            for number in range(count):
                code = f"{parent['code']}{kind[0].upper()}{number}"[-30:]
                made.append({"id": new_id(), "code": code, "kind": kind, "name_hi": f"नमूना {code}", "name_en": f"Sample {code}",
                             "parent_id": parent["id"], "path": f"{parent['path']}{code}/", "version": 1})
        rows.extend(made)
        return made

    top = [{"id": state.id, "code": "X", "path": state.path}]
    circles = below(below(below(below(top, "zone", ZONES), "range", RANGES), "district", DISTRICTS), "circle", CIRCLES)
    stations = below(circles, "station", -(-wanted // len(circles)))
    kendras = below(stations, "kendra", 1)
    db.session.execute(insert(Unit.__table__), rows)
    db.session.commit()
    return [kendra["id"] for kendra in kendras]


def copy_outings(pattern: Outing, kendras: list[uuid.UUID], days: range) -> None:
    """An outing of the pattern's shape in each kendra on each of the days before today."""
    def lines_of(model: type) -> list[dict]:
        return [dict(row) for row in db.session.execute(select(model.__table__).where(model.outing_id == pattern.id)).mappings()]

    own = {model: lines_of(model) for model in (SquadStop, SquadPerson)}
    whole = dict(db.session.execute(select(Outing.__table__).where(Outing.id == pattern.id)).mappings().one())
    for ago in days:
        rows: Rows = {Outing: [], SquadStop: [], SquadPerson: []}
        for kendra in kendras:
            made, day = new_id(), clock.today() - timedelta(days=ago)
            rows[Outing].append(whole | {"id": made, "unit_id": kendra, "serial": ago + 1, "day": day})
            for model, lines in own.items():
                more = {"card_serial": ago + 1} if model is SquadPerson else {}
                rows[model] += [line | {"id": new_id(), "unit_id": kendra, "outing_id": made} | more for line in lines]
        for model, lines in rows.items():
            db.session.execute(insert(model.__table__), lines)
        db.session.commit()


def twin_of(instance: Instance, floor) -> str:
    """A Cookie header by which the floor knows a desk officer."""
    desk = instance.sign_in("desk_officer")
    cookie_of(desk)
    with desk.http.session_transaction() as held:
        signer = SecureCookieSessionInterface().get_signing_serializer(floor)
        return f"session={signer.dumps({'token': held['_user_id']})}"


def calls_of(instance: Instance, floor) -> dict[str, tuple[Call, Call]]:
    """Each page of the state, with the floor's list of complaints."""
    cookie = cookie_of(instance.sign_in("state_officer"))
    return {"return, state": (Call(instance.app, "/squads/returns", cookie),
                              Call(floor, "/floor/complaints", twin_of(instance, floor)))}


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kendras", type=int, default=1_650)
    parser.add_argument("--days", type=int, nargs="+", default=[1, 60])
    parser.add_argument("--rounds", type=int, default=25)
    wanted = parser.parse_args()
    first: dict[str, float] = {}
    with fresh_instance() as instance:
        app = instance.app
        with app.test_request_context("/"):
            plain = plain_copy(EntryForm())
            pattern = db.session.get_one(Outing, patrolled(instance.world, "own", 1)["outing_id"])
            db.session.commit()
        floor = make_floor(str(db.engine.url), app.config["SECRET_KEY"], plain, Path(app.instance_path))
        fill_to(instance.world, 300)
        kendras, done = build_state(wanted.kendras)[:wanted.kendras], 0
        for days in wanted.days:
            copy_outings(db.session.merge(pattern), kendras, range(done, days))
            done = days
            db.session.execute(db.text("ANALYZE"))
            db.session.commit()
            outings = db.session.scalar(select(func.count(Outing.id)))
            db.session.remove()
            pairs = calls_of(instance, floor)
            db.session.remove()
            compare(f"{len(kendras)} kendras, {outings} outings", pairs, wanted.rounds, first)


if __name__ == "__main__":
    main()
