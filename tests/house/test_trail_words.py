"""Every word of the trail is used somewhere, and every word used is in the vocabulary with its sentence."""

import ast
from pathlib import Path

from portal.audit.words import ACTIONS

PORTAL = Path(__file__).parents[2] / "portal"
RECORDERS = {"record", "record_read", "record_refusal", "_record", "refuse"}


def words_in(source: str) -> set[str]:
    """Texts of the shape area:thing:act in the first two places of a call that records, or anywhere in its arguments."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in RECORDERS or name.startswith("_record"):
            for argument in node.args[:3]:
                found |= {one.value for one in ast.walk(argument)
                          if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.count(":") == 2}
    return found


def test_the_finder_sees_words_in_calls():
    assert words_in("trail.record(actor, 'a:b:c' if x else 'a:b:d', unit_id=1)\nprint('e:f:g')") == {"a:b:c", "a:b:d"}


def test_every_recorded_word_is_declared():
    undeclared = {f"{path.relative_to(PORTAL)}: {word}" for path in PORTAL.rglob("*.py")
                  for word in words_in(path.read_text(encoding="utf-8")) - ACTIONS.keys()}
    assert not undeclared, "add them with a sentence to portal/audit/words.py"


def test_every_declared_word_stands_in_some_room():
    said = {one.value for path in PORTAL.rglob("*.py") if path.name != "words.py" for one in ast.walk(ast.parse(path.read_text()))
            if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    assert not ACTIONS.keys() - said, "nothing records these any more; take them out of portal/audit/words.py"
