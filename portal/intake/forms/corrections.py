"""The form that corrects a complaint: the fields of the matter, the version that was read, and the reason."""

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from portal.core import clock
from portal.core.forms import AtMost, Needed, VersionedForm
from portal.intake.forms.entry import MatterForm
from portal.intake.models import Complaint
from portal.intake.rules.corrections import CORRECTABLE
from portal.intake.rules.entry import OF_MATTER, kept_not_told


class CorrectionForm(MatterForm, VersionedForm):
    """What of a matter may be corrected; parties have their own page."""

    parties = None
    reason = StringField(_l("Why it is corrected"), [Needed(), AtMost(300)],
                         description=_l("Misheard, mistyped, she added something …"))

    @classmethod
    def of(cls, complaint: Complaint) -> "CorrectionForm":
        """The form with the text as it stands now, or with what was sent."""
        hour = complaint.occurred_at_hour
        data = {name: getattr(complaint, name) for name in CORRECTABLE if name != "not_told"}
        data |= {f"{name}_not_told": complaint.not_told.get(name, "") for name in OF_MATTER}
        data |= {"occurred_at_hour": time.fromisoformat(hour) if hour else None, "version": complaint.version}
        form = cls(data=data)
        form.received_on = clock.to_ist(complaint.received_at).date()
        return form

    def values(self) -> dict[str, Any]:
        """As for any matter; the day of receipt is the record's own."""
        return super().values() | {"received_on": getattr(self, "received_on", clock.today())}

    def corrected(self) -> dict[str, Any]:
        """The values of CORRECTABLE as they are to stand."""
        values = self.values()
        told = {name: values[name] for name in CORRECTABLE if name != "not_told"}
        told |= {name: (told[name] or "").strip() for name in ("place", "gist", "relief")}
        return told | {"not_told": kept_not_told(OF_MATTER, values, self.not_told())}
