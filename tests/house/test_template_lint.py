"""Templates hold nothing that the content policy forbids or that fails without script."""

import re
from pathlib import Path

import pytest

from portal.config import ROOT

TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html"))
COMMENT = re.compile(r"\{#.*?#\}", re.S)
INSIDE = r"\{\{.*?\}\}|\{%.*?%\}"
TAG = re.compile(rf"<[a-zA-Z](?:{INSIDE}|\"(?:{INSIDE}|[^\"])*\"|'(?:{INSIDE}|[^'])*'|[^>\"'])*>", re.S)
ADDRESS = rf'="((?:{INSIDE}|[^"])*)"'
FORM = re.compile(r"<form\b.*?(?:</form>|\Z)", re.S)
TOKEN = re.compile(r"csrf_token|hidden_tag|input_type == 'hidden'")
FORBIDDEN = {
    r"\|\s*safe\b|\bMarkup\(|autoescape\s+false": "text is escaped; build markup with macros instead of |safe",
    r"<style\b|\sstyle\s*=": "no inline style: write a class into static/css/portal.css",
    r"\shx-on\b|\sdata-hx-on\b|js:|javascript:": "no script in attributes: put behaviour into static/js/portal.js",
    r"\son[a-z]+\s*=\s*[\"']": "no event attributes: put behaviour into static/js/portal.js",
    r"<script\b(?![^>]*\bsrc=)": "no inline script: the content policy forbids it",
    r"hx-trigger=\"[^\"]*\[": "no trigger filters: they need eval, which is switched off",
    r"(?:src|href|action)=[\"']?(?:https?:)?//": "nothing from outside the station's own server",
}


def faults(source: str, is_print: bool = False) -> list[str]:
    """What is wrong with a template, one sentence each, with what to do instead."""
    text = COMMENT.sub("", source)
    found = [advice for pattern, advice in FORBIDDEN.items()
             if not (is_print and pattern.startswith("<style")) and re.search(pattern, text)]
    found += [advice for tag in TAG.findall(text) for advice in _tag_faults(tag, text)]
    for form in FORM.finditer(text):
        body = form.group(0)
        if re.match(r"<form\b[^>]*method=\"post\"", body) and not TOKEN.search(body):
            found.append("a POST form carries csrf_token: use form_open or post_button")
    return found


def _tag_faults(tag: str, text: str) -> list[str]:
    found = []
    name = re.match(r"<(\w+)", tag).group(1)
    get = re.search(r'\shx-get' + ADDRESS, tag)
    adds_block = name == "button" and 'name="_add"' in tag
    # a field that asks while one types: its form is the way without script
    asks_from_form = name in ("input", "select") and "hx-trigger" in tag
    if get and not (adds_block or asks_from_form) and not re.search(f'(href|action)="{re.escape(get.group(1))}"', tag):
        found.append("hx-get stands beside an href (or action) of the same address, so that it works without script")
    if re.search(r"\shx-(?:post|put|patch|delete)=", tag):
        post = re.search(r'\shx-post' + ADDRESS, tag)
        if post and asks_from_form and text.count(post.group(1).strip("{ }")) > 1:
            return found  # the form around the field goes to the same address
        if not post or 'method="post"' not in tag or f'action="{post.group(1)}"' not in tag:
            found.append("hx-post stands beside method and action of the same address, so that it works without script")
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_is_clean(path: Path):
    assert faults(path.read_text(encoding="utf-8"), is_print="print" in path.parts) == []


@pytest.mark.parametrize("bad", [
    "{{ text|safe }}", '<p style="color:red">', "<style>p{}</style>", "<script>go()</script>", '<a href="#" onclick="go()">',
    '<b hx-on:click="go()">', '<a href="javascript:go()">', '<i hx-vals="js:{a:1}">', '<img src="https://example.org/x.png">',
    '<div hx-get="/x" hx-trigger="click[ctrlKey]"></div>', '<div hx-get="/x"></div>', '<a href="/y" hx-get="/x">z</a>',
    '<form method="post" action="/x"><button>z</button></form>', '<form method="post" action="/x">{{ field(form.name) }}',
    '<form method="post" action="/y" hx-post="/x">{{ form.hidden_tag() }}</form>', '<button hx-delete="/x">z</button>',
    '<form method="post" action="/y">{{ csrf_token() }}<input hx-post="/x" hx-trigger="input"></form>',
    '<a class="{% if a %}b{% endif %}" href="{{ url_for("a.b") }}" hx-get="{{ url_for("a.c") }}">z</a>',
])
def test_lint_sees_each_fault(bad: str):
    assert faults(bad)


@pytest.mark.parametrize("good", [
    '<a class="{% if a > b %}c{% endif %}" href="{{ url_for("a.b") }}" hx-get="{{ url_for("a.b") }}">z</a>',
    '<form method="post" action="/x" hx-post="/x">{{ form.hidden_tag() }}</form>', '<form method="get" action="/x"></form>',
    '<script src="{{ asset("js/portal.js") }}" defer></script>', "{# |safe is forbidden #}<p>{{ content }}</p>",
])
def test_lint_lets_good_templates_pass(good: str):
    assert faults(good) == []
