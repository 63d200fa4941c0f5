"""The sheet of a case for its file, and the sheet from which CCTNS is typed, in the order in which CCTNS asks."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.queries import names_of
from portal.cases.documents.parts import (
    Paper,
    band,
    is_to_verify,
    last,
    number_of,
    numbers,
    officer,
    people,
    read_paper,
    sections_of,
    serial_of,
)
from portal.cases.queries.duties import compute
from portal.cases.queries.timeline import due_lines, happened_lines
from portal.cases.rules.kinds import ACCUSED_STATES, KINDS
from portal.cases.rules.states import STATES
from portal.core import clock
from portal.core.feature import Built
from portal.core.filters import ist_date, ist_datetime, ist_time
from portal.core.words import N_
from portal.law.queries import waiting
from portal.law.rules.deadlines import STATES as DUTY_STATES


def build_sheet(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The whole case without a name: numbers, sections, officers, accused by place, what happened, what is due."""
    paper = read_paper(scope, actor, subject_id, options)
    case, file, language = paper.case, paper.file, "en" if paper.language == "en" else "hi"
    computed = compute(file, clock.now())
    due = due_lines(file, computed, language)
    unsure = waiting(case.law_pack, [("clock", line.clock_id) for line in due])
    lines, names = happened_lines(file, computed, language), names_of({one.user_id for one in file.officers})
    context = {
        "kind": KINDS[case.kind], "state": STATES[case.state], "numbers": [pair for pair in numbers(paper) if pair[1]],
        "token": file.token, "is_to_verify": is_to_verify(paper),
        "accused": [{"place": one.place_in_list, "state": ACCUSED_STATES[one.state], "is_known": one.is_known}
                    for one in file.accused],
        "officers": [{"name": names.get(one.user_id, ""), "from_on": ist_date(one.from_at), "to_on": ist_date(one.ended_at)}
                     for one in file.officers],
        "happened": [{"at": ist_datetime(line.at), "written": ist_datetime(line.written_at), "title": line.title,
                      "evidence": line.evidence, "met": line.met, "was_late": line.was_late, "is_withdrawn": line.is_withdrawn}
                     for line in lines],
        "due": [{"what": line.what, "who": line.who, "basis": line.basis, "state": DUTY_STATES[line.state],
                 "due_at": ist_datetime(line.due_at), "is_unsure": ("clock", line.clock_id) in unsure} for line in due],
        "filing": " · ".join(filter(None, (case.court_filing_no, ist_date(case.court_filed_on)))),
        "next_hearing": ist_date(case.next_hearing_on), "serial": serial_of(case),
    }
    return Built(case.unit_id, serial_of(case), context, case)


def build_cctns(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """What CCTNS asks of an FIR (form I.I.F.-I) or NCR, item by item in its order; an empty item is a line to fill in."""
    paper = read_paper(scope, actor, subject_id, options)
    context = {
        "open_copy": band(paper), "kind": KINDS[paper.case.kind], "items": _items(paper), "brief": paper.case.brief,
        "is_to_verify": is_to_verify(paper),
        "officer": officer(paper.case.io_id, paper.language), "serial": serial_of(paper.case),
    }
    return Built(paper.case.unit_id, serial_of(paper.case), context, paper.case)


def _items(paper: Paper) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(item number, heading msgid, lines of (label msgid, value)); source: fields of form I.I.F.-I."""
    case = paper.case
    sent = last(paper, "magistrate_report")
    return [
        ("1", N_("Number"), [(N_("Number in CCTNS"), number_of(case)), (N_("Registered"), ist_datetime(case.registered_at))]),
        ("2", N_("Acts and sections"), [(N_("Sections"), sections_of(paper))]),
        ("3", N_("Occurrence, information, diary"), [
            (N_("Occurrence from"), ist_datetime(case.occurred_from_at)),
            (N_("Occurrence to"), ist_datetime(case.occurred_to_at)),
            (N_("Information received"), ist_datetime(case.informed_at)), (N_("General diary number"), case.gd_number),
            (N_("General diary hour"), f"{ist_date(case.gd_at)} {ist_time(case.gd_at)}".strip())]),
        ("4", N_("Type of information"), [(N_("Written or oral"), "")]),
        ("5", N_("Place"), [(N_("Direction and distance from the station, beat"), ""), (N_("Place of occurrence"), case.place),
                            (N_("If outside: station and district"), case.cctns_station if case.kind == "zero_fir" else "")]),
        ("6", N_("Informant"), [*_person_lines(people(paper, "informant")), (N_("Occupation"), ""), (N_("Nationality"), "")]),
        ("7", N_("Accused"), _person_lines(people(paper, "accused"))),
        ("8", N_("Reason of delay in reporting"), [(N_("In her words"), "")]),
        ("9–11", N_("Property, its value, inquest"), [(N_("Property and value"), ""), (N_("Inquest number"), "")]),
        ("13", N_("Action taken"), [(N_("Investigating officer"), _name(paper)), (N_("Refused, because"), ""),
                                    (N_("Sent to another station"), "")]),
        ("14", N_("Signature or thumb impression of the informant"), [(N_("Taken on the FIR: day and hour"), "")]),
        ("15", N_("Sent to the court"), [(N_("Day and hour"), ist_datetime(sent.happened_at) if sent else "")]),
    ]


def _name(paper: Paper) -> str:
    who = officer(paper.case.io_id, paper.language)
    return who["name"] if who else ""


def _person_lines(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for one in found:
        lines += [(N_("Name"), one["name"]), (N_("Father's or husband's name"), one["relative_name"]),
                  (N_("Age"), str(one["age"] or "")), (N_("Address"), one["address"]), (N_("Phone"), one["phone"])]
    return lines
