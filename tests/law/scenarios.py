"""The law worked by hand: what happened, in which case, and which duty is then due when. Each line cites its provision.

An event is `kind dd-mm hh:mm` of 2026 (a year may be added); `!` after it says that no paper proves it. What is expected:
a moment or a day (then its last minute) that is still open; `now` at once, `standing`, `met`, `late`, `ended`, `absent`,
`overdue`. `at` is the moment of looking; without it a minute after the last event.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Scenario:
    """One line of the worked table."""

    cites: str
    told: str
    sections: str
    events: str
    expected: dict[str, str]
    at: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def s(cites: str, told: str, sections: str, events: str, at: str = "", facts: dict | None = None, **expected: str) -> Scenario:
    """A scenario; the clocks are named with _ for -."""
    return Scenario(cites, told, sections, events, {key.replace("_", "-"): value for key, value in expected.items()}, at, facts or {})


RAPE, GANG, CRUELTY, STALK, ACID = "BNS:64(1)", "BNS:70(1)", "BNS:85", "BNS:78(2)", "BNS:124(1)"
POCSO = "POCSO:4(2)"
LIFE = {"max_years": 99, "is_sessions": True}
CHILD = LIFE | {"victim_is_child": True}
THREE = {"max_years": 3}
ONE = {"max_years": 1, "is_cognizable": False}
NC = {"max_years": 1, "is_cognizable": False}

SCENARIOS: tuple[Scenario, ...] = (
    # Registration
    s("BNSS 173(1)", "Information of a cognizable offence, no FIR yet", CRUELTY, "information 01-11 10:00", facts=THREE, FIR_01="now", FIR_10="now"),
    s("BNSS 173(1)", "The FIR meets it", CRUELTY, "information 01-11 10:00; fir 01-11 10:40", facts=THREE, FIR_01="met", FIR_10="met"),
    s("BNSS 173(1)", "A zero FIR meets it too", CRUELTY, "information 01-11 10:00; zero_fir 01-11 11:00", facts=THREE, FIR_01="met", FIR_11="now"),
    s("BNSS 173(1)", "An FIR without its number closes nothing", CRUELTY, "information 01-11 10:00; fir 01-11 10:40 !", facts=THREE, FIR_01="now"),
    s("BNSS 173(1)", "A non-cognizable matter asks no FIR", "BNS:352", "information 01-11 10:00", facts=NC, FIR_01="absent", FIR_10="absent"),
    s("BNSS 173(1)(ii)", "E-complaint: three days to sign", CRUELTY, "e_information 01-11 23:50", facts=THREE, FIR_02="04-11"),
    s("BNSS 173(1)(ii)", "Signed on the third day", CRUELTY, "e_information 01-11 09:00; e_signed 04-11 23:00", facts=THREE, FIR_02="met"),
    s("BNSS 173(1)(ii)", "Signed on the fourth day", CRUELTY, "e_information 01-11 09:00; e_signed 05-11 00:10", facts=THREE, FIR_02="late"),
    s("BNSS 173(1)(ii)", "The FIR recorded at once makes the signature needless", CRUELTY, "e_information 01-11 09:00; fir 01-11 12:00", facts=THREE, FIR_02="met"),
    s("BNSS 173(1) first proviso", "She tells of rape herself: a woman officer writes", RAPE, "information 01-11 10:00", facts=LIFE, FIR_03="standing"),
    s("BNSS 173(1) first proviso", "Her brother tells: the proviso does not apply", RAPE, "information 01-11 10:00", facts=LIFE | {"informant_is_victim": False}, FIR_03="absent"),
    s("BNSS 173(1) first proviso", "Cruelty (85) is not on the list", CRUELTY, "information 01-11 10:00", facts=THREE, FIR_03="absent"),
    s("BNSS 173(1) first proviso", "Stalking (78) is on the list", STALK, "information 01-11 10:00", facts={"max_years": 5}, FIR_03="standing"),
    s("BNSS 173(1) second proviso", "Disabled woman: at her place, filmed", "BNS:74", "information 01-11 10:00", facts={"max_years": 5, "has_disability": True}, FIR_04="standing"),
    s("BNSS 173(1), 183(6)(a)", "Disabled woman: statement before the Magistrate", "BNS:74", "fir 01-11 10:00", facts={"max_years": 5, "has_disability": True}, FIR_05="now"),
    s("BNSS 173(2)", "Free copy at once", CRUELTY, "fir 01-11 10:00", facts=THREE, FIR_06="now"),
    s("BNSS 173(2)", "Copy given", CRUELTY, "fir 01-11 10:00; fir_copy_given 01-11 10:20", facts=THREE, FIR_06="met"),
    s("BNSS 173(3)", "Preliminary enquiry: 14 days from the information", "BNS:74", "information 01-11 10:00; enquiry_permitted 03-11 10:00", facts={"max_years": 5}, FIR_07="15-11"),
    s("BNSS 173(3)", "No permission, no enquiry clock", "BNS:74", "information 01-11 10:00", facts={"max_years": 5}, FIR_07="absent"),
    s("BNSS 173(3)", "Seven years: no preliminary enquiry", "BNS:69", "information 01-11 10:00; enquiry_permitted 01-11 11:00", facts={"max_years": 10}, FIR_07="absent"),
    s("BNSS 173(3)", "Just three years is within", CRUELTY, "information 01-11 10:00; enquiry_permitted 01-11 11:00", facts=THREE, FIR_07="15-11"),
    s("BNSS 173(3)", "Enquiry ended on the fifteenth day", "BNS:74", "information 01-11 10:00; enquiry_permitted 01-11 11:00; enquiry_ended 16-11 00:30", facts={"max_years": 5}, FIR_07="late"),
    s("BNSS 173(4)", "Refused: her remedies in writing", CRUELTY, "refusal 01-11 10:00", facts=THREE, FIR_08="now"),
    s("BNSS 173(4)", "Remedies given", CRUELTY, "refusal 01-11 10:00; remedies_told 01-11 10:05", facts=THREE, FIR_08="met"),
    s("BNS 199(c)", "Refusing a listed offence is itself one", "BNS:74", "refusal 01-11 10:00", facts={"max_years": 5}, FIR_09="now"),
    s("BNS 199(c)", "75 is not on that list", "BNS:75(2)", "refusal 01-11 10:00", facts=THREE, FIR_09="absent"),
    s("BNS 199(c)", "78 is not on that list", STALK, "refusal 01-11 10:00", facts=THREE, FIR_09="absent"),
    # Non-cognizable
    s("BNSS 174(1)", "NC information: refer her to the Magistrate", "BNS:352", "nc_information 01-11 10:00", facts=NC, NC_01="now", NC_03="standing"),
    s("BNSS 174(1)", "Referred with the slip", "BNS:352", "nc_information 01-11 10:00; ncr 01-11 10:10; nc_referred 01-11 10:20", facts=NC, NC_01="met"),
    s("BNSS 174(1)(ii)", "First fortnight", "BNS:352", "ncr 01-11 10:00", facts=NC, NC_02="15-11"),
    s("BNSS 174(1)(ii)", "Second fortnight begins after the first", "BNS:352", "ncr 01-11 10:00; nc_report_sent 14-11 17:00", at="16-11 09:00", facts=NC, NC_02="29-11"),
    s("BNSS 174(1)(ii)", "A fortnight missed is overdue", "BNS:352", "ncr 01-11 10:00", at="16-11 09:00", facts=NC, NC_02="overdue"),
    s("BNSS 174(1)(ii)", "An FIR ends the NCR reports", "BNS:352", "ncr 01-11 10:00; fir 05-11 10:00", facts=NC | {"is_cognizable": True}, NC_02="ended", NC_03="ended"),
    # Investigation
    s("BNSS 176(1)", "Report to the Magistrate at once", CRUELTY, "fir 01-11 10:00", facts=THREE, INV_01="now"),
    s("BNSS 176(1)", "Report sent", CRUELTY, "fir 01-11 10:00; magistrate_report 01-11 18:00", facts=THREE, INV_01="met"),
    s("BNSS 176(1) second proviso", "Rape: her statement", RAPE, "fir 01-11 10:00", facts=LIFE, INV_02="now"),
    s("BNSS 176(1) second proviso", "69 is not rape", "BNS:69", "fir 01-11 10:00", facts={"max_years": 10}, INV_02="absent", MED_01="absent"),
    s("BNSS 176(2)", "Not proceeding: she is told within the fortnight", CRUELTY, "fir 01-11 10:00; not_proceeding 02-11 10:00", facts=THREE, INV_03="16-11"),
    s("BNSS 176(3)", "Seven years or more: forensic visit (verify the State's date)", RAPE, "information 01-11 10:00", facts=LIFE, INV_04="now"),
    s("BNSS 176(3)", "Five years: no forensic duty", "BNS:74", "information 01-11 10:00", facts={"max_years": 5}, INV_04="absent"),
    s("BNSS 179(1)", "Witness notice: a woman at her residence", CRUELTY, "fir 01-11 10:00; witness_notice 02-11 10:00", facts=THREE, INV_05="standing"),
    s("BNSS 180(3)", "Her examination by a woman officer", "BNS:79", "fir 01-11 10:00", facts=THREE, INV_06="standing"),
    s("BNSS 180(3)", "Cruelty is not on that list", CRUELTY, "fir 01-11 10:00", facts=THREE, INV_06="absent"),
    s("BNSS 183(6)(a)", "Magistrate's statement as soon as known", STALK, "information 01-11 10:00", facts=THREE, INV_07="now"),
    s("BNSS 183(6)(a)", "Recorded", RAPE, "information 01-11 10:00; magistrate_statement 03-11 12:00", facts=LIFE, INV_07="met"),
    s("BNSS 193(2)", "Two calendar months, not sixty days", RAPE, "fir 01-07 10:00", facts=LIFE, INV_08="01-09", INV_09="30-08"),
    s("BNSS 193(2)", "From 31 December to the last of February", RAPE, "fir 31-12-2026 10:00", facts=LIFE, INV_08="28-02-2027"),
    s("BNSS 193(2)", "From 31 December 2027 to the leap day", RAPE, "fir 31-12-2027 10:00", facts=LIFE, INV_08="29-02-2028"),
    s("BNSS 193(2)", "69 is not on the two-month list", "BNS:69", "fir 01-11 10:00", facts={"max_years": 10}, INV_08="absent", INV_10="30-01-2027"),
    s("BNSS 193(2)", "Acid attack is not on the two-month list", ACID, "fir 01-11 10:00", facts=LIFE, INV_08="absent"),
    s("BNSS 193(2)", "POCSO 8 is on it", "POCSO:8", "fir 01-11 10:00", facts={"max_years": 5, "victim_is_child": True}, INV_08="01-01-2027"),
    s("BNSS 193(2)", "POCSO 12 is not", "POCSO:12", "fir 01-11 10:00", facts=THREE | {"victim_is_child": True}, INV_08="absent"),
    s("BNSS 193(2)", "Charge sheet in time", RAPE, "fir 01-07 10:00; charge_sheet 01-09 20:00", facts=LIFE, INV_08="met"),
    s("BNSS 193(2)", "Charge sheet a day late", RAPE, "fir 01-07 10:00; charge_sheet 02-09 09:00", facts=LIFE, INV_08="late"),
    s("BNSS 193(3)(ii)", "Progress told within ninety days", CRUELTY, "fir 01-11 10:00", facts=THREE, INV_10="30-01-2027"),
    s("BNSS 193(3)(ii)", "Told on the ninetieth day", CRUELTY, "fir 01-11 10:00; progress_told 30-01-2027 16:00", facts=THREE, INV_10="met"),
    s("BNSS 193(3)(ii)", "Ninety days over, nothing told", CRUELTY, "fir 01-08 10:00", at="31-10 00:00", facts=THREE, INV_10="overdue"),
    s("BNSS 193(3)(iii)", "Informant told of the report", CRUELTY, "fir 01-11 10:00; charge_sheet 20-11 10:00", facts=THREE, INV_11="now"),
    s("BNSS 193(3)(i)(h)", "Medical report goes with the police report in rape", RAPE, "fir 01-11 10:00; charge_sheet 20-11 10:00", facts=LIFE, INV_12="standing"),
    s("BNSS 193(3)(i)(h)", "Not in stalking", STALK, "fir 01-11 10:00; charge_sheet 20-11 10:00", facts=THREE, INV_12="absent"),
    s("BNSS 193(3)(i)(i)", "A phone seized: the chain of custody", "IT:67", "fir 01-11 10:00; device_seized 02-11 10:00", facts=THREE, INV_13="standing"),
    s("BNSS 193(9)", "Further investigation: ninety days", CRUELTY, "charge_sheet 01-06 10:00; further_investigation 01-11 10:00", facts=THREE, INV_14="30-01-2027"),
    s("BNSS 192", "Case diary while it runs", CRUELTY, "fir 01-11 10:00", facts=THREE, INV_15="standing"),
    s("BNSS 192", "No diary after the report", CRUELTY, "fir 01-11 10:00; charge_sheet 20-11 10:00", facts=THREE, INV_15="ended"),
    s("BNSS 185(5)", "Record of the search within 48 hours", CRUELTY, "search 01-11 22:15", facts=THREE, INV_16="03-11 22:15"),
    s("BNSS 105", "Video of the seizure", CRUELTY, "seizure 01-11 10:00", facts=THREE, INV_17="now"),
    s("BNSS 194(2)", "Inquest report in 24 hours", "BNS:80", "inquest 01-11 18:30", facts=LIFE, INV_19="02-11 18:30"),
    s("BNSS 194, 196", "Death within seven years of marriage: nearest Magistrate at once", "BNS:80", "unnatural_death 01-11 06:00", facts=LIFE, INV_20="now"),
    s("BNSS 196(2)", "Death in custody: within 24 hours", "BNS:103", "custody_death 01-11 06:00", facts=LIFE, INV_20b="02-11 06:00"),
    s("BNSS 35(1)(b)", "Arrest in cruelty: reasons in writing", CRUELTY, "fir 01-11 10:00; arrest 02-11 10:00", facts=THREE, INV_21="standing"),
    s("BNSS 35(1)(b)", "Rape: that list of reasons is not asked", RAPE, "fir 01-11 10:00; arrest 02-11 10:00", facts=LIFE, INV_21="absent"),
    s("BNSS 35(3)", "Up to seven years: notice instead of arrest", CRUELTY, "fir 01-11 10:00", facts=THREE, INV_22="standing"),
    s("BNSS 35(3)", "Arrested: the notice is no longer asked", CRUELTY, "fir 01-11 10:00; arrest 02-11 10:00", facts=THREE, INV_22="ended"),
    s("BNSS 35(7)", "Accused of sixty-five, less than three years: DSP's permission", "BNS:115(2)", "arrest 02-11 10:00", facts=ONE | {"accused_is_infirm": True}, INV_23="standing"),
    s("BNSS 35(7)", "Exactly three years is not less than three", CRUELTY, "arrest 02-11 10:00", facts=THREE | {"accused_is_infirm": True}, INV_23="absent"),
    # Medical
    s("BNSS 184(1)", "24 hours from the information, not from the FIR", RAPE, "information 10-11 09:30; fir 10-11 14:00", facts=LIFE, MED_01="11-11 09:30"),
    s("BNSS 184(1)", "No written information: from the FIR", RAPE, "fir 10-11 14:00", facts=LIFE, MED_01="11-11 14:00"),
    s("BNSS 184(1)", "Sent within the hour", RAPE, "information 10-11 09:30; medical_sent 10-11 10:20", facts=LIFE, MED_01="met"),
    s("BNSS 184(1)", "Sent after 25 hours", RAPE, "information 10-11 09:30; medical_sent 11-11 10:30", facts=LIFE, MED_01="late"),
    s("BNSS 184(1)", "She refuses: her refusal on paper meets it", RAPE, "information 10-11 09:30; medical_refused 10-11 11:00", facts=LIFE, MED_01="met"),
    s("BNSS 184(1)", "Stalking asks no examination", STALK, "information 10-11 09:30", facts=THREE, MED_01="absent"),
    s("BNSS 184(6)", "Report within seven days", RAPE, "information 01-11 09:00; medical_done 01-11 15:00", facts=LIFE, MED_02="08-11"),
    s("BNSS 184(6)", "Report on the eighth day", RAPE, "medical_done 01-11 15:00; medical_report 09-11 10:00", facts=LIFE, MED_02="late"),
    s("BNSS 397", "Free treatment: acid", ACID, "hospital_arrival 01-11 15:00", facts=LIFE, MED_04="standing"),
    s("BNSS 397", "Free treatment: 124(2) is not named", "BNS:124(2)", "hospital_arrival 01-11 15:00", facts={"max_years": 7}, MED_04="absent"),
    s("BNSS 51-53", "Accused of rape arrested: his examination", RAPE, "arrest 02-11 10:00", facts=LIFE, MED_05="now"),
    # Arrest, remand, bail
    s("BNSS 36, 37", "Arrest memo", CRUELTY, "arrest 02-11 10:00", facts=THREE, ARR_01="standing"),
    s("BNSS 43(1), (5)", "A woman arrested", CRUELTY, "arrest 02-11 10:00", facts=THREE | {"accused_is_woman": True}, ARR_02="standing"),
    s("BNSS 43(1), (5)", "A man arrested", CRUELTY, "arrest 02-11 10:00", facts=THREE, ARR_02="absent"),
    s("BNSS 47, 48", "Relatives told at once", CRUELTY, "arrest 02-11 10:00; relatives_told 02-11 10:15", facts=THREE, ARR_03="met"),
    s("BNSS 49(2)", "Search of a woman by a woman", CRUELTY, "woman_searched 02-11 10:00", facts=THREE, ARR_04="standing"),
    s("BNSS 58", "Before the Magistrate in 24 hours", CRUELTY, "arrest 02-11 10:00", facts=THREE, ARR_05="03-11 10:00"),
    s("BNSS 58", "Journey of two hours is left out", CRUELTY, "arrest 02-11 10:00; produced 03-11 11:30 journey_minutes=120", facts=THREE, ARR_05="met"),
    s("BNSS 58", "Without a journey the same hour is late", CRUELTY, "arrest 02-11 10:00; produced 03-11 11:30", facts=THREE, ARR_05="late"),
    s("BNSS 58", "Released before", CRUELTY, "arrest 02-11 10:00; released 02-11 20:00", facts=THREE, ARR_05="met"),
    s("BNSS 187(3)", "Sixty days, the day of remand counted", "BNS:74", "arrest 01-11 10:00; remand 02-11 12:00", facts={"max_years": 5}, ARR_06="31-12", ARR_07="absent"),
    s("BNSS 187(3)", "Ninety days for rape, the day of remand counted", RAPE, "arrest 01-11 10:00; remand 02-11 12:00", facts=LIFE, ARR_07="30-01-2027", ARR_06="absent"),
    s("BNSS 187(3)", "Up to ten years (69): sixty to be safe", "BNS:69", "remand 02-11 12:00", facts={"max_years": 10}, ARR_06="31-12", ARR_07="absent"),
    s("BNSS 187(3)", "Bail ends the clock", "BNS:74", "remand 02-11 12:00; bail_granted 20-11 15:00", facts={"max_years": 5}, ARR_06="ended"),
    s("BNSS 187(3)", "Charge sheet meets it", RAPE, "remand 02-11 12:00; charge_sheet 10-12 12:00", facts=LIFE, ARR_07="met"),
    s("BNSS 187(2)", "Police custody within the first fifteen days", RAPE, "remand 02-11 12:00", facts=LIFE, ARR_08="17-11"),
    s("BNSS 482(4)", "No anticipatory bail: under sixteen", "BNS:65(1)", "anticipatory_bail_asked 02-11 12:00", facts=CHILD, BAIL_01="standing"),
    s("BNSS 482(4)", "Adult: the bar does not stand", RAPE, "anticipatory_bail_asked 02-11 12:00", facts=LIFE, BAIL_01="absent"),
    s("BNSS 483(1)", "Notice to the prosecutor within fifteen days", "BNS:65(1)", "bail_asked 02-11 12:00", facts=CHILD, BAIL_02="17-11"),
    s("BNSS 483(2)", "Informant present when bail is heard", "BNS:70(2)", "bail_asked 02-11 12:00; bail_hearing 09-11 12:00", facts=CHILD, BAIL_03="standing"),
    # Trial
    s("BNSS 230", "Copies within fourteen days", CRUELTY, "accused_appeared 01-11 11:00", facts=THREE, TRIAL_01="15-11"),
    s("BNSS 232", "Committal within ninety days of cognizance", RAPE, "cognizance 01-11 11:00", facts=LIFE, TRIAL_02="30-01-2027"),
    s("BNSS 232", "A Magistrate's case is not committed", CRUELTY, "cognizance 01-11 11:00", facts=THREE, TRIAL_02="absent"),
    s("BNSS 250", "Discharge asked within sixty days", RAPE, "committed 01-11 11:00", facts=LIFE, TRIAL_03="31-12"),
    s("BNSS 251", "Charge within sixty days of the first hearing", RAPE, "charge_hearing 01-11 11:00", facts=LIFE, TRIAL_04="31-12", TRIAL_05="absent"),
    s("BNSS 262, 263", "Warrant case: sixty days", CRUELTY, "charge_hearing 01-11 11:00", facts=THREE, TRIAL_05="31-12", TRIAL_04="absent"),
    s("BNSS 346(1)", "Trial of rape: two months from the charge sheet", RAPE, "charge_sheet 31-10 11:00", facts=LIFE, TRIAL_06="31-12"),
    s("BNSS 346(1)", "Not of 69", "BNS:69", "charge_sheet 31-10 11:00", facts={"max_years": 10}, TRIAL_06="absent"),
    s("BNSS 258, 392", "Judgment within thirty days of the arguments", RAPE, "arguments_closed 01-11 11:00", facts=LIFE, TRIAL_07="01-12"),
    s("BNSS 360", "Withdrawal: she is heard first", CRUELTY, "withdrawal_sought 01-11 11:00", facts=THREE, TRIAL_08="now"),
    s("BNSS 366(2)", "In camera", RAPE, "cognizance 01-11 11:00", facts=LIFE, TRIAL_09="standing"),
    s("BNSS 366(2)", "Stalking is not on that list", STALK, "cognizance 01-11 11:00", facts=THREE, TRIAL_09="absent"),
    s("BNSS 218", "Sanction: deemed after 120 days", "BNS:201", "sanction_asked 01-11 11:00", facts=THREE | {"accused_is_public_servant": True}, TRIAL_10="01-03-2027"),
    s("BNSS 218", "None needed for outraging modesty", "BNS:74", "sanction_asked 01-11 11:00", facts={"max_years": 5, "accused_is_public_servant": True}, TRIAL_10="absent"),
    # Compensation, limitation, maintenance
    s("BNSS 396", "Award within two months of the recommendation", RAPE, "compensation_recommended 31-12-2026 11:00", facts=LIFE, COMP_01="28-02-2027"),
    s("BNSS 396(6)", "Interim relief on certificate", RAPE, "interim_certificate 01-11 11:00", facts=LIFE, COMP_02="now"),
    s("NALSA scheme", "Copy of the FIR to the Legal Services Authority", RAPE, "fir 01-11 11:00; dlsa_told 02-11 11:00", facts=LIFE, COMP_03="met"),
    s("NALSA scheme", "Acid: interim money in fifteen days", ACID, "information 01-11 11:00; fir 01-11 12:00", facts=LIFE, COMP_04="16-11"),
    s("NALSA scheme", "No acid, no such clock", RAPE, "information 01-11 11:00", facts=LIFE, COMP_04="absent"),
    s("NALSA scheme", "Inquiry within sixty days of the application", RAPE, "compensation_asked 01-11 11:00", facts=LIFE, COMP_05="31-12"),
    s("BNSS 514(2)(b)", "One year: cognizance barred after", "BNS:115(2)", "offence 29-02-2028 20:00", facts=ONE, LIM_01="28-02-2029", LIM_02="absent"),
    s("BNSS 514(2)(c)", "Three years", CRUELTY, "offence 15-08-2026 20:00", facts=THREE, LIM_02="15-08-2029", LIM_01="absent"),
    s("BNSS 514(2)", "More than three years: no bar", STALK, "offence 15-08-2026 20:00", facts={"max_years": 5}, LIM_01="absent", LIM_02="absent"),
    s("BNSS 144", "Interim maintenance within sixty days of the notice", CRUELTY, "maintenance_notice 01-11 11:00", facts=THREE, MTN_01="31-12"),
    # Child
    s("POCSO 19(1)-(2)", "Report entered at once", POCSO, "information 01-11 10:00", facts=CHILD, POC_01="now"),
    s("POCSO 19(5)", "Care within 24 hours", POCSO, "information 01-11 10:00", facts=CHILD | {"child_needs_care": True}, POC_02="02-11 10:00"),
    s("POCSO 19(5)", "Safe at home: not asked", POCSO, "information 01-11 10:00", facts=CHILD, POC_02="absent"),
    s("POCSO 19(6)", "CWC and Special Court within 24 hours", POCSO, "information 01-11 10:00", facts=CHILD, POC_03="02-11 10:00"),
    s("POCSO 19(6)", "The CWC alone does not meet it", POCSO, "information 01-11 10:00; cwc_report 01-11 15:00", facts=CHILD, POC_03="02-11 10:00"),
    s("POCSO 19(6)", "Both: met when the second is done", POCSO, "information 01-11 10:00; cwc_report 01-11 15:00; court_report 02-11 09:00", facts=CHILD, POC_03="met"),
    s("POCSO 19(6)", "The second after 26 hours: late", POCSO, "information 01-11 10:00; cwc_report 01-11 15:00; court_report 02-11 12:00", facts=CHILD, POC_03="late"),
    s("POCSO 19(6)", "Adult victim: not asked", RAPE, "information 01-11 10:00", facts=LIFE, POC_03="absent", POC_01="absent"),
    s("POCSO 24, 26", "Statement where the child chooses, parent present", POCSO, "information 01-11 10:00", facts=CHILD, POC_04="standing", POC_06="standing"),
    s("POCSO 25", "Magistrate's statement as the child speaks", POCSO, "fir 01-11 10:00", facts=CHILD, POC_05="standing"),
    s("POCSO 27", "Medical also without FIR, within 24 hours", POCSO, "information 01-11 10:00", facts=CHILD, POC_07="02-11 10:00"),
    s("POCSO Rule 4(1)", "Officer's slip at once", POCSO, "information 01-11 10:00", facts=CHILD, POC_08="now"),
    s("POCSO Rule 4(4)", "Offender at home: before the CWC in 24 hours", POCSO, "information 01-11 10:00", facts=CHILD | {"offender_in_household": True}, POC_09="02-11 10:00"),
    s("POCSO 35(1)", "Child's evidence within thirty days of cognizance", POCSO, "cognizance 01-11 10:00", facts=CHILD, POC_16="01-12"),
    s("POCSO 35(2)", "Trial within a year", POCSO, "cognizance 01-11 10:00", facts=CHILD, POC_17="01-11-2027", POC_18="standing"),
    s("POCSO 23, 33(7)", "Identity kept", POCSO, "information 01-11 10:00", facts=CHILD, POC_19="standing"),
    s("JJ Act 31, 32", "Child found: before the CWC in 24 hours", "", "child_found 01-11 10:00", facts={"victim_is_child": True}, CHI_01="02-11 10:00"),
    s("Missing child", "A missing child is always an FIR", "", "missing_reported 01-11 10:00", facts={"victim_is_child": True}, CHI_02="now"),
    s("Missing child", "Untraced after four months: to the AHTU", "", "missing_reported 31-10 10:00", facts={"victim_is_child": True}, CHI_03="28-02-2027"),
    s("Missing child", "Found: the transfer is no longer asked", "", "missing_reported 31-10 10:00; found 05-11 10:00", facts={"victim_is_child": True}, CHI_03="ended"),
    s("Missing child", "An adult: the child's duties do not apply", "", "missing_reported 31-10 10:00", CHI_02="absent", CHI_03="absent"),
    # Domestic violence
    s("PWDVA 5", "Her rights told at once", CRUELTY, "dv_information 01-11 10:00", facts=THREE, DV_01="now", DV_02="now"),
    s("PWDVA 12(4)", "First hearing within three days", CRUELTY, "dv_application 01-11 10:00", facts=THREE, DV_03="04-11", DV_06="standing"),
    s("PWDVA 12(5)", "Disposed within sixty days of the first hearing", CRUELTY, "dv_first_hearing 04-11 10:00", facts=THREE, DV_04="03-01-2027"),
    s("PWDVA 29", "Appeal within thirty days", CRUELTY, "dv_order 04-11 10:00", facts=THREE, DV_07="04-12"),
    s("PWDVA 31, 32", "Breach: FIR at once", "PWDVA:31", "dv_breach 04-11 10:00", facts=ONE | {"is_cognizable": True}, DV_08="now"),
    # SC/ST, workplace
    s("SC/ST Act 18A", "FIR without enquiry", "SCST:3(1)(w)(i)", "information 01-11 10:00", facts={"max_years": 5}, SC_01="now"),
    s("SC/ST Rules 7", "Sixty days to the charge sheet", "SCST:3(1)(w)(i)", "fir 01-11 10:00", facts={"max_years": 5}, SC_02="31-12"),
    s("SC/ST Act 14A", "Appeal within ninety days", "SCST:3(1)(w)(i)", "judgment 01-11 10:00", facts={"max_years": 5}, SC_04="30-01-2027"),
    s("SC/ST Act", "Without that Act none of it", "BNS:74", "information 01-11 10:00; fir 01-11 11:00", facts={"max_years": 5}, SC_01="absent", SC_02="absent"),
    s("POSH 9", "Written complaint within three months", "", "workplace_incident 30-11 10:00", POSH_01="28-02-2027"),
    s("POSH 11(4)", "Inquiry within ninety days", "", "posh_complaint 01-11 10:00", POSH_02="30-01-2027"),
    s("POSH 13(1)", "Report within ten days", "", "posh_inquiry_ended 01-11 10:00", POSH_03="11-11"),
    s("POSH 18", "Appeal within ninety days", "", "posh_report 01-11 10:00", POSH_04="30-01-2027"),
    # Preventive, identity
    s("BNSS 170", "Preventive arrest: 24 hours", "", "preventive_arrest 01-11 21:10", PREV_01="02-11 21:10"),
    s("BNSS 170", "Released in time", "", "preventive_arrest 01-11 21:10; preventive_released 02-11 20:00", PREV_01="met"),
    s("BNSS 126", "Bond for peace: one year at most", "", "bond_peace 29-02-2028 12:00", PREV_02="28-02-2029"),
    s("BNSS 127, 128", "Bond for good behaviour: one year", "", "bond_behaviour 01-11 12:00", PREV_03="01-11-2027"),
    s("BNSS 129", "Habitual offender: three years", "", "bond_habitual 01-11 12:00", PREV_04="01-11-2029"),
    s("BNSS 135(6)", "Inquiry ends in six months", "", "inquiry_begun 31-08 12:00", PREV_05="28-02-2027", PREV_06="standing"),
    s("BNSS 141(1)(b)", "After breach: until the bond would have ended", "", "bond_breach_proved 01-11 12:00", PREV_07="01-11-2027"),
    s("BNSS 163(4)", "Urgent order: two months", "", "urgent_order 31-12-2026 12:00", PREV_08="28-02-2027"),
    s("Nipun Saxena 2018", "Identity kept in every sexual case", RAPE, "fir 01-11 10:00", facts=LIFE, DATA_06="standing"),
    # Six whole stories
    s("Story", "Rape of an adult, on the second day", RAPE,
      "information 01-11 09:00; fir 01-11 09:40; fir_copy_given 01-11 10:00; medical_sent 01-11 11:00; medical_done 01-11 13:00; "
      "victim_statement 01-11 16:00; magistrate_statement 02-11 12:00; arrest 02-11 14:00", facts=LIFE,
      FIR_01="met", MED_01="met", MED_02="08-11", INV_07="met", INV_08="01-01-2027", ARR_05="03-11 14:00", ARR_03="now", MED_05="now"),
    s("Story", "POCSO with CWC, offender at home", POCSO,
      "information 01-11 09:00; fir 01-11 09:40; cwc_report 01-11 12:00; court_report 01-11 12:30; cwc_production 01-11 15:00", facts=CHILD
      | {"offender_in_household": True, "child_needs_care": True},
      POC_02="met", POC_03="met", POC_09="met", POC_10="04-11", POC_11="now", POC_07="02-11 09:00", INV_08="01-01-2027"),
    s("Story", "Dowry cruelty with an earlier NCR", f"{CRUELTY} DP:4",
      "ncr 01-10 10:00; nc_referred 01-10 10:30; nc_report_sent 14-10 10:00; information 20-10 10:00; fir 20-10 10:30; dv_information 20-10 10:00",
      facts=THREE, NC_01="met", NC_02="ended", FIR_01="met", INV_10="18-01-2027", DV_01="now", INV_22="standing", INV_08="absent"),
    s("Story", "Stalking by a repeat offender after a red card", STALK,
      "information 01-11 09:00; fir 01-11 09:30; arrest 01-11 20:00; relatives_told 01-11 20:10; produced 02-11 11:00; remand 02-11 11:00; bond_peace 20-11 12:00",
      facts={"max_years": 5}, FIR_03="standing", INV_07="now", ARR_05="met", ARR_06="31-12", PREV_02="20-11-2027", MED_01="absent"),
    s("Story", "Acid attack", ACID,
      "information 01-11 09:00; hospital_arrival 01-11 08:20; fir 01-11 09:30", facts=LIFE,
      MED_04="standing", COMP_04="16-11", INV_08="absent", FIR_03="standing", INV_04="now", MED_01="absent", ARR_07="absent"),
    s("Story", "A quarrel that is truly non-cognizable", "BNS:352 BNS:115(2)",
      "offence 30-10 19:00; nc_information 01-11 10:00; ncr 01-11 10:15; nc_referred 01-11 10:20", facts=NC,
      NC_01="met", NC_02="15-11", LIM_01="30-10-2027", FIR_01="absent", FIR_06="absent", INV_10="absent"),
)
