"""The forms of the staff."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.accounts.rules.officer import RANKS, personnel_number
from portal.core.forms import (
    AtMost,
    DayField,
    DayInForceField,
    FilterForm,
    Form,
    Needed,
    VersionedForm,
    WholeNumberField,
    choices_of,
)
from portal.core.text import fold_digits
from portal.core.words import N_
from portal.personnel.rules.postings import KINDS, LANGUAGES, SAY_NO_NOTE, SKILLS
from portal.personnel.rules.staff_list import OUTCOMES
from portal.personnel.rules.strength import GROUPS, STAFF_RANKS

RANK_CHOICES = choices_of({code: RANKS[code][0] for code in STAFF_RANKS})


class _Ticks(SelectMultipleField):
    """Several of a vocabulary, as check boxes."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


class OfficerPart:
    """Who she is."""

    name_hi = StringField(_l("Name in Hindi"), validators=[Needed(), AtMost(120)])
    name_en = StringField(_l("Name in English"), validators=[Needed(), AtMost(120)])
    rank = SelectField(_l("Rank"), choices=RANK_CHOICES, validators=[Needed()])
    gender = RadioField(_l("Gender"), choices=choices_of({"woman": "Woman", "man": "Man"}), validators=[Needed()])
    phone = StringField(_l("Mobile number"), validators=[AtMost(20)], render_kw={"inputmode": "tel"})
    skills = _Ticks(_l("Skills"), choices=choices_of(SKILLS))
    languages = _Ticks(_l("Languages"), choices=choices_of(LANGUAGES))

    def validate_phone(self, field: Any) -> None:
        """Ten digits of any script, or nothing."""
        field.data = "".join(sign for sign in fold_digits(field.data or "") if sign.isdigit())
        if field.data and len(field.data) != 10:
            raise ValidationError(gettext("A mobile number has ten digits."))

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {"name_hi": self.name_hi.data, "name_en": self.name_en.data, "rank": self.rank.data,
                "is_woman": self.gender.data == "woman", "phone": self.phone.data, "skills": sorted(self.skills.data or []),
                "languages": sorted(self.languages.data or [])}


class PostingPart:
    """Where she is posted, by which order, from when."""

    kind = SelectField(_l("Kind of posting"), choices=choices_of(KINDS), validators=[Needed()])
    from_on = DayField(_l("First day"), validators=[Needed()])
    to_on = DayField(_l("Last day"), description=_l("Only when the order names it."))
    order_no = StringField(_l("Order number"), validators=[Needed(), AtMost(60)])
    is_in_charge = BooleanField(_l("In charge of the kendra"))

    def term(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {"kind": self.kind.data, "from_on": self.from_on.data, "to_on": self.to_on.data, "order_no": self.order_no.data,
                "is_in_charge": self.is_in_charge.data}


class NewOfficerForm(OfficerPart, PostingPart, Form):
    """An officer and her first posting here."""

    personnel_no = StringField(_l("Personnel number (PNO)"), validators=[Needed(), AtMost(15)])

    def validate_personnel_no(self, field: Any) -> None:
        """Has the shape of a personnel number."""
        number = personnel_number(field.data or "")
        if field.data and not number:
            raise ValidationError(gettext("Write the personnel number with 3 to 15 digits or capital letters, without gaps."))
        field.data = number


class ChangeOfficerForm(OfficerPart, VersionedForm):
    """Corrected particulars; the personnel number stays."""


class PostForm(PostingPart, Form):
    """One more posting."""


class EndPostingForm(Form):
    """The last day of a posting, with the hand-over."""

    to_on = DayField(_l("Last day"), validators=[Needed()])
    order_no = StringField(_l("Order number"), validators=[Needed(), AtMost(60)])
    hand_over_note = TextAreaField(
        _l("Hand-over"), validators=[Needed(SAY_NO_NOTE), AtMost(2000)],
        description=_l("Registers, open files, stores and keys: what was given to whom, by which list."))


class SanctionForm(Form):
    """Sanctioned posts of a group."""

    group = SelectField(_l("Posts of"), choices=choices_of(GROUPS), validators=[Needed()])
    number = WholeNumberField(_l("How many"), validators=[Needed()])
    from_on = DayField(_l("From"), validators=[Needed()])
    order_no = StringField(_l("Order number"), validators=[Needed(), AtMost(60)])

    def validate_number(self, field: Any) -> None:
        """A number that a kendra could have."""
        if field.data is not None and field.data > 200:
            raise ValidationError(gettext("So many posts are not sanctioned for one kendra."))


class StaffFilter(FilterForm):
    """Which kendra, and on which day."""

    unit = StringField(_l("Kendra"))
    on = DayInForceField(_l("On the day"))


class StaffListForm(Form):
    """A staff list as a file."""

    file = FileField(_l("File with the staff list"),
                     description=_l("Excel (.xlsx) or CSV in UTF-8, at most 5 MB and 20,000 rows."))

    def validate_file(self, field: Any) -> None:
        """A file was chosen."""
        if not field.data:
            raise ValidationError(gettext("Choose the file with the list."))


class VerdictFilter(FilterForm):
    """Which rows of a list that was read, and after which line."""

    outcome = SelectField(_l("Verdict"), choices=choices_of({"": N_("– all –")} | OUTCOMES), default="")
    line = WholeNumberField(_l("After line"))
