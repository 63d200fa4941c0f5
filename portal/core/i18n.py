"""Language: Hindi first, English beside it; the catalogues of all features are compiled into one at start."""

import hashlib
import os
import tempfile
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_app_context, has_request_context, session
from flask_babel import Babel, Domain, get_locale, gettext
from jinja2 import pass_context
from markupsafe import Markup

LANGUAGES = ("hi", "en")
MOST_REMEMBERED = 5000
CATALOGUES = Path(__file__).parent.parent / "translations"


def chosen_language() -> str:
    """The reader's language: chosen on the page, else Hindi."""
    if not has_request_context():
        return "hi"
    return g.get("language") or (session.get("language") if session.get("language") in LANGUAGES else "hi")


def init_app(app: Flask) -> None:
    """Sets up gettext for pages, forms and prints."""
    app.config["BABEL_DEFAULT_LOCALE"] = "hi"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Kolkata"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(compiled_catalogue(Path(app.instance_path)))
    babel = Babel(app, locale_selector=chosen_language)
    babel.domain_instance = _OneCatalogue()
    _say_quickly(app)


def _language_in_force() -> str | None:
    """The language that get_locale() gives, read where the library keeps it once it has worked it out."""
    if not has_app_context():
        return None
    locale = getattr(g._get_current_object().get("_flask_babel"), "babel_locale", None) or get_locale()
    return locale.language if locale else None


class _OneCatalogue(Domain):
    """The catalogues by language; the library's own look-up spells the locale out each time, hundreds of times a page."""

    def get_translations(self):
        """The catalogue of the language in force."""
        language = _language_in_force()
        found = self.cache.get(language)
        if found is None:
            found = self.cache[language] = super().get_translations()
        return found


def _say_quickly(app: Flask) -> None:
    """Makes `_` in templates remember, by language, each sentence: finished, or with the places of its values."""
    slowly, said = app.jinja_env.globals["gettext"], {language: {} for language in LANGUAGES}

    @pass_context
    def say(context, sentence, /, **values):
        known = said.get(_language_in_force())
        if known is None or type(sentence) is not str or not context.eval_ctx.autoescape:
            return slowly(context, sentence, **values)
        key = (sentence, bool(values))
        if key not in known:
            if len(known) > MOST_REMEMBERED:
                known.clear()
            known[key] = Markup(gettext(sentence)) if values else slowly(context, sentence)
        return known[key] % values if values else known[key]

    app.jinja_env.globals.update(_=say, gettext=say)


def merged_catalogue() -> Catalog:
    """All Hindi sentences of all features; the same English sentence must have one translation."""
    whole = Catalog(locale="hi", domain="messages", charset="utf-8")
    for path in sorted(CATALOGUES.glob("*.hi.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="hi"):
                if message.id:
                    whole.add(message.id, message.string, context=message.context, flags=message.flags)
    return whole


def compiled_catalogue(instance: Path) -> Path:
    """The folder of the compiled catalogue; made anew only when a sentence changed."""
    digest = hashlib.sha256()
    for path in sorted(CATALOGUES.glob("*.hi.po")):
        digest.update(path.read_bytes())
    folder = instance / "translations" / digest.hexdigest()[:16]
    target = folder / "hi" / "LC_MESSAGES" / "messages.mo"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        buffer = BytesIO()
        write_mo(buffer, merged_catalogue())
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(buffer.getvalue())
        Path(temporary).replace(target)  # several processes may start at once
    return folder
