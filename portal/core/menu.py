"""The menu, drawn from what the features declare and the reader may do."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext

from portal.core.feature import declared


@dataclass(frozen=True)
class MenuLine:
    """A line as the layout draws it; *current* as aria-current says it: page, true (a page below it), or nothing."""

    label: str
    href: str
    current: str
    key: str = ""


def menu_for(actor, holds) -> list[MenuLine]:
    """The lines that *actor* may follow; nothing before sign-in. Where the reader is: the line whose address is the page's own or
    stands next above it, as the list of complaints above each of them."""
    if actor is None:
        return []
    asked = [(item, url_for(item.endpoint)) for item in declared("menu") if holds(actor, item.permission)]
    page = request.script_root + request.path
    above = [href for _item, href in asked if page == href or (len(href) > 1 and page.startswith(f"{href}/"))]
    here = max(above, key=len, default=None)
    return [MenuLine(gettext(item.label), href, "" if href != here else "page" if href == page else "true", item.key)
            for item, href in asked]
