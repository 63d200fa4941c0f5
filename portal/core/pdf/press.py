"""The press inside the worker: one font configuration and parsed stylesheets, warm between documents."""

import hashlib
import logging

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from portal.core.pdf import actual_text
from portal.core.pdf.bundle import read_bundle
from portal.core.pdf.fetcher import ClosedFetcher
from portal.core.pdf.printed import Printed

ALWAYS = "base.css"


class _Notes(logging.Handler):
    """Keeps what WeasyPrint complains about: it goes back with the document, not into a log with names."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage()[:200])


class Press:
    """Turns HTML into PDF. Not thread-safe (Pango is not): the worker calls it for one document at a time."""

    def __init__(self):
        actual_text.install()
        bundle = read_bundle()
        self._fetcher = ClosedFetcher(bundle)
        self._fonts = FontConfiguration()
        self._sheets = {key: self._parse(content.decode()) for key, content in bundle.items() if key.endswith(".css")}
        self._notes = _Notes()
        logger = logging.getLogger("weasyprint")
        logger.handlers[:] = [self._notes]
        logger.propagate = False

    def make(self, html: str, title: str, language: str, stylesheet_keys: list[str], first_page: int) -> Printed:
        """The PDF of *html*. The same arguments give the same bytes: no clock and no random name goes in.

        Raises KeyError for a stylesheet that is not bundled.
        """
        self._fetcher.refused.clear()
        self._notes.lines.clear()
        sheets = [self._sheets[key] for key in dict.fromkeys([ALWAYS, *stylesheet_keys])]
        if first_page != 1:
            # A page counter cannot be set from an attribute, so this one number becomes a rule.
            sheets.append(self._parse(f"@page :first {{ counter-reset: page {first_page:d} }}"))
        options = {
            "presentational_hints": False,
            "pdf_identifier": hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
        }
        document = HTML(string=html, url_fetcher=self._fetcher).render(
            font_config=self._fonts, stylesheets=sheets, **options
        )
        document.metadata.title = title
        document.metadata.lang = language
        # A date would make two prints of one record differ.
        document.metadata.created = document.metadata.modified = None
        pdf = document.write_pdf(**options)
        return Printed(pdf, len(document.pages), tuple(self._fetcher.refused), tuple(self._notes.lines))

    def _parse(self, css: str) -> CSS:
        return CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)
