"""The blueprint of the beats and what its pages share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, url_for
from flask_babel import get_locale, gettext

from portal.beats.rules import words
from portal.core import form_page
from portal.core.forms import Form
from portal.roster.rules.norms import WEEKDAYS

bp = Blueprint("beats", __name__)
LIST, WRITE, CHANGE, OVERSEE = "beats:beat:list", "beats:day:write", "beats:beat:change", "beats:oversight:list"


def language() -> str:
    """The reader's language, "hi" or "en"."""
    return str(get_locale())


def crumbs() -> list[tuple[str, str]]:
    """The way back to the beats."""
    return [(gettext("Beats"), url_for("beats.list_beats"))]


def fill(form: Form, act: Callable[[], tuple[str, str]], **page: Any) -> Response:
    """A page with one form of the beats."""
    return form_page.fill(form, act, crumbs=crumbs(), **page)


WORDS: dict[str, Any] = {name: getattr(words, name.upper()) for name in (
    "place_kinds", "officials", "schemes", "outcomes", "day_states", "day_tones", "place_lists", "oversight",
    "figures")} | {"weekdays": WEEKDAYS}
