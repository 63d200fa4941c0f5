"""Server time of the pages against the floor: `python -m tests.bench.bench_pages --sizes 10000 100000`."""

import argparse
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from portal.core.db import db
from portal.intake.forms.entry import EntryForm
from portal.intake.models import Complaint
from tests.bench.filling import fill_to
from tests.bench.floor import make_floor, plain_copy
from tests.bench.instance import Instance, fresh_instance
from tests.bench.measuring import Call, compare, cookie_of


def calls_of(instance: Instance, floor, complaint_id) -> dict[str, tuple[Call, Call]]:
    """Each page with its twin on the floor, both as the same officer in the same sitting."""
    client = instance.sign_in("desk_officer")
    cookie = cookie_of(client)
    with client.http.session_transaction() as held:
        token = held["_user_id"]
    signer = SecureCookieSessionInterface().get_signing_serializer(floor)
    twin = f"session={signer.dumps({'token': token})}"
    pages = {"complaint list": ("/complaints", "/floor/complaints"), "register": ("/registers/complaints", "/floor/register"),
             "complaint": (f"/complaints/{complaint_id}", f"/floor/complaints/{complaint_id}"),
             "entry form": ("/intake/new", "/floor/entry")}
    return {name: (Call(instance.app, ours, cookie), Call(floor, theirs, twin)) for name, (ours, theirs) in pages.items()}


def main() -> None:
    """Fills, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=60)
    wanted = parser.parse_args()
    first: dict[str, float] = {}
    with fresh_instance() as instance:
        app = instance.app
        with app.test_request_context("/"):
            plain = plain_copy(EntryForm())
        floor = make_floor(str(db.engine.url), app.config["SECRET_KEY"], plain, Path(app.instance_path))
        for size in wanted.sizes:
            fill_to(instance.world, size)
            newest = db.session.scalar(select(Complaint.id).order_by(Complaint.received_at.desc()).limit(1))
            db.session.remove()
            pairs = calls_of(instance, floor, newest)
            db.session.remove()
            compare(f"{size} complaints", pairs, wanted.rounds, first)


if __name__ == "__main__":
    main()
