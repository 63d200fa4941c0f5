"""A browser without script for tests: follows forms, and inspects every page it fetches."""

import re
from collections import Counter
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.core.pages import CONTENT_SECURITY_POLICY

BARE_STRAYS = re.compile(r"\b(None|Undefined|%\([a-z_]+\)s)\b")


class Page:
    """An answer with its parsed document."""

    def __init__(self, response: TestResponse):
        self.response = response
        self.status = response.status_code
        self.is_html = response.mimetype == "text/html"
        self.text = response.get_data(as_text=True) if self.is_html else ""
        self.soup = BeautifulSoup(self.text, "html.parser") if self.is_html else None

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def h1(self) -> str:
        return self.soup.h1.get_text(" ", strip=True)

    @property
    def words(self) -> str:
        """What a person reads on it."""
        return self.soup.get_text(" ", strip=True)

    def errors(self) -> list[str]:
        """The sentences beside fields."""
        return [tag.get_text(" ", strip=True) for tag in self.soup.select(".error")]

    def form(self, action: str | None = None) -> dict[str, str | list[str]]:
        """The fields of the page's main form (or the one with that action) with their present values."""
        found = [f for f in self.soup.select("main form") if action is None or urlsplit(f.get("action", "")).path == action]
        assert found, f"no form {action or ''} on the page"
        return form_values(found[0])


def form_values(form) -> dict[str, str | list[str]]:
    """What a browser would send for *form* without pressing a named button."""
    values: dict[str, list[str]] = {}
    for tag in form.select("input[name], textarea[name], select[name]"):
        name, kind = tag["name"], tag.get("type", "text")
        if kind in ("submit", "button", "file") or (kind in ("checkbox", "radio") and not tag.has_attr("checked")):
            continue
        if tag.name == "select":
            chosen = tag.select("option[selected]") or ([] if tag.has_attr("multiple") else tag.select("option")[:1])
            values.setdefault(name, []).extend(option.get("value", option.get_text()) for option in chosen)
        elif tag.name == "textarea":
            values.setdefault(name, []).append(tag.get_text().replace("\r\n", "\n").removeprefix("\n"))
        else:
            values.setdefault(name, []).append(tag.get("value", "on" if kind == "checkbox" else ""))
    return {name: many[0] if len(many) == 1 else many for name, many in values.items()}


class Browser(FlaskClient):
    """Flask's client, whose requests share nothing but the cookie: inside a test's app context `g` would live on."""

    def open(self, *args, **kwargs) -> TestResponse:
        """Sends a request with an empty `g`, as a server would."""
        for name in list(g) if has_app_context() else ():
            g.pop(name)
        return super().open(*args, **kwargs)


class PageClient:
    """Fetches pages as an old browser would; every page is checked by `inspect`."""

    def __init__(self, app: Flask):
        self.app = app
        self.http = Browser(app, app.response_class, use_cookies=True)
        self.officer = None

    def get(self, url: str, *, htmx: bool = False, status: int | None = 200, **kwargs) -> Page:
        """The page at *url*; *status* None accepts any."""
        headers = {"HX-Request": "true"} if htmx else {}
        page = Page(self.http.get(url, headers=headers | kwargs.pop("headers", {}), **kwargs))
        return self._checked(page, url, status, htmx)

    def post(self, url: str, data: dict | None = None, *, htmx: bool = False, status: int | None = 303, **kwargs) -> Page:
        """Sends *data* as it is; see `send` for a form of a page."""
        headers = {"HX-Request": "true"} if htmx else {}
        page = Page(self.http.post(url, data=data or {}, headers=headers | kwargs.pop("headers", {}), **kwargs))
        return self._checked(page, url, status, htmx)

    def send(self, url: str, values: dict | None = None, *, action: str | None = None, at: str | None = None,
             status: int | None = 303, **kwargs) -> Page:
        """Opens *at* (default *url*), fills the form with that *action* and sends it to *url*."""
        form = self.get(at or url).form(action)
        return self.post(url, {**form, **(values or {})}, status=status, **kwargs)

    def follow(self, page: Page) -> Page:
        """The page a 303 points at."""
        return self.get(page.location)

    def csrf(self) -> str:
        """A CSRF token of this session, as the pages carry it in their head."""
        page = Page(self.http.get("/"))
        if page.status == 303 or page.soup is None or page.soup.select_one('meta[name="csrf-token"]') is None:
            page = Page(self.http.get("/session/mine"))
        return page.soup.select_one('meta[name="csrf-token"]')["content"]

    def _checked(self, page: Page, url: str, status: int | None, htmx: bool) -> Page:
        if status is not None:
            sentences = " ".join(page.soup.stripped_strings)[:1500] if page.soup else ""
            assert page.status == status, f"{url}: {page.status} instead of {status} → {page.location} {sentences}"
        if page.is_html:
            inspect(page, url, is_fragment=htmx and page.status not in (401,))
        return page


def inspect(page: Page, url: str, *, is_fragment: bool = False) -> None:
    """What must be true of every page of the portal."""
    headers, soup = page.response.headers, page.soup
    policy = headers.get("Content-Security-Policy")
    assert policy == CONTENT_SECURITY_POLICY, f"{url}: CSP {policy}"
    assert headers.get("Cache-Control") == "no-store", f"{url}: may be cached"
    assert headers.get("X-Content-Type-Options") == "nosniff"
    tags = soup.find_all(True)  # one walk: a page is inspected some ten thousand times in a run
    twice = [one for one, count in Counter(tag["id"] for tag in tags if tag.has_attr("id")).items() if count > 1]
    assert not twice, f"{url}: ids used twice: {twice}"
    labels = {tag.get("for") for tag in tags if tag.name == "label"} - {None}
    for tag in tags:
        is_inline = tag.has_attr("style") or tag.name == "style" or (tag.name == "script" and not tag.has_attr("src"))
        assert not is_inline, f"{url}: inline style or script: {tag}"
        if tag.name == "form" and tag.get("method") == "post":
            assert tag.find("input", attrs={"name": "csrf_token"}), f"{url}: a form without CSRF token: {tag.get('action')}"
        if tag.has_attr("hx-get"):
            is_alone = not tag.get("href") and tag.name not in ("form", "button", "input", "div", "section")
            assert not is_alone, f"{url}: hx-get without href: {tag}"
        if tag.name in ("select", "textarea") or (tag.name == "input" and tag.get("type") not in ("hidden", "submit")):
            labelled = (tag.get("aria-label") or tag.get("aria-labelledby") or tag.get("id") in labels
                        or tag.find_parent("label"))
            assert labelled, f"{url}: a field without label: {tag}"
    stray = BARE_STRAYS.search(soup.get_text(" "))
    assert not stray, f"{url}: the page says {stray.group()!r}"
    if is_fragment:
        return
    heads = [tag for tag in tags if tag.name == "h1"]
    assert len(heads) == 1, f"{url}: {len(heads)} h1"
    title, h1 = soup.title.get_text(strip=True), soup.h1.get_text(" ", strip=True)
    assert title.startswith(h1[:20]) or h1[:20] in title, f"{url}: the title {title!r} does not begin with the h1 {h1!r}"
    assert soup.html.get("lang") in ("hi", "en"), f"{url}: no language"
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.text)
    grave = [error for error in parser.errors if error[1] not in ("expected-doctype-but-got-start-tag",)]
    assert not grave, f"{url}: HTML faults {grave[:3]}"
