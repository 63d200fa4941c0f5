"""Finding a preventive action by its running number, like 12/2026."""

import re

from flask import url_for
from flask_babel import gettext

from portal.access.scope import Scope
from portal.core.feature import Finder, Hit
from portal.core.filters import ist_date
from portal.core.text import fold_digits
from portal.core.words import N_
from portal.preventive.queries import find_by_number
from portal.preventive.rules.kinds import TITLES
from portal.preventive.rules.steps import STATES

NUMBER = re.compile(r"\s*([0-9]{1,6})\s*/\s*(20[0-9]{2})\s*")


def find_actions(scope: Scope, text: str) -> list[Hit]:
    """Actions in reach with that number; the digits of any script are understood."""
    match = NUMBER.fullmatch(fold_digits(text))
    if match is None:
        return []
    return [Hit(f"{gettext('Preventive action')} {row.serial}/{row.year}",
                " · ".join((gettext(TITLES[row.kind]), ist_date(row.recorded_at), gettext(STATES[row.state]))),
                url_for("preventive.show_action", action_id=row.id))
            for row in find_by_number(scope, int(match[1]), int(match[2]))]


FINDERS = (Finder("preventive", N_("Preventive actions"), "preventive:action:read", find_actions),)
