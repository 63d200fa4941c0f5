"""Rules of triage (pure): FIR numbers, the child's questions, permission to enquire, reasons, and labels of a later day."""

import re
from dataclasses import dataclass
from datetime import date

from portal.core.words import N_, letters_in

REASON_LETTERS = 30
ADULT_AGE = 18
NORM_SETTING = "triage-within-hours"
NORM_HOURS = 24  # the house's own norm unless the dated setting says otherwise; no law names an hour for it
REFUSALS_SHOWN_DAYS = 7

PERMISSION_ANSWERS: dict[str, str] = {"given": N_("Permitted"), "refused": N_("Not permitted")}

REASONS: dict[str, str] = {
    "elsewhere": N_("The same facts stand in a case that is registered elsewhere"),
    "court": N_("A court has the matter before it and has given an order"),
    "not_made_out": N_("Heard again, what she told does not make out the offence"),
    "complaint_to_court": N_("The law lets only the aggrieved person complain of this offence, to the court"),
    "other": N_("Another reason"),
}
# Written by the portal itself when a new version of the facts no longer discloses what the former did. It opens nothing.
CORRECTED = "facts_corrected"
REASON_WORDS = REASONS | {CORRECTED: N_("The facts were corrected, and no longer disclose what they did")}

CWC_ANSWERS: dict[str, str] = {
    "told": N_("The Child Welfare Committee was told"),
    "will_be": N_("The Child Welfare Committee will be told"),
}
POCSO_ANSWERS: dict[str, str] = {
    "told": N_("The report under POCSO 19 was made, to the special juvenile police unit or the station"),
    "will_be": N_("The report under POCSO 19 will be made"),
    "none": N_("Nothing she told is an offence under POCSO"),
}

LABELS: dict[str, str] = {
    "false_information": N_("The information was found untrue"),
    "went_by_own_will": N_("She is an adult and went by her own will"),
}
TOO_EARLY = ("recorded", "registered")

ANSWER_CHILD = N_("She is under 18: answer this before you save.")
BY_WHOM = N_("Write who does it.")
BY_WHEN = N_("Write the day.")
TOLD_LATER = N_("This day lies ahead; choose “will be”, or correct the day.")
WILL_BE_PAST = N_("This day has passed; choose “was told”, or a day from today on.")
POCSO_NOT_NONE = N_("The facts ticked disclose an offence under POCSO.")
SAY_NONE = N_("Either tick what she told, or tick that none of these facts was told.")
BOTH_TICKED = N_("Facts are ticked, and also that none was told. Take one away.")
CODES: dict[str, str] = {
    "BNS": N_("Bharatiya Nyaya Sanhita, for acts from 1 July 2024 on"),
    "IPC": N_("Indian Penal Code, for acts until 30 June 2024"),
}
CHOOSE_CODE = N_("No day of the occurrence is known, or the days lie on both sides of 1 July 2024: choose the code that applies.")
ASK_INFORMANT = N_("Say who gives the information: whether the offence is cognizable depends on it.")
NAME_OFFICER = N_("Name the enquiry officer first; an enquiry is hers.")
CHOOSE_SECTION = N_("Choose the sections, or say in the note why none of those shown applies.")
NOT_SHOWN = N_("One of the sections chosen does not follow from the facts ticked. Look at the sections again.")
SAY_WHY_CHANGED = N_("The facts were recorded before: say with at least 30 letters why they change.")
SAY_REASON = N_("Give the reason with at least 30 letters; officers above you read it.")

NO_SUCH_NUMBER = N_("An FIR number has one to four digits and is not nought, like 0123.")
OTHER_YEAR = N_("An FIR registered on this day carries the number of that year. Compare year and day with the FIR.")
FUTURE_FIR = N_("An FIR is noted after it was registered; this lies in the future.")
BEFORE_EVENT = N_("The FIR would be older than the occurrence. Compare the day with the FIR.")
WHICH_STATION = N_("Name the police station of the FIR.")
NOTED_BEFORE = N_("This FIR is noted in this matter already.")

LABEL_TOO_EARLY = N_("No such finding is open now: the facts must be ticked first, and an officer must be enquiring.")
HER_STATEMENT_FIRST = N_("Her own statement comes first. Give the day on which it was taken, after she came and not in the "
                         "future.")
PROVE_AGE = N_("Give the age proof (school or birth certificate, its number) and the age it proves.")
A_CHILD_HAS_NO_SUCH_WILL = N_("The proof says under 18. The law knows no own will of a child here: tell the Child Welfare "
                              "Committee, and test POCSO first.")

NO_PERMISSION_ASKED = N_("No permission is asked for in this matter.")
PERIOD_OVER = N_("The fourteen days since the information are over (BNSS 173(3)): there is no time left for a preliminary "
                 "enquiry. Register the FIR.")
PERMISSION_WAITS = N_("A permission has been asked for already and waits for its answer.")
WRITE_NO_REASON = N_("The facts disclose no cognizable offence; nothing has to be reasoned here.")
REASON_OPENS_NOTHING = N_("In a sexual offence or an offence against a child a written reason opens nothing. Register the FIR.")
TRIAGE_FIRST = N_("Tick the facts first.")
WAY_SHUT = N_("This way is not open for these facts.")


@dataclass(frozen=True)
class ChildAnswer:
    """What was answered to one of the questions a child asks: told, will_be or none, by whom, on which day."""

    answer: str
    by: str = ""
    on: date | None = None


def is_short(text: str) -> bool:
    """Whether a reason says too little to be read by an officer above."""
    return letters_in(text) < REASON_LETTERS


def child_fault(answer: ChildAnswer, known: dict[str, str], today: date) -> tuple[str, str] | None:
    """(part, sentence) for what an answer about a child lacks; part is answer, by or on. None when it is whole."""
    if answer.answer not in known:
        return "answer", ANSWER_CHILD
    if answer.answer == "none":
        return None
    if not answer.by.strip():
        return "by", BY_WHOM
    if answer.on is None:
        return "on", BY_WHEN
    if answer.answer == "told" and answer.on > today:
        return "on", TOLD_LATER
    if answer.answer == "will_be" and answer.on < today:
        return "on", WILL_BE_PAST
    return None


def fir_number(text: str | int) -> int | None:
    """The number of an FIR as CCTNS gives it within one station and year; None when it cannot be one."""
    plain = str(text).strip()
    return int(plain) if re.fullmatch(r"[0-9]{1,4}", plain) and int(plain) > 0 else None


def fir_faults(number: str | int, year: int, registered_on: date, *, today: date, occurred_on: date | None,
               has_station: bool) -> dict[str, str]:
    """Field → sentence for what speaks against a pointer to an FIR; days are days in India."""
    found: dict[str, str] = {}
    if fir_number(number) is None:
        found["number"] = NO_SUCH_NUMBER
    if registered_on > today:
        found["registered_on"] = FUTURE_FIR
    elif occurred_on and registered_on < occurred_on:
        found["registered_on"] = BEFORE_EVENT
    if year != registered_on.year:
        found["year"] = OTHER_YEAR
    if not has_station:
        found["station"] = WHICH_STATION
    return found


def label_faults(kind: str, *, state: str, has_triage: bool, her_statement_on: date | None, received_on: date, today: date,
                 is_child: bool, age_proof: str, age_proved: int | None, reason: str) -> dict[str, str]:
    """Field → sentence for what forbids a label; empty when an officer of rank may set it.

    Age proof is asked for whoever is said to have gone by her own will, and for a child in any case.
    """
    if not has_triage or state in TOO_EARLY or kind not in LABELS:
        return {"kind": LABEL_TOO_EARLY}
    found: dict[str, str] = {}
    if her_statement_on is None or not received_on <= her_statement_on <= today:
        found["her_statement_on"] = HER_STATEMENT_FIRST
    if kind == "went_by_own_will" or is_child:
        if not age_proof.strip() or age_proved is None:
            found["age_proof"] = PROVE_AGE
        elif kind == "went_by_own_will" and age_proved < ADULT_AGE:
            found["age_proved"] = A_CHILD_HAS_NO_SUCH_WILL
    if is_short(reason):
        found["reason"] = SAY_REASON
    return found


def norm_hours(setting: str | None) -> int:
    """Hours after which a complaint without triage is shown, from the dated setting; NORM_HOURS when none is in force."""
    return int(setting) if setting and setting.isdigit() and int(setting) > 0 else NORM_HOURS
