"""The blueprint of squads and what its pages share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, url_for
from flask_babel import get_locale, gettext

from portal.access.guard import current_actor
from portal.access.policy import holds
from portal.core import form_page
from portal.core.forms import Form
from portal.core.pages import render_page
from portal.intake.forms.identity import OpenIdentityForm
from portal.intake.rules.identity import SHOWN_SECONDS
from portal.persons.rules.identity import Identity
from portal.squads import rules

bp = Blueprint("squads", __name__)
LIST, WRITE, CHANGE = "squads:outing:list", "squads:outing:write", "squads:squad:change"
READ = "squads:complaint:read"


def language() -> str:
    """The reader's language, "hi" or "en"."""
    return str(get_locale())


def crumbs() -> list[tuple[str, str]]:
    """The way back to the squads, for who may see them."""
    return [(gettext("Squads"), url_for("squads.list_squads"))] if holds(current_actor(), LIST) else []


def fill(form: Form, act: Callable[[], tuple[str, str]], **page: Any) -> Response:
    """A page with one form of the squads."""
    return form_page.fill(form, act, crumbs=crumbs(), **page)


def ask_to_open(form: OpenIdentityForm, back: str) -> Response:
    """The page that asks what a name is needed for."""
    return form_page.show_form(form, title=gettext("Open the names"), back=back, crumbs=crumbs(),
                               label=gettext("Show for one minute"),
                               lead=gettext("They are shown for one minute. Your opening and its reason are written down."))


def show_opened(who: Identity | None, back: str) -> Response:
    """Who it is, for a minute; the opening was written down before."""
    response = render_page("squads/open_named.html", who=who, back=back, seconds=SHOWN_SECONDS)
    response.headers["Refresh"] = f"{SHOWN_SECONDS}; url={back}"
    return response


WORDS: dict[str, Any] = {name: getattr(rules, name.upper()) for name in (
    "spot_kinds", "spot_lists", "sources", "risks", "times", "states", "tones", "acts", "outcomes", "guardian", "preventive",
    "dress", "conduct", "oversight", "answers")}
