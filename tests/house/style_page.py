"""A page with every component on it, for tests and for looking at; it is not shipped."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, Response, abort, flash, redirect, render_template_string, request
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from wtforms import BooleanField, FieldList, FileField, PasswordField, RadioField, SelectMultipleField, TelField
from wtforms import FormField, TextAreaField
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
    is_current: bool = False
    key: str = ""


class PartyForm(PlainForm):
    """One opposite party."""

    name = StringField("नाम", [Needed()])
    relation = SelectField("आवेदिका से सम्बन्ध", choices=[("", "चुनें"), ("husband", "पति"), ("neighbour", "पड़ोसी")])


class EntryForm(VersionedForm):
    """Every kind of field once."""

    name = StringField("आवेदिका का नाम", [Needed()], description="जैसा वह बताये, वैसा लिखें।")
    name_reason = SelectField("न बताने का कारण", choices=[("", "चुनें"), ("fear", "भय"), ("unknown", "ज्ञात नहीं")])
    mobile = TelField("मोबाइल नम्बर", [AtMost(15)])
    age = WholeNumberField("आयु (वर्ष)")
    received_on = DayField("प्राप्ति का दिनांक", [Needed()])
    received_at = ClockField("समय")
    channel = RadioField("आने का माध्यम", choices=[("walk", "स्वयं उपस्थित"), ("112", "यूपी-112"), ("1090", "1090")])
    flags = SelectMultipleField("विशेष ध्यान", choices=[("minor", "नाबालिग"), ("pregnant", "गर्भवती"), ("disabled", "दिव्यांग")],
                                widget=ListWidget(prefix_label=False), option_widget=CheckboxInput())
    nature = SelectField("शिकायत की प्रकृति", choices=[("dv", "घरेलू हिंसा"), ("dowry", "दहेज उत्पीड़न")])
    gist = TextAreaField("शिकायत का सार", [Needed(), AtMost(40)], description="उसके अपने शब्दों में।")
    scan = FileField("प्रार्थना पत्र की छायाप्रति")
    pin = PasswordField("पासवर्ड")
    is_read_over = BooleanField("पढ़कर सुनाया गया", description="आवेदिका को सुनाकर सहमति ली गई।")
    parties = FieldList(FormField(PartyForm), label="विपक्षी")


def make_app(instance: Path) -> Flask:
    """The sample app: real layouts, components, filters, catalogue and headers; sessions answered in the simplest way."""
    app = Flask("style_page", static_folder=None, template_folder=str(ROOT / "templates"), instance_path=str(instance))
    app.config.update(SECRET_KEY="only for this page", WTF_CSRF_SSL_STRICT=False, IDLE_SECONDS=300)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
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
    line = [Line("आज", "/", request.path == "/", "h"), Line("नयी प्रविष्टि", "/form", request.path == "/form", "n")]
    line += [Line(text, "/#" + str(n)) for n, text in enumerate(("शिकायतें", "अनुवर्ती कार्यवाही", "परामर्श", "पंजिकाएँ", "सूची"))]
    bare = request.path in ("/bare", "/session/locked")
    return {"actor": None if bare else Officer(), "menu": [] if bare else line, "demo": True, "locale": i18n.chosen_language(),
            "now_ist": clock.to_ist(MOMENT), "idle_seconds": request.args.get("idle", 300), "search_url": "/search", "version": "0.1"}


def _pages(app: Flask) -> None:
    @app.get("/")
    def show_parts():
        flash("प्रविष्टि सुरक्षित हुई।", "success")
        return render_template_string(PARTS, at=MOMENT)

    @app.route("/form", methods=["GET", "POST"])
    def enter():
        form = EntryForm(version="3") if request.method == "GET" else EntryForm()
        if form.validate_on_submit():
            return redirect("/", 303)
        return render_template_string(FORM, form=form), 422 if request.method == "POST" else 200

    @app.get("/party")
    def next_party():
        form = EntryForm(formdata=None)
        form.parties.last_index = int(request.args["index"]) - 1
        form.parties.append_entry()
        return render_template_string(PARTY, form=form)

    @app.get("/piece")
    def piece():
        return '<p id="piece">तीन सुनवाई आज हैं।</p>'

    @app.get("/bare")
    @app.get("/session/locked", endpoint="locked")
    def bare():
        return render_template_string(BARE, form=EntryForm(formdata=None))

    @app.post("/draft")
    def draft():
        return Response(status=app.session_answer)

    @app.post("/session/<what>")
    def session(what):
        if what not in ("active", "lock", "end", "switch", "language"):
            abort(404)
        return Response(status=app.session_answer) if what == "active" else redirect("/session/locked", 303)


FORM = """
{% extends "layouts/base.html" %}
{% from "components/heading.html" import heading %}
{% from "components/forms.html" import form_page, field, fields, not_told, repeat %}
{% block title %}नयी प्रविष्टि{% endblock %}
{% block main %}
{{ heading("नयी प्रविष्टि", "तारांकित स्थान भरना आवश्यक है।", [("आज", "/")]) }}
{% call form_page(form, "/form", cancel="/", upload=True, multi=True, draft="entry", draft_url="/draft") %}
{{ not_told(form.name, form.name_reason) }}
<div class="row">{{ field(form.mobile) }}{{ field(form.age) }}</div>
<div class="row">{{ fields(form, ["received_on", "received_at"]) }}</div>
{{ fields(form, ["channel", "flags", "nature", "gist", "scan", "pin", "is_read_over"]) }}
<h2>विपक्षी</h2>
{{ repeat(form.parties, "विपक्षी", "/party", "एक और विपक्षी जोड़ें") }}
{% endcall %}
{% endblock %}
"""

PARTY = """
{% from "components/forms.html" import repeat_next %}
{{ repeat_next(form.parties, "विपक्षी", "/party", "एक और विपक्षी जोड़ें") }}
"""

BARE = """
{% extends "layouts/bare.html" %}
{% from "components/forms.html" import form_page, fields %}
{% block title %}प्रवेश{% endblock %}
{% block main %}<h1>प्रवेश</h1>
{% call form_page(form, "/form", "प्रवेश करें") %}{{ fields(form, ["name", "pin"]) }}{% endcall %}{% endblock %}
"""

PARTS = """
{% extends "layouts/base.html" %}
{% from "components/heading.html" import heading %}
{% from "components/actions.html" import post_button, link_button, action_bar %}
{% from "components/flash.html" import band, danger_strip %}
{% from "components/panel.html" import card, cards, panel, figure, figures %}
{% from "components/badges.html" import badge, state_badge %}
{% from "components/summary.html" import summary %}
{% from "components/diary.html" import diary %}
{% from "components/table.html" import table %}
{% from "components/pagination.html" import pager %}
{% from "components/ways.html" import tabs, steps %}
{% block title %}आज{% endblock %}
{% block main %}
{% call heading("थाने का आज का कार्य", "07-09-2026, सोमवार") %}{{ link_button("/form", "नयी प्रविष्टि", "main") }}{% endcall %}
{% call danger_strip("तत्काल खतरा") %}<a href="/form">टोकन 2026/0142-K</a> – 112 को सूचना, सुरक्षित स्थान, चिकित्सीय परीक्षण{% endcall %}
{% call figures() %}
{{ figure(3, "आज की सुनवाई", "/") }}{{ figure(7, "48 घण्टे में देय", "/", "due") }}
{{ figure(2, "समय सीमा बीती", "/", "danger") }}{{ figure(18, "सत्यापित निस्तारण", "/", "ok") }}
{% endcall %}
{{ tabs([("सभी", "/", true), ("लम्बित", "/?s=p", false), ("निस्तारित", "/?s=d", false)], "शिकायतों की स्थिति") }}
{{ table([{"key": "token", "label": "टोकन संख्या", "href_key": "url"}, {"key": "on", "label": "दिनांक", "kind": "moment"},
  {"key": "nature", "label": "प्रकृति"}, {"key": "days", "label": "शेष दिवस", "kind": "number"},
  {"key": "state", "label": "स्थिति", "kind": "state", "label_key": "words"}],
  [{"token": "2026/0142-K", "url": "/form", "on": at, "nature": "घरेलू हिंसा", "days": 2, "state": "due_soon", "words": "48 घण्टे में देय"},
   {"token": "2026/0141-P", "url": "/form", "on": at, "nature": "पीछा करना", "days": 0, "state": "overdue", "words": "समय सीमा बीती"},
   {"token": "2026/0140-M", "url": "/form", "on": at, "nature": None, "days": 11, "state": "open", "words": "जाँच में"},
   {"token": "2026/0139-R", "url": "/form", "on": at, "nature": "दहेज उत्पीड़न", "days": 14, "state": "verified", "words": "सत्यापित"}],
  "नवीनतम शिकायतें") }}
{{ pager({"previous_url": "/?before=x", "next_url": "/?after=y"}) }}
{{ table([{"key": "a", "label": "अ"}], [], "लम्बित सन्दर्भण") }}
{% call(row) table([{"key": "a", "label": "क्रमांक"}], [1], "अपनी पंक्ति") %}<tr><th scope="row" data-label="क्रमांक">{{ row }}</th></tr>{% endcall %}
{% call cards() %}
{% call card("शिकायत का विवरण") %}{{ summary([("जाँच अधिकारी", "उपनिरीक्षक सीमा वर्मा"), ("स्थिति", badge("जाँच में", "live")), ("घटनास्थल", None)]) }}{% endcall %}
{{ panel("परामर्श", "/piece") }}
{% call card("खतरे की जाँच", "danger") %}<p>आवेदिका के घर लौटने पर मारपीट की आशंका।</p>{% endcall %}
{% endcall %}
{{ steps(["प्राप्ति", "वर्गीकरण", "जाँच", "निस्तारण"], 2) }}
{{ band("info", "जाँच अधिकारी को सूचना दी गई।") }}
{{ band("warning", "48 घण्टे के भीतर आख्या देय है।", "ध्यान दें") }}
{{ band("danger", "समय सीमा बीत गई है।") }}
<p>{{ state_badge("overdue", "समय सीमा बीती") }} {{ state_badge("due_soon", "शीघ्र देय") }} {{ state_badge("open", "खुली") }} {{ state_badge("disposed", "निस्तारित") }} {{ state_badge("closed", "बन्द") }}</p>
{{ diary([{"at": at, "title": "शिकायत प्राप्त हुई", "by": "महिला आरक्षी रेखा यादव"}, {"at": at, "title": "जाँच सौंपी गई", "text": "सात दिवस में आख्या।", "href": "/form"}]) }}
{{ diary([]) }}
{% call action_bar() %}{{ post_button("/session/end", "निस्तारण करें", "main") }}{{ post_button("/session/end", "निरस्त करें", "danger") }}{{ post_button("/session/end", "वापस भेजें") }}{% endcall %}
{% endblock %}
"""
