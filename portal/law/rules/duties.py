"""The duties that a section brings with it: from the section lists, and from the special Acts."""

from portal.core.words import N_
from portal.law.rules.offences import Offence, is_under
from portal.law.rules.section_lists import LISTS, is_in

SEVEN_YEARS = 7
POCSO_OFFENCES = ("POCSO:4", "POCSO:6", "POCSO:8", "POCSO:10", "POCSO:12", "POCSO:14", "POCSO:15", "POCSO:17", "POCSO:18")
# Lists whose duty is shown beside a section; the others only classify.
DUTY_LISTS = ("woman_officer", "medical_in_a_day", "magistrate_statement", "two_months", "free_treatment", "identity_bar",
              "in_camera", "trial_two_months", "medical_report_line", "not_recording_is_an_offence", "no_sanction",
              "no_anticipatory_bail", "informant_at_bail", "complaint_only", "wife_complaint_only", "compoundable",
              "ninety_days_disputed")
POCSO_DUTIES = (
    N_("Report to the Child Welfare Committee and the Special Court within 24 hours (POCSO 19(6))"),
    N_("A woman sub-inspector, not in uniform, takes the child's statement where the child chooses (POCSO 24)"),
    N_("The child's identity may not be published (POCSO 23, 33(7))"))
SCST_DUTIES = (
    N_("A DSP investigates and files the charge sheet within 60 days (SC/ST Rules 7)"),
    N_("No preliminary enquiry and no approval before arrest (SC/ST Act 18A)"))
FORENSIC = N_("Forensic visit and video of the scene (BNSS 176(3)), from the day the State notifies: verify")
DISABLED = N_("At her home or where she chooses, with an interpreter or special educator, and filmed (BNSS 173(1))")


def duties_of(offence: Offence, has_disability: bool = False, main: Offence | None = None) -> tuple[str, ...]:
    """The duties that follow from a section, each citing its provision (msgids). *main* is the offence attempted."""
    of = (main or offence).counterpart or (main or offence).key
    found = [LISTS[name].duty for name in DUTY_LISTS if is_in(name, of)]
    if any(is_under(offence.key, entry) for entry in POCSO_OFFENCES):
        found += POCSO_DUTIES
    if offence.act == "SCST" and offence.key != "SCST:4":
        found += SCST_DUTIES
    if has_disability and is_in("woman_officer", of):
        found.append(DISABLED)
    if main is None and (offence.max_years or 0) >= SEVEN_YEARS:
        found.append(FORENSIC)
    return tuple(found)
