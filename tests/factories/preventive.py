"""Preventive actions for tests, entered by the same actions as the pages; the people are invented."""

from datetime import timedelta
from typing import Any

from portal.access.actor import Actor
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.models import Complaint
from portal.preventive import queries
from portal.preventive.actions import enter_action, write_step
from portal.preventive.models import PreventiveAction

REASON = "रास्ते में रोककर बार-बार धमकी देता है; शान्ति भंग होने की प्रबल आशंका है।"
NOTICEE = {"relation": "neighbour", "name": "निगरान परीक्षित", "relative_name": "पितृवत परीक्षित", "address": "गुप्त टोला परीक्षण",
           "age": 35}
NOTICEE_WORDS = ("निगरान", "पितृवत", "गुप्त टोला")


def entered(actor: Actor, matter: Complaint | None = None, *, kind: str = "bnss126", people: list[dict] | None = None,
            **more: Any) -> PreventiveAction:
    """An action against one invented man; committed."""
    made = enter_action(actor, current_vault(), kind=kind, reason=more.pop("reason", REASON), people=people or [NOTICEE],
                        now=clock.now(), matter=matter, **more)
    db.session.commit()
    return made


def step(actor: Actor, action: PreventiveAction, code: str, *, days_ago: float = 0, **typed: Any):
    """One step so many days ago; committed."""
    at = clock.now() - timedelta(days=days_ago)
    new_matter = typed.pop("new_matter", None)
    written = write_step(actor, queries.get_action(actor.scope, action.id, to_change=True), code, typed, happened_at=at,
                         evidence="जी0डी0 12", now=clock.now(), new_matter=new_matter)
    db.session.commit()
    return written


def bound(actor: Actor, matter: Complaint | None = None, *, began_days_ago: int = 10, lasts_days: int = 365,
          amount: int = 50000, kind: str = "bnss126") -> PreventiveAction:
    """An action whose bond began so many days ago and lasts so many days."""
    action = entered(actor, matter, kind=kind)
    first = clock.today() - timedelta(days=began_days_ago)
    step(actor, action, "report_sent", days_ago=began_days_ago + 20, report_no="प्र0 7/26")
    step(actor, action, "show_cause", days_ago=began_days_ago + 15, amount=amount, term_months=12, proceeding_no="वाद 5/26")
    step(actor, action, "notice_served", days_ago=began_days_ago + 10)
    step(actor, action, "hearing", days_ago=began_days_ago + 5)
    step(actor, action, "bond_signed", days_ago=began_days_ago, amount=amount, sureties=2, from_on=first,
         until_on=first + timedelta(days=lasts_days))
    return action
