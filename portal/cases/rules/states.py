"""The states of a case as a table (pure): they follow from what happened, so that a withdrawn event takes its state back."""

from collections.abc import Collection, Mapping
from typing import Any

from portal.cases.rules.kinds import CHILD_NEEDS_FIR
from portal.core.words import N_

STATES: dict[str, str] = {
    "investigating": N_("Under investigation"),
    "report_ready": N_("Police report not filed yet"),
    "in_court": N_("In court"),
    "decided": N_("Decided by the court"),
    "noted": N_("In the NCR book"),
    "searching": N_("Search goes on"),
    "found": N_("Found"),
    "transferred": N_("Sent on"),
    "closed": N_("Closed"),
}
BEGINS: dict[str, str] = {"fir": "investigating", "zero_fir": "investigating", "ncr": "noted", "missing": "searching"}
# For each kind, the furthest event that happened gives the state: the last line that fits holds.
FOLLOWS: dict[str, tuple[tuple[frozenset[str], str], ...]] = {
    "fir": ((frozenset({"charge_sheet", "final_report"}), "report_ready"), (frozenset({"court_filed"}), "in_court"),
            (frozenset({"judgment"}), "decided")),
    "zero_fir": ((frozenset({"zero_fir_sent"}), "transferred"),),
    "ncr": (),
    "missing": ((frozenset({"ahtu_transfer"}), "transferred"), (frozenset({"found", "child_found"}), "found")),
}
OUTCOMES: dict[str, dict[str, str]] = {
    "fir": {"decided": N_("Decided by the court"), "report_accepted": N_("Final report accepted by the court"),
            "joined": N_("Joined with another case by the court")},
    "zero_fir": {"sent_on": N_("Registered by the station of the place")},
    "ncr": {"referred": N_("Referred to the Magistrate, nothing further ordered"), "registered": N_("Registered as an FIR")},
    "missing": {"restored": N_("Found and restored to her people"), "own_will": N_("Found, an adult who lives by her own will"),
                "sheltered": N_("Found, in a shelter or before the CWC"), "died": N_("Found dead"),
                "information": N_("Mere information: she was not missing"), "handed_over": N_("Untraced, given to the AHTU")},
}

NOT_FILED = N_("An FIR is closed only with the number and the day of the court filing (BNSS 193(3), form I.I.F.-V). Record the "
               "filing first.")
NOT_DECIDED = N_("The court's judgment is not recorded yet. Record it first, or choose another ending.")
NOT_SENT = N_("A zero FIR is closed when the receiving station has acknowledged it. Record “Zero FIR sent on” first.")
NOT_REFERRED = N_("The informant is referred to the Magistrate before an NCR is closed (BNSS 174(1)). Record it first.")
NOT_FOUND = N_("She is not recorded as found. Record it first, with the paper that shows it.")
NOT_GIVEN = N_("The transfer to the Anti Human Trafficking Unit is not recorded yet.")
CHILD_HAS_NO_OWN_WILL = N_("She is under 18: the law knows no own will of a child here. She is produced before the Child Welfare "
                           "Committee (JJ Act 31).")
WRONG_OUTCOME = N_("A case of this kind does not end so.")
CLOSED_ALREADY = N_("The case is closed; nothing more is written in it.")
BY_CONVERSION = N_("An NCR ends so by “Register as an FIR”, which keeps its number as the origin.")

# Duties that are open when a case closes are named before it does.
OPEN_DUTIES = N_("These are open still: %(duties)s.")


def state_of(kind: str, happened: Collection[str], *, is_closed: bool = False) -> str:
    """The state of a case of *kind* after the events that stand."""
    if is_closed:
        return "closed"
    state = BEGINS[kind]
    for kinds, after in FOLLOWS[kind]:
        if kinds & set(happened):
            state = after
    return state


def closing_fault(kind: str, outcome: str, happened: Collection[str], *, is_child: bool, filing: Mapping[str, Any]) -> str | None:
    """The sentence (msgid) that forbids closing with *outcome*, or None. *filing* has number and on."""
    happened = set(happened)
    if outcome not in OUTCOMES[kind]:
        return WRONG_OUTCOME
    if kind == "fir":
        if not (filing.get("number") and filing.get("on")):
            return NOT_FILED
        return NOT_DECIDED if outcome == "decided" and "judgment" not in happened else None
    if kind == "zero_fir":
        return None if "zero_fir_sent" in happened else NOT_SENT
    if kind == "ncr":
        if outcome == "registered":
            return BY_CONVERSION
        return None if "nc_referred" in happened else NOT_REFERRED
    return _missing_fault(outcome, happened, is_child)


def _missing_fault(outcome: str, happened: set[str], is_child: bool) -> str | None:
    if is_child and (outcome == "information" or "fir" not in happened):
        return CHILD_NEEDS_FIR
    if is_child and outcome == "own_will":
        return CHILD_HAS_NO_OWN_WILL
    if outcome == "handed_over":
        return None if "ahtu_transfer" in happened else NOT_GIVEN
    if outcome != "information" and not happened & {"found", "child_found"}:
        return NOT_FOUND
    return None
