"""Whose paper it is: the kendra, its station and its district, in both scripts."""

import uuid

from portal.core.db import db
from portal.core.pdf.documents import Letterhead
from portal.units.models import Unit
from portal.units.queries import ancestors


def letterhead_of(unit_id: uuid.UUID) -> Letterhead:
    """The names on top of the papers of a unit; a unit that is no kendra heads its paper itself."""
    unit = db.session.get_one(Unit, unit_id)
    above = {one.kind: one for one in ancestors(unit)}

    def names(one: Unit | None) -> dict[str, str]:
        return {"hi": one.name_hi, "en": one.name_en} if one else {"hi": "", "en": ""}

    return Letterhead(kendra=names(unit), station=names(above.get("station", unit)), district=names(above.get("district", unit)))
