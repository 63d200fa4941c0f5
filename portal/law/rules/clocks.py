"""The clocks of the pack bound to events: what starts each, whom it concerns, what meets it, what ends it.

The table says which; the limit, the section and the words come from the law pack. A clock with nothing that meets it is a
standing duty: a manner of doing things that the law asks for as long as the case runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from portal.core.words import N_
from portal.law.rules.case_facts import RAPE, CaseFacts
from portal.law.rules.events import EVENTS


@dataclass(frozen=True)
class Condition:
    """Whom a clock concerns: the reason in words (msgid) and the question asked of the facts."""

    reason: str
    holds: Callable[[CaseFacts], bool]


def _listed(name: str, reason: str) -> Condition:
    return Condition(reason, lambda facts: name in facts.lists)


ALWAYS = Condition(N_("in every case"), lambda facts: True)
COGNIZABLE = Condition(N_("the offence is cognizable"), lambda facts: facts.is_cognizable)
WOMAN_OFFICER = Condition(N_("a section of the list of BNSS 173(1), and she herself tells"),
                          lambda facts: "woman_officer" in facts.lists and facts.informant_is_victim)
WOMAN_EXAMINED = _listed("woman_officer", N_("a section of the list of BNSS 180(3)"))
DISABLED = Condition(N_("a section of the list of BNSS 173(1), and she has a disability"),
                     lambda facts: "woman_officer" in facts.lists and facts.has_disability)
ENQUIRY = Condition(N_("punishable with three years or more and less than seven, and not under the SC/ST Act (18A)"),
                    lambda facts: facts.max_years is not None and 3 <= facts.max_years < 7 and not SCST.holds(facts))
NOT_RECORDED = _listed("not_recording_is_an_offence", N_("a section of the list of BNS 199(c)"))
BEFORE_MAGISTRATE = _listed("magistrate_statement", N_("a section of the list of BNSS 183(6)(a)"))
OF_RAPE = _listed(RAPE, N_("rape or attempt to rape"))
TWO_MONTHS = _listed("two_months", N_("a section of the list of BNSS 193(2)"))
SEXUAL = _listed("sexual", N_("a sexual offence"))
SEXUAL_OR_ACID = Condition(N_("a sexual offence or an acid attack"), lambda facts: bool(facts.lists & {"sexual", "acid"}))
REPORT_LINE = _listed("medical_report_line", N_("a section of the list of BNSS 193(3)(i)(h)"))
FREE_TREATMENT = _listed("free_treatment", N_("a section of the list of BNSS 397"))
SEVEN_OR_MORE = Condition(N_("punishable with seven years or more"), lambda facts: (facts.max_years or 0) >= 7)
UP_TO_SEVEN = Condition(N_("punishable with up to seven years"),
                        lambda facts: facts.max_years is not None and facts.max_years <= 7)
INFIRM = Condition(N_("punishable with less than three years, and the accused is infirm or over sixty"),
                   lambda facts: facts.accused_is_infirm and facts.max_years is not None and facts.max_years < 3)
ACCUSED_WOMAN = Condition(N_("the accused is a woman"), lambda facts: facts.accused_is_woman)
SIXTY_DAYS = Condition(N_("no section with death, life or ten years and more; disputed ones count as sixty days to be safe"),
                       lambda facts: not NINETY_DAYS.holds(facts))
# The list names the sections of the Sanhita; other Acts (POCSO 4, 6; SC/ST 3(2)(v)) are known by their term. Ten years just
# is disputed and stays with sixty.
NINETY_DAYS = Condition(N_("punishable with death, life or more than ten years"),
                        lambda facts: "ninety_days" in facts.lists or (facts.max_years or 0) > 10)
NO_ANTICIPATORY = _listed("no_anticipatory_bail", N_("a section of BNSS 482(4)"))
INFORMANT_AT_BAIL = _listed("informant_at_bail", N_("a section of BNSS 483"))
SESSIONS = Condition(N_("triable by the Court of Session"), lambda facts: facts.is_sessions)
NOT_SESSIONS = Condition(N_("triable by a Magistrate"), lambda facts: not facts.is_sessions)
TRIAL_TWO_MONTHS = _listed("trial_two_months", N_("a section of the list of BNSS 346(1)"))
IN_CAMERA = _listed("in_camera", N_("a section of the list of BNSS 366(2)"))
SANCTION = Condition(N_("the accused is a public servant, and the section needs a sanction"),
                     lambda facts: facts.accused_is_public_servant and "no_sanction" not in facts.lists)
WOMAN = Condition(N_("the victim is a woman"), lambda facts: facts.victim_is_woman)
ACID = _listed("acid", N_("an acid attack"))
ONE_YEAR = Condition(N_("punishable with one year or less"), lambda facts: facts.max_years is not None and facts.max_years <= 1)
THREE_YEARS = Condition(N_("punishable with more than one year and up to three"),
                        lambda facts: facts.max_years is not None and 1 < facts.max_years <= 3)
CHILD = Condition(N_("the victim is under eighteen"), lambda facts: facts.victim_is_child)
POCSO = Condition(N_("a sexual offence against a child"),
                  lambda facts: "pocso" in facts.lists or (facts.victim_is_child and bool(facts.lists & {"sexual", "modesty"})))
CHILD_IN_NEED = Condition(N_("the child needs care and protection"),
                          lambda facts: facts.victim_is_child and facts.child_needs_care)
HOUSEHOLD = Condition(N_("the offender lives in the child's household, or the child has no support"),
                      lambda facts: facts.victim_is_child and facts.offender_in_household)
SCST = Condition(N_("an offence under the SC/ST Act"), lambda facts: facts.is_scst or "scst" in facts.lists)


@dataclass(frozen=True)
class Clock:
    """A clock of the pack. *starts*: kinds in order of preference, the first of the first kind that happened starts it.

    *met_by*: any one meets it; *met_by_all*: all are needed. *ends_by*: no longer asked. *only_after*: runs only if this
    happened. *repeats*: begins anew when its time is over. *each*: every event of the kind that starts it starts it anew
    (each arrest, each search), and only what happens afterwards meets it. *lapses*: a window or a longest period; when it
    is over nothing is overdue. *counts_first_day*: the day of the trigger is day one. *pauses*: a detail of start or end
    that holds minutes the law leaves out.
    """

    id: str
    starts: tuple[str, ...]
    condition: Condition = ALWAYS
    met_by: tuple[str, ...] = ()
    met_by_all: tuple[str, ...] = ()
    ends_by: tuple[str, ...] = ()
    only_after: str = ""
    repeats: bool = False
    each: bool = False
    lapses: bool = False
    counts_first_day: bool = False
    pauses: str = ""
    is_manner: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """A clock that nothing meets is a manner of doing things."""
        object.__setattr__(self, "is_manner", not self.met_by and not self.met_by_all)


# The law counts from the information; the FIR stands in where none is written.
TOLD = ("information", "e_information", "fir", "zero_fir")
REPORT = ("charge_sheet", "final_report")
# Writing the charge sheet stops no period that runs until it lies in court (BNSS 187(3), 346; SC/ST Rules 7).
FILED = ("court_filed",)
FIRED = ("fir", "zero_fir")
FREE = ("released", "bail_granted")
OVER = ("judgment",)
# What the station of the place of occurrence has to do once a zero FIR was sent to it.
SENT_ON = ("zero_fir_sent",)

CLOCKS: tuple[Clock, ...] = (
    Clock("FIR-01", ("information",), COGNIZABLE, met_by=FIRED),
    Clock("FIR-02", ("e_information",), ALWAYS, met_by=("e_signed", *FIRED)),
    Clock("FIR-03", TOLD, WOMAN_OFFICER, ends_by=REPORT),
    Clock("FIR-04", TOLD, DISABLED, ends_by=REPORT),
    Clock("FIR-05", FIRED, DISABLED, met_by=("magistrate_statement",), ends_by=SENT_ON),
    Clock("FIR-06", FIRED, met_by=("fir_copy_given",)),
    Clock("FIR-07", TOLD, ENQUIRY, met_by=("enquiry_ended", *FIRED), only_after="enquiry_permitted"),
    Clock("FIR-08", ("refusal",), met_by=("remedies_told", *FIRED)),
    Clock("FIR-09", ("refusal",), NOT_RECORDED, met_by=FIRED),
    Clock("FIR-10", ("information",), COGNIZABLE, met_by=FIRED),
    Clock("FIR-11", ("zero_fir",), met_by=("zero_fir_sent",)),
    Clock("NC-01", ("nc_information", "ncr"), met_by=("nc_referred",)),
    Clock("NC-02", ("ncr",), met_by=("nc_report_sent",), ends_by=("fir",), repeats=True),
    Clock("NC-03", ("nc_information", "ncr"), ends_by=FIRED),
    Clock("INV-01", FIRED, met_by=("magistrate_report",), ends_by=SENT_ON),
    Clock("INV-02", FIRED, OF_RAPE, met_by=("victim_statement",), ends_by=SENT_ON),
    Clock("INV-03", ("not_proceeding",), met_by=("closure_told",), each=True),
    Clock("INV-04", TOLD, SEVEN_OR_MORE, met_by=("forensic_visit",), ends_by=SENT_ON),
    Clock("INV-05", ("witness_notice",), ends_by=REPORT),
    Clock("INV-06", FIRED, WOMAN_EXAMINED, ends_by=(*REPORT, *SENT_ON)),
    Clock("INV-07", TOLD, BEFORE_MAGISTRATE, met_by=("magistrate_statement",), ends_by=SENT_ON),
    Clock("INV-08", FIRED, TWO_MONTHS, met_by=REPORT, ends_by=SENT_ON),
    Clock("INV-09", FIRED, SEXUAL, met_by=REPORT, ends_by=SENT_ON),
    Clock("INV-10", FIRED, met_by=("progress_told", "report_told"), ends_by=SENT_ON),
    Clock("INV-11", REPORT, met_by=("report_told",)),
    Clock("INV-12", REPORT, REPORT_LINE),
    Clock("INV-13", ("device_seized",), ends_by=OVER),
    Clock("INV-14", ("further_investigation",), met_by=("supplementary_report",), each=True),
    Clock("INV-15", FIRED, ends_by=(*REPORT, *SENT_ON)),
    Clock("INV-16", ("search",), met_by=("search_record_sent",), each=True),
    Clock("INV-17", ("search", "seizure", "device_seized"), met_by=("search_video_sent",), each=True),
    Clock("INV-18", TOLD, OF_RAPE, met_by=("special_report",), ends_by=SENT_ON),
    Clock("INV-19", ("inquest",), met_by=("inquest_sent",)),
    Clock("INV-20", ("unnatural_death",), met_by=("death_told",)),
    Clock("INV-20b", ("custody_death",), met_by=("custody_inquiry",)),
    Clock("INV-21", ("arrest",), UP_TO_SEVEN, ends_by=REPORT),
    Clock("INV-22", FIRED, UP_TO_SEVEN, ends_by=("arrest", *REPORT, *SENT_ON)),
    Clock("INV-23", ("arrest",), INFIRM, ends_by=REPORT),
    Clock("MED-01", TOLD, OF_RAPE, met_by=("medical_sent", "medical_refused", "medical_done")),
    Clock("MED-02", ("medical_done",), OF_RAPE, met_by=("medical_report",)),
    Clock("MED-03", ("medical_sent", "medical_done"), OF_RAPE, ends_by=("medical_report",)),
    Clock("MED-04", ("hospital_arrival", "medical_sent"), FREE_TREATMENT, ends_by=OVER),
    Clock("MED-05", ("arrest",), OF_RAPE, met_by=("accused_medical",)),
    Clock("MED-06", TOLD, SEXUAL_OR_ACID, ends_by=OVER),
    Clock("ARR-01", ("arrest",), ends_by=OVER),
    Clock("ARR-02", ("arrest",), ACCUSED_WOMAN, ends_by=OVER),
    Clock("ARR-03", ("arrest",), met_by=("relatives_told",), each=True),
    Clock("ARR-04", ("woman_searched",), ends_by=OVER),
    Clock("ARR-05", ("arrest",), met_by=("produced", "released"), each=True, pauses="journey_minutes"),
    Clock("ARR-06", ("remand",), SIXTY_DAYS, met_by=FILED, ends_by=FREE, counts_first_day=True),
    Clock("ARR-07", ("remand",), NINETY_DAYS, met_by=FILED, ends_by=FREE, counts_first_day=True),
    Clock("ARR-08", ("remand",), met_by=("police_custody_ended",), ends_by=FREE, lapses=True),
    Clock("BAIL-01", ("anticipatory_bail_asked",), NO_ANTICIPATORY, ends_by=OVER),
    Clock("BAIL-02", ("bail_asked",), INFORMANT_AT_BAIL, met_by=("prosecutor_noticed",), each=True),
    Clock("BAIL-03", ("bail_asked", "bail_hearing"), INFORMANT_AT_BAIL, ends_by=("bail_granted", "bail_refused")),
    Clock("TRIAL-01", ("accused_appeared",), met_by=("copies_supplied",)),
    Clock("TRIAL-02", ("cognizance",), SESSIONS, met_by=("committed",)),
    Clock("TRIAL-03", ("committed",), SESSIONS, met_by=("discharge_asked",), ends_by=("charges_framed",), lapses=True),
    Clock("TRIAL-04", ("charge_hearing",), SESSIONS, met_by=("charges_framed",)),
    Clock("TRIAL-05", ("charge_hearing", "copies_supplied"), NOT_SESSIONS, met_by=("charges_framed",)),
    Clock("TRIAL-06", FILED, TRIAL_TWO_MONTHS, met_by=OVER, only_after="charge_sheet"),
    Clock("TRIAL-07", ("arguments_closed",), met_by=OVER),
    Clock("TRIAL-08", ("withdrawal_sought",), met_by=("victim_heard",), each=True),
    Clock("TRIAL-09", ("charges_framed", "cognizance"), IN_CAMERA, ends_by=OVER),
    Clock("TRIAL-10", ("sanction_asked",), SANCTION, met_by=("sanction_given",), each=True, lapses=True),
    Clock("COMP-01", ("compensation_recommended",), met_by=("compensation_ordered",), each=True),
    Clock("COMP-02", ("interim_certificate",), met_by=("interim_relief",), each=True),
    Clock("COMP-03", FIRED, WOMAN, met_by=("dlsa_told",)),
    Clock("COMP-04", TOLD, ACID, met_by=("interim_relief", "compensation_paid")),
    Clock("COMP-05", ("compensation_asked",), WOMAN, met_by=("compensation_ordered",), each=True),
    Clock("COMP-06", FIRED, SEXUAL_OR_ACID, met_by=("bank_details",), ends_by=SENT_ON),
    # The day of the FIR or of the complaint to the court is the one that counts.
    Clock("LIM-01", ("offence",), ONE_YEAR, met_by=(*FIRED, "court_filed", "cognizance")),
    Clock("LIM-02", ("offence",), THREE_YEARS, met_by=(*FIRED, "court_filed", "cognizance")),
    Clock("MTN-01", ("maintenance_notice",), met_by=("maintenance_order",), each=True),
    Clock("POC-01", ("information",), POCSO, met_by=FIRED),
    Clock("POC-02", TOLD, CHILD_IN_NEED, met_by=("care_arranged", "cwc_production")),
    Clock("POC-03", TOLD, POCSO, met_by_all=("cwc_report", "court_report")),
    Clock("POC-04", TOLD, POCSO, ends_by=REPORT),
    Clock("POC-05", FIRED, POCSO, ends_by=("magistrate_statement",)),
    Clock("POC-06", TOLD, POCSO, ends_by=REPORT),
    Clock("POC-07", TOLD, POCSO, met_by=("medical_sent", "medical_refused", "medical_done")),
    Clock("POC-08", TOLD, POCSO, met_by=("officer_slip",)),
    Clock("POC-09", TOLD, HOUSEHOLD, met_by=("cwc_production",)),
    Clock("POC-10", ("cwc_report",), HOUSEHOLD, met_by=("cwc_decision",)),
    Clock("POC-11", ("cwc_report",), POCSO, met_by=("support_person",)),
    Clock("POC-12", ("support_person",), POCSO, met_by=("support_person_told",), each=True),
    Clock("POC-13", FIRED, POCSO, met_by=("forms_given",), ends_by=SENT_ON),
    Clock("POC-14", ("relief_recommended",), CHILD, met_by=("relief_paid",), each=True),
    Clock("POC-15", ("compensation_ordered",), CHILD, met_by=("compensation_paid",), each=True),
    Clock("POC-16", ("cognizance",), POCSO, met_by=("child_evidence",)),
    Clock("POC-17", ("cognizance",), POCSO, met_by=OVER),
    Clock("POC-18", ("cognizance",), POCSO, ends_by=("compensation_ordered",)),
    Clock("POC-19", TOLD, POCSO),
    Clock("DV-01", ("dv_information",), met_by=("dv_rights_told",)),
    Clock("DV-02", ("dv_information",), met_by=("dir_sent",)),
    Clock("DV-03", ("dv_application",), met_by=("dv_first_hearing",), each=True),
    Clock("DV-04", ("dv_first_hearing",), met_by=("dv_order",)),
    Clock("DV-05", ("dv_notice",), met_by=("dv_notice_served",), each=True),
    Clock("DV-06", ("dv_application",), ends_by=("dv_order",)),
    Clock("DV-07", ("dv_order",), met_by=("appeal",), each=True, lapses=True),
    Clock("DV-08", ("dv_breach",), met_by=("breach_fir",), each=True),
    Clock("SC-01", ("information",), SCST, met_by=FIRED),
    Clock("SC-02", FIRED, SCST, met_by=FILED, ends_by=SENT_ON),
    Clock("SC-03", TOLD, SCST, met_by=("relief_paid",)),
    Clock("SC-04", ("judgment",), SCST, met_by=("appeal",), each=True, lapses=True),
    Clock("SC-05", FILED, SCST, met_by=OVER, only_after="charge_sheet"),
    Clock("CHI-01", ("child_found",), met_by=("cwc_production",), each=True, pauses="journey_minutes"),
    Clock("CHI-02", ("missing_reported",), CHILD, met_by=FIRED),
    Clock("CHI-03", ("missing_reported",), CHILD, met_by=("ahtu_transfer",), ends_by=("found",)),
    Clock("POSH-01", ("workplace_incident",), met_by=("posh_complaint",), lapses=True),
    Clock("POSH-02", ("posh_complaint",), met_by=("posh_inquiry_ended",)),
    Clock("POSH-03", ("posh_inquiry_ended",), met_by=("posh_report",)),
    Clock("POSH-04", ("posh_report",), met_by=("appeal",), each=True, lapses=True),
    Clock("PREV-01", ("preventive_arrest",), met_by=("preventive_released", "produced"), each=True),
    Clock("PREV-02", ("bond_peace",), met_by=("bond_ended",), each=True, lapses=True),
    Clock("PREV-03", ("bond_behaviour",), met_by=("bond_ended",), each=True, lapses=True),
    Clock("PREV-04", ("bond_habitual",), met_by=("bond_ended",), each=True, lapses=True),
    Clock("PREV-05", ("inquiry_begun",), met_by=("inquiry_ended",), each=True),
    Clock("PREV-06", ("inquiry_begun",), ends_by=("inquiry_ended",)),
    Clock("PREV-07", ("bond_breach_proved",), met_by=("bond_ended",), each=True, lapses=True),
    Clock("PREV-08", ("urgent_order",), met_by=("order_ended",), each=True, lapses=True),
    Clock("PREV-09", ("externment_order",), met_by=("order_ended",), each=True, lapses=True),
    Clock("PREV-10", ("externment_order",), met_by=("appeal",), each=True, lapses=True),
    Clock("PREV-11", ("detention_order",), met_by=("order_ended",), each=True, lapses=True),
    Clock("DATA-06", TOLD, SEXUAL),
)

# Clocks of the pack that no event of a case starts, and why.
NOT_COMPUTED: dict[str, str] = {
    "DATA-01": N_("about the office's computers, not about a case"),
    "DATA-02": N_("about the office's computers, not about a case"),
    "DATA-03": N_("about the office's computers, not about a case"),
    "DATA-04": N_("about the office's computers, not about a case"),
    "DATA-05": N_("done by the State's site from CCTNS, not by the kendra"),
    "CCTV-01": N_("about the station's cameras, not about a case"),
    "RTI-01": N_("about requests to the information officer, not about a case"),
    "REC-01": N_("about the general diary of the station, not about a case"),
}


Row = TypeVar("Row", bound="Cited")


class Cited(Protocol):
    """What is read of a row to know under which procedure it runs."""

    law: str
    section: str


def under(procedure: str, rows: Mapping[str, Row]) -> Mapping[str, Row]:
    """The rows of the pack that bind a case under *procedure* ("bnss" or "crpc").

    An FIR of before 1 July 2024 is investigated under the old code to its end, so no period of the new one begins in that
    investigation (BNSS 531(2)(a)); what a court does later follows the new one, and what rests on another Act or on the
    Constitution holds under both.
    """
    if procedure != "crpc":
        return rows
    return {key: row for key, row in rows.items() if key not in _OF_INVESTIGATION or not _is_new_code(row)}


def _is_new_code(row: Cited) -> bool:
    return row.law.startswith("BNSS") and "Constitution" not in row.section


_OF_INVESTIGATION = frozenset(clock.id for clock in CLOCKS
                              if any(EVENTS[kind].group != "court" and kind not in FILED for kind in clock.starts))
