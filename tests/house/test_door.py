"""The closed door: an undeclared endpoint stops the start, the vocabulary is whole, and its page is fresh."""

from pathlib import Path

import pytest
from flask import Flask

from portal.access.commands import permissions_page
from portal.access.guard import UndeclaredEndpoint, close_the_door, guard, public
from portal.access.permissions import PERMISSIONS
from portal.access.policy import POLICY, PREDICATES
from portal.access.roles import ROLES

PUBLIC = {  # endpoint → why a stranger may ask it; a new one is added here on purpose
    "accounts.sign_in", "accounts.second_factor", "accounts.new_password", "accounts.enrol", "accounts.enrol_start",
    "accounts.choose_role", "accounts.use_code", "accounts.locked", "accounts.lock", "accounts.active", "accounts.switch",
    "accounts.sign_out", "accounts.language", "monitoring.show_today", "monitoring.show_health",
    "printing.verify", "field.show_shell", "field.show_worker", "field.show_manifest",
}

# Drafts belong to whoever types; the log of prints is for those who inspect.
SPARED = {"intake:draft:keep", "printing:log:list"}


def test_an_endpoint_without_declaration_stops_the_start():
    app = Flask("bad", static_folder=None)
    app.add_url_rule("/open", "open", lambda: "everything")
    with pytest.raises(UndeclaredEndpoint, match="open"):
        close_the_door(app)


def test_an_unknown_permission_cannot_be_declared():
    with pytest.raises(UndeclaredEndpoint):
        guard("intake:everything:do")


def test_declared_endpoints_pass():
    app = Flask("good", static_folder=None)
    app.add_url_rule("/a", "a", public("a test")(lambda: ""))
    app.add_url_rule("/b", "b", guard("intake:complaint:open")(lambda: ""))
    close_the_door(app)


def test_public_endpoints_are_these_and_no_others(app):
    found = {name for name, view in app.view_functions.items() if view.permission is None}
    assert found == PUBLIC
    assert all(app.view_functions[name].public_because for name in found)


def test_every_permission_stands_in_the_policy_and_names_known_roles():
    assert set(PERMISSIONS) == set(POLICY)
    assert list(PERMISSIONS) == sorted(PERMISSIONS), "keep the vocabulary in alphabetical order"
    for word, roles in POLICY.items():
        assert set(roles) <= set(ROLES), word
        assert {name for conditions in roles.values() for name in conditions} <= set(PREDICATES), word


def test_every_permission_is_asked_somewhere(app):
    guarded = {view.permission for view in app.view_functions.values()}
    text = "".join(path.read_text(encoding="utf-8") for folder in ("portal", "templates")
                   for path in (Path(__file__).parents[2] / folder).rglob("*.*") if path.suffix in (".py", ".html"))
    unused = {word for word in PERMISSIONS if word not in guarded and text.count(f'"{word}"') < 3}
    assert not unused, f"nobody asks for {unused}; take them out of permissions.py and policy.py"


def test_administrators_and_auditors_hold_no_case_permission():
    for word, roles in POLICY.items():
        if word.split(":")[0] in ("intake", "followups", "registers", "printing") and word not in SPARED:
            assert not {"administrator", "auditor"} & set(roles), word


def test_the_permissions_page_is_fresh():
    page = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"
    assert page.read_text(encoding="utf-8") == permissions_page(), "run: flask permissions > docs/reference/permissions.md"
