"""The blueprint of the roster and what its modules share: permissions, words, and how an officer and a day are named."""

from typing import Any

from flask import Blueprint
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.accounts.rules.officer import rank_title

bp = Blueprint("roster", __name__)
LIST, READ, EDIT, PUBLISH = "roster:month:list", "roster:month:read", "roster:month:edit", "roster:month:publish"
ACKNOWLEDGE, DRAFT, WISH = "roster:month:acknowledge", "roster:draft:run", "roster:wish:ask"


def language() -> str:
    """The reader's language, "hi" or "en"."""
    return str(get_locale())


def rank_word(rank: str, is_woman: bool) -> str:
    """The rank as the officer is called, in the reader's language."""
    return _(rank_title(rank, is_woman))


def name_of(row: Any) -> str:
    """The name of an officer or unit (name_hi, name_en) in the reader's language."""
    return row.name_en if language() == "en" else row.name_hi
