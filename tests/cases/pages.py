"""The pages of cases as the tests use them: what is typed to enter a case and to record what happened."""


from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from tests.factories.matters import HERS

BRIEF = "विपक्षी ने रास्ते में रोककर पीड़िता के साथ मारपीट की।"


def count(model) -> int:
    """Rows in the table."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def entry(**more) -> dict[str, str]:
    """What is typed for an FIR registered today."""
    today = clock.to_ist(clock.now())
    return {"kind": "fir", "number": f"0078/{today.year}", "registered_on": today.strftime("%d-%m-%Y"),
            "registered_hour": "00:00", "gd_number": "23", "sections": "BNS 64(1), 351(3)", "informed_by": "victim",
            "brief": BRIEF, "informant_name": HERS["own"].name, "is_victim_informant": "y", "victim_age": "24",
            "occurred_from_on": "01-11-2026" if today.month > 10 else "01-01-2026"} | more


def record(client, status=303, url="/cases/new", **more):
    """Sends the page that enters a case."""
    return client.send(url, entry(**more), action=url, status=status)


def add(client, file, kind, status=303, **more):
    """Sends the page that records what happened just now."""
    url = f"/cases/{file.case.id}/milestones/{kind}"
    now = clock.to_ist(clock.now())
    told = {"happened_on": now.strftime("%d-%m-%Y"), "happened_hour": now.strftime("%H:%M"), "evidence": "मेमो 4"} | more
    return client.send(url, told, action=url, status=status)
