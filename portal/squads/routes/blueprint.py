"""The blueprint of squads and what its pages share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, url_for
from flask_babel import get_locale, gettext

from portal.access.guard import current_actor
from portal.access.policy import holds
from portal.core import form_page
from portal.core.forms import Form
from portal.squads import rules

bp = Blueprint("squads", __name__)
LIST, WRITE, CHANGE = "squads:outing:list", "squads:outing:write", "squads:squad:change"


def language() -> str:
    """The reader's language, "hi" or "en"."""
    return str(get_locale())


def crumbs() -> list[tuple[str, str]]:
    """The way back to the squads, for who may see them."""
    return [(gettext("Squads"), url_for("squads.list_squads"))] if holds(current_actor(), LIST) else []


def fill(form: Form, act: Callable[[], tuple[str, str]], **page: str) -> Response:
    """A page with one form of the squads."""
    return form_page.fill(form, act, crumbs=crumbs(), **page)


WORDS: dict[str, Any] = {name: getattr(rules, name.upper()) for name in (
    "spot_kinds", "sources", "risks", "times", "states", "tones", "acts", "outcomes", "guardian", "preventive", "dress",
    "conduct", "oversight")}
