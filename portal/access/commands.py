"""`flask permissions`: the policy as a page that people read."""

import click

from portal.access.permissions import PERMISSIONS
from portal.access.policy import POLICY
from portal.access.roles import ROLES

HEAD = ("Made by `flask permissions` from `portal/access/policy.py`; do not edit. Everything is within the reader's own "
        "units (see `portal/access/scope.py`); what lies outside is “not found”.")
FOOT = ("Sign-in, the locked screen, the first page's redirect, health, and the check of a paper need no permission; each "
        "says why in its `@public(...)`.")
WORDS = {
    "assigned": "the matter is assigned to her",
    "not assigned": "the matter is not assigned to her",
    "investigating": "she investigates the case",
    "recorder": "she recorded it",
    "own unit": "it belongs to her own unit",
}


def permissions_page() -> str:
    """Markdown: each permission with its sentence and the roles that hold it, with what must also be true."""
    lines = ["# Who may do what", "", HEAD, ""]
    for word, sentence in PERMISSIONS.items():
        lines += [f"## `{word}`", "", f"{sentence}.", ""]
        for role, conditions in POLICY[word].items():
            when = f" — when {' and '.join(WORDS[name] for name in conditions)}" if conditions else ""
            lines.append(f"- {ROLES[role].title}{when}")
        lines.append("")
    lines += ["## Public pages", "", FOOT, ""]
    return "\n".join(lines)


@click.command("permissions")
def show_permissions() -> None:
    """Prints the page docs/reference/permissions.md."""
    click.echo(permissions_page(), nl=False)
