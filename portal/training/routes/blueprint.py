"""The blueprint of training and what its modules share."""

from typing import Any

from flask import Blueprint
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.accounts.rules.officer import rank_title
from portal.training.rules.marks import ATTENDANCE, RESULTS
from portal.training.rules.validity import STANDINGS

bp = Blueprint("training", __name__)
LIST, CHANGE = "training:session:list", "training:session:change"
RECORD, PROGRAMME = "training:result:record", "training:programme:change"
WORDS = {"attendance": ATTENDANCE, "results": RESULTS, "standings": STANDINGS}
TONES = {"never": "danger", "ended": "danger", "ending": "warn", "valid": "ok"}


def rank_word(rank: str, is_woman: bool) -> str:
    """The rank as the officer is called, in the reader's language."""
    return _(rank_title(rank, is_woman))


def spoken() -> dict[str, Any]:
    """What every page of training needs to say its words."""
    return {"words": WORDS, "tones": TONES, "rank_word": rank_word}


def language() -> str:
    """The reader's language, "hi" or "en"."""
    return str(get_locale())
