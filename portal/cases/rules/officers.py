"""Who may investigate (pure): what a section asks of rank and of a woman officer, and what a change of officer asks."""

from collections.abc import Collection

from portal.cases.rules.kinds import SENIOR_RANKS
from portal.core.words import N_
from portal.law.rules.offences import act_of
from portal.law.rules.section_lists import any_in

NOTE_LETTERS = 10
CLOSED = N_("The case is closed; no officer is named any more.")
HAS_IT = N_("This officer has the case already.")
TOO_EARLY = N_("The officer cannot have taken the case over before its information came.")
BEFORE_FORMER = N_("This lies before the day on which the present officer took the case over.")
SAY_NOTE = N_("Write what is done and what is next, with at least 10 letters.")
WOMAN_ASKED = N_("Sections of this case ask that a woman officer writes down what she says (BNSS 173(1), 180(3)). The officer "
                 "chosen is a man: who takes her statements?")
RANK_ASKED = N_("Offences under the SC/ST Act are investigated by an officer not below Deputy Superintendent (SC/ST Rules 1995, "
                "rule 7(1)). The officer chosen is below that rank.")

REPORT_IS_OF_IO = N_("Only the named investigating officer marks the police report of this case (BNSS 193(3)). You are not that "
                     "officer.")
NO_IO = N_("No investigating officer is named yet; only the named officer marks the police report (BNSS 193(3)).")


def why_withheld(*, has_io: bool) -> str:
    """Why somebody else does not mark the police report (a msgid)."""
    return REPORT_IS_OF_IO if has_io else NO_IO


def doubts(sections: Collection[str], *, rank: str, is_woman: bool) -> tuple[str, ...]:
    """What speaks against naming an officer (msgids); each asks a reason and none forbids."""
    found = []
    if any_in("woman_officer", sections) and not is_woman:
        found.append(WOMAN_ASKED)
    if any(act_of(key) == "SCST" for key in sections) and rank not in SENIOR_RANKS:
        found.append(RANK_ASKED)
    return tuple(found)
