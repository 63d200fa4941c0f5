"""kill -9 in the middle of saving: what the desk was told is saved stays saved, and no number is left out."""

from sqlalchemy import select

from portal.core.db import db
from portal.intake.models import Complaint
from tests.durability.desk import Desk
from tests.durability.storm import Entry, Storm


def test_eight_kills_lose_nothing(app, sign_in):
    desks = [Desk(app, sign_in("desk_officer", place)) for place in ("own", "second", "sibling")]
    db.session.remove()
    verdict = Storm(app, desks).run(8)
    assert verdict.is_clean, verdict
    assert verdict.acknowledged >= 8


def test_the_verdict_sees_what_is_lost_and_what_is_left_out(app, sign_in, session):
    desk = Desk(app, sign_in("desk_officer"))
    storm = Storm(app, [desk])
    for _ in range(3):
        form = desk.form()
        storm.journal.append(Entry(form["once_token"], location=desk.send(app, form)))
    assert storm._judge(0).is_clean
    storm.journal.append(Entry("never-kept", location="/complaints/018f0000-0000-7000-8000-000000000000/receipt"))
    verdict = storm._judge(0)
    assert len(verdict.lost) == 1 and not verdict.is_clean
    storm.journal.pop()
    session.scalars(select(Complaint).where(Complaint.number == 3)).one().number = 4
    session.commit()
    assert storm._judge(0).gaps
