"""Papers of the squads: outing sheet with codes (also empty), daily return, red card, guardian's note, weekly plan."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.rules.officer import rank_title
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.errors import NotFound
from portal.core.feature import Built, Document
from portal.core.filters import ist_date
from portal.core.forms import parse_day
from portal.core.keys import current_vault
from portal.core.words import N_
from portal.persons.queries import get_identity
from portal.persons.rules.identity import Identity
from portal.roster.rules.norms import WEEKDAYS
from portal.squads import rules
from portal.squads.models import Outing, Squad, SquadPerson
from portal.squads.queries import field, returns, weeks
from portal.units.queries import get_unit

Options = Mapping[str, Any]


def _sheet(unit_id: uuid.UUID, on: date, squad: str, **more: Any) -> dict[str, Any]:
    """What every sheet says: each place of the kendra with its code, the codes of acts and outcomes, the questions about
    conduct, with an answer (True, False) or None for a line to tick by hand."""
    codes = [{"code": code, "name": one.name, "kind": rules.SPOT_KINDS[one.kind]}
             for code, one in field.list_codes(unit_id).items() if one.to_on is None or one.to_on >= on]
    return {"squad": squad, "spots": codes, "acts": list(rules.ACTS.values()), "outcomes": list(rules.OUTCOMES.values()),
            "conduct": [(say, None) for say in rules.CONDUCT.values()], "dress": [(say, False) for say in rules.DRESS.values()],
            "camera": "", "explanation": "", "serial": "", "day": "", "briefed_at": None, "briefer": None, "briefing": "",
            "started_at": None, "ended_at": None, "stops": [], "walks": [], "plan": [], "people": [], "note": ""} | more


def _answers(outing: Outing) -> dict[str, Any]:
    """The conduct record as the sheet shows it; nothing while there is none."""
    record = field.conduct_of(outing)
    if record is None:
        return {}
    return {"conduct": [(say, getattr(record, name)) for name, say in rules.CONDUCT.items()],
            "dress": [(say, name == record.dress) for name, say in rules.DRESS.items()],
            "camera": record.camera_ref or record.no_camera_reason, "explanation": record.explanation}


def _officer(officer_id: uuid.UUID) -> dict[str, str]:
    found = field.find_officer(officer_id)
    return {"hi": found.name_hi, "en": found.name_en, "rank": rank_title(found.rank, found.is_woman)}


def _codes(one: SquadPerson) -> dict[str, Any]:
    """A line of the sheet about somebody: codes, never a name."""
    return {"at": one.happened_at, "place": one.place, "act": list(rules.ACTS).index(one.act) + 1,
            "outcome": list(rules.OUTCOMES).index(one.outcome) + 1, "card": one.card, "is_told": one.guardian == "told"}


def build_sheet(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The sheet of an outing: what is written so far, empty lines for the rest."""
    outing = field.get_outing(scope, subject_id)
    squad, codes = field.get_squad(scope, outing.squad_id), field.list_codes(outing.unit_id)
    code_of = {one.id: code for code, one in codes.items()}
    stops = [{"code": code_of.get(stop.spot_id), "place": stop.place or name, "is_foot": stop.is_foot, "came_at": stop.came_at,
              "left_at": stop.left_at, "checked": stop.checked, "warned": stop.warned, "vehicles": stop.vehicles}
             for stop, name, _ in field.list_stops(outing)]
    context = _sheet(outing.unit_id, outing.day, squad.name, serial=outing.number, day=ist_date(outing.day),
                     briefed_at=outing.briefed_at, briefer=_officer(outing.briefed_by), briefing=outing.briefing,
                     started_at=outing.started_at, ended_at=outing.ended_at, stops=[one for one in stops if not one["is_foot"]],
                     walks=[one for one in stops if one["is_foot"]], plan=_planned(squad, outing.day), note=outing.note,
                     people=[_codes(one) for one in field.list_named(outing)], **_answers(outing))
    return Built(outing.unit_id, outing.number, context, outing)


def build_blank(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """An empty sheet of a squad, for an outing that is written down later."""
    squad = field.get_squad(scope, subject_id)
    today = clock.today()
    return Built(squad.unit_id, squad.name, _sheet(squad.unit_id, today, squad.name, plan=_planned(squad, today)), squad)


def _planned(squad: Squad, day: date) -> list[str]:
    return [f"{one.from_time:%H:%M} {one.name}" for one in field.list_plan(squad, day, day)]


def _day(options: Options) -> date:
    """The day of the argument "on", else today."""
    try:
        return parse_day(options["arguments"].get("on") or ist_date(clock.today()))
    except ValueError:
        raise NotFound from None


def build_return(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The return for the day of the argument "on", else today: of a kendra its own figures, above a line for each unit below."""
    unit, day = get_unit(scope, subject_id), _day(options)
    rows, total = returns.read_return(scope, unit, day)
    lines = [] if unit.kind == "kendra" else [
        {"hi": row.of.name_hi, "en": row.of.name_en} | row.figures for row in rows]
    return Built(unit.id, f"{unit.code} {ist_date(day)}", {"day": ist_date(day), "rows": lines, "total": total.figures}, unit)


def _named(scope: Scope, subject_id: uuid.UUID, options: Options) -> tuple[SquadPerson, dict[str, Any]]:
    named, who = field.get_named(scope, subject_id), Identity()
    if options["is_open"]:
        through = select(SquadPerson.person_id).where(SquadPerson.id == named.id)
        who = get_identity(scope, current_vault(), named.person_id, through) or who
    return named, {"number": named.card, "serial": named.card, "act": rules.ACTS[named.act], "account": named.account,
                   "place": named.place, "happened_at": named.happened_at,
                   "is_open": bool(options["is_open"]), "officer": _officer(named.officer_id), "name": who.name,
                   "relative_name": who.relative_name, "age": who.age_years, "address": who.address}


def build_card(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The red card; with the name only in an open copy, else with a line to write it on."""
    named, context = _named(scope, subject_id, options)
    if not named.card:
        raise NotFound
    return Built(named.unit_id, named.card, context, named)


def build_note(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The note for the guardian."""
    named, context = _named(scope, subject_id, options)
    return Built(named.unit_id, named.card or ist_date(named.happened_at), context, named)


def build_plan(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The plan of a squad for the week of the argument "on", else this week, with who is on the roster."""
    squad = field.get_squad(scope, subject_id)
    monday, sunday = week_of(_day(options))
    rows = [{"day": ist_date(one.day), "weekday": WEEKDAYS[str(one.day.weekday())],
             "places": [f"{row.from_time:%H:%M} {row.name}" for row in one.places],
             "hi": [who.name_hi for who in one.squad], "en": [who.name_en for who in one.squad]}
            for one in weeks.read_plan(scope, squad, monday)]
    return Built(squad.unit_id, squad.name, {"squad": squad.name, "from_on": ist_date(monday), "to_on": ist_date(sunday),
                                            "rows": rows}, squad)


DOCUMENTS = (
    Document("outing-sheet", N_("Outing sheet"), "squad_sheet", "squads:outing:list", build_sheet,
             subject_endpoint="squads.show_outing", subject_argument="outing_id"),
    Document("blank-sheet", N_("Empty outing sheet"), "squad_sheet", "squads:outing:list", build_blank,
             subject_endpoint="squads.show_squad", subject_argument="squad_id"),
    Document("squad-return", N_("Daily return of squads"), "squad_return", "squads:return:list", build_return,
             subject_endpoint="squads.show_return", subject_argument="unit_id", arguments=("on",)),
    Document("red-card", N_("Red card"), "squad_card", "squads:outing:list", build_card, has_open_copy=True,
             subject_endpoint="squads.show_named", subject_argument="named_id"),
    Document("guardian-note", N_("Guardian's note"), "squad_note", "squads:outing:list", build_note, has_open_copy=True,
             subject_endpoint="squads.show_named", subject_argument="named_id"),
    Document("squad-plan", N_("Weekly plan of the squad"), "squad_plan", "squads:outing:list", build_plan,
             subject_endpoint="squads.show_squad", subject_argument="squad_id", arguments=("on",)),
)
