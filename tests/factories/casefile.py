"""Complaints as the desk records them, through the desk's own actions; the people are invented canaries."""

import uuid
from datetime import UTC, datetime
from typing import Any

from portal.access.actor import Actor
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.actions.complaints import register_complaint
from portal.intake.actions.receipts import hand_over_receipt
from portal.intake.actions.visits import register_visit
from portal.intake.models import Complaint

# Every word of this must stay off every page, list and answer until the identity is opened.
CANARY = {"name": "कनेरी देवी", "relative_name": "रामखेलावन कनेर", "address": "कनेरीगंज मोहल्ला",
          "phone": "9123456780", "code_word": "नीलकंठ"}
PARTY_CANARY = {"name": "दुर्जन कनेरा", "address": "कनेरापुर"}


def canary_words() -> list[str]:
    """What must not be read on a closed page."""
    return [*CANARY.values(), *PARTY_CANARY.values()]


def matter(actor: Actor, *, is_registered: bool = True, officer_id: uuid.UUID | None = None,
           **values: Any) -> Complaint:
    """A complaint recorded by *actor*, its receipt handed over, given to an officer if one is named; committed."""
    told = {
        "purpose": "complaint", "channel": "walk_in", "received_at": datetime(2026, 9, 7, 5, 0, tzinfo=UTC),
        "age": 30, "relation": "wife_of", **CANARY, "nature": "domestic_violence", "place": "घर पर",
        "gist": "पति शराब पीकर मारपीट करता है और घर से निकाल दिया", "relief": "सुरक्षा चाहिए",
        "parties": [{"relation": "husband", **PARTY_CANARY}]} | values
    visit = register_visit(actor, current_vault(), told, {})
    complaint = register_complaint(actor, current_vault(), visit, told, {})
    if is_registered:
        hand_over_receipt(actor, complaint, "in_hand")
    if officer_id is not None:
        complaint.enquiry_officer_id, complaint.state = officer_id, "under_enquiry"
    db.session.commit()
    return complaint
