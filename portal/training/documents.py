"""The certificate of a training that was passed."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.core.errors import NotFound
from portal.core.feature import Built, Document
from portal.core.filters import ist_date
from portal.core.words import N_
from portal.training.queries import sessions as queries

NOT_PASSED = N_("There is no certificate: the officer has not passed this training.")


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


DOCUMENTS = (Document("training-certificate", N_("Training certificate"), "training_certificate", "training:session:list",
                      build_certificate, is_issued=True, subject_endpoint="training.show_nomination",
                      subject_argument="nomination_id"),)
