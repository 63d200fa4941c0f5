"""Every sentence a person reads has its Hindi, and no translation lies about without its sentence."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).parent.parent.parent
CATALOGUES = ROOT / "portal" / "translations"
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
ON_PAPER = re.compile(r'(?:say(?:\.plain|\.in_hindi)?|parts\.fact|parts\.sign)\("([^"]+)"')
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def said_in_python() -> dict[str, str]:
    """English sentence → the file that says it."""
    said = {}
    for path in (ROOT / "portal").rglob("*.py"):
        for _, message, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
            for sentence in message if isinstance(message, tuple) else (message,):
                if sentence:
                    said[sentence] = str(path.relative_to(ROOT))
    return said


def said_in_templates() -> dict[str, str]:
    """English sentence → the template that says it, prints included (they say `say("…")`)."""
    said = {}
    options = {"trim_blocks": "true", "lstrip_blocks": "true"}
    for path in (ROOT / "templates").rglob("*.html"):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("_", "gettext", "ngettext", "say", "say.plain"), (), options):
                for sentence in message if isinstance(message, tuple) else (message,):
                    if sentence:
                        said[sentence] = str(path.relative_to(ROOT))
        for sentence in ON_PAPER.findall(path.read_text(encoding="utf-8")):
            said[sentence] = str(path.relative_to(ROOT))
    return said


def translated() -> dict[str, list[tuple[str, str]]]:
    """English sentence → (catalogue, Hindi) of each file that translates it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(CATALOGUES.glob("*.hi.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="hi"):
                if message.id:
                    key = message.id[0] if isinstance(message.id, tuple) else message.id
                    text = message.string[0] if isinstance(message.string, tuple) else message.string
                    found.setdefault(key, []).append((path.name, text))
    return found


SAID = said_in_python() | said_in_templates()
TRANSLATED = translated()


def test_sentences_are_found_at_all():
    assert "Registers" in SAID and "Sign in" in SAID, "the extraction finds nothing; this test would pass for ever"


def test_every_sentence_is_translated():
    missing = {sentence: place for sentence, place in SAID.items() if not any(hindi for _, hindi in TRANSLATED.get(sentence, []))}
    lines = "\n".join(f"{place}: {sentence!r}" for sentence, place in sorted(missing.items(), key=lambda pair: pair[1]))
    assert not missing, f"{len(missing)} sentences have no Hindi; add them to portal/translations/<feature>.hi.po:\n{lines}"


def test_one_sentence_has_one_translation():
    several = {sentence: places for sentence, places in TRANSLATED.items() if len({hindi for _, hindi in places}) > 1}
    assert not several, f"translated in two ways: {several}"


def test_no_translation_is_left_over():
    stale = sorted(set(TRANSLATED) - set(SAID))
    assert not stale, f"nobody says these any more; take them out: {stale}"


def test_the_values_of_a_sentence_survive_translation():
    broken = {sentence: hindi for sentence, places in TRANSLATED.items() for _, hindi in places
              if sorted(PLACEHOLDER.findall(sentence)) != sorted(PLACEHOLDER.findall(hindi))}
    assert not broken, f"a value is missing or invented: {broken}"


def test_translations_are_hindi():
    latin = {s: h for s, places in TRANSLATED.items() for _, h in places
             if h and re.search(r"[A-Za-z]{4,}", s) and not re.search(r"[ऀ-ॿ]", h)}
    assert not latin, f"these “translations” hold no Hindi letter: {latin}"

