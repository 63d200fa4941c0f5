"""Own scope sees it, another does not; and the shape of the tree is answered the same on both engines."""

import pytest
from sqlalchemy import select

from portal.core.db import db, new_id
from portal.core.errors import NotFound
from portal.units import queries
from portal.units.models import Unit


def unit_named(world, name):
    return db.session.get(Unit, world.units[name])


def codes(units):
    return [unit.code for unit in units]


def in_tree_order(statement):
    return codes(db.session.scalars(statement.order_by(Unit.path)))


def test_a_unit_is_open_to_those_at_or_above_it_and_to_nobody_else(world, sign_in):
    kendra = world.units["kendra"]
    for role, place in (("desk_officer", "own"), ("counsellor", "own"), ("sho", "own"), ("circle_officer", "own"),
                        ("district_chief", "own"), ("zone_officer", "own"), ("state_officer", "own")):
        assert queries.get_unit(sign_in.actor(role, place).scope, kendra).id == kendra
    for role, place in (("desk_officer", "sibling"), ("sho", "elsewhere"), ("circle_officer", "elsewhere"),
                        ("zone_officer", "elsewhere")):
        with pytest.raises(NotFound):
            queries.get_unit(sign_in.actor(role, place).scope, kendra)


def test_an_officer_does_not_open_the_unit_above_the_own_one(world, sign_in):
    with pytest.raises(NotFound):
        queries.get_unit(sign_in.actor("sho").scope, world.units["circle"])


def test_a_list_holds_the_own_unit_and_what_lies_below_it(world, sign_in):
    whole = sign_in.actor("state_officer").scope
    assert len(in_tree_order(queries.list_units(whole))) == len(world.units)
    district = sign_in.actor("district_chief").scope
    own = in_tree_order(queries.list_units(district))
    assert own[0] == unit_named(world, "district").code
    assert {"AD-ONE", "AD-TWO"} <= set(own)
    assert "BD-ONE" not in own
    assert in_tree_order(queries.list_units(district, kind="kendra")) == ["AD-ONE", "AD-TWO"]


def test_a_unit_whose_code_begins_with_anothers_is_not_below_it(world, sign_in):
    district = unit_named(world, "district")
    twin = Unit(id=new_id(), code=district.code + "X", kind="district", name_hi="जुड़वाँ", name_en="Twin",
                parent_id=district.parent_id, path=district.path[:-1] + "X/")
    db.session.add(twin)
    db.session.flush()
    assert twin.id not in queries.subtree_ids(district)
    assert twin.code not in in_tree_order(queries.list_units(sign_in.actor("district_chief").scope))


def test_units_are_found_by_code_and_by_name_in_either_script_within_scope(world, sign_in):
    kendra, scope = unit_named(world, "kendra"), sign_in.actor("district_chief").scope
    kendra.name_hi, kendra.name_en = "मिशन शक्ति केन्द्र, हजरतगंज", "Mission Shakti Kendra, Hazratganj"
    db.session.flush()
    for text in ("हजरत", "hazrat", "HAZRAT", "ad-o", "AD-ONE"):
        assert codes(queries.find_units(scope, text)) == ["AD-ONE"], text
        assert queries.find_units(sign_in.actor("zone_officer", "elsewhere").scope, text) == []
    assert queries.find_units(scope, "") == []
    assert queries.find_units(scope, "%") == queries.find_units(scope, "_") == []


def test_the_shape_of_the_tree(world):
    kendra, station = unit_named(world, "kendra"), unit_named(world, "station")
    above = queries.ancestors(kendra)
    assert [unit.kind for unit in above] == ["state", "zone", "range", "district", "circle", "station"]
    assert queries.ancestors(above[0]) == []
    assert queries.station_of(kendra) == queries.station_of(station) == station
    assert queries.station_of(above[0]) is None
    assert queries.parent_of(kendra) == station
    assert queries.kendras_of(station) == [kendra]
    assert queries.subtree_ids(station) == [station.id, kendra.id]


def test_children_and_codes_keep_to_the_scope(world, sign_in):
    own, other = sign_in.actor("circle_officer").scope, sign_in.actor("circle_officer", "elsewhere").scope
    circle = unit_named(world, "circle")
    assert codes(queries.list_children(own, circle)) == ["ADS1", "ADS2"]
    assert queries.list_children(other, circle) == []
    assert queries.get_by_code(own, "AD-ONE").id == world.units["kendra"]
    assert queries.get_by_code(other, "AD-ONE") is None
    assert queries.codes_in_reach(own) == {unit_named(world, "circle").code, "ADS1", "ADS2", "AD-ONE", "AD-TWO"}


def test_what_lies_below_a_unit_is_one_range_of_the_index(world):
    """On a large tree neither engine reads the whole table for one district."""
    statement = select(Unit.id).where(queries.below(unit_named(world, "district").path))
    compiled = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    if db.engine.dialect.name == "sqlite":
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").fetchall()
        assert any("USING" in str(line) and "path>" in str(line) for line in plan), plan
    else:
        db.session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN {compiled}").fetchall()
        assert any("Index Cond" in str(line) and " >= " in str(line) for line in plan), plan
