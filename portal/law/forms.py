"""Forms of the law: what to look for, what a prosecution officer compared, and the files of a pack."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.core.forms import AtMost, FilterForm, Form, InWords, Needed
from portal.core.words import N_
from portal.law.rules.offences import CATEGORIES
from portal.law.rules.pack import LawPack

FILE_BYTES = 2_000_000
NOTE_LETTERS = 20  # the note says enough to be checked by another
SAY_NOTE = N_("Say with at least 20 letters what you compared.")
NOT_UTF8 = _l("This file is not text in UTF-8, or it is larger than 2 MB.")
CHECKS = [SelectChoice("", _l("All rows")), SelectChoice("open", _l("To be verified")),
          SelectChoice("done", _l("Confirmed by a prosecution officer"))]


class OffenceFilter(FilterForm):
    """Which offences to show."""

    q = StringField(_l("Section or words"), validators=[AtMost(80)],
                    description=_l("A number of the new or old code, or words in Hindi or English."))
    act = SelectField(_l("Act"), default="")
    category = SelectField(_l("Subject"), choices=[SelectChoice("", _l("All subjects"))]
                           + [SelectChoice(key, _l(title)) for key, title in CATEGORIES.items()], default="")
    check = SelectField(_l("Verification"), choices=CHECKS, default="")

    def take(self, pack: LawPack, language: str) -> None:
        """Offers the acts of *pack* by their names in *language*."""
        rows = (*pack.offences.values(), *pack.older.values())
        acts = {one.act: one.act_title if language == "en" else one.act_hi for one in rows}
        self.act.choices = [SelectChoice("", gettext("All Acts"))] + [SelectChoice(*pair) for pair in acts.items()]


class ClockFilter(FilterForm):
    """Which clocks to show."""

    q = StringField(_l("Section or words"), validators=[AtMost(80)])
    check = SelectField(_l("Verification"), choices=CHECKS, default="")


class SignOffForm(Form):
    """A row is confirmed."""

    note = TextAreaField(_l("What you compared it with"), validators=[Needed(), InWords(NOTE_LETTERS, SAY_NOTE), AtMost(1000)],
                         description=_l("The Act or notification, where you read it, and its date."))


class PackForm(Form):
    """The three files of a pack."""

    offences = FileField("offences.csv")
    clocks = FileField("clocks.csv")
    pack = FileField("pack.json")

    def validate(self, extra_validators=None) -> bool:
        """All three files are there and are text."""
        fine = super().validate(extra_validators)
        self.texts: dict[str, str] = {}
        for field, name in ((self.offences, "offences.csv"), (self.clocks, "clocks.csv"), (self.pack, "pack.json")):
            try:
                self.texts[name] = _text_of(field)
            except ValidationError as fault:
                field.errors = [*field.errors, str(fault)]
                fine = False
        return fine


def _text_of(field: FileField) -> str:
    if not field.data:
        raise ValidationError(gettext("Choose the file."))
    data = field.data.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise ValidationError(NOT_UTF8)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(NOT_UTF8) from None
