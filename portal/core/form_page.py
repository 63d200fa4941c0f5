"""A page that is one form: drawn, checked, acted on; what a rule refuses stands above it and nothing typed is lost."""

from collections.abc import Callable, Sequence

from flask import Response, flash
from flask_babel import gettext

from portal.core.errors import InvalidValues, RuleBroken
from portal.core.forms import Form
from portal.core.htmx import go_to
from portal.core.pages import render_page


def add_fault(form: Form, fault: RuleBroken) -> None:
    """Puts what a rule refused above the form."""
    form.form_errors.append(gettext(fault.sentence, **{k: gettext(str(v)) for k, v in fault.values.items()}))


def show_form(form: Form, *, title: str, back: str, crumbs: Sequence[tuple[str, str]] = (), lead: str = "",
              label: str = "", facts: Sequence[tuple[str, object]] = ()) -> Response:
    """The page of a form, its fields in their order; *back*: where its cancel goes, *label*: the word on its button,
    *facts*: what is known already, above the form."""
    return render_page("layouts/one_form.html", status=422 if form.is_submitted() else 200, form=form, title=title, back=back,
                       crumbs=crumbs, lead=lead, label=label, facts=facts)


def fill(form: Form, act: Callable[[], tuple[str, str]], **page: object) -> Response:
    """The page of a form, with *page* as `show_form` takes it. *act* runs when the form is right and gives (where to go,
    what to say)."""
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
    return show_form(form, **page)
