"""WeasyPrint alone, in a process that holds nothing else: the floor of bench_pdf. Loaded by spawn, so it imports little."""

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from portal.core.pdf.bundle import read_bundle
from portal.core.pdf.fetcher import ClosedFetcher

_BUNDLE = read_bundle()
_FETCHER = ClosedFetcher(_BUNDLE)
_KEPT: dict[tuple[str, ...], tuple[FontConfiguration, list[CSS]]] = {}


def _made(keys: tuple[str, ...]) -> tuple[FontConfiguration, list[CSS]]:
    fonts = FontConfiguration()
    return fonts, [CSS(string=_BUNDLE[key].decode(), font_config=fonts, url_fetcher=_FETCHER) for key in keys]


def tuned(html: str, keys: tuple[str, ...]) -> bytes:
    """With fonts and stylesheets kept between documents."""
    if keys not in _KEPT:
        _KEPT[keys] = _made(keys)
    return _render(html, *_KEPT[keys])


def stock(html: str, keys: tuple[str, ...]) -> bytes:
    """As the manual has it: fonts and stylesheets are read for each document."""
    return _render(html, *_made(keys))


def _render(html: str, fonts: FontConfiguration, sheets: list[CSS]) -> bytes:
    return HTML(string=html, url_fetcher=_FETCHER).write_pdf(stylesheets=sheets, font_config=fonts)
