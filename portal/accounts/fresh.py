"""Grave steps ask once more for the password when it was last typed more than five minutes ago."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g, request, url_for

from portal.accounts.rules.session import is_fresh
from portal.core import clock
from portal.core.htmx import go_to


def proved_lately(view: Callable) -> Callable:
    """Declares that a page and its form want a fresh proof; they share one address, to which the proof leads back.

    Stands below @guard.
    """
    @wraps(view)
    def ask(*args: Any, **kwargs: Any) -> Any:
        if is_fresh(g.login.proven_at, clock.now()):
            return view(*args, **kwargs)
        return go_to(url_for("accounts.confirm", next=request.path))

    return ask
