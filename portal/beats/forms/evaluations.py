"""The form of the monthly evaluation."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.core.calendar import month_of
from portal.core.forms import SAY_MONTH, AtMost, Form, Needed


class EvaluationForm(Form):
    """What was found in a month of a beat."""

    month = StringField(_l("Month"), [Needed()], description=_l("month-year, like 11-2026"))
    findings = TextAreaField(_l("What was found, without names of women"), [Needed(), AtMost(2000)], render_kw={"rows": "6"})
    advice = TextAreaField(_l("What is advised"), [AtMost(2000)], render_kw={"rows": "4"})

    def validate_month(self, field: StringField) -> None:
        """A month."""
        try:
            month_of(field.data or "")
        except ValueError:
            raise ValidationError(gettext(SAY_MONTH)) from None

    def first(self) -> date:
        """The first day of the month typed."""
        return month_of(self.month.data)
