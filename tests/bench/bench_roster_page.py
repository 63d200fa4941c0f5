"""The month page of the roster against the floor: `python -m tests.bench.bench_roster_page --officers 40`.

A month of 31 days, every officer with a duty on four days of six, published and then changed, and three months published before
it. The floor beside it reads the same rows in bare Flask and SQLAlchemy Core and draws the same grid; it asks no rules.
"""

import argparse
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from flask import Flask, g, render_template_string, request
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext
from sqlalchemy import select

from portal.core.calendar import months_back
from portal.core.db import db, new_id
from portal.intake.forms.entry import EntryForm
from portal.leave.models import Leave
from portal.personnel.models import Officer, Posting
from portal.roster.models import RosterCell, RosterMonth, RosterVersion
from portal.roster.rules.marks import MARKS
from portal.roster.rules.months import days_of
from portal.roster.rules.plan import DUTIES
from tests.bench.floor import make_floor, plain_copy
from tests.bench.instance import Instance, fresh_instance
from tests.bench.measuring import MOST_QUERIES, MOST_TIMES_FLOOR, Call, cookie_of, interleave, mark, statements
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.roster import published

FIRST, DAYS, BEFORE = date(2026, 12, 1), 31, 3
TURN = ("morning", "evening", "night", "", "follow_up", "")
GRID = """{% extends "layout" %}{% block title %}{{ title }}{% endblock %}{% block main %}<h1>{{ title }}</h1><form method="get">
<table><thead><tr><th scope="col"></th>{% for day in days %}<th scope="col">{{ day.day }}</th>{% endfor %}</tr></thead><tbody>
{% for row, marks, nights, sundays, hours in lines %}<tr><th scope="row">{{ row.name_hi }} <small>{{ row.rank }}</small></th>
{% for day, mark, tone in marks %}<td class="{{ tone }}">
<button name="cell" value="{{ row.personnel_no }}.{{ day }}">{{ mark }}</button></td>{% endfor %}
<td>{{ nights }}</td><td>{{ sundays }}</td><td>{{ hours }}</td></tr>{% endfor %}</tbody></table></form>{% endblock %}"""


def fill(instance: Instance, officers: int) -> None:
    """The month with as many officers."""
    desk = actor(instance.world, "kendra_incharge")
    staff = [made_up.officer(instance.world, number, name_hi=f"परीक्षण कुमारी {number}") for number in range(officers)]
    for first in months_back(FIRST, 1 + BEFORE):
        days = days_of(first.year, first.month)
        published(desk, first.year, first.month, *(
            (one, day, TURN[(day.day - 1 + number) % 6]) for number, one in enumerate(staff) for day in days
            if TURN[(day.day - 1 + number) % 6]))
    month = db.session.scalar(select(RosterMonth).where(RosterMonth.month == FIRST.month))
    db.session.add_all(RosterCell(id=new_id(), unit_id=desk.unit_id, month_id=month.id, officer_id=one.id, is_fixed=True,
                                  day=FIRST + timedelta(days=(3 - number) % 6), duty="off")
                       for number, one in enumerate(staff))
    db.session.commit()


def add_grid(floor: Flask) -> None:
    """The same month in bare Flask."""
    @floor.get("/floor/roster")
    def show_roster():
        unit, last = g.officer.unit_id, FIRST + timedelta(days=DAYS - 1)
        days = [FIRST + timedelta(days=number) for number in range(DAYS)]
        rows = g.connection.execute(
            select(Officer.id, Officer.personnel_no, Officer.name_hi, Officer.rank)
            .join(Posting, Posting.officer_id == Officer.id).where(Posting.unit_id == unit, Posting.from_on <= last)
            .order_by(Officer.personnel_no)).all()
        leave = g.connection.execute(select(Leave.officer_id, Leave.from_on, Leave.to_on).where(
            Leave.unit_id == unit, Leave.state == "granted", Leave.from_on <= last, Leave.to_on >= FIRST)).all()
        g.connection.execute(select(RosterVersion.cells).join(RosterMonth, RosterMonth.id == RosterVersion.month_id).where(
            RosterVersion.unit_id == unit, RosterMonth.year * 12 + RosterMonth.month >= FIRST.year * 12 + FIRST.month - 1)).all()
        own: dict = defaultdict(dict)
        for cell in g.connection.execute(select(RosterCell.officer_id, RosterCell.day, RosterCell.duty).where(
                RosterCell.unit_id == unit, RosterCell.day >= FIRST, RosterCell.day <= last)):
            own[cell.officer_id][cell.day] = cell.duty
        words = {code: gettext(word) for code, word in MARKS.items()}
        lines = [(row, [(day.day, words.get(own[row.id].get(day), "–"), own[row.id].get(day, "")) for day in days],
                  sum(duty == "night" for duty in own[row.id].values()), sum(day.weekday() == 6 for day in own[row.id]),
                  sum(DUTIES[duty].lasts // 60 for duty in own[row.id].values() if duty in DUTIES)) for row in rows]
        return render_template_string(GRID, title=f"{request.path} {len(leave)}", days=days, lines=lines)


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--officers", type=int, nargs="+", default=[12, 40])
    parser.add_argument("--rounds", type=int, default=40)
    wanted = parser.parse_args()
    for officers in wanted.officers:
        with fresh_instance() as instance:
            with instance.app.test_request_context("/"):
                plain = plain_copy(EntryForm())
            floor = make_floor(str(db.engine.url), instance.app.config["SECRET_KEY"], plain, Path(instance.app.instance_path))
            add_grid(floor)
            fill(instance, officers)
            client = instance.sign_in("kendra_incharge")
            with client.http.session_transaction() as held:
                token = held["_user_id"]
            signer = SecureCookieSessionInterface().get_signing_serializer(floor)
            ours = Call(instance.app, f"/roster/{FIRST:%Y-%m}", cookie_of(client))
            theirs = Call(floor, "/floor/roster", f"session={signer.dumps({'token': token})}")
            db.session.remove()
            interleave([ours, theirs], wanted.rounds)
            with statements() as seen:
                ours.send()
            ratio = ours.median_ms / theirs.median_ms
            print(f"{officers} officers: portal {ours.median_ms:.1f} ms, floor {theirs.median_ms:.1f} ms, ratio {ratio:.2f} "
                  f"≤{MOST_TIMES_FLOOR} {mark(ratio, MOST_TIMES_FLOOR)}, {len(seen)} queries ≤{MOST_QUERIES}", flush=True)


if __name__ == "__main__":
    main()
