"""Entries on chosen days, recorded through the desk's own actions."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.actions.visits import register_visit
from portal.intake.models import Complaint, Visit
from tests.factories.casefile import matter
from tests.factories.matters import actor


@pytest.fixture
def entered(world) -> Callable[..., Complaint]:
    """`entered("31-10-2026 23:59")`: a complaint recorded at that minute in India."""
    def enter(at: str, kendra: str = "own", **values) -> Complaint:
        with clock.standing_at(moment(at)):
            return matter(actor(world, "desk_officer", kendra), received_at=clock.now(), **values)
    return enter


@pytest.fixture
def came(world) -> Callable[..., Visit]:
    """A visitor who came for something else than a complaint."""
    def come(at: str, remark: str = "वृद्धावस्था पेंशन के कागज़ों की जानकारी ली।", kendra: str = "own") -> Visit:
        with clock.standing_at(moment(at)):
            visit = register_visit(actor(world, "desk_officer", kendra), current_vault(), {
                "purpose": "information", "channel": "walk_in", "received_at": clock.now(), "remark": remark},
                {"name": "does_not_want", "phone": "does_not_want", "address": "does_not_want"})
            db.session.commit()
            return visit
    return come


def moment(at: str) -> datetime:
    """A minute on the wall clock of the station."""
    day, month, year, hour, minute = (int(part) for part in re.split(r"\D", at))
    return clock.from_ist(datetime(year, month, day, hour, minute))  # noqa: DTZ001


def serials(page) -> list[str]:
    """The serials on a register's page, as they stand there."""
    return [cell.get_text(strip=True) for cell in page.soup.select("#rows tbody th")]
