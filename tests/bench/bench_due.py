"""The due list and the list of cases of a station with ten years behind it: `python -m tests.bench.bench_due`.

One real case is entered by the actions; its rows are then copied, older and older, into the tables. Beside each page stands
the same list in bare Flask on the same database, as the same officer.
"""

import argparse
from datetime import timedelta
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import func, insert, select

from portal.cases.models import Case, CaseDuty, CaseSection
from portal.core.db import db, new_id
from portal.intake.forms.entry import EntryForm
from portal.intake.models import Complaint
from tests.bench.filling import fill_to
from tests.bench.floor import make_floor, plain_copy
from tests.bench.instance import Instance, fresh_instance
from tests.bench.measuring import Call, compare, cookie_of
from tests.factories.cases import case

BATCH = 1000
PAGES = {
    "kendra_incharge": {"due, dated": ("/cases/due", "/floor/due"), "cases": ("/cases", "/floor/cases"),
                        "due, at once": ("/cases/due?when=now", "/floor/due?when=now"),
                        "overdue": ("/cases/due?when=overdue", "/floor/due")},
    "sho": {"due, station": ("/cases/due", "/floor/due"), "cases, station": ("/cases", "/floor/cases")}}


def copy_to(pattern: Case, wanted: int) -> None:
    """Copies of a case with its sections and duties until there are *wanted*; nine in ten are closed, as in ten years."""
    own = {model: [dict(row) for row in db.session.execute(select(model.__table__).where(model.case_id == pattern.id)).mappings()]
           for model in (CaseSection, CaseDuty)}
    row = dict(db.session.execute(select(Case.__table__).where(Case.id == pattern.id)).mappings().one())
    complaints = list(db.session.scalars(select(Complaint.id).order_by(Complaint.id).limit(wanted)))
    have = db.session.scalar(select(func.count(Case.id)))
    while have < wanted:
        rows: dict = {Case: [], CaseSection: [], CaseDuty: []}
        for number in range(have + 1, min(have + BATCH, wanted) + 1):
            back, is_open, case_id = timedelta(hours=14 * number), number % 10 == 0, new_id()
            rows[Case].append(row | {
                "id": case_id, "complaint_id": complaints[number % len(complaints)] if complaints else None, "serial": number,
                "cctns_number": number + 100, "registered_at": row["registered_at"] - back,
                "state": "investigating" if is_open else "closed", "court_filing_no": "" if is_open else f"CF/{number}",
                "court_filed_on": None if is_open else row["registered_at"].date(),
                "closed_at": None if is_open else row["registered_at"] - back + timedelta(days=60)})
            for model, lines in own.items():
                for line in lines:
                    moved = {name: line[name] - back for name in ("due_at", "trigger_at") if name in line}
                    state = {} if model is CaseSection else {"state": line["state"] if is_open else "met"}
                    rows[model].append(line | {"id": new_id(), "case_id": case_id} | moved | state)
        for model, lines in rows.items():
            db.session.execute(insert(model.__table__), lines)
        db.session.commit()
        have = min(have + BATCH, wanted)


def calls_of(instance: Instance, floor) -> dict[str, tuple[Call, Call]]:
    """Each list with the same list on the floor, both as the same officer in the same sitting."""
    signer = SecureCookieSessionInterface().get_signing_serializer(floor)
    calls = {}
    for role, pages in PAGES.items():
        client = instance.sign_in(role)
        cookie = cookie_of(client)
        with client.http.session_transaction() as held:
            twin = f"session={signer.dumps({'token': held['_user_id']})}"
        calls |= {name: (Call(instance.app, ours, cookie), Call(floor, theirs, twin)) for name, (ours, theirs) in pages.items()}
    return calls


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--complaints", type=int, default=40_000)
    parser.add_argument("--cases", type=int, nargs="+", default=[60, 6_000])
    parser.add_argument("--rounds", type=int, default=25)
    wanted = parser.parse_args()
    first: dict[str, float] = {}
    with fresh_instance() as instance:
        app = instance.app
        with app.test_request_context("/"):
            plain = plain_copy(EntryForm())
            pattern = case(instance.world).case
        floor = make_floor(str(db.engine.url), app.config["SECRET_KEY"], plain, Path(app.instance_path))
        fill_to(instance.world, wanted.complaints)
        for size in wanted.cases:
            copy_to(pattern, size)
            db.session.execute(db.text("ANALYZE"))
            db.session.commit()
            complaints, duties = (db.session.scalar(select(func.count()).select_from(one)) for one in (Complaint, CaseDuty))
            db.session.remove()
            pairs = calls_of(instance, floor)
            db.session.remove()
            compare(f"{complaints} complaints, {size} cases, {duties} duties", pairs, wanted.rounds, first)


if __name__ == "__main__":
    main()
