"""What may be recorded of a case (pure): the law's vocabulary of events, what each asks, and who may record it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from portal.core.words import N_
from portal.law.rules.clocks import CLOCKS
from portal.law.rules.events import EVENTS, GROUPS
from portal.law.rules.section_lists import any_in

# These follow from the entry itself and are not typed a second time.
OF_THE_ENTRY = frozenset({"offence", "information", "nc_information", "gd_entry", "fir", "zero_fir", "ncr", "missing_reported",
                          "dv_information", "enquiry_permitted", "enquiry_ended"})
_COMMON = frozenset({"information", "medical", "statements", "child", "victim"})
GROUPS_OF: dict[str, frozenset[str]] = {
    "fir": _COMMON | {"scene", "accused", "report", "court", "domestic"},
    "zero_fir": _COMMON | {"scene", "accused", "domestic"},
    "ncr": frozenset({"information", "domestic"}),
    "missing": _COMMON | {"missing"},
}
ONLY_IN: dict[str, frozenset[str]] = {
    "zero_fir_sent": frozenset({"zero_fir"}),
    "nc_referred": frozenset({"ncr"}),
    "nc_report_sent": frozenset({"ncr"}),
}
FIR_OF_MISSING = "fir"  # a missing child is an FIR: its number is recorded on the entry of the missing girl

REPORTS = frozenset({"charge_sheet", "final_report", "supplementary_report"})
OF_ACCUSED = frozenset({"arrest", "appearance_notice", "relatives_told", "accused_medical", "produced", "remand", "released",
                        "bail_asked", "bail_granted", "bail_refused", "police_custody_ended"})
# An event of an accused that says how the accused stands from then on.
STANDS_AFTER: dict[str, str] = {
    "arrest": "arrested", "appearance_notice": "noticed", "bail_granted": "bail", "released": "released"}
PROVED = frozenset(kind for clock in CLOCKS for kind in (*clock.met_by, *clock.met_by_all))

RESULTS: dict[str, str] = {
    "convicted": N_("Convicted"), "part": N_("Some convicted, some acquitted"), "acquitted": N_("Acquitted"),
    "discharged": N_("Discharged"), "compounded": N_("Compounded with the court's permission"),
    "withdrawn": N_("Prosecution withdrawn"), "abated": N_("Ended by death"),
}
FINAL_KINDS: dict[str, str] = {
    "untraced": N_("True, but untraced"), "no_evidence": N_("Evidence not sufficient"), "false": N_("Found false"),
    "mistake": N_("Mistake of fact or law"), "civil": N_("Of civil nature"), "non_cognizable": N_("Non-cognizable"),
}
YES_NO: dict[str, str] = {"yes": N_("Yes"), "no": N_("No")}


@dataclass(frozen=True)
class Detail:
    """Something more that a kind of event asks. *shape*: text, day, number, or choice with *words* (code → msgid)."""

    key: str
    label: str
    shape: str = "text"
    is_needed: bool = False
    words: tuple[tuple[str, str], ...] = ()


def _choice(key: str, label: str, words: dict[str, str]) -> Detail:
    return Detail(key, label, "choice", True, tuple(words.items()))


REPORT_ATTACHED = N_("Her medical report is attached (BNSS 193(3))")
# BNSS 58 leaves the journey to the Magistrate out of the 24 hours, JJ Act 31 that to the committee.
JOURNEY = Detail("journey_minutes", N_("Minutes of the journey, left out of the 24 hours"), "number")
DETAILS: dict[str, tuple[Detail, ...]] = {
    "court_filed": (Detail("court", N_("Court"), is_needed=True),),
    "charge_sheet": (_choice("medical_attached", REPORT_ATTACHED, YES_NO),
                     Detail("device_custody", N_("Custody of electronic devices, in order"))),
    "final_report": (_choice("type", N_("Kind of final report"), FINAL_KINDS),
                     _choice("medical_attached", REPORT_ATTACHED, YES_NO)),
    "hearing": (Detail("next_on", N_("Next date of hearing"), "day"), Detail("court", N_("Court"))),
    "judgment": (_choice("result", N_("Result"), RESULTS), Detail("sentence", N_("Sentence, fine, compensation"))),
    "appeal": (Detail("court", N_("Court"), is_needed=True),),
    "zero_fir_sent": (Detail("station", N_("Station it was sent to"), is_needed=True),
                      Detail("number", N_("FIR number given there"))),
    "fir": (Detail("station", N_("Station of the FIR")),),
    "produced": (JOURNEY,),
    "cwc_production": (JOURNEY,),
    "progress_told": (Detail("way", N_("How she was told (the way she chose)"), is_needed=True),),
    "medical_sent": (_choice("consent", N_("She, or her guardian, consented in writing"), YES_NO),
                     Detail("hospital", N_("Hospital"))),
    "victim_statement": (_choice("by_woman", N_("A woman officer recorded it"), YES_NO),
                         Detail("taken_by", N_("Who recorded it: rank and number"), is_needed=True),
                         Detail("place", N_("Where: her home, or the place she chose")),
                         Detail("present", N_("Who was with her, by relation"))),
    "witness_statement": (Detail("taken_by", N_("Who recorded it: rank and number"), is_needed=True),),
    "magistrate_statement": (Detail("court", N_("Court")),),
    "medical_refused": (Detail("by", N_("Who refused: she herself, or her guardian")),),
    "compensation_ordered": (Detail("amount", N_("Amount in rupees"), "number"),),
    "compensation_paid": (Detail("amount", N_("Amount in rupees"), "number"),),
    "portal_upload": (Detail("number", N_("Number on the missing-child portal"), is_needed=True),),
    "ahtu_transfer": (Detail("unit", N_("Unit it was given to"), is_needed=True),),
}
EVIDENCE_WORDS: dict[str, str] = {
    "court_filed": N_("Number of the court filing"),
    "charge_sheet": N_("Number of the charge sheet"),
    "final_report": N_("Number of the final report"),
    "arrest": N_("Number of the arrest memo"),
    "fir": N_("FIR number in CCTNS, like 0078/2026"),
}
EVIDENCE = N_("Paper that proves it: memo, receipt or order, with its number")
NEED_EVIDENCE = N_("Without its paper it closes no clock. Write memo, receipt or order with its number and time.")
NO_CONSENT = N_("Without her consent, or her guardian's, there is no examination (BNSS 184(1)). Record “refused by her” instead.")

BY_A_MAN = N_("In an offence of this list a woman officer records what she says (BNSS 180(3)). Say why a man did.")
AT_NIGHT = N_("A woman is not arrested after sunset and before sunrise without the Magistrate's permission, given before "
              "(BNSS 43(5)). Write the number of that permission, or that the sun had not set.")
AFTER_ITS_DAY = N_("This comes after its day: %(duties)s. Say why it was late.")
# The sun of Uttar Pradesh rises before seven and sets after five in every month; between these hours nobody is asked.
DAYLIGHT = range(7, 17)

UNKNOWN_KIND = N_("This is not recorded in a case of this kind.")


def withheld(*, is_io: bool) -> frozenset[str]:
    """The kinds of events that only the named investigating officer marks, for everybody else (BNSS 193(3))."""
    return frozenset() if is_io else REPORTS


def open_kinds(case_kind: str, *, is_child: bool) -> dict[str, list[str]]:
    """Group → kinds of events that an officer may add to a case of *case_kind*, in the order of the vocabulary."""
    found: dict[str, list[str]] = {}
    for key, kind in EVENTS.items():
        if may_be_added(case_kind, key, is_child=is_child):
            found.setdefault(kind.group, []).append(key)
    return {group: found[group] for group in GROUPS if group in found}


def may_be_added(case_kind: str, key: str, *, is_child: bool) -> bool:
    """Whether an officer may add an event of that kind."""
    if key not in EVENTS:
        return False
    if case_kind == "missing" and key == FIR_OF_MISSING:
        return True
    group = EVENTS[key].group
    if key in OF_THE_ENTRY or group not in GROUPS_OF[case_kind] or case_kind not in ONLY_IN.get(key, GROUPS_OF):
        return False
    return group != "child" or is_child or case_kind == "missing"


def meets(clock_id: str) -> tuple[str, ...]:
    """Kinds of events that meet a clock, in the order of the table."""
    return _MEETS.get(clock_id, ())


_MEETS = {clock.id: (*clock.met_by, *clock.met_by_all) for clock in CLOCKS}


def clocks_met_by(kind: str) -> Collection[str]:
    """Ids of the clocks that an event of *kind* may meet."""
    return [clock_id for clock_id, kinds in _MEETS.items() if kind in kinds]


def doubts(kind: str, details: Mapping[str, str], sections: Collection[str], *, hour: int, of_woman: bool) -> tuple[str, ...]:
    """What the law asks of the manner of an event (msgids); each asks a reason and none forbids. *hour* is that of India."""
    found = []
    if kind == "victim_statement" and details.get("by_woman") == "no" and any_in("woman_officer", sections):
        found.append(BY_A_MAN)
    if kind == "arrest" and of_woman and hour not in DAYLIGHT:
        found.append(AT_NIGHT)
    return tuple(found)
