"""The form by which an officer says how the receipt reached her."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from portal.core.forms import AtMost, Form, Needed
from portal.intake.forms.entry import choices
from portal.intake.rules.sitting import handing_over_fault
from portal.intake.rules.vocabularies import RECEIPT_WAYS


class HandOverForm(Form):
    """How the receipt was handed over; the note is needed when it was kept."""

    how = RadioField(_l("How she got it"), [Needed()], choices=choices(RECEIPT_WAYS))
    note = StringField(_l("Remark"), [AtMost(200)], description=_l("Needed when the receipt is kept for her."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Also asks the rule that a kept receipt says why."""
        is_right = super().validate(extra_validators)
        fault = handing_over_fault(self.how.data, self.note.data or "") if self.how.data else None
        if fault and not self.how.errors:
            self.note.errors = [*self.note.errors, gettext(fault)]
        return is_right and not fault
