"""What the papers of the roster share: the day asked for, how an officer is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.accounts.rules.officer import rank_title
from portal.core import clock
from portal.core.errors import BadRequest
from portal.core.forms import parse_day
from portal.core.words import N_

Options = Mapping[str, Any]


def day_of(options: Options) -> date:
    """The day of the argument *on*, else today; BadRequest when it is none."""
    typed = options["arguments"].get("on")
    try:
        return parse_day(typed) if typed else clock.today()
    except ValueError as fault:
        raise BadRequest(N_("The day is not written as day-month-year.")) from fault


def officer(row: Any) -> dict[str, Any]:
    """Name in both scripts, rank (msgid) and personnel number."""
    return {"name": {"hi": row.name_hi, "en": row.name_en}, "rank": rank_title(row.rank, row.is_woman), "pno": row.personnel_no}
