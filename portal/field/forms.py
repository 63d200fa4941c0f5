"""The form that every sending from the field is: the id that its page made and the device's clock ride along."""

import uuid
from typing import Any

from flask_babel import gettext
from wtforms import HiddenField
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.forms import Form
from portal.field import rules


class FieldForm(Form):
    """A sending from the field."""

    entry_id = HiddenField()
    noted_at = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.entry_id.data = str(uuid.uuid4())

    def validate_entry_id(self, field: Any) -> None:
        """An id as the page makes it."""
        try:
            uuid.UUID(field.data or "")
        except ValueError:
            raise ValidationError(gettext(rules.SAY_ENTRY_ID)) from None

    def stamp(self) -> rules.Stamp:
        """The sending; a device clock that is no moment with a zone counts as not told."""
        return rules.Stamp(uuid.UUID(self.entry_id.data), rules.device_moment(self.noted_at.data), clock.now())
