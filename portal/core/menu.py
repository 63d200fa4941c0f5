"""The menu, drawn from what the features declare and the reader may do."""

from dataclasses import dataclass, replace

from flask import current_app, request, url_for
from flask_babel import gettext

from portal.core.feature import AREAS, declared
from portal.core.i18n import chosen_language

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
    asked = _lines_of(actor, holds)
    page = request.script_root + request.path
    above = [line.href for _area, line in asked if page == line.href or (len(line.href) > 1 and page.startswith(f"{line.href}/"))]
    here = max(above, key=len, default=None)
    parts: dict[str, list[MenuLine]] = {area: [] for area in AREAS}
    for area, line in asked:
        parts[area].append(line if line.href != here else replace(line, current="page" if here == page else "true"))
    filled = [(area, lines) for area, lines in parts.items() if lines]
    return [MenuPart(area, gettext(AREAS[area]), lines, is_open=len(asked) <= SHOWN_WHOLE or area == filled[0][0] or any(
        line.current for line in lines)) for area, lines in filled]


def _lines_of(actor, holds) -> list[tuple[str, MenuLine]]:
    """Area and line of what the role may follow; made once for each role, language and place the portal is mounted at."""
    known = current_app.extensions.setdefault("portal.menu", {})
    key = (actor.role, chosen_language(), request.script_root)
    if key not in known:
        known[key] = [(item.area, MenuLine(gettext(item.label), url_for(item.endpoint), "", item.key))
                      for item in declared("menu") if holds(actor, item.permission)]
    return known[key]
