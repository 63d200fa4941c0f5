"""The blueprint of squads and what its pages share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash
from flask_babel import get_locale, gettext

from portal.core.errors import RuleBroken
from portal.core.forms import Form
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.persons.rules.identity import InvalidValues
from portal.squads import rules

bp = Blueprint("squads", __name__)
LIST, WRITE, CHANGE = "squads:outing:list", "squads:outing:write", "squads:squad:change"


def language() -> str:
    """The reader's language, "hi" or "en"."""
    return str(get_locale())


def add_fault(form: Form, fault: RuleBroken) -> None:
    """Puts what a rule refused above the form."""
    form.form_errors.append(gettext(fault.sentence, **{k: gettext(str(v)) for k, v in fault.values.items()}))


def fill(form: Form, act: Callable[[], tuple[str, str]], *, title: str, back: str, lead: str = "", label: str = "") -> Response:
    """A page with one form. *act* runs when the form is right and gives (where to go, what to say); what a rule refuses
    stands above the form, and nothing that was typed is lost."""
    if form.validate_on_submit():
        try:
            url, said = act()
        except RuleBroken as fault:
            add_fault(form, fault)
        except InvalidValues as fault:
            form.form_errors += [gettext(one) for one in fault.faults.values()]
        else:
            flash(said)
            return go_to(url)
    return render_page("squads/fill.html", status=422 if form.is_submitted() else 200, form=form, title=title, back=back,
                       lead=lead, label=label)


WORDS: dict[str, Any] = {name: getattr(rules, name.upper()) for name in (
    "spot_kinds", "sources", "risks", "times", "states", "tones", "acts", "outcomes", "guardian", "preventive", "dress",
    "conduct", "oversight")}
