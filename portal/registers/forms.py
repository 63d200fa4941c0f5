"""The filter of a register."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.core.forms import AtMost, DayField, FilterForm, Form, InWords, Needed
from portal.core.text import fold_digits
from portal.registers import rules

IN_WORDS = [Needed(), InWords(rules.LETTERS, rules.WORDS_NEEDED), AtMost(500)]


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


class UnitForm(FilterForm):
    """Which kendra's months."""

    unit = HiddenField()


class CloseForm(Form):
    """A month is closed; where lines lack something, the reason why they stay so."""

    because = TextAreaField(_l("Why the month is closed with lines that lack something"), [AtMost(500)],
                            description=_l("Needed only while the list of gaps is not empty. No names."))


class CorrectionForm(Form):
    """What is right about one line of a closed month."""

    serial = StringField(_l("Serial of the line"), [Needed(), AtMost(20)], filters=[lambda text: fold_digits(text or "").strip()],
                         description=_l("As it stands in the register, like 12/2026."))
    text = TextAreaField(_l("What is right"), IN_WORDS,
                         description=_l("The closed line stays as it is. No names."))
    reason = TextAreaField(_l("Reason of the correction"), IN_WORDS)
