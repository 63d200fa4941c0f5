"""The states a complaint moves through, as a literal table."""

from dataclasses import dataclass

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

# (from, step) → to. Before a step of GATED_STEPS stands the gate of the law, below.
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

# Steps that would end a matter beside the law; "counsel" and "settle" belong to the counselling room.
GATED_STEPS: dict[str, str] = {
    "dispose": N_("Dispose of the matter"),
    "counsel": N_("Send to counselling"),
    "settle": N_("Record a settlement"),
}

# Ways that the facts shut while they disclose an offence; the step whose gate opens each of them.
WAYS_BEHIND_THE_GATE = {"counselling": "counsel", "enquiry": "dispose", "referral_only": "dispose", "transfer": "dispose",
                        "information": "dispose"}

STEP_NOT_OPEN = N_("This step is not open while the matter stands at “%(state)s”.")


def next_state(state: str, step: str) -> str:
    """The state after *step*; RuleBroken when the table does not know the pair."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise RuleBroken(STEP_NOT_OPEN, state=STATES[state]) from None


TICK_FIRST = N_("Tick the facts first: nobody has looked yet which offence they disclose.")
FIR_FIRST = N_("The facts disclose a cognizable offence, so an FIR comes first (BNSS 173(1)). This step opens with the number of "
               "the FIR, with a permitted preliminary enquiry in its fourteen days, or with a reasoned record of an officer.")
ONLY_FIR = N_("A sexual offence, or an offence against a child, ends only after an FIR (BNSS 173(1)). A written reason does not "
              "open this step; if the facts were ticked wrongly, correct them with a reason.")
NO_COUNSELLING = N_("Sexual offences and children never go to counselling in place of law (BNSS 173(1)). This step opens beside "
                    "an FIR only.")
NO_SETTLEMENT = N_("Sexual offences and matters of children are never settled. The law takes its way.")


@dataclass(frozen=True)
class GateFacts:
    """What the gate knows of a matter: its latest triage, and what stands against it."""

    facts_disclose_cognizable: bool = False
    is_sexual_or_child: bool = False
    has_fir: bool = False
    has_permission: bool = False
    has_reason: bool = False
    has_triage: bool = False


@dataclass(frozen=True)
class Gate:
    """Whether a step is open, and if not, why (msgid)."""

    open: bool
    why: str = ""


def gate(step: str, *, facts_disclose_cognizable: bool, is_sexual_or_child: bool, has_fir: bool, has_permission: bool,
         has_reason: bool, has_triage: bool) -> Gate:
    """Whether *step* may happen before the law has been served (BNSS 173(1) and (3); Lalita Kumari, 2014).

    Steps outside GATED_STEPS are always open. *has_permission*: a preliminary enquiry was permitted under the present
    facts and its days are not over. *has_reason*: a reason was written on the present facts.
    """
    if step not in GATED_STEPS:
        return Gate(True)
    if not has_triage:
        return Gate(False, TICK_FIRST)
    if is_sexual_or_child and step == "settle":
        return Gate(False, NO_SETTLEMENT)
    if has_fir:
        return Gate(True)
    if is_sexual_or_child and step == "counsel":
        return Gate(False, NO_COUNSELLING)
    if not facts_disclose_cognizable:
        return Gate(True)
    if is_sexual_or_child:
        return Gate(False, ONLY_FIR)
    return Gate(True) if has_permission or has_reason else Gate(False, FIR_FIRST)
