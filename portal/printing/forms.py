"""The forms of printing: how to print, and the code to verify."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import ValidationError

from portal.core.forms import AtMost, FilterForm, Form, Needed, choices_of
from portal.printing.rules import LANGUAGES, SHORTEST_REASON


class PrintForm(FlaskForm):
    """Language, and for an open copy the reason. Without a one-time token: sending it twice prints two marked copies,
    and the writer's lock is not held while the paper is drawn."""

    Meta = Form.Meta
    language = RadioField(_l("Language"), choices=choices_of(LANGUAGES), default="both")
    is_open = BooleanField(_l("Open copy with her identity"))
    reason = StringField(_l("Reason for the open copy or the reprint"), validators=[AtMost(300)])

    def validate_reason(self, field) -> None:
        """An open copy is never without words."""
        if self.is_open.data and len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(_l("Say in at least %(n)s letters why identity must be on this paper.", n=SHORTEST_REASON))


class VerifyForm(FilterForm):
    """The code printed under the QR."""

    code = StringField(_l("Verification code"), validators=[Needed(), AtMost(40)])
