"""Weeks and coverage of women's beats for the whole state against the floor: `python -m tests.bench.bench_beat_state`.

Kendras are copied below the zones of the test world until there are *--kendras*, each with a beat of *--places* places, a plan,
days and visits of *--days* days. The floor beside it draws as many rows of complaints in bare Flask on the same database
(PORTAL_TEST_ENGINE as in bin/test).
"""

import argparse
import uuid
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, update

from portal.beats.models import Beat, BeatDay, BeatPlace, BeatPlan, BeatVisit
from portal.core import clock
from portal.core.db import db, new_id
from portal.intake.forms.entry import EntryForm
from tests.bench.bench_squads import build_state, twin_of
from tests.bench.filling import fill_to
from tests.bench.floor import make_floor, plain_copy
from tests.bench.instance import Instance, fresh_instance
from tests.bench.measuring import Call, compare, cookie_of
from tests.factories.beats import beat, gone

EACH_DAY = 2  # places planned and visited on a day on the beat; every third day is one
PAGES = {"week": "/beats/weeks", "coverage": "/beats/coverage", "uncovered": "/beats/coverage?kind=uncovered",
         "missed": "/beats/missed", "outside the plan": "/beats/oversight?kind=outside", "late": "/beats/oversight?kind=late",
         "not closed": "/beats/oversight?kind=unclosed"}


def copy_land(pattern: Beat, kendras: list[uuid.UUID], places: int) -> dict[uuid.UUID, tuple[uuid.UUID, list[uuid.UUID]]]:
    """A beat of the pattern's shape with so many places in each kendra: kendra → (beat, its places)."""
    whole = dict(db.session.execute(select(Beat.__table__).where(Beat.id == pattern.id)).mappings().one())
    villages = db.session.execute(select(BeatPlace.__table__).where(BeatPlace.beat_id == pattern.id).limit(1)).mappings()
    village = dict(villages.one())
    made: dict[uuid.UUID, tuple[uuid.UUID, list[uuid.UUID]]] = {}
    beats, rows = [], []
    for kendra in kendras:
        made[kendra] = new_id(), [new_id() for _ in range(places)]
        beats.append(whole | {"id": made[kendra][0], "unit_id": kendra})
        rows += [village | {"id": one, "unit_id": kendra, "beat_id": made[kendra][0], "code": code, "name": f"नमूना ग्राम {code}"}
                 for code, one in enumerate(made[kendra][1], start=1)]
    db.session.execute(insert(Beat.__table__), beats)
    db.session.execute(insert(BeatPlace.__table__), rows)
    db.session.commit()
    return made


def copy_days(pattern: BeatDay, land: dict[uuid.UUID, tuple[uuid.UUID, list[uuid.UUID]]], days: range) -> None:
    """On every third of the days before today a day of the pattern's shape on each beat: places planned, all but one visited."""
    whole = dict(db.session.execute(select(BeatDay.__table__).where(BeatDay.id == pattern.id)).mappings().one())
    visit = dict(db.session.execute(select(BeatVisit.__table__).where(BeatVisit.day_id == pattern.id).limit(1)).mappings().one())
    for ago in (one for one in days if one % 3 == 0):
        then, back = clock.today() - timedelta(days=ago), timedelta(days=ago)
        rows: dict[type, list[dict]] = {BeatDay: [], BeatPlan: [], BeatVisit: []}
        for kendra, (beat_id, places) in land.items():
            made = new_id()
            rows[BeatDay].append(whole | {"id": made, "unit_id": kendra, "beat_id": beat_id, "serial": ago + 1, "day": then,
                                          "started_at": whole["started_at"] - back, "visits": 1 + ago % 2,
                                          "outside": (1 + ago % 2) * (ago % 4 == 0), "is_late": ago % 18 == 3,
                                          "state": "closed" if ago % 27 else "out"})
            for number in range(EACH_DAY):
                place = places[(ago + number) % len(places)]
                rows[BeatPlan].append({"id": new_id(), "unit_id": kendra, "beat_id": beat_id, "place_id": place, "day": then,
                                       "officer_id": None, "is_sitting": False, "is_fixed": False,
                                       "is_done": bool(number or ago % 2),
                                       "recorded_by": whole["recorded_by"], "recorded_at": whole["recorded_at"]})
                if number or ago % 2:
                    rows[BeatVisit].append(visit | {
                        "id": new_id(), "unit_id": kendra, "day_id": made, "place_id": place, "serial": 2 * ago + number + 1,
                        "is_planned": ago % 4 != 0, "came_at": visit["came_at"] - back, "left_at": visit["left_at"] - back})
        for model, lines in rows.items():
            db.session.execute(insert(model.__table__), lines)
        latest = select(func.max(BeatVisit.came_at)).where(BeatVisit.place_id == BeatPlace.id).scalar_subquery()
        db.session.execute(update(BeatPlace).values(seen_at=func.coalesce(latest, BeatPlace.seen_at)))
        db.session.commit()


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kendras", type=int, default=1_650)
    parser.add_argument("--places", type=int, default=10)
    parser.add_argument("--days", type=int, nargs="+", default=[15, 90])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--roles", nargs="+", default=["state_officer"])
    wanted = parser.parse_args()
    first: dict[str, float] = {}
    with fresh_instance() as instance:
        with instance.app.test_request_context("/"):
            plain = plain_copy(EntryForm())
            made = beat(instance.world)
            pattern, kept = gone(made, made.places[0], ago=1), made.beat
            db.session.commit()
        floor = make_floor(str(db.engine.url), instance.app.config["SECRET_KEY"], plain, Path(instance.app.instance_path))
        fill_to(instance.world, 300)
        kendras = build_state(wanted.kendras)
        pattern, kept, done = db.session.merge(pattern), db.session.merge(kept), 0
        land = copy_land(kept, kendras, wanted.places)
        for days in wanted.days:
            copy_days(db.session.merge(pattern), land, range(done, days))
            done = days
            db.session.execute(db.text("ANALYZE"))
            db.session.commit()
            title = f"{len(kendras)} kendras, {db.session.scalar(select(func.count(BeatVisit.id)))} visits"
            db.session.remove()
            measure(title, instance, floor, wanted.rounds, wanted.roles, first)


def measure(title: str, instance: Instance, floor, rounds: int, roles: list[str], first: dict[str, float]) -> None:
    """Every page for every role beside the floor."""
    twin = twin_of(instance, floor)
    pairs = {f"{name}, {role}": (Call(instance.app, url, cookie_of(instance.sign_in(role))),
                                 Call(floor, "/floor/complaints", twin)) for role in roles for name, url in PAGES.items()}
    db.session.remove()
    compare(title, pairs, rounds, first)


if __name__ == "__main__":
    main()
