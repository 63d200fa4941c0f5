"""What is odd in the order of events: warnings that ask and never block (LAW-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from portal.core.words import N_
from portal.law.rules.events import Event

ORDER: tuple[tuple[str, str, str], ...] = (
    ("offence", "information", N_("The information lies before the offence.")),
    ("information", "fir", N_("The FIR lies before the information it records.")),
    ("gd_entry", "fir", N_("The FIR lies before the general diary entry.")),
    ("fir", "arrest", N_("The arrest lies before the FIR.")),
    ("fir", "charge_sheet", N_("The charge sheet lies before the FIR.")),
    ("fir", "final_report", N_("The final report lies before the FIR.")),
    ("fir", "magistrate_statement", N_("The statement before the Magistrate lies before the FIR.")),
    ("medical_sent", "medical_done", N_("The examination lies before she was sent for it.")),
    ("medical_done", "medical_report", N_("The medical report lies before the examination.")),
    ("forensic_sent", "forensic_result", N_("The laboratory report lies before the exhibits were sent.")),
    ("arrest", "produced", N_("The production lies before the arrest.")),
    ("arrest", "remand", N_("The remand lies before the arrest.")),
    ("arrest", "released", N_("The release lies before the arrest.")),
    ("remand", "bail_granted", N_("Bail lies before the remand.")),
    ("charge_sheet", "cognizance", N_("Cognizance lies before the charge sheet.")),
    ("cognizance", "charges_framed", N_("The charge lies before cognizance.")),
    ("charges_framed", "judgment", N_("The judgment lies before the charge.")),
    ("judgment", "appeal", N_("The appeal lies before the judgment.")),
    ("compensation_asked", "compensation_paid", N_("Compensation was paid before it was asked for.")),
    ("missing_reported", "found", N_("She was found before she was reported missing.")),
    ("preventive_arrest", "preventive_released", N_("The release lies before the preventive arrest.")),
)
ALONE: tuple[tuple[str, str, str], ...] = (
    ("arrest", "fir", N_("An arrest stands without an FIR.")),
    ("charge_sheet", "fir", N_("A charge sheet stands without an FIR.")),
    ("remand", "arrest", N_("A remand stands without an arrest.")),
    ("judgment", "cognizance", N_("A judgment stands without cognizance.")),
)
HELD_LONG = N_("More than 24 hours lie between arrest and production.")
DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Oddity:
    """A warning: its sentence (msgid) and the events it is about."""

    sentence: str
    events: tuple[Event, ...]


def warnings(events: Iterable[Event]) -> tuple[Oddity, ...]:
    """What is odd in the order of *events*, whatever order they come in."""
    first: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: event.at):
        first.setdefault(event.kind, event)
    found = [Oddity(sentence, (first[earlier], first[later])) for earlier, later, sentence in ORDER
             if earlier in first and later in first and first[later].at < first[earlier].at]
    found += [Oddity(sentence, (first[kind],)) for kind, needed, sentence in ALONE
              if kind in first and needed not in first and not (needed == "fir" and "zero_fir" in first)]
    if "arrest" in first and "produced" in first and first["produced"].at - first["arrest"].at > DAY:
        found.append(Oddity(HELD_LONG, (first["arrest"], first["produced"])))
    return tuple(found)


def is_late(happened_at, written_at, limit: timedelta = DAY) -> bool:
    """Whether an event was written down so long after it happened that the reason is asked (never refused)."""
    return written_at - happened_at > limit
