"""The forms of comparing with CCTNS: a month's list, and the explanation of one difference."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.cases.rules import compare as rules
from portal.core import clock
from portal.core.forms import AtMost, Form, InWords, Needed
from portal.intake.forms.entry import choices


class MonthForm(Form):
    """Which month of which list, and the file."""

    register = SelectField(_l("List of"), choices=choices(rules.REGISTERS))
    month = SelectField(_l("Month"), [Needed()], choices=[])
    file = FileField(_l("List from CCTNS (.xlsx or .csv)"), render_kw={"accept": ".xlsx,.csv"},
                     description=_l("One case in a row; the first row names the columns: FIR No, FIR Date, Act Section."))

    def offer(self) -> None:
        """The months of the last year."""
        self.month.choices = [SelectChoice(day.isoformat(), day.strftime("%m-%Y")) for day in rules.months_before(clock.today())]

    def chosen_month(self) -> date:
        """The first day of the month chosen."""
        return date.fromisoformat(self.month.data)

    def validate_file(self, field: FileField) -> None:
        """A file was chosen."""
        if not field.data or not field.data.filename:
            raise ValidationError(_l("Choose a file."))


class NoteForm(Form):
    """Why both sides differ."""

    note = TextAreaField(_l("Explanation"), [Needed(), InWords(rules.NOTE_LETTERS, rules.SAY_MORE), AtMost(500)],
                         render_kw={"rows": "3"}, description=_l("What is right and what will be corrected where. No names."))
    warnings: tuple[str, ...] = ()
