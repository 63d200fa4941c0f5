"""The small world of the tests: one state, two zones, three stations with kendras, an officer for every role."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from portal.access.roles import ROLES
from portal.accounts.models import RoleHeld, User
from portal.core.db import db, new_id
from portal.core.settings import write_setting
from portal.units.models import Unit

# name: (code, kind, parent)
UNITS = {
    "state": ("UP", "state", None),
    "zone": ("AZ", "zone", "state"),
    "range": ("AR", "range", "zone"),
    "district": ("AD", "district", "range"),
    "circle": ("ADC", "circle", "district"),
    "station": ("ADS1", "station", "circle"),
    "kendra": ("AD-ONE", "kendra", "station"),
    "sibling_station": ("ADS2", "station", "circle"),
    "sibling_kendra": ("AD-TWO", "kendra", "sibling_station"),
    "other_zone": ("BZ", "zone", "state"),
    "other_range": ("BR", "range", "other_zone"),
    "other_district": ("BD", "district", "other_range"),
    "other_circle": ("BDC", "circle", "other_district"),
    "other_station": ("BDS1", "station", "other_circle"),
    "other_kendra": ("BD-ONE", "kendra", "other_station"),
}
# place → unit kind → the unit of that kind there
PLACES = {
    "own": {"state": "state", "zone": "zone", "range": "range", "district": "district", "circle": "circle",
            "station": "station", "kendra": "kendra"},
    "sibling": {"station": "sibling_station", "kendra": "sibling_kendra"},
    "elsewhere": {"zone": "other_zone", "range": "other_range", "district": "other_district", "circle": "other_circle",
                  "station": "other_station", "kendra": "other_kendra"},
}


@dataclass(frozen=True)
class Officer:
    """An officer of the world."""

    user_id: uuid.UUID
    role_held_id: uuid.UUID
    role: str
    unit_id: uuid.UUID


@dataclass
class World:
    """Ids by plain names."""

    units: dict[str, uuid.UUID] = field(default_factory=dict)
    officers: dict[tuple[str, str], Officer] = field(default_factory=dict)

    def officer(self, role: str, place: str = "own") -> Officer:
        """The officer who holds *role* in *place* (own, sibling, elsewhere; "second" for another desk officer here)."""
        return self.officers[role, place]


def build_world() -> World:
    """Writes units and officers; commits."""
    world = World()
    paths: dict[str, str] = {}
    for name, (code, kind, parent) in UNITS.items():
        paths[name] = (paths[parent] if parent else "/") + code + "/"
        unit = Unit(id=new_id(), code=code, kind=kind, name_hi=f"परीक्षण {code}", name_en=f"Test {code}",
                    parent_id=world.units.get(parent) if parent else None, path=paths[name])
        db.session.add(unit)
        db.session.flush()
        world.units[name] = unit.id
    number = 100000000
    wanted = [(role, place) for place in PLACES for role in ROLES] + [
        ("desk_officer", "second"), ("enquiry_officer", "second")]
    for role, place in wanted:
        kinds = PLACES.get(place, PLACES["own"])
        kind = next((kind for kind in ROLES[role].held_at if kind in kinds), None)
        if kind is None:
            continue
        number += 1
        unit_id = world.units[kinds[kind]]
        user = User(id=new_id(), personnel_no=str(number), name_hi=f"परीक्षण अधिकारी {number}",
                    name_en=f"Test Officer {number}", rank="SI", is_woman=number % 2 == 1, password_hash="!")
        held = RoleHeld(id=new_id(), user_id=user.id, role=role, unit_id=unit_id, from_on=date(2026, 1, 1),
                        order_no=f"T-{number}")
        db.session.add(user)
        db.session.flush()
        db.session.add(held)
        world.officers[role, place] = Officer(user.id, held.id, role, unit_id)
    write_setting("justify-one-in", "0")  # the lot has tests of its own and must not fall into others
    db.session.commit()
    return world
