"""Finds units for the one search box."""

from flask import url_for
from flask_babel import get_locale, gettext

from portal.access.scope import Scope
from portal.core.feature import Hit
from portal.units import queries


def find_hits(scope: Scope, text: str) -> list[Hit]:
    """Units in reach by code or name in either script."""
    language = str(get_locale())
    return [Hit(unit.name_in(language), f"{gettext(unit.kind_title)} · {unit.code}",
                url_for("units.show_unit", unit_id=unit.id)) for unit in queries.find_units(scope, text)]
