"""What every paper of a case is built from: its numbers, sections in words, people by place or by name, and the officer."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.queries import get_officer
from portal.cases.models import Case
from portal.cases.queries.cases import CaseFile, get_case, read_file
from portal.cases.queries.people import open_people
from portal.cases.rules.kinds import PREFIXES
from portal.core.filters import ist_datetime
from portal.core.keys import current_vault
from portal.core.words import N_
from portal.law.queries import pack_of, waiting

PEOPLE: dict[str, str] = {"informant": N_("Informant"), "victim": N_("Victim"), "accused": N_("Accused")}


@dataclass(frozen=True)
class Paper:
    """A case as its papers see it: the file, the paper's language, and whether names may stand in it."""

    scope: Scope
    actor: Actor
    file: CaseFile
    language: str
    is_open: bool
    reason: str

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case


def read_paper(scope: Scope, actor: Actor, case_id: uuid.UUID, options: Mapping[str, Any]) -> Paper:
    """The case in reach for a paper; NotFound otherwise."""
    return Paper(scope, actor, read_file(get_case(scope, case_id)), options["language"], bool(options["is_open"]),
                 options.get("reason", ""))


def number_of(case: Case) -> str:
    """The pointer to CCTNS as it is written there, or nothing while there is none."""
    return f"{case.cctns_number:04d}/{case.cctns_year}" if case.cctns_number else ""


def serial_of(case: Case) -> str:
    """The serial of the parallel record, which is not the number of the FIR."""
    return f"{case.serial}/{case.year}"


def numbers(paper: Paper) -> list[tuple[str, str]]:
    """Label and value of what the case is known by."""
    case = paper.case
    return [(N_("Number in CCTNS"), number_of(case)), (PREFIXES[case.register], serial_of(case)),
            (N_("General diary"), " · ".join(filter(None, (case.gd_number, ist_datetime(case.gd_at))))),
            (N_("Registered"), ist_datetime(case.registered_at)), (N_("Sections"), sections_of(paper))]


def occurred(case: Case) -> str:
    """From when to when it happened; one moment where it is only one."""
    return " – ".join(dict.fromkeys(filter(None, (ist_datetime(case.occurred_from_at), ist_datetime(case.occurred_to_at)))))


def sections_of(paper: Paper) -> str:
    """The sections that stand, as they are cited in the paper's language."""
    pack, language = pack_of(paper.case.law_pack), "en" if paper.language == "en" else "hi"
    return ", ".join(pack.label(key, language) for key in paper.file.standing_sections)


def is_to_verify(paper: Paper, *clock_ids: str) -> bool:
    """Whether a section of the case, or one of the clocks a paper rests on, waits for a prosecution officer."""
    rows = [*(("offence", key) for key in paper.file.standing_sections), *(("clock", key) for key in clock_ids)]
    return bool(waiting(paper.case.law_pack, rows))


def people(paper: Paper, *parts: str) -> list[dict[str, Any]]:
    """The people of the case: with their names in an open copy, else by part and place in the list."""
    ages = {one.place_in_list: one.age_years for one in paper.file.victims}
    if paper.is_open:
        return [{"part": PEOPLE[one.part], "place": one.place, "name": one.identity.name if one.identity else "",
                 "relative_name": one.identity.relative_name if one.identity else "",
                 "age": (one.identity and one.identity.age_years) or (ages.get(one.place) if one.part == "victim" else None),
                 "address": _address(one.identity), "phone": one.identity.phone if one.identity else ""}
                for one in open_people(paper.scope, current_vault(), paper.case) if one.part in parts]
    found = [("informant", 1, None)] if paper.case.informant_id else []
    found += [("victim", one.place_in_list, one.age_years) for one in paper.file.victims]
    found += [("accused", one.place_in_list, None) for one in paper.file.accused]
    return [{"part": PEOPLE[part], "place": place, "name": "", "relative_name": "", "age": age, "address": "", "phone": ""}
            for part, place, age in found if part in parts]


def _address(identity: Any) -> str:
    return " ".join(filter(None, (identity.address, identity.village))) if identity else ""


def officer(user_id: uuid.UUID | None, language: str) -> dict[str, str] | None:
    """Name, rank (msgid) and office telephone of an officer, or None."""
    user = get_officer(user_id) if user_id else None
    if user is None:
        return None
    return {"name": user.name_in("en" if language == "en" else "hi"), "rank": user.rank_title, "phone": user.phone}


def band(paper: Paper) -> dict[str, str] | None:
    """Why and by whom an open copy was printed; None for a closed one."""
    return {"reason": paper.reason, "by": paper.actor.name} if paper.is_open else None


def last(paper: Paper, *kinds: str) -> Any | None:
    """The latest standing milestone of one of *kinds*, or None."""
    return next((one for one in reversed(paper.file.standing) if one.kind in kinds), None)
