"""Finds sections of law for the one search box."""

from flask import url_for
from flask_babel import get_locale, gettext

from portal.access.scope import Scope
from portal.core.feature import Hit
from portal.law import queries
from portal.law.rules.offences import COGNIZABLE

MOST = 10


def find_hits(scope: Scope, text: str) -> list[Hit]:
    """Offences by section, old section or words, those of the Penal Code last; law is the same for every reader."""
    if len(text.strip()) < 2:
        return []
    language = str(get_locale())
    return [Hit(f"{one.label_in(language)} – {one.title_in(language)}", gettext(COGNIZABLE[one.cognizable]),
                url_for("law.show_offence", key=one.key))
            for one in queries.find_offences(queries.current_pack(), text, with_older=True)[:MOST]]
