"""The menu, drawn from what the features declare and the reader may do."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import gettext

from portal.core.feature import AREAS, declared

SHOWN_WHOLE = 14  # lines: as many stand on one screen of an old PC


@dataclass(frozen=True)
class MenuLine:
    """A line as the layout draws it; *current* as aria-current says it: page, true (a page below it), or nothing."""

    label: str
    href: str
    current: str
    key: str = ""


@dataclass(frozen=True)
class MenuPart:
    """Lines that belong together, folded under their word unless *is_open*."""

    key: str
    label: str
    lines: list[MenuLine]
    is_open: bool


def menu_for(actor, holds) -> list[MenuPart]:
    """The lines that *actor* may follow, by areas; nothing before sign-in. Where the reader is: the line whose address is the
    page's own or stands next above it, as the list of complaints above each of them. A long menu shows the first area and
    the one where the reader is, and folds the others."""
    if actor is None:
        return []
    asked = [(item, _address(item.endpoint)) for item in declared("menu") if holds(actor, item.permission)]
    page = request.script_root + request.path
    above = [href for _item, href in asked if page == href or (len(href) > 1 and page.startswith(f"{href}/"))]
    here = max(above, key=len, default=None)
    parts: dict[str, list[MenuLine]] = {area: [] for area in AREAS}
    for item, href in asked:
        current = "" if href != here else "page" if href == page else "true"
        parts[item.area].append(MenuLine(gettext(item.label), href, current, item.key))
    filled = [(area, lines) for area, lines in parts.items() if lines]
    return [MenuPart(area, gettext(AREAS[area]), lines, is_open=len(asked) <= SHOWN_WHOLE or area == filled[0][0] or any(
        line.current for line in lines)) for area, lines in filled]


def _address(endpoint: str) -> str:
    """The path of a page without parameters; built once for each place the portal is mounted at."""
    known = current_app.extensions.setdefault("portal.menu", {})
    place = (request.script_root, endpoint)
    if place not in known:
        known[place] = url_for(endpoint)
    return known[place]
