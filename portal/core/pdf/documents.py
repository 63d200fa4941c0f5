"""From a print template and plain values to a PDF: strict (a missing value is an error, not a blank line)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from jinja2 import Environment, StrictUndefined

from portal.core.pdf.bundle import STYLESHEETS
from portal.core.pdf.engine import engine
from portal.core.pdf.marks import qr_svg
from portal.core.pdf.printed import Printed
from portal.core.pdf.words import Words


@dataclass(frozen=True)
class Letterhead:
    """Whose paper it is. Every name in both scripts: {"hi": "…", "en": "…"}."""

    kendra: Mapping[str, str]
    station: Mapping[str, str]
    district: Mapping[str, str]


@dataclass(frozen=True)
class PrintMark:
    """What tells this sheet of paper from every other one, and to whom it can be traced."""

    document_number: str
    printed_at: datetime
    printed_by: str
    serial: str = ""
    copy_number: int = 1
    verification_code: str = ""
    verification_url: str = ""
    purpose: str = ""
    recipient: str = ""
    trail: str = ""  # the last link of the unit's trail, short: who holds the paper holds a witness against rewriting
    is_demo: bool = False


def print_html(name: str, /, *, language: str, letterhead: Letterhead, mark: PrintMark, **context: Any) -> str:
    """The HTML of templates/print/<name>.html. Raises jinja2.UndefinedError for a value the template misses.

    *language* is "hi", "en" or "both". What else a document wants stands on top of its template.
    """
    template = _environment().get_template(f"print/{name}.html")
    words = Words(language)
    return template.render(say=words, language=language, letterhead=letterhead, mark=mark, qr_svg=qr_svg, **context)


def print_document(
    name: str,
    /,
    *,
    title: str,
    language: str,
    letterhead: Letterhead,
    mark: PrintMark,
    within: float | None = None,
    first_page: int = 1,
    lane: str = "desk",
    **context: Any,
) -> Printed:
    """The document *name* as PDF with its number of pages; *title* is what a PDF reader shows.

    *within*: at most so many seconds in all. *first_page*: the number the first page carries. *lane*: "desk" for
    what a person waits for, "long" for registers and batches.
    Raises what `print_html` and `PdfEngine.make` raise. Commit first: paper is made of what is saved.
    """
    html = print_html(name, language=language, letterhead=letterhead, mark=mark, **context)
    own_sheet = STYLESHEETS / f"{name}.css"
    return engine(lane).make(
        html,
        title=title,
        language="en" if language == "en" else "hi",
        stylesheet_keys=[own_sheet.name] if own_sheet.exists() else [],
        within=within,
        first_page=first_page,
    )


def _environment() -> Environment:
    """The application's templates with missing values forbidden; made once for each application."""
    made = current_app.extensions.get("portal.print")
    if made is None:
        made = current_app.jinja_env.overlay(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        current_app.extensions["portal.print"] = made
    return made
