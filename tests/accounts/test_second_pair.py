"""High roles need two administrators: one gives, another confirms; until then they count nowhere."""

import pytest
from sqlalchemy import select

from portal.access.roles import ROLES
from portal.accounts import actions, queries
from portal.accounts.models import RoleHeld, User
from portal.accounts.rules import officer
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.units.models import Unit
from tests.accounts.sessions import sign_in_as
from tests.client import PageClient

HIGH = {"nodal_officer", "district_chief", "range_officer", "zone_officer", "state_officer", "administrator", "auditor",
        "prosecution_officer"}


@pytest.fixture
def second(app, world):
    """A second administrator beside the first, signed in."""
    first = world.officer("administrator")
    user = User(id=new_id(), personnel_no="777000111", name_hi="दूसरे प्रशासक", name_en="Second Administrator", rank="SI",
                password_hash="!")
    held = RoleHeld(id=new_id(), user_id=user.id, role="administrator", unit_id=first.unit_id, from_on=clock.today(),
                    order_no="T-2")
    db.session.add(user)
    db.session.flush()
    db.session.add(held)
    db.session.commit()
    client = PageClient(app)
    sign_in_as(client, user.id, held.id)
    return client


def give(admin, user_id, role: str, unit: str = "AD") -> RoleHeld:
    admin.send(f"/officers/{user_id}/roles/new", {"role": role, "unit_code": unit, "order_no": "आ-77", "to_on": "",
                                                  "from_on": clock.today().strftime("%d-%m-%Y")})
    db.session.rollback()
    return db.session.scalar(select(RoleHeld).where(RoleHeld.user_id == user_id, RoleHeld.order_no == "आ-77"))


def code_of(world) -> str:
    """The code of the administrators' unit."""
    return db.session.get_one(Unit, world.officer("administrator").unit_id).code


def counts(user_id, role: str) -> bool:
    db.session.rollback()
    db.session.expire_all()
    return role in {held.role for held in queries.roles_today(user_id)}


def test_which_roles_are_high():
    assert {role for role in ROLES if officer.needs_second_pair(role)} == HIGH


def test_one_gives_and_another_confirms(sign_in, world, second):
    admin, who = sign_in("administrator"), world.officer("desk_officer").user_id
    held = give(admin, who, "administrator", code_of(world))
    assert not held.is_confirmed and not counts(who, "administrator")
    url = f"/officers/{who}/roles/{held.id}/confirm"
    assert "/confirm" not in admin.get(f"/officers/{who}").text
    assert str(held.id) not in admin.get("/officers/roles-to-confirm").text
    admin.send(url, status=409)
    assert not counts(who, "administrator")
    assert url in second.get("/officers/roles-to-confirm").text and url in second.get(f"/officers/{who}").text
    assert "/officers/roles-to-confirm" in second.get("/").text
    second.send(url)
    assert counts(who, "administrator")
    second.send(url, status=409)
    assert str(held.id) not in second.get("/officers/roles-to-confirm").text
    done = db.session.scalars(select(TrailEntry.action).where(
        TrailEntry.subject_id == str(who), TrailEntry.action.startswith("accounts:role:")).order_by(TrailEntry.at)).all()
    assert done == ["accounts:role:granted", "accounts:role:confirmed"]


def test_an_unconfirmed_role_opens_no_door(sign_in, world, second, app):
    who = world.officer("desk_officer").user_id
    held = give(sign_in("administrator"), who, "administrator", code_of(world))
    client = sign_in("desk_officer")
    assert str(held.id) not in client.get("/session/role").text
    form = client.get("/session/role").form("/session/role")
    client.post("/session/role", {**form, "role_held": str(held.id)}, status=422)
    client.get("/officers", status=403)


def test_a_role_of_the_desk_counts_at_once(sign_in, world):
    assert give(sign_in("administrator"), world.officer("desk_officer").user_id, "sho", "ADS1").is_confirmed


def test_nobody_confirms_an_own_role_and_the_console_stands_for_both(sign_in, world, second):
    who, unit = world.officer("kendra_incharge").user_id, db.session.get_one(Unit, world.units["district"])
    waiting = actions.grant_role(sign_in.actor("administrator"), db.session.get_one(User, who), "nodal_officer", unit, "आ-1",
                                 clock.today())
    db.session.commit()
    with pytest.raises(RuleBroken):
        actions.confirm_role(sign_in.actor("kendra_incharge"), waiting)
    at_console = actions.grant_role(None, db.session.get_one(User, who), "district_chief", unit, "आ-2", clock.today())
    assert at_console.is_confirmed


def test_confirming_is_for_administrators_of_the_place(sign_in, world, second):
    who = world.officer("desk_officer").user_id
    held = give(sign_in("administrator"), who, "administrator", code_of(world))
    url = f"/officers/{who}/roles/{held.id}/confirm"
    sign_in("auditor").get(url, status=403)
    sign_in("administrator", "elsewhere").get(url, status=404)
