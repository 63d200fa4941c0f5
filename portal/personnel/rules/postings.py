"""Terms of postings: which count on a day, which clash, and whose tenure is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from portal.core.words import N_

KINDS: dict[str, str] = {
    "posted": N_("Posted"),
    "attached": N_("Attached from elsewhere"),
    "diverted": N_("Diverted to other duty"),
}
COUNTED_AS = ("posted", "attached", "diverted")  # of several postings of one officer at a unit the first of these counts her
AWAY_ATTACHED, AWAY_DIVERTED = N_("Attached to another unit"), N_("On other duty by order")
SKILLS: dict[str, str] = {
    "listening": N_("Listening and interviewing"),
    "counselling": N_("Counselling"),
    "pocso": N_("Work with children (POCSO)"),
    "cyber": N_("Cyber complaints"),
    "law": N_("Law and drafting"),
    "first_aid": N_("First aid"),
    "self_defence": N_("Teaches self-defence"),
    "computer": N_("Computer and CCTNS"),
    "driving": N_("Driving"),
}
LANGUAGES: dict[str, str] = {
    "hi": N_("Hindi"), "en": N_("English"), "ur": N_("Urdu"), "bho": N_("Bhojpuri"), "awa": N_("Awadhi"), "bra": N_("Braj"),
    "bun": N_("Bundeli"), "sign": N_("Sign language"),
}
TENURE_YEARS = (3, 5)  # from the first full tenure on she may be moved, after the second figure she is to be moved

SAY_ENDS_BEFORE = N_("The last day lies before the first.")
SAY_CLASHES = N_("The officer is posted at %(unit)s from %(first)s already. End that posting first, or enter an attachment.")
SAY_SECOND_IN_CHARGE = N_("%(name)s is in charge here from %(first)s already. End that charge first.")
SAY_RANK = N_("Only an inspector or sub-inspector is put in charge.")
SAY_NO_NOTE = N_("The officer has work in hand here. Write to whom and how it was handed over.")


@dataclass(frozen=True)
class Term:
    """A posting's first and last day (None: goes on), both included."""

    from_on: date
    to_on: date | None = None


def is_on(term: Term, day: date) -> bool:
    """Whether the term counts on *day*."""
    return term.from_on <= day and (term.to_on is None or day <= term.to_on)


def clash(term: Term, others: Iterable[Term]) -> Term | None:
    """The first of *others* that shares a day with *term*, or None."""
    for other in others:
        if (other.to_on is None or term.from_on <= other.to_on) and (term.to_on is None or other.from_on <= term.to_on):
            return other
    return None


def tenure_state(from_on: date, day: date) -> str:
    """"over" from the fifth year's end on, "due" from the third's, else "running"; years by the calendar."""
    least, most = (from_on + relativedelta(years=years) for years in TENURE_YEARS)
    return "over" if day >= most else "due" if day >= least else "running"


def tenure_due_before(day: date) -> date:
    """Postings begun on or before this day have their first full tenure behind them on *day*."""
    return day - relativedelta(years=TENURE_YEARS[0])
