"""Lists on paper: what is due at a kendra by officer, and the fortnightly report of NCRs."""

import uuid
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.queries import names_of
from portal.cases.documents.parts import number_of
from portal.cases.queries.cases import list_open_reports, list_sections
from portal.cases.queries.duties import list_due_of_unit
from portal.cases.rules.cctns import Pointer
from portal.core import clock
from portal.core.feature import Built
from portal.core.filters import ist_date, ist_datetime, long
from portal.law.queries import pack_of, waiting
from portal.units.queries import get_unit


def build_due_list(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """Every open duty of a kendra, by officer, the nearest first; with section and trigger, without a name of hers."""
    unit, now = get_unit(scope, subject_id), clock.now()
    language = "en" if options["language"] == "en" else "hi"
    rows = sorted(list_due_of_unit(scope, unit.id, now), key=lambda row: (str(row.io_id or ""), not row.is_at_once, row.due_at))
    names = names_of({row.io_id for row in rows})
    unsure = {version: waiting(version, {("clock", row.clock_id) for row in rows}) for version in {row.law_pack for row in rows}}
    officers = []
    for io_id, own in groupby(rows, key=lambda row: row.io_id):
        lines = []
        for row in own:
            law = pack_of(row.law_pack).clocks[row.clock_id]
            lines.append({
                "case": _case(row), "what": law.text_in("what", language), "basis": law.basis_in(language),
                "is_unsure": ("clock", row.clock_id) in unsure[row.law_pack],
                "trigger": law.text_in("trigger_event", language), "since": ist_datetime(row.trigger_at),
                "due": "" if row.is_at_once else ist_datetime(row.due_at), "is_at_once": row.is_at_once,
                "long": long(now - row.trigger_at),
                "is_overdue": not row.is_at_once and row.due_at < now})
        officers.append({"name": names.get(io_id, ""), "lines": lines})
    return Built(unit.id, unit.code, {"at": ist_datetime(now), "officers": officers, "serial": ""}, unit)


def _case(row: Any) -> str:
    pointer = str(Pointer(row.cctns_number, row.cctns_year)) if row.cctns_number else ""
    return pointer or f"{row.serial}/{row.year}"


def build_fortnight(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The NCRs whose fortnightly report to the Magistrate has begun to run (BNSS 174(1)(ii))."""
    unit, now = get_unit(scope, subject_id), clock.now()
    cases = [case for case in list_open_reports(scope, now) if case.unit_id == unit.id]
    sections, language = list_sections([case.id for case in cases]), "en" if options["language"] == "en" else "hi"
    rows = []
    for case in cases:
        pack = pack_of(case.law_pack)
        rows.append({"number": number_of(case) or f"{case.serial}/{case.year}", "registered": ist_datetime(case.registered_at),
                     "sections": ", ".join(pack.label(key, language) for key in sections.get(case.id, [])),
                     "place": case.place})
    unsure = [waiting(case.law_pack, [("offence", key) for key in sections.get(case.id, [])]) for case in cases]
    context = {"day": ist_date(clock.today()), "rows": rows, "is_to_verify": any(unsure), "serial": ""}
    return Built(unit.id, f"{unit.code} {ist_date(clock.today())}", context, unit)
