"""What can happen in a case, from the first word to the appeal: the vocabulary that milestones, clocks and chronology share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.core.words import N_

GROUPS: dict[str, str] = {
    "information": N_("Information and registration"),
    "medical": N_("Medical"),
    "statements": N_("Statements"),
    "scene": N_("Scene, search and forensic"),
    "accused": N_("Accused"),
    "child": N_("Child"),
    "missing": N_("Missing person"),
    "victim": N_("Told and given to her"),
    "report": N_("Police report"),
    "court": N_("Court"),
    "domestic": N_("Domestic violence"),
    "workplace": N_("Workplace"),
    "preventive": N_("Preventive action"),
}


@dataclass(frozen=True)
class EventKind:
    """A kind of event: key, label (msgid), group."""

    key: str
    label: str
    group: str


@dataclass(frozen=True)
class Event:
    """One event: its kind, when it happened (aware), and details by name. "evidence" names the paper that proves it."""

    kind: str
    at: datetime
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_proved(self) -> bool:
        """Whether a paper, number or receipt is named: only then does the event close a clock (LAW-3)."""
        return bool(self.details.get("evidence", "").strip())


_SAID: dict[str, tuple[tuple[str, str], ...]] = {
    "information": (
        ("offence", N_("Offence (its last day)")),
        ("information", N_("Information of the offence received")),
        ("e_information", N_("Electronic complaint received")),
        ("e_signed", N_("Electronic complaint signed by her")),
        ("nc_information", N_("Information of a non-cognizable offence received")),
        ("gd_entry", N_("General diary entry")),
        ("fir", N_("FIR recorded")),
        ("zero_fir", N_("Zero FIR recorded")),
        ("zero_fir_sent", N_("Zero FIR sent on")),
        ("ncr", N_("NCR entered")),
        ("nc_referred", N_("Informant referred to the Magistrate")),
        ("nc_report_sent", N_("Fortnightly NCR report sent to the Magistrate")),
        ("enquiry_permitted", N_("Preliminary enquiry permitted by the DSP")),
        ("enquiry_ended", N_("Preliminary enquiry ended")),
        ("refusal", N_("Recording of the information refused")),
        ("remedies_told", N_("Her remedies told in writing")),
        ("magistrate_report", N_("Report of the FIR sent to the Magistrate")),
        ("not_proceeding", N_("Decision not to go to the spot or not to investigate")),
    ),
    "medical": (
        ("medical_sent", N_("Sent for medical examination")),
        ("medical_refused", N_("Medical examination refused by her")),
        ("medical_done", N_("Medical examination done")),
        ("medical_report", N_("Medical report received")),
        ("accused_medical", N_("Accused medically examined")),
        ("hospital_arrival", N_("Reached the hospital")),
    ),
    "statements": (
        ("victim_statement", N_("Her statement recorded by the police")),
        ("magistrate_statement", N_("Her statement before the Magistrate")),
        ("witness_notice", N_("Notice to a witness")),
        ("witness_statement", N_("Statement of a witness")),
    ),
    "scene": (
        ("scene_visited", N_("Scene of the offence visited")),
        ("officer_visit", N_("Gazetted officer visited the scene")),
        ("forensic_visit", N_("Forensic expert visited the scene")),
        ("forensic_sent", N_("Exhibits sent to the laboratory")),
        ("forensic_result", N_("Laboratory report received")),
        ("search", N_("Search made")),
        ("search_record_sent", N_("Record of the search sent to the Magistrate")),
        ("search_video_sent", N_("Video of search or seizure sent to the Magistrate")),
        ("seizure", N_("Seizure")),
        ("device_seized", N_("Electronic device seized")),
        ("raid", N_("Raid")),
        ("recovery", N_("Recovery")),
        ("inquest", N_("Inquest begun")),
        ("inquest_sent", N_("Inquest report sent")),
        ("unnatural_death", N_("Suicide or suspicious death of a woman learnt of")),
        ("death_told", N_("Nearest Executive Magistrate told of the death")),
        ("custody_death", N_("Death, disappearance or rape in custody")),
        ("custody_inquiry", N_("Magistrate's inquiry in custody case begun")),
    ),
    "accused": (
        ("appearance_notice", N_("Notice to appear given to the accused")),
        ("arrest", N_("Arrest")),
        ("relatives_told", N_("Relative or friend told of the arrest")),
        ("woman_searched", N_("A woman searched")),
        ("produced", N_("Produced before the Magistrate")),
        ("remand", N_("First remand")),
        ("police_custody_ended", N_("Police custody ended")),
        ("released", N_("Released")),
        ("bail_asked", N_("Bail asked for")),
        ("anticipatory_bail_asked", N_("Anticipatory bail asked for")),
        ("prosecutor_noticed", N_("Notice of bail to the Public Prosecutor")),
        ("bail_hearing", N_("Bail heard")),
        ("bail_granted", N_("Bail granted")),
        ("bail_refused", N_("Bail refused")),
        ("sanction_asked", N_("Sanction to prosecute asked for")),
        ("sanction_given", N_("Sanction to prosecute given")),
    ),
    "child": (
        ("cwc_report", N_("Report to the Child Welfare Committee")),
        ("court_report", N_("Report to the Special Court")),
        ("care_arranged", N_("Immediate care and protection arranged")),
        ("cwc_production", N_("Child produced before the CWC")),
        ("cwc_decision", N_("Decision of the CWC")),
        ("support_person", N_("Support person appointed")),
        ("support_person_told", N_("Special Court told of the support person")),
        ("officer_slip", N_("Slip with the officer's name given (Rule 4(1))")),
        ("forms_given", N_("Form A given, Form B sent to the CWC")),
        ("relief_recommended", N_("Special relief recommended by the CWC")),
        ("child_evidence", N_("Child's evidence recorded by the court")),
    ),
    "missing": (
        ("missing_reported", N_("Reported missing")),
        ("found", N_("Found")),
        ("child_found", N_("Child in need of care found")),
        ("ahtu_transfer", N_("Given to the Anti Human Trafficking Unit")),
        ("portal_upload", N_("Photograph put on the missing-child portal")),
    ),
    "victim": (
        ("fir_copy_given", N_("Copy of the FIR given to her free")),
        ("dlsa_told", N_("Copy to the Legal Services Authority")),
        ("progress_told", N_("Progress of the investigation told to her")),
        ("report_told", N_("Informant told of the police report")),
        ("closure_told", N_("Informant told that it is not investigated")),
        ("bank_details", N_("Bank details taken for compensation")),
        ("compensation_asked", N_("Compensation asked for")),
        ("compensation_recommended", N_("Compensation recommended by the court")),
        ("compensation_ordered", N_("Compensation ordered")),
        ("interim_certificate", N_("Certificate for interim relief given")),
        ("interim_relief", N_("Interim relief given")),
        ("compensation_paid", N_("Compensation paid")),
        ("relief_paid", N_("Relief paid")),
    ),
    "report": (
        ("charge_sheet", N_("Charge sheet")),
        ("final_report", N_("Final report")),
        ("further_investigation", N_("Further investigation permitted")),
        ("special_report", N_("Special report of the gazetted officer sent")),
        ("supplementary_report", N_("Supplementary report")),
        ("court_filed", N_("Filed in court")),
    ),
    "court": (
        ("cognizance", N_("Cognizance taken")),
        ("accused_appeared", N_("Accused produced or appeared in court")),
        ("copies_supplied", N_("Copies given to the accused")),
        ("committed", N_("Committed to the Court of Session")),
        ("discharge_asked", N_("Discharge asked for")),
        ("charge_hearing", N_("First hearing on charge")),
        ("charges_framed", N_("Charges framed")),
        ("hearing", N_("Hearing")),
        ("withdrawal_sought", N_("Withdrawal of the prosecution sought")),
        ("victim_heard", N_("Victim heard by the court")),
        ("arguments_closed", N_("Arguments closed")),
        ("judgment", N_("Judgment")),
        ("appeal", N_("Appeal filed")),
        ("maintenance_notice", N_("Notice of maintenance served")),
        ("maintenance_order", N_("Order on interim maintenance")),
    ),
    "domestic": (
        ("dv_information", N_("Information of domestic violence received")),
        ("dv_rights_told", N_("Her rights under the Act told")),
        ("dir_sent", N_("Domestic Incident Report sent")),
        ("dv_application", N_("Application under section 12 filed")),
        ("dv_notice", N_("Notice to the respondent issued")),
        ("dv_notice_served", N_("Notice to the respondent served")),
        ("dv_first_hearing", N_("First hearing of the application")),
        ("dv_order", N_("Order under the Act")),
        ("dv_breach", N_("Breach of the order learnt of")),
        ("breach_fir", N_("FIR of the breach recorded")),
    ),
    "workplace": (
        ("workplace_incident", N_("Workplace incident (the last)")),
        ("posh_complaint", N_("Complaint to the Internal or Local Committee")),
        ("posh_inquiry_ended", N_("Committee's inquiry ended")),
        ("posh_report", N_("Committee's report given")),
    ),
    "preventive": (
        ("preventive_arrest", N_("Preventive arrest")),
        ("preventive_released", N_("Released after preventive arrest")),
        ("bond_peace", N_("Bond for keeping the peace (126)")),
        ("bond_behaviour", N_("Bond for good behaviour (127, 128)")),
        ("bond_habitual", N_("Bond of a habitual offender (129)")),
        ("bond_ended", N_("Bond ended")),
        ("inquiry_begun", N_("Inquiry of the Executive Magistrate begun")),
        ("inquiry_ended", N_("Inquiry of the Executive Magistrate ended")),
        ("bond_breach_proved", N_("Breach of the bond proved")),
        ("urgent_order", N_("Order under section 163")),
        ("order_ended", N_("Order ended")),
        ("externment_order", N_("Order under the Goondas Act")),
        ("detention_order", N_("Detention order")),
    ),
}
EVENTS: dict[str, EventKind] = {key: EventKind(key, label, group) for group, kinds in _SAID.items() for key, label in kinds}
