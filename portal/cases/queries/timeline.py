"""A case as plain lines, for the page and for papers: what happened, what is due and why, what is to be kept to."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from portal.cases.queries.cases import CaseFile
from portal.cases.queries.duties import CaseDutyNow, entry_events, rest
from portal.cases.rules.happenings import DETAILS, Detail, may_be_added, meets
from portal.cases.rules.older import say_under
from portal.core.filters import ist_date, ist_datetime
from portal.law.queries import pack_of
from portal.law.rules.deadlines import Duty
from portal.law.rules.events import EVENTS
from portal.law.rules.pack import LawPack


@dataclass(frozen=True)
class DueLine:
    """A duty in words: what, whose, since when, by when, on which law; *meets* are (kind, label) of what would meet it."""

    clock_id: str
    what: str
    who: str
    basis: str
    trigger: str
    trigger_at: datetime
    due_at: datetime | None
    state: str
    minutes_elapsed: int | None
    why: str
    place: int
    is_to_confirm: bool
    met_at: datetime | None
    meets: tuple[tuple[str, str], ...] = ()

    @property
    def is_overdue(self) -> bool:
        """Whether its moment has passed."""
        return self.state == "overdue"

    @property
    def is_at_once(self) -> bool:
        """Whether it is due at once."""
        return self.minutes_elapsed is not None


@dataclass(frozen=True)
class Line:
    """Something that happened: when, what, the paper that proves it, who wrote it when, which duties it met and how late."""

    at: datetime
    title: str
    evidence: str = ""
    text: str = ""
    met: tuple[str, ...] = ()
    was_late: bool = False
    by: uuid.UUID | None = None
    written_at: datetime | None = None
    late_reason: str = ""
    order_reason: str = ""
    place: int = 0
    id: uuid.UUID | None = None
    is_withdrawn: bool = False
    withdrawn_because: str = ""


@dataclass(frozen=True)
class ClockLine:
    """One clock of the law in a case: what it asks, on which section, what proves it, how it stands and why."""

    clock_id: str
    what: str
    basis: str
    evidence: str
    state: str
    why: str
    trigger: str
    trigger_at: datetime | None
    due_at: datetime | None
    met_at: datetime | None
    place: int


def due_lines(file: CaseFile, computed: list[CaseDutyNow], language: str) -> list[DueLine]:
    """What somebody has still to do: overdue first, then at once, then by the nearest day."""
    pack = pack_of(file.case.law_pack)
    is_child = any(one.is_minor for one in file.victims)
    found = [_due_line(one, pack, language, file.case.kind, is_child) for one in computed if one.duty.is_open]
    order = {"overdue": 0, "now": 1}
    return sorted(found, key=lambda line: (order.get(line.state, 2), line.due_at or line.trigger_at, line.clock_id))


def standing_lines(file: CaseFile, computed: list[CaseDutyNow], language: str) -> list[DueLine]:
    """Manners that the law asks for as long as the case runs."""
    pack = pack_of(file.case.law_pack)
    return [_due_line(one, pack, language, file.case.kind, False) for one in computed if one.duty.state == "standing"]


def _due_line(one: CaseDutyNow, pack: LawPack, language: str, case_kind: str, is_child: bool) -> DueLine:
    duty, row = one.duty, pack.clocks[one.duty.clock_id]
    steps = tuple((kind, gettext(EVENTS[kind].label)) for kind in meets(duty.clock_id)
                  if may_be_added(case_kind, kind, is_child=is_child)) if duty.is_open else ()
    return DueLine(
        duty.clock_id, row.text_in("what", language) or row.what, row.text_in("who", language) or row.who,
        row.basis_in(language),
        gettext(EVENTS[duty.trigger.kind].label), duty.trigger.at, duty.due_at, duty.state, duty.minutes_elapsed,
        gettext(duty.why), one.place, duty.is_to_confirm, duty.met_by.at if duty.met_by else None, steps)


def late_words(file: CaseFile, late: list[CaseDutyNow], language: str) -> str:
    """Section and last moment of each period, in words."""
    rows = pack_of(file.case.law_pack).clocks
    said = (f"{rows[one.duty.clock_id].basis_in(language)} ({ist_datetime(one.duty.due_at)})" for one in late)
    return ", ".join(dict.fromkeys(said))


def clock_lines(file: CaseFile, computed: list[CaseDutyNow], now: datetime, language: str) -> list[ClockLine]:
    """Every clock of the law in this case, in the order of the pack: how it stands, or why it does not concern it."""
    rows = pack_of(file.case.law_pack).clocks
    every = [*((one.duty, one.place) for one in computed), *((duty, 0) for duty in rest(file, computed, now))]
    order = {clock_id: place for place, clock_id in enumerate(rows)}
    return [ClockLine(duty.clock_id, rows[duty.clock_id].text_in("what", language), rows[duty.clock_id].basis_in(language),
                      rows[duty.clock_id].text_in("evidence", language), duty.state, gettext(duty.why),
                      gettext(EVENTS[duty.trigger.kind].label) if duty.trigger else "", duty.trigger.at if duty.trigger else None,
                      duty.due_at, duty.met_by.at if duty.met_by else None, place)
            for duty, place in sorted(every, key=lambda one: (order[one[0].clock_id], one[1], one[0].occurrence))]


def happened_lines(file: CaseFile, computed: list[CaseDutyNow], language: str) -> list[Line]:
    """What happened, in order of time, withdrawn lines among them."""
    pack, case = pack_of(file.case.law_pack), file.case
    by_milestone: dict[str, list[Duty]] = {}
    by_entry: dict[str, list[Duty]] = {}
    for one in computed:
        if one.duty.met_by is not None:
            mark = one.duty.met_by.details.get("id")
            (by_milestone if mark else by_entry).setdefault(mark or one.duty.met_by.kind, []).append(one.duty)
    places = {one.id: one.place_in_list for one in file.accused}
    lines = [Line(event.at, gettext(EVENTS[event.kind].label), event.details.get("evidence", ""),
                  met=_met(by_entry.get(event.kind, []), pack, language), by=case.recorded_by, written_at=case.recorded_at,
                  was_late=_late(by_entry.get(event.kind, [])))
             for event in entry_events(case)]
    for one in file.milestones:
        met = by_milestone.get(str(one.id), [])
        lines.append(Line(
            one.happened_at, gettext(EVENTS[one.kind].label), one.evidence, _text(one, case.procedure_code),
            _met(met, pack, language), _late(met), one.recorded_by, one.recorded_at, one.late_reason, one.order_reason,
            places.get(one.accused_id, 0), one.id,
            one.withdrawn_at is not None, one.withdrawn_because))
    return sorted(lines, key=lambda line: line.at)


def _text(one, procedure: str) -> str:
    told = [f"{gettext(say_under(procedure, detail.label))}: {_shown(detail, one.details[detail.key])}"
            for detail in DETAILS.get(one.kind, ()) if one.details.get(detail.key) not in (None, "")]
    return " · ".join(filter(None, (one.evidence, *told, one.note)))


def _shown(detail: Detail, value: str) -> str:
    if detail.shape == "choice":
        return gettext(dict(detail.words).get(value, value))
    return ist_date(datetime.fromisoformat(value).date()) if detail.shape == "day" else value


def _met(found: list[Duty], pack: LawPack, language: str) -> tuple[str, ...]:
    return tuple(pack.clocks[duty.clock_id].basis_in(language) for duty in found)


def _late(found: list[Duty]) -> bool:
    return any(duty.state == "met_late" for duty in found)
