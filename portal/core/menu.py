"""The menu, drawn from what the features declare and the reader may do."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext

from portal.core.feature import declared


@dataclass(frozen=True)
class MenuLine:
    """A line as the layout draws it."""

    label: str
    href: str
    is_current: bool
    key: str = ""


def menu_for(actor, holds) -> list[MenuLine]:
    """The lines that *actor* may follow; nothing before sign-in."""
    if actor is None:
        return []
    here = request.endpoint
    return [MenuLine(gettext(item.label), url_for(item.endpoint), item.endpoint == here, item.key)
            for item in declared("menu") if holds(actor, item.permission)]
