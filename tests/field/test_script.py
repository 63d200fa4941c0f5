"""The scripts of the telephone speak the language of 2017: a browser of an old Android that is updated no more reads them."""

import re

import pytest

from portal.config import ROOT

SCRIPTS = [*sorted((ROOT / "static" / "field").glob("*.js")), ROOT / "templates" / "field" / "sw.js"]
NOISE = re.compile(r"/\*.*?\*/|//[^\n]*|'(?:\\.|[^'\\\n])*'", re.DOTALL)
# What came after ES2017, and what browsers learnt after 2018; where a browser may lack something the script asks first.
NEWER = {
    "optional chaining": r"\?\.(?!\d)", "??": r"\?\?", "catch without a name": r"\bcatch\s*\{",
    "spread in an object": r"\{\s*\.\.\.",
    "assignment with ||= &&=": r"(?:\|\||&&)=", "a class with private parts": r"#\w+\s*[=(;]", "BigInt": r"\b\d+n\b",
    "a look back in a pattern": r"\(\?<[=!]", "for await": r"\bfor\s+await\b", "import": r"\bimport\b|\bexport\b",
    "newer methods": r"\.(?:flat|flatMap|at|replaceAll|matchAll|allSettled|any|finally|fromEntries|replaceChildren|randomUUID|"
                     r"hasOwn|findLast|toSorted|trimStart|trimEnd)\(",
    "newer names": r"\b(?:globalThis|structuredClone|queueMicrotask|ResizeObserver|CompressionStream)\b"}


def newer(text: str) -> list[str]:
    """What in a script an old browser does not know."""
    bare = NOISE.sub(" ", text)
    return [name for name, pattern in NEWER.items() if re.search(pattern, bare)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_an_old_browser_reads_it(path):
    assert not newer(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["a?.b", "a ?? b", "try { } catch { }", "f({...a})", "x ||= 1", "[1].at(0)", "globalThis.x",
                                  "10n"])
def test_the_search_finds_what_is_newer(text):
    assert newer(text)


@pytest.mark.parametrize("text", ["a ? .5 : b", "/* a?.b */ 'x ?? y'", "try { } catch (e) { }", "f(...a)", "// globalThis"])
def test_the_search_leaves_alone_what_is_old(text):
    assert not newer(text)
