"""The policy as data: permission → roles → what must also hold of the thing. Read aloud, it is the order of the house."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.access.actor import Actor

Predicate = Callable[[Actor, Any], bool]


def _is_hers(actor: Actor, thing: Any) -> bool:
    """Whether *actor* enquires into the matter or investigates the case; a thing that names neither is nobody's."""
    return actor.user_id in (getattr(thing, "enquiry_officer_id", None), getattr(thing, "io_id", None))


# What may be asked of a thing (a plain row or value with the named attribute).
PREDICATES: dict[str, Predicate] = {
    "assigned": _is_hers,
    "not assigned": lambda actor, thing: thing.enquiry_officer_id != actor.user_id,
    "investigating": lambda actor, thing: thing.io_id == actor.user_id,
    "recorder": lambda actor, thing: thing.recorded_by == actor.user_id,
    "own unit": lambda actor, thing: actor.unit_ids is not None and thing.unit_id in actor.unit_ids,
}

DESK, INCHARGE, ENQUIRY, SHO, CIRCLE = "desk_officer", "kendra_incharge", "enquiry_officer", "sho", "circle_officer"
BEAT, SQUAD, COUNSELLOR = "beat_officer", "squad_leader", "counsellor"
NODAL, CHIEF, RANGE, ZONE, STATE = "nodal_officer", "district_chief", "range_officer", "zone_officer", "state_officer"
ADMIN, AUDITOR, PROSECUTION = "administrator", "auditor", "prosecution_officer"

EVERYONE = (DESK, INCHARGE, ENQUIRY, BEAT, SQUAD, COUNSELLOR, SHO, CIRCLE, NODAL, CHIEF, RANGE, ZONE, STATE, ADMIN, AUDITOR,
            PROSECUTION)
KENDRA = (DESK, INCHARGE)
STATION = (DESK, INCHARGE, SHO)
SUPERVISORS = (SHO, CIRCLE)
CASEWORK = (DESK, INCHARGE, ENQUIRY, SHO, CIRCLE)
ABOVE = (NODAL, CHIEF)


def allow(*roles: str, when: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The same condition for several roles."""
    return dict.fromkeys(roles, when)


# role → names of predicates that must all hold of the thing; a role that is not named does not hold the permission.
POLICY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "accounts:own:change": allow(*EVERYONE),
    "accounts:user:change": allow(ADMIN),
    "accounts:user:list": allow(ADMIN, AUDITOR),
    "audit:entry:list": allow(AUDITOR),
    "beats:beat:change": allow(INCHARGE, SHO),
    "beats:beat:list": allow(INCHARGE, BEAT, *SUPERVISORS),
    "beats:day:write": allow(INCHARGE, BEAT, SHO),
    "beats:evaluation:write": allow(INCHARGE, *SUPERVISORS),
    "beats:norm:change": allow(NODAL, CHIEF),
    "beats:oversight:list": allow(INCHARGE, *SUPERVISORS, *ABOVE, RANGE, ZONE, STATE),
    "beats:plan:change": allow(INCHARGE, SHO),
    "beats:problem:list": allow(DESK, INCHARGE, BEAT, SHO),
    "beats:problem:take_up": allow(DESK, INCHARGE, BEAT),
    "cases:accused:change": allow(*STATION) | allow(ENQUIRY, CIRCLE, when=("investigating",)),
    "cases:case:close": allow(INCHARGE, SHO) | allow(ENQUIRY, CIRCLE, when=("investigating",)),
    "cases:case:list": allow(*CASEWORK, *ABOVE),
    "cases:case:open": allow(*STATION, CIRCLE, *ABOVE) | allow(ENQUIRY, when=("investigating",)),
    "cases:case:read": allow(*STATION, CIRCLE) | allow(ENQUIRY, when=("investigating",)),
    "cases:case:write": allow(*STATION),
    "cases:comparison:settle": allow(INCHARGE, SHO),
    "cases:facts:change": allow(INCHARGE, SHO) | allow(ENQUIRY, CIRCLE, when=("investigating",)),
    "cases:identity:open": allow(INCHARGE, SHO) | allow(ENQUIRY, CIRCLE, when=("investigating",)),
    "cases:io:assign": allow(INCHARGE, SHO, CIRCLE),
    "cases:milestone:add": allow(*STATION) | allow(ENQUIRY, CIRCLE, when=("investigating",)),
    "cases:report:mark": allow(INCHARGE, SHO, ENQUIRY, CIRCLE, when=("investigating",)),
    "cases:sections:change": allow(INCHARGE, SHO) | allow(ENQUIRY, CIRCLE, when=("investigating",)),
    "field:entry:send": allow(INCHARGE, BEAT, SQUAD, SHO),
    "followups:call:record": allow(DESK, INCHARGE, SHO, when=("not assigned",)),
    "followups:diary:add": allow(*STATION) | allow(ENQUIRY, when=("assigned",)),
    "followups:disposal:propose": allow(INCHARGE, SHO) | allow(ENQUIRY, when=("assigned",)),
    "followups:matter:reopen": allow(INCHARGE, SHO, CIRCLE),
    "followups:promise:keep": allow(*STATION) | allow(ENQUIRY, when=("assigned",)),
    "followups:promise:list": allow(*CASEWORK),
    "intake:attachment:add": allow(DESK, INCHARGE) | allow(ENQUIRY, when=("assigned",)),
    "intake:attachment:open": allow(*STATION) | allow(ENQUIRY, when=("assigned",)),
    "intake:complaint:assign": allow(INCHARGE, SHO),
    "intake:complaint:correct": allow(INCHARGE) | allow(DESK, when=("recorder",)),
    "intake:complaint:list": allow(*CASEWORK, *ABOVE),
    "intake:complaint:open": allow(*STATION, CIRCLE, *ABOVE) | allow(ENQUIRY, when=("assigned",)),
    "intake:complaint:read": allow(*STATION, CIRCLE) | allow(ENQUIRY, when=("assigned",)),
    "intake:danger:acknowledge": allow(INCHARGE, SHO),
    "intake:danger:answer": allow(DESK, INCHARGE, SHO) | allow(ENQUIRY, when=("assigned",)) | allow(BEAT, when=("recorder",)),
    "intake:draft:keep": allow(*EVERYONE),
    "intake:identity:break_glass": allow(DESK, CIRCLE, NODAL, CHIEF),
    "intake:identity:correct": allow(INCHARGE, SHO) | allow(DESK, when=("recorder",)) | allow(ENQUIRY, when=("assigned",)),
    "intake:identity:open": allow(INCHARGE, SHO) | allow(DESK, when=("recorder",)) | allow(ENQUIRY, when=("assigned",)),
    "intake:identity:release": allow(INCHARGE, *SUPERVISORS),
    "intake:identity:review": allow(INCHARGE, *SUPERVISORS, *ABOVE, RANGE),
    "intake:label:set": allow(*SUPERVISORS),
    "intake:look:list": allow(*SUPERVISORS, *ABOVE),
    "intake:receipt:hand_over": allow(*KENDRA) | allow(BEAT, when=("recorder",)),
    "intake:rights:tell": allow(*KENDRA) | allow(ENQUIRY, when=("assigned",)) | allow(BEAT, when=("recorder",)),
    "intake:risk:see": allow(INCHARGE, SHO) | allow(ENQUIRY, when=("assigned",)),
    "intake:seal:lift": allow(*SUPERVISORS),
    "intake:seal:set": allow(INCHARGE, *SUPERVISORS),
    "intake:triage:permit": allow(CIRCLE),
    "intake:triage:record": allow(*STATION) | allow(ENQUIRY, when=("assigned",)),
    "intake:triage:route": allow(INCHARGE, SHO) | allow(ENQUIRY, when=("assigned",)),
    "intake:triage:see_reasons": allow(*SUPERVISORS),
    "intake:visit:add": allow(*KENDRA, BEAT),
    "intake:visit:list": allow(*STATION, CIRCLE),
    "law:pack:load": allow(STATE),
    "law:pack:read": allow(*EVERYONE),
    "law:pack:sign_off": allow(PROSECUTION),
    "leave:diversion:enter": allow(INCHARGE, SHO),
    "leave:leave:decide": allow(INCHARGE, SHO),
    "leave:leave:enter": allow(*KENDRA),
    "leave:leave:list": allow(*STATION, CIRCLE, *ABOVE),
    "leave:own:ask": allow(*KENDRA, ENQUIRY, BEAT, SQUAD, COUNSELLOR),
    "personnel:list:import": allow(INCHARGE, SHO, NODAL, ADMIN),
    "personnel:officer:change": allow(INCHARGE, SHO, NODAL, ADMIN),
    "personnel:officer:list": allow(INCHARGE, SHO, CIRCLE, *ABOVE, RANGE, ZONE, STATE, ADMIN),
    "personnel:sanction:change": allow(NODAL, CHIEF),
    "preventive:action:list": allow(*CASEWORK),
    "preventive:action:read": allow(INCHARGE, ENQUIRY, SHO, CIRCLE),
    "preventive:action:write": allow(INCHARGE, ENQUIRY, SHO),
    "preventive:person:open": allow(INCHARGE, ENQUIRY, SHO),
    "printing:document:print": allow(*CASEWORK, BEAT, SQUAD, *ABOVE, RANGE, ZONE, STATE),
    "printing:document:print_open": allow(INCHARGE, SHO) | allow(ENQUIRY, when=("assigned",)),
    "printing:log:list": allow(INCHARGE, SHO, CIRCLE, AUDITOR),
    "registers:month:close": allow(INCHARGE, SHO),
    "registers:register:list": allow(*STATION, CIRCLE, *ABOVE),
    "roster:attendance:list": allow(INCHARGE, SHO, CIRCLE, *ABOVE),
    "roster:attendance:mark": allow(INCHARGE, SHO),
    "roster:draft:run": allow(INCHARGE, SHO),
    "roster:duty:read": allow(*STATION, CIRCLE),
    "roster:month:acknowledge": allow(*KENDRA, ENQUIRY, BEAT, SQUAD, COUNSELLOR),
    "roster:month:edit": allow(INCHARGE, SHO),
    "roster:month:list": allow(INCHARGE, SHO, CIRCLE, *ABOVE, RANGE, ZONE, STATE),
    "roster:month:publish": allow(INCHARGE, SHO),
    "roster:month:read": allow(INCHARGE, SHO, CIRCLE, *ABOVE, RANGE, ZONE, STATE),
    "roster:own:read": allow(*KENDRA, ENQUIRY, BEAT, SQUAD, COUNSELLOR),
    "roster:swap:agree": allow(*KENDRA, ENQUIRY, BEAT, SQUAD, COUNSELLOR),
    "roster:swap:ask": allow(*KENDRA, ENQUIRY, BEAT, SQUAD, COUNSELLOR),
    "roster:swap:decide": allow(INCHARGE, SHO),
    "roster:wish:ask": allow(*KENDRA, ENQUIRY, BEAT, SQUAD, COUNSELLOR),
    "search:box:ask": allow(*CASEWORK),
    "squads:complaint:open": allow(CIRCLE, *ABOVE),
    "squads:complaint:read": allow(CIRCLE, *ABOVE),
    "squads:complaint:send": allow(*STATION, CIRCLE),
    "squads:outing:list": allow(INCHARGE, SQUAD, *SUPERVISORS),
    "squads:outing:write": allow(INCHARGE, SQUAD, SHO),
    "squads:oversight:list": allow(INCHARGE, *SUPERVISORS, *ABOVE),
    "squads:person:open": allow(INCHARGE, SHO),
    "squads:repeat:settle": allow(INCHARGE, SHO),
    "squads:return:list": allow(INCHARGE, *SUPERVISORS, *ABOVE, RANGE, ZONE, STATE),
    "squads:squad:change": allow(INCHARGE, SHO),
    "training:programme:change": allow(NODAL, STATE),
    "training:result:record": allow(INCHARGE, SHO, NODAL),
    "training:session:change": allow(INCHARGE, SHO, NODAL),
    "training:session:list": allow(INCHARGE, SHO, CIRCLE, *ABOVE, RANGE, ZONE, STATE),
    "units:list:import": allow(ADMIN),
    "units:unit:change": allow(ADMIN),
    "units:unit:list": allow(CIRCLE, *ABOVE, RANGE, ZONE, STATE, ADMIN, AUDITOR),
    "units:unit:open": allow(*EVERYONE),
}


def holds(actor: Actor | None, permission: str, thing: Any = None) -> bool:
    """Whether *actor* may do *permission*, to *thing* if one is given.

    Without a thing the answer says only that the role holds the permission at all.
    """
    if actor is None:
        return False
    conditions = POLICY[permission].get(actor.role)
    if conditions is None:
        return False
    return thing is None or all(PREDICATES[name](actor, thing) for name in conditions)

# Who does one of these has proved lately who she is: at a shared desk, a screen left open opens nobody.
GRAVE = frozenset({
    "accounts:user:change", "cases:identity:open", "intake:identity:break_glass", "intake:identity:correct",
    "intake:identity:open", "preventive:person:open", "squads:complaint:open",
    "squads:person:open",
})
