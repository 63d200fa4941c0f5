"""Nothing outside the bundle can be drawn into a PDF, by whichever door the address comes."""

import logging
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from pypdf import PdfReader

from portal.core.pdf import PdfEngine, PdfFailed
from portal.core.pdf.bundle import FONTS, STYLESHEETS, read_bundle

CANARY = "CANARY-61f0"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'

# Each with the address in place of U. DATA stands for an SVG inside a data: address that asks for U in its turn.
VECTORS = {
    "img": '<img src="U">',
    "img in data svg": '<img src="DATA">',
    "link stylesheet": '<link rel="stylesheet" href="U">',
    "style import": "<style>@import url(U);</style>",
    "font face": "<style>@font-face{font-family:x;src:url(U)} p{font-family:x}</style><p>x</p>",
    "background": '<p style="background:url(U)">x</p>',
    "list style": '<ul style="list-style-image:url(U)"><li>x</ul>',
    "content": "<style>p::before{content:url(U)}</style><p>x</p>",
    "border image": '<p style="border:9px solid;border-image:url(U) 3">x</p>',
    "page background": "<style>@page{background:url(U)}</style>",
    "page margin": "<style>@page{@top-left{content:url(U)}}</style>",
    "mask": '<p style="mask-image:url(U)">x</p>',
    "svg image": SVG.format('<image href="U" width="9" height="9"/>'),
    "svg image xlink": SVG.format('<image xlink:href="U" width="9" height="9"/>'),
    "svg use": SVG.format('<use href="U#a"/>'),
    "svg style import": SVG.format("<style>@import url(U);</style><rect/>"),
    "svg stylesheet": '<?xml-stylesheet href="U"?>' + SVG.format("<rect/>"),
    "object": '<object data="U"></object>',
    "embed": '<embed src="U">',
    "iframe": '<iframe src="U"></iframe>',
    "input image": '<input type="image" src="U">',
    "attachment": '<link rel="attachment" href="U">',
    "attachment in text": '<a rel="attachment" href="U">x</a>',
    "base": '<base href="U"><img src="sub">',
    "colour profile": "<style>@color-profile --x{src:url(U)} p{color:color(--x 1 0 0)}</style><p>x</p>",
}
# The doors through which WeasyPrint, left open, is known to walk: without these the test proves nothing.
KNOWN_OPEN = {"img", "link stylesheet", "style import", "font face", "background", "list style", "content", "svg image",
              "object", "embed", "attachment", "attachment in text", "img in data svg", "base"}  # fmt: skip


def page_for(vector: str, address: str) -> str:
    """A document that asks for *address* through one door."""
    inner = SVG.format(f'<image href="{address}" width="9" height="9"/>')
    body = VECTORS[vector].replace("DATA", "data:image/svg+xml," + quote(inner)).replace("U", address)
    return f"<!doctype html><html><body>{body}</body></html>"


@pytest.fixture(scope="module")
def engine() -> Iterator[PdfEngine]:
    running = PdfEngine()
    yield running
    running.close()


class Listener:
    """A server on this machine that counts who comes."""

    def __init__(self):
        self.hits: list[str] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listener.hits.append(self.path)
                if self.path.startswith("/redirect"):
                    self.send_response(302)
                    self.send_header("Location", "/redirected")
                else:
                    self.send_response(200)
                    self.send_header("Content-Type", "text/plain")
                self.end_headers()
                if not self.path.startswith("/redirect"):
                    self.wfile.write(CANARY.encode())

            def log_message(self, *arguments) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    running = Listener()
    yield running
    running.close()


@pytest.fixture(scope="module")
def weasyprint(tmp_path_factory):
    """WeasyPrint in this process (with the network of this process), on our fonts."""
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder}</cachedir></fontconfig>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))
        import weasyprint

        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        yield weasyprint


def test_an_open_fetcher_does_walk_out_through_the_known_doors(weasyprint, listener):
    """The control: with WeasyPrint's own fetcher these very documents do reach the listener."""
    reached = set()
    for vector in VECTORS:
        listener.hits.clear()
        weasyprint.HTML(string=page_for(vector, f"{listener.address}/x")).write_pdf()
        if listener.hits:
            reached.add(vector)
    assert reached >= KNOWN_OPEN


@pytest.mark.parametrize("vector", VECTORS)
def test_the_closed_fetcher_stays_in(vector, weasyprint, listener):
    """In this process, where the network is open: only the fetcher stands between the document and the listener."""
    from portal.core.pdf.fetcher import ClosedFetcher

    for path in ("/x", "/redirect"):
        listener.hits.clear()
        fetcher = ClosedFetcher(read_bundle())
        with suppress(weasyprint.urls.URLFetchingError):  # some doors take the whole document down: no harm
            weasyprint.HTML(string=page_for(vector, listener.address + path), url_fetcher=fetcher).write_pdf()
        assert listener.hits == []
        assert fetcher.refused or vector not in KNOWN_OPEN


@pytest.mark.parametrize("address", ["http", "file", "metadata", "bare path", "asset outside"])
def test_the_engine_refuses_every_door(address, engine, listener, tmp_path: Path):
    """Through the worker, as the application prints: nothing arrives, nothing is embedded, no canary in the file."""
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    target = {
        "http": f"{listener.address}/x",
        "file": secret.as_uri(),
        "metadata": "http://169.254.169.254/latest",
        "bare path": str(secret),
        "asset outside": f"asset:../../..{secret}",
    }[address]
    listener.hits.clear()
    for vector in VECTORS:
        try:
            made = engine.make(page_for(vector, target), title="x", language="hi")
        except PdfFailed:  # no PDF at all is safe as well; the doors that do this:
            assert vector in {"font face", "colour profile", "style import", "svg style import"}
            continue
        reader = PdfReader(BytesIO(made.pdf))
        assert not reader.attachments
        assert CANARY not in "".join(page.extract_text() for page in reader.pages)
        assert made.refused or address == "bare path" or vector not in KNOWN_OPEN
    assert listener.hits == []


def test_a_stylesheet_is_a_key_and_never_an_address(engine, listener):
    listener.hits.clear()
    for key in (f"{listener.address}/x", "../base.css", str(STYLESHEETS / "base.css")):
        with pytest.raises(PdfFailed):
            engine.make("<p>x", title="x", language="hi", stylesheet_keys=[key])
    assert listener.hits == []


@pytest.mark.parametrize(
    "near_miss", ["asset:", "ASSET:base.css", "asset:base.css?x", "asset:./base.css", "asset:/base.css", "base.css"]
)
def test_only_the_exact_key_opens(near_miss, weasyprint):
    from portal.core.pdf.fetcher import ClosedFetcher

    fetcher = ClosedFetcher(read_bundle())
    with pytest.raises(PermissionError):
        fetcher(near_miss)
    assert fetcher.refused == [near_miss]
    assert fetcher("asset:base.css").read() == (STYLESHEETS / "base.css").read_bytes()


def test_hints_of_the_old_web_are_ignored(engine):
    """`presentational_hints` would let attributes become CSS (GHSA-983w)."""
    made = engine.make('<body background="http://127.0.0.1:9/x" bgcolor="red"><p>x', title="x", language="hi")
    assert made.refused == ()
