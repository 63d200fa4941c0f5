"""The right actor changes the tree and leaves an entry; what the rules forbid is refused; a list is applied once."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

import portal
from portal.audit.models import TrailEntry
from portal.core.db import db
from portal.core.errors import RuleBroken, StaleEdit
from portal.units import actions, queries, rules
from portal.units.models import Unit
from portal.units.rules import UnitFacts
from portal.units.sheets import Sheet, read_sheet

DEMO = Path(portal.__file__).parent / "demo" / "units.csv"


def facts_of(code):
    return queries.known_facts()[code]


def unit_of(code):
    return queries.get_by_code(None, code)


def trail_of(action):
    db.session.commit()
    return list(db.session.scalars(select(TrailEntry).where(TrailEntry.action == action)))


def sheet_of(*facts):
    return Sheet("0" * 64, [(line, rules.texts_of(one)) for line, one in enumerate(facts, start=2)], [])


def kendra(code="AD-NEW", parent="ADS1", **more):
    return UnitFacts(code, "kendra", parent, "नया केन्द्र", "New Kendra", **more)


def district(world):
    return db.session.get(Unit, world.units["district"])


def test_a_new_unit_stands_below_its_parent_and_in_the_trail(world, sign_in):
    actor = sign_in.actor("administrator")
    unit = actions.create_unit(actor, kendra(phone="०५२२-११२", opened_on=date(2025, 9, 20)))
    station = unit_of("ADS1")
    assert (unit.parent_id, unit.path, unit.is_active) == (station.id, station.path + "AD-NEW/", True)
    assert unit.phone == "0522-112"
    entry, = trail_of("units:unit:created")
    assert (entry.subject_id, entry.user_id) == (str(unit.id), str(actor.user_id))


def test_what_may_not_be_founded(world, sign_in):
    actor = sign_in.actor("administrator")
    for facts, sentence in (
            (kendra("AD-ONE"), actions.CODE_TAKEN),
            (kendra(parent="BDS1"), rules.SAY_OUTSIDE),
            (kendra(parent="AD-ONE"), rules.SAY_WRONG_PARENT),
            (kendra("x"), rules.SAY_CODE)):
        with pytest.raises(RuleBroken) as caught:
            actions.create_unit(actor, facts)
        assert caught.value.sentence == sentence
    assert trail_of("units:unit:created") == []


def test_a_change_keeps_code_and_kind_and_names_the_fields_in_the_trail(world, sign_in):
    unit = unit_of("AD-ONE")
    before, path = unit.version, unit.path
    changed = UnitFacts("OTHER", "zone", "ADS1", "नया नाम", "New Name", phone="112")
    actions.change_unit(sign_in.actor("administrator"), unit, changed)
    assert (unit.code, unit.kind, unit.path) == ("AD-ONE", "kendra", path)
    assert (unit.name_en, unit.version) == ("New Name", before + 1)
    entry, = trail_of("units:unit:changed")
    assert entry.details == {"code": "AD-ONE", "fields": ["name_hi", "name_en", "phone"]}


def test_a_change_of_nothing_leaves_no_entry(world, sign_in):
    actions.change_unit(sign_in.actor("administrator"), unit_of("AD-ONE"), facts_of("AD-ONE"))
    assert trail_of("units:unit:changed") == []


def test_all_below_moves_along_and_another_scope_then_reaches_it(world, sign_in):
    circle = unit_of("ADS1").parent_id
    moved = db.session.get(Unit, circle)
    below = len(queries.subtree_ids(moved))
    other = db.session.get(Unit, world.units["other_district"])
    actions.change_unit(None, moved, UnitFacts(moved.code, "circle", other.code, "सर्किल", "Circle"))
    db.session.commit()
    db.session.expire_all()
    assert moved.path == other.path + moved.code + "/"
    assert len(queries.subtree_ids(moved)) == below
    for unit in db.session.scalars(select(Unit)):
        parent = queries.parent_of(unit)
        assert unit.path == rules.path_of(parent.path if parent else "", unit.code)
    reached = queries.codes_in_reach(sign_in.actor("zone_officer", "elsewhere").scope)
    assert {"ADS1", "AD-ONE"} <= reached
    assert "ADS1" not in queries.codes_in_reach(sign_in.actor("zone_officer").scope)


def test_below_a_commissionerate_the_levels_have_their_own_titles(world):
    zone = db.session.get(Unit, world.units["zone"])
    actions.create_unit(None, UnitFacts("CMR", "commissionerate", zone.code, "कमिश्नरेट", "Commissionerate"))
    home = queries.parent_of(district(world)).code
    actions.change_unit(None, district(world), UnitFacts("", "", "CMR", "जनपद", "District"))
    assert district(world).kind_title == rules.KINDS_IN_COMMISSIONERATE["district"]
    assert unit_of("AD-ONE").in_commissionerate
    actions.change_unit(None, district(world), UnitFacts("", "", home, "जनपद", "District"))
    assert not unit_of("AD-ONE").in_commissionerate


def test_a_unit_is_closed_only_when_nothing_open_is_left_below(world):
    station, closed = unit_of("ADS1"), date(2026, 3, 31)
    with pytest.raises(RuleBroken) as caught:
        actions.change_unit(None, station, UnitFacts("", "", "ADC", "थाना", "Thana", closed_on=closed))
    assert caught.value.sentence in (rules.SAY_OPEN_BELOW, rules.SAY_UNKNOWN_PARENT)
    parent = queries.parent_of(station).code
    actions.change_unit(None, unit_of("AD-ONE"), UnitFacts("", "", "ADS1", "केन्द्र", "Kendra", closed_on=closed))
    actions.change_unit(None, station, UnitFacts("", "", parent, "थाना", "Thana", closed_on=closed))
    assert not station.is_active
    assert queries.kendras_of(station) == []


def test_a_list_is_judged_without_a_change_and_then_applied_as_seen(world, sign_in):
    actor = sign_in.actor("administrator")
    found = actions.preview_import(actor, sheet_of(
        kendra(), kendra("AD-ONE", phone="112"), facts_of("ADS1"), kendra("BD-NEW", parent="BDS1")))
    assert found.counts == {"new": 1, "changed": 1, "same": 1, "refused": 1}
    assert unit_of("AD-NEW") is None
    db.session.commit()
    db.session.expire_all()
    actions.apply_import(actor, found)
    assert unit_of("AD-NEW").name_en == "New Kendra"
    assert unit_of("AD-ONE").phone == "112"
    assert unit_of("BD-NEW") is None
    entry, = trail_of("units:list:applied")
    assert entry.details == {"sha256": "0" * 64, "new": 1, "changed": 1, "same": 1, "refused": 1}


def test_a_list_applied_twice_gives_the_same(world, sign_in):
    actor = sign_in.actor("administrator")
    found = actions.preview_import(actor, sheet_of(kendra(), kendra("AD-ONE", phone="112")))
    actions.apply_import(actor, found)
    db.session.commit()
    versions = dict(db.session.execute(select(Unit.code, Unit.version)).all())
    actions.apply_import(actor, found)
    assert len(trail_of("units:list:applied")) == 1
    again = actions.preview_import(actor, sheet_of(kendra(), kendra("AD-ONE", phone="112")))
    assert again.counts == {"same": 2}
    actions.apply_import(actor, again)
    db.session.commit()
    assert dict(db.session.execute(select(Unit.code, Unit.version)).all()) == versions


def test_a_list_is_not_applied_when_the_tree_changed_in_between(world, sign_in):
    actor = sign_in.actor("administrator")
    found = actions.preview_import(actor, sheet_of(kendra()))
    actions.create_unit(actor, kendra())
    db.session.flush()
    with pytest.raises(StaleEdit):
        actions.apply_import(actor, found)


def test_a_list_put_aside_is_not_applied(world, sign_in):
    actor = sign_in.actor("administrator")
    found = actions.preview_import(actor, sheet_of(kendra()))
    actions.cancel_import(actor, found)
    with pytest.raises(RuleBroken):
        actions.apply_import(actor, found)
    assert unit_of("AD-NEW") is None


def test_the_demonstration_list_is_brought_in_and_twice_gives_the_same(world):
    before = db.session.scalar(select(func.count()).select_from(Unit))
    found = actions.apply_import(None, actions.preview_import(None, read_sheet(DEMO.read_bytes())))
    db.session.commit()
    assert "refused" not in found.counts
    assert db.session.scalar(select(func.count()).select_from(Unit)) == before + found.counts["new"]
    hazratganj = unit_of("LKO-HZG")
    assert [unit.code for unit in queries.ancestors(hazratganj)] == [
        "UP", "LKZ", "LKO", "LKO-C", "LKO-CHZ", "LKO-HZG-T"]
    assert hazratganj.in_commissionerate
    assert actions.preview_import(None, read_sheet(DEMO.read_bytes())).counts == {"same": sum(found.counts.values())}
