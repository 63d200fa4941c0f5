"""Practice records of the staff: nearly all hold what desk duty asks for, leave stands in every state, figures are not empty."""

from collections import Counter

from sqlalchemy import select

from portal.accounts.models import User
from portal.core import clock
from portal.core.db import db
from portal.demo.leave import load_leave
from portal.demo.staff import load_staff
from portal.demo.training import load_training
from portal.leave.models import Diversion, Leave, LeaveDecision
from portal.leave.queries import count_leaves
from portal.personnel.queries import list_standing
from portal.training.models import Nomination, TrainingSession
from portal.training.queries import standing
from tests.factories.matters import actor

ACCOUNTS = (("kendra_incharge", "own"), ("desk_officer", "own"), ("enquiry_officer", "own"), ("enquiry_officer", "second"))


def test_the_staff_of_a_practice_kendra_is_trained_and_some_are_away(world):
    incharge, sho = actor(world, "kendra_incharge"), actor(world, "sho")
    users = [db.session.get_one(User, world.officer(*one).user_id) for one in ACCOUNTS]
    load_staff(incharge, sho, users, 0)
    load_training(incharge, sho)
    load_leave(incharge, sho, actor(world, "enquiry_officer", "second"))
    today = clock.today()
    posted = len(list_standing(sho.scope, incharge.unit_id, today))
    assert posted - 3 == standing.count_covered(sho.scope, today) > posted // 2
    assert {one.result for one in db.session.scalars(select(Nomination))} == {"passed", "failed", ""}
    ahead = db.session.scalars(select(TrainingSession).where(TrainingSession.from_on > today)).one()
    assert len(db.session.scalars(select(Nomination).where(Nomination.session_id == ahead.id)).all()) == 3
    assert Counter(db.session.scalars(select(Leave.state))) == {"granted": 2, "refused": 1, "waiting": 2}
    assert set(db.session.scalars(select(LeaveDecision.kind))) == {"granted", "refused", "cut_short"}
    assert count_leaves(sho.scope, "away", today) == 1 and db.session.scalar(select(Diversion.id)) is not None
    assert [one.why for one in list_standing(sho.scope, incharge.unit_id, today) if one.why] != []
    reasons = db.session.scalars(select(Leave.reason)).all()
    assert all("अभ्यास" in reason for reason in reasons)
