"""The floor: what the same pages cost in bare Flask, Jinja and SQLAlchemy Core, with sign-in, menu, CSRF and permissions.

Nothing of the portal runs in it but the names of its tables and words. Where the portal seals an entry of its trail, the
floor writes a plain line and commits. Its words come out of the same catalogue through Flask-Babel as it is: a page in
Hindi is what both have to draw. Each role has as many lines of menu as in the portal.
"""

import hashlib
import uuid
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, abort, g, render_template, request, session, url_for
from flask_babel import Babel, gettext
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import DictLoader
from sqlalchemy import Date, Uuid, bindparam, create_engine, select, text
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from portal.access.policy import POLICY
from portal.access.roles import ROLES
from portal.accounts.models import LoginSession, RoleHeld, User
from portal.cases.models import Case, CaseDuty, CaseSection
from portal.cases.rules.kinds import KINDS, PREFIXES
from portal.cases.rules.states import STATES as CASES
from portal.core import clock
from portal.core.db import will_write
from portal.core.feature import declared
from portal.core.i18n import compiled_catalogue
from portal.intake.forms.entry import EntryForm
from portal.intake.models import Assignment, Complaint, DangerAnswer, OppositeParty, RightTold, Visit
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import CHANNELS, NATURES, RECEIPT_WAYS, RELATIONS
from portal.law.models import LawSignOff
from portal.law.queries import current_pack
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
ALLOWED = {"desk_officer": {"list", "open", "register", "enter"}, "kendra_incharge": {"list", "open", "register", "cases"},
           "sho": {"list", "open", "register", "cases"}, "state_officer": {"returns"}}
BELOW = """FROM units top JOIN units u ON u.kind = 'kendra' AND u.path >= top.path
    AND u.path < substr(top.path, 1, length(top.path) - 1) || '0' """
GONE_OUT = "JOIN squad_outings o ON o.unit_id = u.id AND o.day = :day "
OF_EACH = " WHERE top.parent_id = :parent GROUP BY top.id"
SUMS = (f"SELECT top.id, count(*) AS kendras {BELOW}{OF_EACH}",
        f"""SELECT top.id, count(DISTINCT o.unit_id) AS reported, sum(o.places) AS places, sum(o.checked) AS checked,
            sum(o.warned) AS warned, sum(o.vehicles) AS vehicles, sum(o.foot_places) AS foot_places,
            sum(o.foot_checked) AS foot_checked, sum(o.foot_warned) AS foot_warned {BELOW}{GONE_OUT}{OF_EACH}""",
        f"""SELECT top.id, count(DISTINCT CASE WHEN p.fir_no <> '' THEN cast(p.unit_id AS varchar) || p.fir_no END) AS firs,
            sum(CASE WHEN p.is_arrested THEN 1 ELSE 0 END) AS arrests,
            {", ".join(f"sum(CASE WHEN p.preventive_section = '{one}' THEN 1 ELSE 0 END) AS p{one}" for one in (126, 135, 170))}
            {BELOW}{GONE_OUT}JOIN squad_persons p ON p.outing_id = o.id {OF_EACH}""")
RETURN = {"reported": "Kendras reporting", "places": "Places checked", "checked": "Checked", "warned": "Warned",
          "vehicles": "Vehicles checked", "firs": "FIRs", "arrests": "Arrested", "p126": "BNSS 126", "p135": "BNSS 135",
          "p170": "BNSS 170", "foot_places": "Foot patrol: places", "foot_checked": "Foot patrol: checked",
          "foot_warned": "Foot patrol: warned"}


class Filter(FlaskForm):
    """The filter over the list."""

    class Meta:
        """A question changes nothing."""

        csrf = False

    state = SelectField("State", choices=[("", "all"), *STATES.items()])
    nature = SelectField("Nature", choices=[("", "all"), *NATURES.items()])
    from_on, to_on = StringField("From"), StringField("To")
    mine, danger = BooleanField("Mine"), BooleanField("Danger")


class CaseFilter(FlaskForm):
    """The filter over the list of cases."""

    class Meta:
        """A question changes nothing."""

        csrf = False

    kind, state = SelectField("Kind", choices=[("", "all"), *KINDS.items()]), SelectField("State", choices=[("", "all"), *CASES.items()])
    section = StringField("Section", description="Act and section")
    mine, unnumbered, without_io = (SelectField(name, choices=[("", "all"), ("1", name)]) for name in ("Mine", "Number", "Officer"))


class DayFilter(FlaskForm):
    """The filter over a return."""

    class Meta:
        """A question changes nothing."""

        csrf = False

    on = StringField("Day")


class DueFilter(FlaskForm):
    """The filter over what is due."""

    class Meta:
        """A question changes nothing."""

        csrf = False

    when, io = SelectField("Due", choices=[("", "all"), ("now", "At once"), ("overdue", "Overdue"), ("48h", "48 hours")]), SelectField("Officer")


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
    _doors(app, engine, {role: [item.label for item in declared("menu") if role in POLICY[item.permission]] for role in ROLES})
    _pages(app, engine, entry)
    _case_pages(app, current_pack())
    _field_pages(app)
    return app


def _doors(app: Flask, engine, menus: dict[str, list[str]]) -> None:
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
        return {"menu": [(label, url_for("list_complaints")) for label in menus[g.officer.role]], "now": datetime.now(UTC).isoformat()}

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


def _long(past) -> str:
    days, hours = past.days, past.seconds // 3600
    return gettext("for %(long)s", long=f'{gettext("%(n)s days", n=days)} {gettext("%(n)s hours", n=hours)}')


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


def _case_pages(app: Flask, pack) -> None:
    laws = {one.id: (one.basis_in("hi"), one.what_hi, one.trigger_hi, one.needs_check) for one in pack.clocks.values()}
    labels = {key: one.label_in("hi") for key, one in {**pack.offences, **pack.older}.items()}

    def kendra():
        return g.connection.scalar(select(Unit.id).where(Unit.path.startswith(g.officer.path), Unit.kind == "kendra").limit(1))

    def number(row) -> str:
        return f"{row.cctns_number:04d}/{row.cctns_year}" if row.cctns_number else ""

    @app.get("/floor/due")
    def list_due():
        _need("cases")
        unit, now, form, d = kendra(), datetime.now(UTC), DueFilter(), CaseDuty
        officers = _names(set(g.connection.scalars(
            select(Case.io_id).where(Case.unit_id == unit, Case.closed_at.is_(None)).distinct())))
        form.io.choices = [("", "all"), *((str(one), name) for one, name in officers.items())]
        rows = g.connection.execute(
            select(d.id, d.case_id, d.clock_id, d.occurrence, d.trigger_at, d.due_at, d.io_id, Case.register, Case.serial, Case.year,
                   Case.cctns_number, Case.cctns_year).join(Case, Case.id == d.case_id)
            .where(d.unit_id == unit, d.state == "open", d.is_at_once.is_(request.args.get("when") == "now"))
            .order_by(d.due_at, d.id).limit(51)).all()[:50]
        signed = set(g.connection.scalars(select(LawSignOff.row_key).where(LawSignOff.row_key.in_({row.clock_id for row in rows}))))
        is_now = request.args.get("when") == "now"
        prefixes, since, overdue, check, at_once = _all_said(PREFIXES), *_said("since", "Overdue", "To be verified", "At once")
        lines = []
        for row in rows:
            basis, what, trigger, is_unsure = laws[row.clock_id]
            lines.append({"href": url_for("show_complaint", complaint_id=row.case_id), "cells": (
                f"{at_once} {_long(now - row.trigger_at)}" if is_now else f"{_day(row.due_at)} {overdue if row.due_at < now else ''}",
                f"{prefixes[row.register]} {row.serial}/{row.year} {number(row)}", what,
                f"{basis} {check if is_unsure and row.clock_id not in signed else ''} {trigger} · {since} {_day(row.trigger_at)}",
                officers.get(row.io_id, ""))})
        return render_template("table", title="Due", form=form, rows=lines, after=rows[-1].id, heads=_said(
            "Due", "Case", "What", "Section and trigger", "Investigating officer"))

    @app.get("/floor/cases")
    def list_cases():
        _need("cases")
        c = Case
        rows = g.connection.execute(
            select(c.id, c.kind, c.register, c.year, c.serial, c.cctns_number, c.cctns_year, c.state, c.registered_at, c.io_id,
                   c.next_hearing_on).where(c.unit_id == kendra())
            .order_by(c.registered_at.desc(), c.id.desc()).limit(51)).all()[:50]
        cited: dict = {}
        for case_id, offence in g.connection.execute(select(CaseSection.case_id, CaseSection.offence).where(
                CaseSection.case_id.in_([row.id for row in rows]), CaseSection.dropped_at.is_(None)).order_by(CaseSection.id)):
            cited.setdefault(case_id, []).append(labels[offence])
        names, prefixes = _names({row.io_id for row in rows}), _all_said(PREFIXES)
        kinds, states = _all_said(KINDS), _all_said(CASES)
        lines = [{"href": url_for("show_complaint", complaint_id=row.id), "cells": (
            f"{prefixes[row.register]} {row.serial}/{row.year}", number(row), _day(row.registered_at), kinds[row.kind],
            ", ".join(cited.get(row.id, ())), states[row.state], names.get(row.io_id, ""))} for row in rows]
        return render_template("table", title="Cases", form=CaseFilter(), rows=lines, after=rows[-1].id, heads=_said(
            "Entry", "Number in CCTNS", "Registered", "Kind", "Sections", "State", "Investigating officer"))


def _field_pages(app: Flask) -> None:
    @app.get("/floor/returns")
    def show_return():
        _need("returns")
        units = g.connection.execute(select(Unit.id, Unit.name_hi).where(Unit.parent_id == g.officer.unit_id).order_by(Unit.code)).all()
        figures: dict[str, dict] = {one.id.hex: {} for one in units}
        asked = (bindparam("day", clock.today(), Date), bindparam("parent", g.officer.unit_id, Uuid))
        for question in SUMS:
            bound = text(question).bindparams(*(one for one in asked if f":{one.key}" in question))
            for key, *sums in (result := g.connection.execute(bound)):
                figures[str(key).replace("-", "")].update(zip(list(result.keys())[1:], sums, strict=True))
        total = {name: sum(one.get(name, 0) for one in figures.values()) for name in ("kendras", *RETURN)}
        lines = [{"href": url_for("show_complaint", complaint_id=one.id), "cells": _return(one.name_hi, figures[one.id.hex])}
                 for one in units]
        return render_template("table", title="Return", form=DayFilter(), after="", heads=_said("Unit", *RETURN.values()),
                               rows=[*lines, {"href": "", "cells": _return(gettext("Total"), total)}])


def _return(name: str, sums: dict) -> tuple:
    kendras = f'{sums.get("reported", 0)}/{sums.get("kendras", 0)}'
    return name, kendras, *(sums.get(key, 0) for key in list(RETURN)[1:])
