"""How often an officer may search, print and open identities in a short time; a machine or a curious hand goes faster."""

from datetime import timedelta

from portal.access.actor import Actor
from portal.accounts import throttles
from portal.accounts.rules.throttle import Window, read_window
from portal.audit import trail
from portal.core.errors import TooMany
from portal.core.settings import read_setting
from portal.core.words import N_

REACHED = "accounts:limit:reached"
_MINUTE = timedelta(minutes=1)
# A dated setting "limit-<name>" of two numbers, times and seconds, stands before these.
LIMITS = {name: Window(name, times, _MINUTE) for name, times in (("search", 30), ("print", 10), ("reveal", 6))}
WHAT: dict[str, str] = {"search": N_("Searches"), "print": N_("Prints"), "reveal": N_("Openings of identities")}
TOO_FAST = N_("%(what)s: no more than %(count)s in %(seconds)s seconds are open to one officer. Wait a little and send it again; "
              "the officer above you sees that the limit was reached.")


def spend(actor: Actor, what: str) -> None:
    """Counts one more *what* (a key of LIMITS) in the present transaction; TooMany, and an entry in the trail, when it is
    one too many."""
    limit = read_window(LIMITS[what], read_setting(f"limit-{what}"))
    if throttles.take([(limit, str(actor.user_id))]):
        return
    trail.record_refusal(actor, REACHED, subject=("user", actor.user_id), what=what, count=limit.limit)
    raise TooMany(TOO_FAST, what=WHAT[what], count=limit.limit, seconds=int(limit.span.total_seconds()))
