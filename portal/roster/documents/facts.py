"""What the papers of the roster share: how an officer is written."""

from collections.abc import Mapping
from typing import Any

from portal.accounts.rules.officer import rank_title

Options = Mapping[str, Any]


def officer(row: Any) -> dict[str, Any]:
    """Name in both scripts, rank (msgid) and personnel number."""
    return {"name": {"hi": row.name_hi, "en": row.name_en}, "rank": rank_title(row.rank, row.is_woman), "pno": row.personnel_no}
