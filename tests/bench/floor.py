"""The floor: what the same pages cost in bare Flask, Jinja and SQLAlchemy Core, with sign-in, menu, CSRF and permissions.

Nothing of the portal runs in it but the names of its tables and words. Where the portal seals an entry of its trail, the
floor writes a plain line and commits. Its words come out of the same catalogue through Flask-Babel as it is: a page in
Hindi is what both have to draw.
"""

import hashlib
import uuid
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, abort, g, render_template, session, url_for
from flask_babel import Babel, gettext
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import DictLoader
from sqlalchemy import create_engine, select, text
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from portal.accounts.models import LoginSession, RoleHeld, User
from portal.core.db import will_write
from portal.core.i18n import compiled_catalogue
from portal.intake.forms.entry import EntryForm
from portal.intake.models import Assignment, Complaint, DangerAnswer, OppositeParty, RightTold, Visit
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import CHANNELS, NATURES, RECEIPT_WAYS, RELATIONS
from portal.units.models import Unit

LAYOUT = """<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="csrf-token" content="{{ csrf_token() }}">
<link rel="stylesheet" href="/s/portal.css"><script src="/s/htmx.js" defer></script></head><body class="page">
<a class="skip" href="#main">{{ _("Go to the main part of the page") }}</a>
<header class="top"><a href="/">{{ _("Mission Shakti Kendra") }} <small>{{ g.officer.unit }}</small></a>
<form class="search" method="post" action="/search"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
<label for="search">{{ _("Search by phone, token or name") }}</label><input id="search" name="q"><button>{{ _("Search") }}</button></form>
{% for action, label in (("/lock", _("Lock")), ("/language", "English"), ("/switch", _("Change user")), ("/end", _("Sign out"))) %}
<form method="post" action="{{ action }}"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}"><button>{{ label }}</button></form>{% endfor %}
<details><summary>{{ g.officer.name_hi }}</summary><p>{{ _("My account") }}</p></details></header>
<nav><ul>{% for label, href in menu %}<li><a href="{{ href }}">{{ _(label) }}</a></li>{% endfor %}</ul></nav>
<main id="main">{% for kind, line in get_flashed_messages(with_categories=True) %}<p>{{ line }}</p>{% endfor %}{% block main %}{% endblock %}</main>
<footer><p>{{ _("Server time") }} {{ now }}</p><p>{{ _("Keys") }} <kbd>Alt+N</kbd> {{ _("new entry") }} <kbd>Alt+F</kbd> {{ _("search") }}</p></footer>
</body></html>"""
TABLE = """{% extends "layout" %}{% block title %}{{ title }}{% endblock %}{% block main %}<h1>{{ title }}</h1>
<form method="get">{% for field in form %}<p>{{ field.label }} {{ field() }}</p>{% endfor %}<button>{{ _("Show") }}</button></form>
<table><thead><tr>{% for head in heads %}<th scope="col">{{ head }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}<tr>{% for cell in row.cells %}<td data-label="{{ heads[loop.index0] }}">{% if loop.first %}<a href="{{ row.href }}">{{ cell }}</a>{% else %}{{ cell }}{% endif %}</td>{% endfor %}</tr>
{% endfor %}</tbody></table><a href="?after={{ after }}">Next</a>{% endblock %}"""
ONE = """{% extends "layout" %}{% block title %}{{ complaint.token }}{% endblock %}{% block main %}<h1>{{ complaint.token }}</h1>
{% for head, pairs in cards %}<section><h2>{{ _(head) }}</h2><dl>{% for name, value in pairs %}<dt>{{ _(name) }}</dt><dd>{{ value or '–' }}</dd>{% endfor %}</dl>
{% if links[loop.index0] %}<a class="button" href="{{ links[loop.index0] }}">{{ _("Open") }}</a>{% endif %}</section>{% endfor %}
{% for label in actions %}<a class="button" href="{{ url_for('show_complaint', complaint_id=complaint.id) }}/{{ label }}">{{ _(label) }}</a>{% endfor %}{% endblock %}"""
FORM = """{% extends "layout" %}{% block title %}New entry{% endblock %}{% block main %}<h1>New entry</h1><form method="post">
{{ form.csrf_token }}{% for field in form if field.name != "csrf_token" %}<div class="field"><label for="{{ field.id }}">{{ field.label.text }}</label>
{% if field.description %}<p class="hint">{{ field.description }}</p>{% endif %}{{ field() }}{% for fault in field.errors %}<p class="error">{{ fault }}</p>{% endfor %}</div>
{% endfor %}<button>{{ _("Save") }}</button></form>{% endblock %}"""
MENU = ("Today", "New entry", "Complaints", "Visitor register", "Registers", "Promises", "Call-backs", "Danger now", "My account")
ALLOWED = {"desk_officer": {"list", "open", "register", "enter"}, "kendra_incharge": {"list", "open", "register"}}


class Filter(FlaskForm):
    """The filter over the list."""

    class Meta:
        """A question changes nothing."""

        csrf = False

    state = SelectField("State", choices=[("", "all"), *STATES.items()])
    nature = SelectField("Nature", choices=[("", "all"), *NATURES.items()])
    from_on, to_on = StringField("From"), StringField("To")
    mine, danger = BooleanField("Mine"), BooleanField("Danger")


def plain_copy(form: EntryForm) -> type[FlaskForm]:
    """A form with as many fields of the same kinds and choices, as bare Flask-WTF has it."""
    fields: dict[str, object] = {}

    def add(source) -> None:
        for field in source:
            if hasattr(field, "entries") or hasattr(field, "form"):
                for entry in getattr(field, "entries", [field]):
                    add(entry.form)
            elif hasattr(field, "choices"):
                fields[field.name] = SelectField(str(field.label.text), choices=[
                    (one.value, str(one.label)) for one in field.choices], description=str(field.description))
            elif isinstance(field, BooleanField):
                fields[field.name] = BooleanField(str(field.label.text))
            elif field.name != "csrf_token":
                kind = TextAreaField if isinstance(field, TextAreaField) else StringField
                fields[field.name] = kind(str(field.label.text), description=str(field.description))

    add(form)
    return type("PlainForm", (FlaskForm,), fields)


def make_floor(url: str, secret: str, entry: type[FlaskForm], instance: Path) -> Flask:
    """The floor's app on the same database."""
    app = Flask("floor", static_folder=None)
    app.config.update(SECRET_KEY=secret, TESTING=True)
    app.jinja_env.loader = DictLoader({"layout": LAYOUT, "table": TABLE, "one": ONE, "form": FORM})
    CSRFProtect(app)
    Babel(app, default_locale="hi", default_translation_directories=str(compiled_catalogue(instance)))
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS floor_log (at TEXT, who TEXT, what TEXT)"))
    _doors(app, engine)
    _pages(app, engine, entry)
    return app


def _doors(app: Flask, engine) -> None:
    sitting = (select(LoginSession.user_id, LoginSession.ended_at, LoginSession.locked_at, LoginSession.last_active_at,
                      User.name_hi, User.is_active, RoleHeld.role, Unit.id.label("unit_id"), Unit.name_hi.label("unit"), Unit.path)
               .join(User, User.id == LoginSession.user_id).join(RoleHeld, RoleHeld.id == LoginSession.role_held_id)
               .join(Unit, Unit.id == RoleHeld.unit_id))

    @app.before_request
    def _meet() -> None:
        will_write(False)
        g.connection = engine.connect()
        token = hashlib.sha256(session.get("token", "").encode()).hexdigest()
        g.officer = g.connection.execute(sitting.where(LoginSession.token_hash == token)).first()
        if g.officer is None or g.officer.ended_at or not g.officer.is_active:
            abort(403)

    @app.context_processor
    def _menu() -> dict:
        return {"menu": [(label, url_for("list_complaints")) for label in MENU], "now": datetime.now(UTC).isoformat()}

    @app.teardown_request
    def _close(_fault) -> None:
        g.connection.close()


def _need(permission: str) -> None:
    if permission not in ALLOWED.get(g.officer.role, ()):
        abort(403)


def _log(what: str) -> None:
    g.connection.rollback()
    will_write(True)
    g.connection.execute(text("INSERT INTO floor_log VALUES (:at, :who, :what)"),
                         {"at": datetime.now(UTC).isoformat(), "who": str(g.officer.user_id), "what": what})
    g.connection.commit()


def _names(ids: set) -> dict:
    return dict(g.connection.execute(select(User.id, User.name_hi).where(User.id.in_(ids - {None}))).all())


def _said(*words: str) -> list[str]:
    return [gettext(word) for word in words]


def _all_said(words: dict[str, str]) -> dict[str, str]:
    return {code: gettext(word) for code, word in words.items()}


def _day(moment) -> str:
    return moment.strftime("%d-%m-%Y %H:%M") if moment else ""


def _pages(app: Flask, engine, entry: type[FlaskForm]) -> None:
    @app.get("/floor/complaints")
    def list_complaints():
        _need("list")
        rows = g.connection.execute(
            select(Complaint.id, Complaint.token, Complaint.received_at, Complaint.nature, Complaint.state,
                   Complaint.enquiry_officer_id).where(Complaint.unit_id == g.officer.unit_id)
            .order_by(Complaint.received_at.desc(), Complaint.id.desc()).limit(51)).all()[:50]
        names = _names({row.enquiry_officer_id for row in rows})
        natures, states = _all_said(NATURES), _all_said(STATES)
        lines = [{"href": url_for("show_complaint", complaint_id=row.id), "cells": (
            row.token, _day(row.received_at), natures[row.nature], states[row.state], names.get(row.enquiry_officer_id, ""))}
            for row in rows]
        return render_template("table", title="Complaints", form=Filter(), rows=lines, after=rows[-1].id,
                               heads=_said("Token number", "Received", "Nature of the complaint", "State", "Enquiry officer"))

    @app.get("/floor/register")
    def show_register():
        _need("register")
        parties = select(text("count(*)")).select_from(OppositeParty).where(
            OppositeParty.complaint_id == Complaint.id).correlate(Complaint).scalar_subquery()
        c = Complaint
        rows = g.connection.execute(
            select(c.id, c.number, c.year, c.received_at, c.token, c.channel, c.nature, parties.label("parties"),
                   c.enquiry_officer_id, c.receipt_given_at, c.receipt_given_how, c.state, c.disposed_at, c.verified_at,
                   c.recorded_by).where(c.unit_id == g.officer.unit_id)
            .order_by(c.year.desc(), c.number.desc(), c.id.desc()).limit(51)).all()[:50]
        names = _names({row.enquiry_officer_id for row in rows} | {row.recorded_by for row in rows})
        channels, natures, ways, states = (_all_said(words) for words in (CHANNELS, NATURES, RECEIPT_WAYS, STATES))
        lines = [{"href": url_for("show_complaint", complaint_id=row.id), "cells": (
            f"{row.number}/{row.year}", row.number, _day(row.received_at), row.token, channels[row.channel],
            natures[row.nature], row.parties, names.get(row.enquiry_officer_id, ""), _day(row.receipt_given_at),
            ways[row.receipt_given_how], states[row.state], _day(row.disposed_at), _day(row.verified_at),
            names.get(row.recorded_by, ""))} for row in rows]
        _log("register")
        return render_template("table", title="Register", form=Filter(), rows=lines, after=rows[-1].id, heads=_said(
            "Serial", "Serial number", "Received", "Token number", "Channel", "Nature", "Opposite parties", "Enquiry officer",
            "Receipt", "How", "State", "Disposed", "Verified", "Recorded by"))

    @app.get("/floor/complaints/<uuid:complaint_id>")
    def show_complaint(complaint_id: uuid.UUID):
        _need("open")

        def of(model):
            return g.connection.execute(select(model.__table__).where(model.complaint_id == complaint_id)).all()

        row = g.connection.execute(select(Complaint.__table__).where(
            Complaint.id == complaint_id, Complaint.unit_id == g.officer.unit_id)).one()
        visit = g.connection.execute(select(Visit.__table__).where(Visit.id == row.visit_id)).one()
        parties, answers, rights, assigned = of(OppositeParty), of(DangerAnswer), of(RightTold), of(Assignment)
        others = g.connection.execute(select(Complaint.id, Complaint.token).where(
            Complaint.person_id == row.person_id, Complaint.id != row.id)).all()
        names = _names({row.recorded_by, row.enquiry_officer_id} | {one.officer_id for one in assigned}
                       | {one.told_by for one in rights})
        _log("complaint")
        cards = [
            ("The matter", [("Nature of the complaint", gettext(NATURES[row.nature])), ("Received", _day(row.received_at)), ("Recorded", names.get(row.recorded_by)),
                        ("Day of occurrence", row.occurred_from_on), ("Place of occurrence", row.place),
                        ("What happened, in her words", row.gist), ("What she asks for", row.relief)]),
            ("Opposite parties", [("Party", gettext(RELATIONS[one.relation])) for one in parties]),
            ("Danger questions", [(one.level, _day(one.answered_at)) for one in answers]),
            ("Rights told", [(one.right_key, names.get(one.told_by)) for one in rights]),
            ("Visit", [("Serial", visit.serial), ("Came", _day(visit.arrived_at)), ("Receipt", _day(row.receipt_given_at))]
             + [("Other", one.token) for one in others]),
            ("Enquiry officer", [(names.get(one.officer_id), _day(one.assigned_at)) for one in assigned])]
        here = url_for("show_complaint", complaint_id=row.id)
        return render_template("one", complaint=row, cards=cards, links=[f"{here}/{at}" for at in range(6)],
                               actions=("identity", "correct", "versions", "diary", "promises", "calls", "print"))

    @app.get("/floor/entry")
    def new_entry():
        _need("enter")
        g.connection.execute(select(Complaint.id).where(
            Complaint.recorded_by == g.officer.user_id, Complaint.state == "recorded",
            Complaint.unit_id == g.officer.unit_id).limit(1)).first()
        return render_template("form", form=entry())
