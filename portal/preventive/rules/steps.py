"""Steps of preventive action and the states they lead to, as tables; a step that is not in the table is not open."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.errors import RuleBroken
from portal.core.words import N_


@dataclass(frozen=True)
class Step:
    """One kind of step: what the officer reads, the provision, the fields it asks for beyond time, evidence and remark,
    and those of them that must be filled."""

    code: str
    title: str
    section: str = ""
    fields: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


BOND_FIELDS = ("amount", "sureties", "from_on", "until_on")
STEPS: Mapping[str, Step] = {step.code: step for step in (
    Step("report_sent", N_("Report sent to the authority"), fields=("report_no",), needs=("report_no",)),
    Step("show_cause", N_("Order to show cause"), "BNSS 130", ("proceeding_no", "amount", "sureties", "term_months")),
    Step("notice_served", N_("Notice or summons served"), "BNSS 131–134", ("next_on",)),
    Step("hearing", N_("Hearing"), fields=("next_on",)),
    Step("special_reasons", N_("Special reasons for a longer inquiry"), "BNSS 135(6)", ("next_on",), ("next_on",)),
    Step("interim_bond", N_("Interim bond"), "BNSS 135(3)", BOND_FIELDS, ("amount", "from_on", "until_on")),
    Step("bond_signed", N_("Bond signed"), "BNSS 136", BOND_FIELDS, ("amount", "from_on", "until_on")),
    Step("order_passed", N_("Order passed, or warning recorded"), fields=("from_on", "until_on"), needs=("from_on",)),
    Step("extended", N_("Order extended"), fields=("until_on",), needs=("until_on",)),
    Step("dropped", N_("Proceedings dropped, or order withdrawn")),
    Step("breach_reported", N_("Breach reported"), fields=("matter_token",)),
    Step("breach_proved", N_("Breach proved"), "BNSS 141"),
    Step("breach_not_proved", N_("Breach not proved")),
    Step("bond_forfeited", N_("Bond forfeited"), "BNSS 491", ("amount",), ("amount",)),
    Step("arrested", N_("Arrested or detained")),
    Step("released", N_("Released")),
    Step("produced", N_("Produced before the Magistrate")),
    Step("appeal", N_("Appeal"), fields=("next_on",)),
    Step("expired", N_("Period over")),
)}
STEP_TITLES: Mapping[str, str] = {step.code: step.title for step in STEPS.values()}

STATES: dict[str, str] = {
    "prepared": N_("Being prepared"),
    "sent": N_("Sent to the authority"),
    "inquiry": N_("Inquiry running"),
    "interim": N_("Interim bond in force"),
    "in_force": N_("Bond or order in force"),
    "breached": N_("Breach reported"),
    "proved": N_("Breach proved"),
    "held": N_("In custody"),
    "released": N_("Released or produced"),
    "dropped": N_("Dropped or withdrawn"),
    "expired": N_("Period over"),
}
RUNNING = ("interim", "in_force")
INQUIRING = ("inquiry", "interim")

# State → step → next state, family by family. Steps that were written late stand where they change nothing any more.
_BOND: Mapping[str, Mapping[str, str]] = {
    "prepared": {"report_sent": "sent", "show_cause": "inquiry", "notice_served": "inquiry", "hearing": "inquiry",
                 "interim_bond": "interim", "bond_signed": "in_force", "arrested": "prepared", "released": "prepared",
                 "produced": "prepared", "dropped": "dropped"},
    "sent": {"show_cause": "inquiry", "notice_served": "inquiry", "hearing": "inquiry", "interim_bond": "interim",
             "bond_signed": "in_force", "arrested": "sent", "released": "sent", "produced": "sent", "dropped": "dropped"},
    "inquiry": {"report_sent": "inquiry", "show_cause": "inquiry", "notice_served": "inquiry", "hearing": "inquiry",
                "special_reasons": "inquiry", "interim_bond": "interim", "bond_signed": "in_force", "arrested": "inquiry",
                "released": "inquiry", "produced": "inquiry", "dropped": "dropped"},
    "interim": {"report_sent": "interim", "show_cause": "interim", "notice_served": "interim", "hearing": "interim",
                "special_reasons": "interim", "interim_bond": "interim", "bond_signed": "in_force",
                "breach_reported": "breached", "arrested": "interim", "released": "interim", "produced": "interim",
                "dropped": "dropped", "expired": "expired"},
    "in_force": {"report_sent": "in_force", "show_cause": "in_force", "notice_served": "in_force", "hearing": "in_force",
                 "bond_signed": "in_force", "breach_reported": "breached", "arrested": "in_force", "released": "in_force",
                 "produced": "in_force", "appeal": "in_force", "dropped": "dropped", "expired": "expired"},
    "breached": {"hearing": "breached", "breach_reported": "breached", "breach_proved": "proved",
                 "breach_not_proved": "in_force", "arrested": "breached", "released": "breached", "produced": "breached"},
    "proved": {"hearing": "proved", "bond_forfeited": "proved", "arrested": "proved", "released": "proved",
               "produced": "proved", "appeal": "proved", "expired": "expired"},
    "dropped": {"released": "dropped", "produced": "dropped", "appeal": "dropped"},
    "expired": {"breach_reported": "breached", "released": "expired", "produced": "expired", "bond_forfeited": "expired",
                "appeal": "expired"},
}
_ORDER: Mapping[str, Mapping[str, str]] = {
    "prepared": {"report_sent": "sent", "notice_served": "inquiry", "hearing": "inquiry", "order_passed": "in_force",
                 "dropped": "dropped"},
    "sent": {"notice_served": "inquiry", "hearing": "inquiry", "order_passed": "in_force", "dropped": "dropped"},
    "inquiry": {"report_sent": "inquiry", "notice_served": "inquiry", "hearing": "inquiry", "order_passed": "in_force",
                "dropped": "dropped"},
    "in_force": {"report_sent": "in_force", "notice_served": "in_force", "hearing": "in_force", "extended": "in_force",
                 "breach_reported": "breached", "appeal": "in_force", "dropped": "dropped", "expired": "expired"},
    "breached": {"hearing": "breached", "breach_reported": "breached", "breach_proved": "proved",
                 "breach_not_proved": "in_force", "appeal": "breached"},
    "proved": {"appeal": "proved", "expired": "expired"},
    "dropped": {"appeal": "dropped"},
    "expired": {"breach_reported": "breached", "appeal": "expired"},
}
_CUSTODY: Mapping[str, Mapping[str, str]] = {
    "prepared": {"report_sent": "prepared", "arrested": "held", "dropped": "dropped"},
    "held": {"report_sent": "held", "released": "released", "produced": "released"},
    "released": {"report_sent": "released"},
    "dropped": {},
}
_RECORD: Mapping[str, Mapping[str, str]] = {
    "prepared": {"report_sent": "sent", "order_passed": "in_force", "dropped": "dropped"},
    "sent": {"order_passed": "in_force", "dropped": "dropped"},
    "in_force": {"report_sent": "in_force", "breach_reported": "breached", "dropped": "dropped"},
    "breached": {"breach_reported": "breached", "breach_proved": "proved", "breach_not_proved": "in_force"},
    "proved": {"dropped": "dropped"},
    "dropped": {},
}
TABLES: Mapping[str, Mapping[str, Mapping[str, str]]] = {"bond": _BOND, "order": _ORDER, "custody": _CUSTODY, "record": _RECORD}

NOT_OPEN = N_("This step is not open now; look at the state of the action and at what was written before.")


def open_steps(family: str, state: str) -> list[Step]:
    """The steps that may be written now, in the order of the list."""
    return [step for code, step in STEPS.items() if code in TABLES[family].get(state, {})]


def next_state(family: str, state: str, step: str) -> str:
    """The state after *step*; RuleBroken when the table does not know it."""
    following = TABLES[family].get(state, {}).get(step)
    if following is None:
        raise RuleBroken(NOT_OPEN)
    return following
