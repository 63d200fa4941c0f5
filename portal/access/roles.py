"""The roles an officer can hold at a unit, with their titles and what they see of rows."""

from dataclasses import dataclass

from portal.core.words import N_


@dataclass(frozen=True)
class Role:
    """A role: its code, title (msgid), the unit kinds where it is held, and whether it sees only its own matters."""

    code: str
    title: str
    held_at: tuple[str, ...]
    sees_only_assigned: bool = False
    needs_second_factor: bool = False


ROLES: dict[str, Role] = {role.code: role for role in (
    Role("desk_officer", N_("Desk officer"), ("kendra",)),
    Role("kendra_incharge", N_("Kendra in-charge"), ("kendra",)),
    Role("enquiry_officer", N_("Enquiry officer"), ("kendra", "station"), sees_only_assigned=True),
    Role("beat_officer", N_("Women's beat officer"), ("kendra", "station"), sees_only_assigned=True),
    Role("squad_leader", N_("Squad leader"), ("kendra", "station"), sees_only_assigned=True),
    Role("counsellor", N_("Counsellor"), ("kendra",), sees_only_assigned=True),
    Role("sho", N_("Station officer"), ("station",)),
    Role("circle_officer", N_("Circle officer"), ("circle",)),
    Role("nodal_officer", N_("District nodal officer"), ("district",), needs_second_factor=True),
    Role("district_chief", N_("Superintendent of Police"), ("district",), needs_second_factor=True),
    Role("range_officer", N_("Range officer"), ("range", "commissionerate"), needs_second_factor=True),
    Role("zone_officer", N_("Zone officer"), ("zone",), needs_second_factor=True),
    Role("state_officer", N_("State headquarters officer"), ("state",), needs_second_factor=True),
    Role("administrator", N_("Administrator"), ("station", "district", "state"), needs_second_factor=True),
    Role("auditor", N_("Auditor"), ("district", "range", "zone", "state"), needs_second_factor=True),
    Role("prosecution_officer", N_("Prosecution officer"), ("district",), needs_second_factor=True),
)}
