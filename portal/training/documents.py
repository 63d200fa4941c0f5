"""The papers of training: the certificate of one that was passed, and the calendar of a month."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import format_date

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.feature import Built, Document
from portal.core.filters import ist_date
from portal.core.forms import day_asked
from portal.core.words import N_
from portal.training.models import TrainingSession
from portal.training.queries import sessions as queries
from portal.training.rules.sessions import month_days
from portal.units.queries import get_unit

NOT_PASSED = N_("There is no certificate: the officer has not passed this training.")
MOST = 500  # sessions of a month on one paper


def build_certificate(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The certificate of one nomination of an officer of a kendra in reach; NotFound where it was not passed."""
    nomination = queries.get_own_nomination(scope, subject_id)
    if nomination.result != "passed":
        raise NotFound(NOT_PASSED)
    session = queries.session_of(nomination)
    officer, programme, holder = queries.officer_of(nomination), queries.programme_of(session), queries.unit_of(session)
    unit = queries.unit_of(nomination)
    context = {
        "number": f"{unit.code} {nomination.number}", "personnel_no": officer.personnel_no, "rank": officer.rank_title,
        "officer": {"hi": officer.name_hi, "en": officer.name_en}, "kendra": {"hi": unit.name_hi, "en": unit.name_en},
        "programme": {"hi": programme.title_hi, "en": programme.title_en},
        "held_by": {"hi": holder.name_hi, "en": holder.name_en}, "session": f"{holder.code} {session.number}",
        "from_on": ist_date(session.from_on), "to_on": ist_date(session.to_on), "place": session.place,
        "trainer": session.trainer, "valid_until": ist_date(nomination.valid_until), "serial": nomination.number,
    }
    return Built(unit.id, f"{unit.code} {nomination.number}", context, nomination)


def build_calendar(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
    """The sessions that the reader sees with a day in the month of the day asked for, those cancelled left out."""
    unit, first = get_unit(scope, subject_id), day_asked(options).replace(day=1)
    rows = db.session.execute(queries.select_month(scope, month_days(first)).where(TrainingSession.cancelled_at.is_(None))
                              .order_by(TrainingSession.from_on, TrainingSession.id).limit(MOST + 1)).all()
    context = {
        "month": format_date(first, "MMMM y"), "most": MOST, "is_cut": len(rows) > MOST,
        "sessions": [{"number": f"{row.code} {row.serial}/{row.year}", "from_on": ist_date(row.from_on),
                      "to_on": ist_date(row.to_on), "programme": {"hi": row.title_hi, "en": row.title_en}, "place": row.place,
                      "trainer": row.trainer, "held_by": {"hi": row.unit_hi, "en": row.unit_en},
                      "seats": f"{row.taken}/{row.capacity}"} for row in rows[:MOST]],
    }
    return Built(unit.id, f"{unit.code} {first:%m-%Y}", context, unit)


DOCUMENTS = (Document("training-certificate", N_("Training certificate"), "training_certificate", "training:session:list",
                      build_certificate, is_issued=True, subject_endpoint="training.show_nomination",
                      subject_argument="nomination_id"),
             Document("training-calendar", N_("Capacity-building calendar"), "training_calendar", "training:session:list",
                      build_calendar, subject_endpoint="", arguments=("on",)))
