"""What the law in force makes of ticked facts in one matter: candidate sections, ways, and the marks the gate asks."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from portal.access.scope import Scope
from portal.core import clock
from portal.intake.models import Complaint, TriageRecord
from portal.intake.queries.people import get_age
from portal.intake.rules.fact_groups import concerns_a_child
from portal.law.queries import confirmed, current_pack, pack_of
from portal.law.rules.candidates import Candidates, Circumstances, candidate_sections
from portal.law.rules.facts import FACTS, Fact
from portal.law.rules.offences import Offence
from portal.law.rules.pack import LawPack
from portal.law.rules.ways import Way, ways
from portal.persons.rules.identity import age_on


@dataclass(frozen=True)
class Assessment:
    """The answer of one law pack to the facts of one matter. *signed*: the rows that a prosecution officer confirmed."""

    pack: LawPack
    facts: frozenset[str]
    chosen_code: str
    informant: str
    candidates: Candidates
    ways: tuple[Way, ...]
    is_child: bool
    signed: frozenset[tuple[str, str]]

    @property
    def disclosed(self) -> tuple[str, ...]:
        """The keys of the sections that follow, each once."""
        return tuple(dict.fromkeys(self.candidates.keys))

    @property
    def needs_code(self) -> bool:
        """Whether an officer must say which penal code applies."""
        return self.candidates.needs_choice

    @property
    def needs_informant(self) -> bool:
        """Whether it depends on who informs if the police may act."""
        return "informant" in self.candidates.always_ask

    @property
    def is_cognizable(self) -> bool:
        """Whether a cognizable offence is disclosed; what is still open counts as disclosed."""
        return bool(self.candidates.is_cognizable)

    @property
    def is_sexual(self) -> bool:
        """Whether a sexual offence is disclosed."""
        return self.candidates.is_sexual

    @property
    def open_ways(self) -> tuple[str, ...]:
        """The keys of the ways that are open."""
        return tuple(way.key for way in self.ways if way.is_open)


def assess(scope: Scope, complaint: Complaint, facts: Collection[str], chosen_code: str, informant: str,
           pack: LawPack | None = None) -> Assessment:
    """What *pack* (default the one in force) says to *facts*; unknown facts are left out."""
    pack = pack or current_pack()
    known = frozenset(facts) & FACTS.keys()
    circumstances = Circumstances(
        occurred_from=complaint.occurred_from_on, occurred_to=complaint.occurred_to_on, chosen_code=chosen_code or None,
        is_minor=complaint.is_minor, age=age_at(scope, complaint.person_id, complaint.occurred_from_on), informant=informant,
        has_disability=complaint.has_disability)
    found = candidate_sections(pack, known, circumstances)
    is_child = found.is_child or concerns_a_child(known)
    return Assessment(pack, known, chosen_code, informant, found, ways(found, known, is_child), is_child,
                      confirmed(pack.version, [item.offence for item in found.items]))


def age_at(scope: Scope, person_id: uuid.UUID | None, day: date | None) -> int | None:
    """Her age on the day of the act, rounded to the younger side; None when she did not tell it.

    The officer of one file may know the age of its woman, so the reach is that of the kendra.
    """
    today = clock.today()
    age = get_age(replace(scope, only_assigned=False), person_id, today)
    return age if age is None or day is None or day > today else max(0, age - age_on(day, today))


@dataclass(frozen=True)
class RecordedLaw:
    """A triage as it stands, in the words of the pack it was decided under."""

    facts: tuple[Fact, ...]
    sections: tuple[Offence, ...]
    assessment: Assessment

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way, open or shut, under the facts recorded."""
        return self.assessment.ways


def recorded_law(scope: Scope, record: TriageRecord, complaint: Complaint) -> RecordedLaw:
    """The facts and sections of *record* and the ways they leave, by the pack of that day."""
    pack = pack_of(record.law_pack_version)
    told = assess(scope, complaint, record.facts, record.chosen_code, record.informant, pack)
    rows = {item.key: item.offence for item in told.candidates.items}
    sections = tuple(rows.get(key) or pack.offences[key] for key in record.sections if key in rows or key in pack.offences)
    return RecordedLaw(tuple(fact for key, fact in FACTS.items() if key in record.facts), sections, told)


def section_labels(records: Iterable[TriageRecord], language: str) -> dict[str, str]:
    """Key → act and section in *language*, for the sections of *records*, by the pack each was decided under."""
    found: dict[str, str] = {}
    for record in records:
        pack = pack_of(record.law_pack_version)
        found |= {key: pack.label(key, language) for key in record.sections}
    return found
