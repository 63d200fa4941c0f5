"""What a squad may write down without a line, by the forms of its pages, and what its telephone knows before it goes out.

Somebody named is left out: an identity is written where the vault is, never on a telephone (docs/why/offline.md).
"""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.feature import FieldKind, FieldPack
from portal.core.forms import Needed
from portal.core.words import N_
from portal.field.forms import FieldForm, RefField, describe, must_be_right, sent
from portal.field.rules import CLOCK_SLACK, moment_after
from portal.field.sendings import list_threads, record_named
from portal.squads import actions, forms, rules
from portal.squads.models import Outing
from portal.squads.queries import field

WRITE = "squads:outing:write"
NUMBERS = _l("Numbers only. Couples are not recorded.")


class BriefSending(forms.BriefForm):
    """The briefing; the squad is chosen, as there is no page of it."""

    FIRST = "squad"
    squad = SelectField(_l("Squad"), validators=[Needed()])


class GoOutSending(forms.TimeForm):
    """Going out."""

    outing = RefField()


class StopSending(forms.StopForm):
    """A stop at a spot."""

    outing = RefField()


class FootSending(forms.FootForm):
    """A stretch of foot patrol."""

    outing = RefField()


class ConductSending(forms.ConductForm):
    """How the squad behaved."""

    outing = RefField()


class CloseSending(forms.CloseForm):
    """Back again."""

    outing = RefField()


def _reach(actor: Actor, scope: Scope, form: FieldForm, *, must_be_out: bool = True) -> Outing:
    """The outing that a sending names by its own id or by the briefing that the same telephone sent before, locked."""
    outing = field.get_outing(scope, record_named(actor.user_id, form.outing, "brief"), for_change=True)
    if must_be_out and outing.started_at is None:
        raise RuleBroken(rules.SAY_STATE, state=rules.STATES[outing.state])
    return outing


def take_brief(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """The briefing of a squad in reach."""
    form, squads = sent(BriefSending, fields), field.list_squads(scope)
    form.squad.choices = [(str(one.id), one.name) for one in squads]
    squad = field.get_squad(scope, uuid.UUID(form.squad.data)) if form.squad.data in dict(form.squad.choices) else None
    form.officer.choices = _briefers(squad.unit_id) if squad else []
    must_be_right(form)
    actions.brief(actor, squad, form.stamp(), day=form.day.data, at=form.moment(), officer_id=uuid.UUID(form.officer.data),
                  text=form.briefing.data)
    return gettext("The briefing is written down. Now write when the squad goes out.")


def take_going_out(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """The squad went out."""
    form = sent(GoOutSending, fields)
    outing = _reach(actor, scope, form, must_be_out=False)
    must_be_right(form)
    actions.go_out(actor, outing, form.stamp(), moment_after(clock.to_ist(outing.briefed_at), form.at.data))
    return gettext("The squad is out.")


def take_stop(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """A stop at a spot of the outing's kendra."""
    form = sent(StopSending, fields)
    outing = _reach(actor, scope, form)
    form.spot.choices = _spots(outing.unit_id, outing.day)
    must_be_right(form)
    actions.add_stop(actor, outing, form.stamp(), form.facts(outing.started_at))
    return gettext("The stop is written down.")


def take_foot(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """A stretch of foot patrol."""
    form = sent(FootSending, fields)
    outing = _reach(actor, scope, form)
    must_be_right(form)
    actions.add_stop(actor, outing, form.stamp(), form.facts(outing.started_at))
    return gettext("The foot patrol is written down.")


def take_conduct(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """The conduct record."""
    form = sent(ConductSending, fields)
    outing = _reach(actor, scope, form)
    must_be_right(form)
    actions.record_conduct(actor, outing, form.stamp(), form.facts())
    return gettext("The conduct record is written down.")


def take_close(actor: Actor, scope: Scope, fields: MultiDict) -> str:
    """The squad is back."""
    form = sent(CloseSending, fields)
    outing = _reach(actor, scope, form)
    must_be_right(form)
    last = field.last_out(outing) or outing.started_at
    at = moment_after(clock.to_ist(last) + CLOCK_SLACK, form.at.data)
    actions.close(actor, outing, form.stamp(), at, form.note.data or "")
    return gettext("The outing is closed.")


def _briefers(unit_id: uuid.UUID) -> list[Any]:
    return forms.officers(field.staff_of(unit_id, clock.today(), to_brief=True), str(get_locale()))


def _spots(unit_id: uuid.UUID, day: date) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in field.list_spots(unit_id, day)]


def build_pack(scope: Scope) -> dict[str, Any]:
    """The squads in reach, the open outings, and the questions of each kind of entry; no person but officers."""
    squads = field.list_squads(scope)
    kinds: list[dict[str, Any]] = []
    if squads:
        unit_id = field.get_squad(scope, squads[0].id).unit_id
        kinds = [_describe(kind, unit_id, squads) for kind in KINDS]
    return {"title": gettext("Squads"), "kinds": kinds, "threads": _threads(scope)}


def _describe(kind: FieldKind, unit_id: uuid.UUID, squads: list[Any]) -> dict[str, Any]:
    form_class, role, is_once, hint = DRAWN[kind.key]
    form = form_class(formdata=None, meta={"csrf": False})
    if "squad" in form:
        form.squad.choices = [(str(one.id), one.name) for one in squads]
        form.officer.choices = _briefers(unit_id)
    if "spot" in form:
        form.spot.choices = _spots(unit_id, clock.today())
    return describe(kind.key, gettext(kind.label), form, role=role, is_once=is_once, hint=hint)


def _threads(scope: Scope) -> list[dict[str, Any]]:
    """The outings that are not closed."""
    found = list_threads(field.select_outings(scope), Outing, "brief", scope.user_id, rules.STATES)
    return [thread | {"done": ["squads.brief"] + (["squads.go_out"] if row.state == "out" else [])} for row, thread in found]


KINDS = (
    FieldKind("squads.brief", N_("Briefing before going out"), WRITE, take_brief),
    FieldKind("squads.go_out", N_("Going out"), WRITE, take_going_out),
    FieldKind("squads.stop", N_("A stop at a place"), WRITE, take_stop),
    FieldKind("squads.foot", N_("Foot patrol"), WRITE, take_foot),
    FieldKind("squads.conduct", N_("Conduct record"), WRITE, take_conduct),
    FieldKind("squads.close", N_("Close the outing"), WRITE, take_close))
# kind → form, what it is to an outing, whether once, what stands above its questions
DRAWN: dict[str, tuple[Callable[..., FieldForm], str, bool, Any]] = {
    "squads.brief": (BriefSending, "start", True, ""), "squads.go_out": (GoOutSending, "step", True, ""),
    "squads.stop": (StopSending, "step", False, NUMBERS), "squads.foot": (FootSending, "step", False, NUMBERS),
    "squads.conduct": (ConductSending, "step", True, _l("Without it the outing is not closed.")),
    "squads.close": (CloseSending, "end", True, "")}
PACK = FieldPack("squads", WRITE, build_pack)
