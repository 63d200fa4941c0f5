"""A page with every component on it, for tests and for looking at; it is not shipped."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, Response, abort, flash, redirect, render_template, request
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from wtforms import (
    BooleanField,
    FieldList,
    FileField,
    FormField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    TelField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.widgets import CheckboxInput, ListWidget

from portal.config import ROOT
from portal.core import assets, clock, filters, htmx, i18n, pages
from portal.core.forms import AtMost, ClockField, DayField, Needed, SelectField, StringField, VersionedForm, WholeNumberField

MOMENT = datetime(2026, 9, 7, 9, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Officer:
    """An invented officer."""

    name: str = "आरक्षी रेखा यादव"
    role_title: str = "महिला आरक्षी, हेल्प डेस्क"
    unit_name: str = "थाना कोतवाली नगर, जनपद उदाहरणपुर"


@dataclass(frozen=True)
class Line:
    """A line of the menu."""

    label: str
    href: str
    current: str = ""
    key: str = ""


@dataclass(frozen=True)
class Part:
    """Lines of the menu that belong together."""

    key: str
    label: str
    lines: list[Line]
    is_open: bool = True


class PartyForm(PlainForm):
    """One opposite party."""

    name = StringField("नाम", [Needed()])
    relation = SelectField("आवेदिका से सम्बन्ध", choices={"": "चुनें", "husband": "पति", "neighbour": "पड़ोसी"})


class EntryForm(VersionedForm):
    """Every kind of field once."""

    name = StringField("आवेदिका का नाम", [Needed()], description="जैसा वह बताये, वैसा लिखें।")
    name_reason = SelectField("न बताने का कारण", choices={"": "चुनें", "fear": "भय", "unknown": "ज्ञात नहीं"})
    mobile = TelField("मोबाइल नम्बर", [AtMost(15)])
    age = WholeNumberField("आयु (वर्ष)")
    received_on = DayField("प्राप्ति का दिनांक", [Needed()])
    received_at = ClockField("समय")
    channel = RadioField("आने का माध्यम", choices={"walk": "स्वयं उपस्थित", "112": "यूपी-112", "1090": "1090"})
    flags = SelectMultipleField("विशेष ध्यान", choices={"minor": "नाबालिग", "pregnant": "गर्भवती", "disabled": "दिव्यांग"},
                                widget=ListWidget(prefix_label=False), option_widget=CheckboxInput())
    nature = SelectField("शिकायत की प्रकृति", choices={"dv": "घरेलू हिंसा", "dowry": "दहेज उत्पीड़न"})
    gist = TextAreaField("शिकायत का सार", [Needed(), AtMost(40)], description="उसके अपने शब्दों में।")
    scan = FileField("प्रार्थना पत्र की छायाप्रति")
    pin = PasswordField("पासवर्ड")
    is_read_over = BooleanField("पढ़कर सुनाया गया", description="आवेदिका को सुनाकर सहमति ली गई।")
    parties = FieldList(FormField(PartyForm), label="विपक्षी")


def make_app(instance: Path) -> Flask:
    """The sample app: real layouts, components, filters, catalogue and headers; the simplest answers to sessions."""
    app = Flask("style_page", static_folder=None, template_folder=str(ROOT / "templates"), instance_path=str(instance))
    app.config.update(SECRET_KEY="only for this page", WTF_CSRF_SSL_STRICT=False, IDLE_SECONDS=300)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader, FileSystemLoader(Path(__file__).with_name("style"))])
    app.jinja_env.undefined = StrictUndefined
    for machinery in (filters, i18n, assets, htmx, pages):
        machinery.init_app(app)
    CSRFProtect(app)
    app.log = []  # what the browser sent, in order
    app.session_answer = 204
    app.context_processor(_context)
    app.before_request(lambda: app.log.append((request.method, request.path, request.form.to_dict())))
    _pages(app)
    return app


def _context() -> dict:
    line = [Line(text, href, "page" if request.path == href else "", key)
            for text, href, key in (("आज", "/", "h"), ("नयी प्रविष्टि", "/form", "n"))]
    line += [Line(text, "/#" + str(n)) for n, text in enumerate(("शिकायतें", "अनुवर्ती कार्यवाही", "परामर्श", "पंजिकाएँ", "सूची"))]
    bare = request.path in ("/bare", "/session/locked")
    menu = [] if bare else [Part("desk", "डेस्क", line)]
    return {"alarms": [], "actor": None if bare else Officer(), "menu": menu, "demo": True, "version": "0.1",
            "locale": i18n.chosen_language(), "now_ist": clock.to_ist(MOMENT), "search_url": "/search",
            "idle_seconds": request.args.get("idle", 300)}


def _pages(app: Flask) -> None:
    @app.get("/")
    def show_parts():
        flash("प्रविष्टि सुरक्षित हुई।", "success")
        return render_template("parts.html", at=MOMENT)

    @app.route("/form", methods=["GET", "POST"])
    def enter():
        parties = [{}] * int(request.args.get("parties", 0))
        form = EntryForm(version="3", parties=parties) if request.method == "GET" else EntryForm()
        if form.validate_on_submit():
            return redirect("/", 303)
        return render_template("form.html", form=form), 422 if request.method == "POST" else 200

    @app.get("/party")
    def next_party():
        form = EntryForm(formdata=None)
        form.parties.last_index = int(request.args["index"]) - 1
        form.parties.append_entry()
        return render_template("party.html", form=form)

    @app.get("/piece")
    def piece():
        return '<p id="piece">तीन सुनवाई आज हैं।</p>'

    @app.get("/bare")
    @app.get("/session/locked", endpoint="locked")
    def bare():
        return render_template("bare.html", form=EntryForm(formdata=None))

    @app.post("/draft")
    def draft():
        return Response(status=app.session_answer)

    @app.post("/session/<what>")
    def session(what):
        if what not in ("active", "lock", "end", "switch", "language"):
            abort(404)
        return Response(status=app.session_answer) if what == "active" else redirect("/session/locked", 303)
