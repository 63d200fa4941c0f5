"""Forms of units: the tree's filter, one unit, and the upload of a list."""

import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.core.forms import (
    AtMost,
    DayField,
    FilterForm,
    Form,
    Needed,
    NotInFuture,
    VersionedForm,
    WholeNumberField,
)
from portal.units import rules
from portal.units.rules import UnitFacts

KIND_CHOICES = [SelectChoice(kind, _l(title)) for kind, title in rules.KINDS.items()]
OUTCOMES = [SelectChoice("", _l("All rows")), SelectChoice("refused", _l("Refused")), SelectChoice("new", _l("New")),
            SelectChoice("changed", _l("Changed")), SelectChoice("same", _l("Unchanged"))]


class Fits:
    """The text has the shape that the rules ask for; empty text is another validator's business."""

    def __init__(self, shape: re.Pattern[str], sentence: str):
        self.shape, self.sentence = shape, sentence

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and not self.shape.match(field.data):
            raise ValidationError(gettext(self.sentence))


def _upper(text: str | None) -> str:
    return (text or "").upper()


class UnitFilter(FilterForm):
    """Which units to show."""

    q = StringField(_l("Name or code"), validators=[AtMost(60)])
    kind = SelectField(_l("Kind of unit"), choices=[SelectChoice("", _l("All kinds")), *KIND_CHOICES], default="")


class UnitPart:
    """What a new unit and a changed one have in common."""

    name_hi = StringField(
        _l("Name in Hindi"), validators=[Needed(), Fits(rules.NAME_HI_SHAPE, rules.SAY_NAME_HI)])
    name_en = StringField(
        _l("Name in English"), validators=[Needed(), Fits(rules.NAME_EN_SHAPE, rules.SAY_NAME_EN)])
    parent_code = StringField(
        _l("Code of the unit above"), filters=[_upper], validators=[Fits(rules.CODE_SHAPE, rules.SAY_CODE)],
        description=_l("The unit under which this one stands; only a state has none."))
    phone = StringField(
        _l("Office telephone"), validators=[Fits(rules.PHONE_SHAPE, rules.SAY_PHONE)],
        description=_l("A public number of the office, never an officer's own."))
    is_womens_station = BooleanField(_l("This police station is a women's police station"))
    opened_on = DayField(_l("Opened on"), validators=[NotInFuture()])
    closed_on = DayField(_l("Closed on"), validators=[NotInFuture()],
                         description=_l("Only when the unit works no longer. Its records stay."))

    def facts(self, code: str, kind: str) -> UnitFacts:
        """What was typed, as the rules see it."""
        return UnitFacts(
            code=code, kind=kind, parent_code=self.parent_code.data, name_hi=self.name_hi.data,
            name_en=self.name_en.data, phone=self.phone.data or "",
            is_womens_station=self.is_womens_station.data, opened_on=self.opened_on.data,
            closed_on=self.closed_on.data)


class NewUnitForm(UnitPart, Form):
    """A unit that is founded."""

    code = StringField(
        _l("Code"), filters=[_upper], validators=[Needed(), Fits(rules.CODE_SHAPE, rules.SAY_CODE)],
        description=_l("Short, in capital letters, like LKO-HZG. A kendra's code stands in every token, "
                       "so it never changes."))
    kind = SelectField(_l("Kind of unit"), choices=KIND_CHOICES, default="kendra")


class ChangeUnitForm(UnitPart, VersionedForm):
    """A unit that is changed; code and kind stay."""


class UploadForm(Form):
    """A list of units as a file."""

    file = FileField(_l("File with the list of units"),
                     description=_l("Excel (.xlsx) or CSV in UTF-8, at most 5 MB and 20,000 rows."))

    def validate_file(self, field: FileField) -> None:
        """A file was chosen."""
        if not field.data:
            raise ValidationError(gettext("Choose the file with the list."))


class RowsFilter(FilterForm):
    """Which rows of a list to show."""

    show = SelectField(_l("Rows"), choices=OUTCOMES, default="")
    after = WholeNumberField(_l("After line"))
