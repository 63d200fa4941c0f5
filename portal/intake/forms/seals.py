"""The forms that seal a complaint from an officer and lift a seal."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from portal.core.forms import AtMost, Form, Needed
from portal.intake.rules import seals as rules


class LiftSealForm(Form):
    """Why a seal is lifted."""

    reason = StringField(_l("Reason"), [Needed(), AtMost(300)],
                         description=_l("Write no name here; the reason is read by others."))

    def validate_reason(self, field: StringField) -> None:
        """A word is no reason."""
        fault = rules.reason_fault(field.data or "")
        if fault:
            raise ValidationError(gettext(fault))


class SealForm(LiftSealForm):
    """From whom, and why."""

    number = StringField(_l("Personnel number of the officer"), [Needed(), AtMost(40)])
