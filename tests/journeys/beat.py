"""A beat officer and her telephone: what she is given before, what she writes on it, what arrived of it."""

import uuid
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from portal.accounts.actions import OfficerFacts, create_user, grant_role
from portal.accounts.models import RoleHeld, User
from portal.accounts.sessions import build_actor
from portal.beats.actions import land
from portal.beats.models import BeatDay, BeatVisit
from portal.core import clock
from portal.core.db import db
from portal.personnel import actions as personnel
from portal.personnel.models import Officer
from portal.units.models import Unit
from tests.journeys.phone import Phone

NUMBER = "900077001"


def keep_beat(app: Flask, incharge: str, places: int = 5) -> str:
    """A beat of the in-charge's kendra with its places and an officer of its own; gives her number."""
    facts = {"name_hi": "अभ्यास बीट अधिकारी", "name_en": "Practice Beat Officer", "rank": "CONST", "is_woman": True, "phone": "",
             "skills": [], "languages": ["hi"]}
    with app.app_context():
        who = build_actor(db.session.scalar(select(RoleHeld).join(User, User.id == RoleHeld.user_id)
                                            .where(User.personnel_no == incharge)))
        since = clock.today() - timedelta(days=60)
        officer = personnel.enter_officer(who, NUMBER, facts, who.unit_id,
                                          {"kind": "posted", "from_on": since, "order_no": "अभ्यास"})
        user = create_user(None, OfficerFacts(NUMBER, facts["name_hi"], facts["name_en"], "CONST", phone="", is_woman=True))
        user.password_hash = "!"
        db.session.flush()
        grant_role(None, user, "beat_officer", db.session.get_one(Unit, who.unit_id), "अभ्यास", since)
        beat = land.enter_beat(who, f"अभ्यास बीट {uuid.uuid4().hex[:4]}", ["बीट 1"])
        land.add_officer(who, beat, officer.id, since)
        for one in range(places):
            land.enter_place(who, beat, {"kind": "village", "name": f"नमूना ग्राम {one + 1}", "sitting_weekdays": [],
                                         "from_on": since})
        db.session.commit()
        return NUMBER


def beat_arrived(app: Flask, tag: str) -> dict[str, int]:
    """Information of each visit that begins with *tag* → how often it is in the database; "" → closed days of hers."""
    with app.app_context():
        rows = db.session.execute(
            select(BeatVisit.information, func.count()).where(BeatVisit.information.startswith(tag, autoescape=True))
            .group_by(BeatVisit.information)).all()
        found = {row[0]: row[1] for row in rows} | {
            "": db.session.scalar(select(func.count(BeatDay.id)).join(Officer, Officer.id == BeatDay.officer_id)
                                  .where(BeatDay.state == "closed", Officer.personnel_no == NUMBER))}
        db.session.remove()
        return found


class BeatPhone(Phone):
    """The telephone of a beat officer."""

    def begin(self) -> None:
        """Goes out: beat, day, time and officer stand there already."""
        self.page.click("button.start")
        self.save("button.step")

    def visit(self, information: str, women: str = "7", place: int = 1) -> None:
        """Writes a visit."""
        page = self.page
        page.click("button.step:has-text('भ्रमण')")
        page.select_option("#f-place", index=place)
        page.fill("#f-women_met", women)
        page.check("[name=schemes][value=helplines]")
        page.fill("#f-information", information)
        self.save("button.step")

    def problem(self, account: str) -> None:
        """Writes a problem that is taken up."""
        page = self.page
        page.click("button.step:has-text('समस्या')")
        page.select_option("#f-place", index=1)
        page.select_option("#f-nature", "threat")
        page.check("[name=outcome][value=taken_up]")
        page.fill("#f-account", account)
        self.save("button.step")

    def finish(self) -> None:
        """Writes the end of the day."""
        self.page.click("button.step:has-text('समापन')")
        self.page.fill("#f-summary", "पाँच ग्राम का भ्रमण किया गया")
        self.page.fill("#f-next_note", "ग्राम 3 अवश्य जायें")
        self.save("button.start")


def on_screen(page) -> BeatPhone:
    """The officer's hands on a page that is open already."""
    phone = BeatPhone(None, Path(), "")
    phone.page = page
    return phone
