"""Practice records of the staff: the officers of a kendra on its list, with postings and sanctioned posts; all invented."""

from datetime import date, timedelta

from portal.access.actor import Actor
from portal.accounts.models import User
from portal.core import clock
from portal.core.db import db
from portal.personnel import actions

# name, English, rank, is a woman, years at the kendra: enough of each group but one constable too few women
MORE = (("सीमा अभ्यास", "Seema Abhyas", "HC", True, 1), ("पूनम अभ्यास", "Poonam Abhyas", "CONST", True, 2),
        ("राजू अभ्यास", "Raju Abhyas", "CONST", False, 4), ("अनीता अभ्यास", "Anita Abhyas", "CONST", True, 1),
        ("मोहन अभ्यास", "Mohan Abhyas", "CONST", False, 6), ("गुड्डी अभ्यास", "Guddi Abhyas", "HG", True, 1),
        ("रश्मि अभ्यास", "Rashmi Abhyas", "COUNS", True, 1))
SANCTIONED = (("in_charge", 1), ("sub_inspector", 3), ("constable", 8), ("home_guard", 2))


def load_staff(incharge: Actor, sho: Actor, accounts: list[User], number: int) -> None:
    """Officers with an account first, then others; the in-charge in charge; sanctioned posts by the district's order."""
    began = clock.today() - timedelta(days=200)
    for user in accounts:
        rank = user.rank if user.rank in ("INSP", "SI", "HC", "CONST", "HG", "COUNS") else "SI"
        _enter(sho, incharge, user.personnel_no, (user.name_hi, user.name_en, rank, user.is_woman), began,
               is_in_charge=user.id == incharge.user_id)
    for place, (hindi, english, rank, is_woman, years) in enumerate(MORE):
        _enter(sho, incharge, f"91{number}{place:05d}", (hindi, english, rank, is_woman),
               began - timedelta(days=365 * (years - 1)))
    for group, count in SANCTIONED:
        actions.sanction(sho, incharge.unit_id, group=group, number=count, order_no="अभ्यास/नियतन/1", from_on=began)
    db.session.commit()


def _enter(sho: Actor, incharge: Actor, number: str, who: tuple[str, str, str, bool], began: date, *,
           is_in_charge: bool = False) -> None:
    hindi, english, rank, is_woman = who
    actions.enter_officer(sho, number, {"name_hi": hindi, "name_en": english, "rank": rank, "is_woman": is_woman, "phone": "",
                                        "skills": ["listening"] if is_woman else ["computer"], "languages": ["hi"]},
                          incharge.unit_id, {"kind": "posted", "from_on": began, "order_no": "अभ्यास/1",
                                             "is_in_charge": is_in_charge and rank in ("INSP", "SI")})
