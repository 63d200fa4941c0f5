"""Language: Hindi first, English beside it; the catalogues of all features are compiled into one at start."""

import hashlib
import os
import tempfile
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, session
from flask_babel import Babel

LANGUAGES = ("hi", "en")
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
    Babel(app, locale_selector=chosen_language)


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
