"""When an identity may be shown (pure): for what, how long, how often, and what follows an opening without relation."""

import hashlib
import hmac
from datetime import datetime, timedelta

from portal.core.words import N_, letters_in

SHOWN_SECONDS = 60
# Long enough to type a correction; then the page closes by itself like any that shows an identity.
CORRECTED_SECONDS = 600
SHIFT = timedelta(hours=8)

REASONS: dict[str, str] = {
    "call": N_("To call her"),
    "statement": N_("To take her statement"),
    "letter": N_("To write a letter or notice"),
    "hospital": N_("For the hospital or medical examination"),
    "other": N_("Another reason, in words"),
}
# Opening to correct has its own page and needs no choice.
CORRECTION = "correct"
OF_CORRECTION: dict[str, str] = {CORRECTION: N_("To correct what is recorded")}
OTHER_LETTERS = 10
SAY_OTHER = N_("Write the reason, with at least 10 letters.")

# Openings in one shift, by role; above it somebody else has to look.
QUOTA = {"kendra_incharge": 40, "sho": 40}
USUAL_QUOTA = 15
QUOTA_USED = N_("You have opened %(count)s identities in eight hours, and no more are open to you before %(time)s. The "
                "in-charge or the station officer can open this one or grant you more; for them the circle officer.")
# How many more one grant opens within the shift, and who grants it to whom; officers not named here: the in-charge too.
MORE = 10
GRANTED_BY = {"kendra_incharge": ("sho", "circle_officer"), "sho": ("circle_officer",)}
NOT_GRANTED_BY = N_("More openings are granted by an officer above the one who needs them.")

# One opening in so many (setting "justify-one-in"; 0 for none) is explained in words, which an officer above reads.
ONE_IN = 10
DRAWN = "drawn"
OF_LOT: dict[str, str] = {DRAWN: N_("Drawn by lot for an explanation")}
SAY_EXPLAIN = N_("This opening was drawn by lot. Explain in words, with at least 20 letters, why you need it; an officer above "
                 "you reads this within seven days.")
LOT_DAYS = 7

CATEGORIES: dict[str, str] = {
    "life": N_("Danger to life now"),
    "child": N_("A child is in danger"),
    "missing": N_("She is missing or was taken away"),
    "absent": N_("The officers of the matter cannot be reached"),
    "order": N_("Order of a court or commission"),
}
GLASS_LETTERS = 20
GLASS_MINUTES = 60
REVIEW_HOURS = 72
SAY_GLASS = N_("Say what makes it necessary now, with at least 20 letters.")
NO_GLASS = N_("The emergency opening has ended. Open a new one with its reason if it is still necessary.")
HAS_RELATION = N_("You have a relation to this matter and need no emergency opening.")

# An opening is reviewed in the unit of the one who opened it only if she is of the desk; else from a unit above.
REVIEWED_IN_UNIT = ("desk_officer", "enquiry_officer")
NOT_ABOVE = N_("This opening is reviewed by an officer above the one who opened it.")
REVIEWED = N_("This opening has been reviewed already.")
SAY_REVIEW = N_("Write what you found, with at least 10 letters.")
REVIEW_LETTERS = 10
# Lists of emergency openings.
WHICH_OPENINGS = {"": N_("Not reviewed yet"), "all": N_("All")}


def reason_fault(reason: str, other: str) -> str | None:
    """What is wrong with the reason for an opening, or None."""
    return SAY_OTHER if reason == "other" and letters_in(other) < OTHER_LETTERS else None


def quota(role: str, released: int = 0) -> int:
    """How many identities an officer of *role* may open in one shift, with what was granted to her in it."""
    return QUOTA.get(role, USUAL_QUOTA) + released


def may_grant(role: str, to_role: str) -> bool:
    """Whether an officer of *role* grants more openings to one of *to_role*."""
    return role in GRANTED_BY.get(to_role, ("kendra_incharge", "sho", "circle_officer"))


def is_drawn(secret: bytes, officer: object, complaint: object, earlier: int, one_in: int) -> bool:
    """Whether this opening is to be explained. The lot falls the same however often the page is tried: it hangs on the
    officer, the complaint and how often she opened it *earlier*, and on a secret that she does not know."""
    if one_in < 1:
        return False
    lot = hmac.new(secret, f"{officer}|{complaint}|{earlier}".encode(), hashlib.sha256).digest()
    return int.from_bytes(lot[:8]) % one_in == 0


def shift_began(now: datetime) -> datetime:
    """From when openings count together: the eight hours that end *now*, whatever the roster says."""
    return now - SHIFT


def glass_fault(reason: str) -> str | None:
    """What is wrong with the reason of an emergency opening, or None; repeated letters are no reason."""
    return SAY_GLASS if letters_in(reason) < GLASS_LETTERS or len(set(reason.strip().casefold())) < 6 else None


def glass_ends(opened_at: datetime) -> datetime:
    """When an emergency opening ends by itself."""
    return opened_at + timedelta(minutes=GLASS_MINUTES)


def is_open(ends_at: datetime, now: datetime) -> bool:
    """Whether an emergency opening still holds; the very moment of its end is too late."""
    return now < ends_at


def review_due(opened_at: datetime, category: str = "") -> datetime:
    """Until when the opening is reviewed."""
    return opened_at + (timedelta(days=LOT_DAYS) if category == DRAWN else timedelta(hours=REVIEW_HOURS))


def may_review(reviewer_id: object, reviewer_unit: object, opener_id: object, opener_role: str,
               opened_from: object) -> bool:
    """Whether the reviewer stands above the opener; that the opener's unit is in the reviewer's reach is asked apart."""
    if reviewer_id == opener_id:
        return False
    return opener_role in REVIEWED_IN_UNIT or reviewer_unit != opened_from
