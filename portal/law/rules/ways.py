"""The ways a matter may take, which of them are open for what the facts disclose, and why the others are shut."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.core.words import N_
from portal.law.rules.candidates import Candidates

WAYS: dict[str, str] = {
    "fir": N_("FIR"),
    "zero_fir": N_("Zero FIR (it happened in another station's area)"),
    "ncr": N_("Non-cognizable report (NCR)"),
    "preliminary_enquiry": N_("Preliminary enquiry with the permission of a DSP"),
    "enquiry": N_("Enquiry"),
    "counselling": N_("Counselling, with her consent"),
    "referral_only": N_("Referral only"),
    "transfer": N_("Transfer to another police station"),
    "information": N_("Information only"),
}
ASKED: dict[str, str] = {
    "informant": N_("Who gives the information"),
    "station_of_place": N_("The police station of the place of occurrence"),
    "magistrate": N_("The Magistrate to whom she is referred"),
    "dsp_permission": N_("Permission of the DSP: number and day (BNSS 173(3))"),
    "enquiry_officer": N_("The enquiry officer"),
    "her_consent": N_("Her consent"),
    "referred_to": N_("To whom she is referred"),
    "other_station": N_("The other police station"),
    "what_was_told": N_("What she was told"),
}

REGISTER = N_("The facts disclose a cognizable offence: it is registered first (BNSS 173(1)).")
ASK_FIRST = N_("Whether the offence is cognizable depends on who informs, or on the main offence: ask this first.")
NOTHING_COGNIZABLE = N_("The facts disclose no cognizable offence (BNSS 173(1)).")
NOTHING_AT_ALL = N_("The facts disclose no offence.")
JOINED = N_("A cognizable offence is among them, so the whole case is cognizable (BNSS 174(4)).")
OUTSIDE_WINDOW = N_("A preliminary enquiry is only for cognizable offences of three years or more and less than seven "
                    "(BNSS 173(3)).")
NOT_UNDER_SCST = N_("No preliminary enquiry where the SC/ST Act applies (SC/ST Act 18A).")
NOT_UNDER_POCSO = N_("No preliminary enquiry where a child is concerned: the report is written down at once (POCSO 19(2)).")
NOT_BEFORE_FIR = N_("A cognizable offence is registered; to enquire before needs the DSP's permission (BNSS 173(3)).")
NEVER_COUNSELLED = N_("Sexual offences and offences against children never go to counselling in place of law (BNSS 173(1)).")
ZERO_FIR_FIRST = N_("A cognizable offence is written down here, wherever it happened, and then sent on (BNSS 173(1)).")


@dataclass(frozen=True)
class Way:
    """A way: its words (msgid), whether it is open, the sentence why not (msgid), and what it asks (keys of ASKED)."""

    key: str
    label: str
    is_open: bool
    why_not: str
    asks: tuple[str, ...]


def ways(candidates: Candidates, facts: frozenset[str] = frozenset(), is_minor: bool = False) -> tuple[Way, ...]:
    """Every way in the order of WAYS. FIR first: nothing informal is open while a cognizable offence is disclosed."""
    is_child = is_minor or candidates.is_child
    shut: dict[str, Callable[[], str]] = {
        "fir": lambda: "" if candidates.is_cognizable else NOTHING_COGNIZABLE,
        "zero_fir": lambda: "" if candidates.is_cognizable else NOTHING_COGNIZABLE,
        "ncr": lambda: _why_no_ncr(candidates),
        "preliminary_enquiry": lambda: _why_no_preliminary(candidates, is_child),
        "enquiry": lambda: _why_informal(candidates, NOT_BEFORE_FIR),
        "counselling": lambda: _why_informal(candidates) or (NEVER_COUNSELLED if candidates.is_sexual or is_child else ""),
        "referral_only": lambda: _why_informal(candidates),
        "transfer": lambda: _why_informal(candidates, ZERO_FIR_FIRST),
        "information": lambda: _why_informal(candidates),
    }
    asks = {"fir": ("informant",) if candidates.is_cognizable == "asks" else (), "zero_fir": ("station_of_place",),
            "ncr": ("magistrate",), "preliminary_enquiry": ("dsp_permission",), "enquiry": ("enquiry_officer",),
            "counselling": ("her_consent",), "referral_only": ("referred_to",), "transfer": ("other_station",),
            "information": ("what_was_told",)}
    return tuple(Way(key, label, not (why := shut[key]()), why, asks[key]) for key, label in WAYS.items())


def why_not_close(candidates: Candidates) -> str:
    """The sentence that forbids to close or settle a matter as it stands; "" when nothing does."""
    return _why_informal(candidates)


def _why_informal(candidates: Candidates, sentence: str = REGISTER) -> str:
    if candidates.is_cognizable == "asks":
        return ASK_FIRST
    return sentence if candidates.is_cognizable else ""


def _why_no_ncr(candidates: Candidates) -> str:
    if candidates.is_cognizable == "asks":
        return ASK_FIRST
    if candidates.is_cognizable:
        return JOINED
    return "" if any(item.offence.kind == "offence" for item in candidates.items) else NOTHING_AT_ALL


def _why_no_preliminary(candidates: Candidates, is_child: bool) -> str:
    cognizable = [item.offence for item in candidates.items if item.is_cognizable]
    if not cognizable:
        return NOTHING_COGNIZABLE
    if any(one.act == "SCST" for one in cognizable):
        return NOT_UNDER_SCST
    if is_child or candidates.is_pocso:
        return NOT_UNDER_POCSO
    return "" if all(3 <= (one.max_years or 0) < 7 for one in cognizable) else OUTSIDE_WINDOW
