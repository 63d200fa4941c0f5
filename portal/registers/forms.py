"""The filter of a register."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from portal.core.forms import DayField, FilterForm


class RegisterFilterForm(FilterForm):
    """Which kendra and which days."""

    unit = HiddenField()
    from_on = DayField(_l("From day"))
    to_on = DayField(_l("To day"))

    def validate_to_on(self, field) -> None:
        """The end does not lie before the beginning."""
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(_l("The last day lies before the first."))

    def validate_unit(self, field) -> None:
        """An id, or nothing."""
        if field.data:
            try:
                uuid.UUID(field.data)
            except ValueError:
                raise ValidationError(_l("This kendra is not known.")) from None

    @property
    def unit_id(self) -> uuid.UUID | None:
        """The kendra asked for."""
        return uuid.UUID(self.unit.data) if self.unit.data and not self.unit.errors else None
