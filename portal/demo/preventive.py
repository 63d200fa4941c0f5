"""Practice records of preventive action: a bond, one that ends soon, an urgent order, an arrest, an inquiry; all invented."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from portal.access.actor import Actor
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.models import Complaint, OppositeParty
from portal.preventive.actions import enter_action, write_step
from portal.preventive.models import PreventiveAction

REASON = "प्रार्थिनी को रास्ते में रोककर बार-बार धमकी देता है; समझाने पर भी नहीं माना, शान्ति भंग होने की प्रबल आशंका है।"
ALONE = {"relation": "acquaintance", "name": "बबलू नमूना", "relative_name": "छेदी नमूना", "age": 24, "address": "ग्राम नमूनापुर"}


def load_preventive(incharge: Actor) -> None:
    """Five actions of one kendra: on its oldest matters with a known opposite party, and two of their own."""
    today = clock.today()
    order = _enter(incharge, "bnss163", [ALONE], today - timedelta(days=50), reference="जी0डी0 अभ्यास 18")
    _write(incharge, order, "order_passed", today - timedelta(days=50), from_on=today - timedelta(days=50),
           until_on=today + timedelta(days=5))
    oldest = (select(Complaint, OppositeParty).join(OppositeParty, OppositeParty.complaint_id == Complaint.id)
              .where(incharge.scope.covers(Complaint.unit_id), OppositeParty.person_id.is_not(None))
              .order_by(Complaint.received_at).limit(3))
    kinds = ("bnss126", "bnss126", "bnss129")
    for place, (matter, party) in enumerate(db.session.execute(oldest).all()):
        known = [{"person_id": party.person_id, "relation": party.relation}]
        began = clock.to_ist(matter.received_at).date() + timedelta(days=1)
        _proceedings(incharge, _enter(incharge, kinds[place], known, began, matter), began, place)
    arrest = _enter(incharge, "bnss170", [ALONE | {"name": "गुड्डू नमूना"}], today - timedelta(days=1), reference="जी0डी0 अभ्यास 41")
    with clock.standing_at(clock.now() - timedelta(minutes=5)):
        write_step(incharge, arrest, "arrested", {}, happened_at=clock.now() - timedelta(hours=20), evidence="गिरफ्तारी मेमो 3",
                   now=clock.now())
    db.session.commit()


def _enter(incharge: Actor, kind: str, known: list[dict], on: date, matter: Complaint | None = None, **more) -> PreventiveAction:
    with clock.standing_at(_at(on, 10)):
        return enter_action(incharge, current_vault(), kind=kind, reason=REASON, people=known, now=clock.now(), matter=matter,
                            authority="उप जिला मजिस्ट्रेट सदर", **more)


def _proceedings(incharge: Actor, action: PreventiveAction, began: date, place: int) -> None:
    """How far the proceedings came: the first is bound for a year, the second for a short while, the third is heard."""
    _write(incharge, action, "report_sent", began, report_no=f"प्र0 अभ्यास {place + 1}")
    _write(incharge, action, "show_cause", began + timedelta(days=3), amount=50000, sureties=2, term_months=12,
           proceeding_no=f"वाद अभ्यास {place + 7}")
    _write(incharge, action, "notice_served", began + timedelta(days=5), next_on=began + timedelta(days=9))
    heard = began + timedelta(days=9)
    _write(incharge, action, "hearing", heard, next_on=max(heard, clock.today() + timedelta(days=4)))
    if place < 2:
        signed = began + timedelta(days=12)
        _write(incharge, action, "bond_signed", signed, amount=50000, sureties=2, from_on=signed,
               until_on=signed + timedelta(days=360 if place == 0 else 45))


def _write(incharge: Actor, action: PreventiveAction, step: str, on: date, **typed) -> None:
    """A step at noon of that day, written an hour later; what would lie ahead is left out."""
    at = _at(on, 12)
    if at + timedelta(hours=1) > clock.now():
        return
    with clock.standing_at(at + timedelta(hours=1)):
        write_step(incharge, action, step, typed, happened_at=at, evidence="जी0डी0 अभ्यास 12", now=clock.now())


def _at(on: date, hour: int) -> datetime:
    return min(clock.from_ist(datetime.combine(on, time(hour))), clock.now())
