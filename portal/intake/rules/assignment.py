"""Who may enquire into a complaint (pure): the woman-officer rule, no judge in one's own cause, reasons for a change."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.core.words import N_, letters_in

# Roles that can be named enquiry officer.
ENQUIRY_ROLES = ("enquiry_officer", "kendra_incharge", "sho")

# Matters in which she speaks to a woman officer (BNSS 173(1) and 176(1), provisos, ask it for recording; the kendra keeps
# it for the whole enquiry).
WOMAN_OFFICER_NATURES = frozenset(
    {"rape", "sexual_assault", "sexual_harassment", "stalking", "voyeurism", "trafficking", "acid_attack"})
CHILD_NATURES = frozenset({"child_offence", "child_marriage"})

SHE_WISHES = N_("She asked for a woman officer.")
SEXUAL_MATTER = N_("In a matter of this nature she is heard by a woman officer.")
A_CHILD = N_("She is under 18 years.")

REASON_LETTERS = 15
CHOOSE = N_("Choose an officer of the list.")
ALREADY = N_("This officer has the complaint already.")
ONLY_WOMEN = N_("Choose a woman officer, or say why none can be given; the station officer reads the reason.")
SAY_WHY = N_("Say why the officer changes, with at least 15 letters.")
ANSWER_PARTY = N_("The complaint is against a public servant: say whether this officer is named in it.")
IS_PARTY = N_("An officer who is named in the complaint, or related to someone named, cannot enquire into it.")


@dataclass(frozen=True)
class Candidate:
    """An officer who could be given the complaint, with the load she carries and, while she is on duty, until when."""

    officer_id: UUID
    name: str
    role: str
    is_woman: bool
    open_count: int = 0
    oldest_open_at: datetime | None = None
    on_duty_until: datetime | None = None


# Asked when the complaint is against a public servant.
YES_NO = {"no": N_("No"), "yes": N_("Yes")}


def woman_officer_ground(nature: str, is_minor: bool, wants_woman_officer: bool) -> str | None:
    """Why only a woman officer may be named (msgid), or None when any officer may."""
    if wants_woman_officer:
        return SHE_WISHES
    if is_minor or nature in CHILD_NATURES:
        return A_CHILD
    return SEXUAL_MATTER if nature in WOMAN_OFFICER_NATURES else None


def faults(candidate: Candidate | None, *, ground: str | None, exception: str, present_officer_id: UUID | None,
           reason: str, is_against_official: bool, is_party: str) -> dict[str, str]:
    """Field → sentence for what forbids naming *candidate*; empty when it may be done.

    *ground* is woman_officer_ground; *exception* the reason for naming a man all the same; *is_party* is "yes", "no" or
    empty, and is asked when the complaint is against a public servant.
    """
    if candidate is None:
        return {"officer_id": CHOOSE}
    found: dict[str, str] = {}
    if candidate.officer_id == present_officer_id:
        found["officer_id"] = ALREADY
    elif is_party == "yes":
        found["officer_id"] = IS_PARTY
    if ground and not candidate.is_woman and letters_in(exception) < REASON_LETTERS:
        found["exception"] = ONLY_WOMEN
    if present_officer_id is not None and letters_in(reason) < REASON_LETTERS:
        found["reason"] = SAY_WHY
    if is_against_official and is_party not in ("yes", "no"):
        found["is_party"] = ANSWER_PARTY
    return found


def in_order(candidates: list[Candidate], ground: str | None) -> list[Candidate]:
    """Those who may be chosen without exception first, of these who is on duty now, then by load, then by name."""
    return sorted(candidates, key=lambda one: (bool(ground) and not one.is_woman, one.on_duty_until is None, one.open_count,
                                               one.name))
