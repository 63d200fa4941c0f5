"""The states a complaint moves through, as a literal table."""

from portal.core.errors import RuleBroken
from portal.core.words import N_

# state: what it is called. A new complaint is "recorded" until its receipt is in her hand.
STATES: dict[str, str] = {
    "recorded": N_("Receipt not given yet"),
    "registered": N_("Waits for an enquiry officer"),
    "under_enquiry": N_("Under enquiry"),
    "disposed": N_("Disposal not verified"),
    "verified": N_("Disposed, verified"),
    "unreachable": N_("Disposed, she could not be reached"),
}

# (from, step) → to. "dispose" is where the law's gate stands: see DISPOSAL_GATES.
TRANSITIONS: dict[tuple[str, str], str] = {
    ("recorded", "hand_over"): "registered",
    ("registered", "assign"): "under_enquiry",
    ("under_enquiry", "assign"): "under_enquiry",
    ("under_enquiry", "dispose"): "disposed",
    ("disposed", "verify"): "verified",
    ("disposed", "give_up_calling"): "unreachable",
    ("disposed", "reopen"): "under_enquiry",
    ("verified", "reopen"): "under_enquiry",
    ("unreachable", "reopen"): "under_enquiry",
}
OPEN_STATES = ("recorded", "registered", "under_enquiry")

# Steps that the legal gate will judge before they happen (a cognizable offence must not end in counselling or closing).
GATED_STEPS = frozenset({"dispose"})

STEP_NOT_OPEN = N_("This step is not open while the matter stands at “%(state)s”.")


def next_state(state: str, step: str) -> str:
    """The state after *step*; RuleBroken when the table does not know the pair."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise RuleBroken(STEP_NOT_OPEN, state=STATES[state]) from None
