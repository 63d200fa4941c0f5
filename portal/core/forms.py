"""The base of every form: CSRF, one-time token, the Unicode gate, unknown and repeated fields refused, own field kinds."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from flask import request
from flask_babel import get_domain, gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.fields import FieldList, FormField, MultipleFileField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from portal.core import clock, once, unsent
from portal.core.calendar import month_of, month_text
from portal.core.errors import BadRequest, StaleEdit
from portal.core.text import UncleanText, clean_text, without_hidden
from portal.core.words import N_, letters_in

REQUIRED = _l("This is needed. If she did not say, choose “not told” and why.")
NEEDED = _l("This is needed.")
SAY_MONTH = N_("Write the month as month-year, like 11-2026.")
_MANY = (SelectMultipleField, MultipleFileField)


def gate(value: Any) -> Any:
    """Typed text through the one Unicode gate; other values as they are. ValueError with a sentence in her language."""
    try:
        return clean_text(value).strip() if isinstance(value, str) else value
    except UncleanText as fault:
        raise ValueError(gettext(fault.sentence)) from None


class OwnWords:
    """The few sentences of WTForms itself, from our catalogue."""

    SAID = (N_("Not a valid choice."), N_("Invalid Choice: could not coerce."),
            N_("'%(value)s' is not a valid choice for this field."))

    def gettext(self, sentence: str) -> str:
        """The sentence in the reader's language; WTForms puts the values in."""
        return get_domain().get_translations().gettext(sentence)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The fitting form of a sentence with a number."""
        return get_domain().get_translations().ngettext(one, many, count)


class GatedForm(FlaskForm):
    """What forms that are sent and forms of filters share."""

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Reads the fields; a text that was refused comes back without the signs that nobody can see or correct."""
        super().process(*args, **kwargs)
        for field in _flat(self):
            if field.process_errors:
                field.raw_data = [_shown(value) for value in field.raw_data or ()]
                field.data = _shown(field.data)


class Form(GatedForm):
    """A form that is sent. Its token makes a double click harmless; see portal/core/once.py."""

    once_token = HiddenField()

    class Meta(FlaskForm.Meta):
        """Binds every text field with the Unicode gate before its own filters; speaks by our own catalogue."""

        def get_translations(self, form):
            return OwnWords()

        def wrap_formdata(self, form, formdata):
            sent = super().wrap_formdata(form, formdata)
            return unsent.kept_here() if sent is None and not isinstance(form, ActionForm) else sent

        def bind_field(self, form, unbound_field, options):
            filters = tuple(unbound_field.kwargs.get("filters", ()))
            if not issubclass(unbound_field.field_class, PasswordField | FieldList | FormField):
                options["filters"] = (gate, *filters)
                unbound_field.kwargs.pop("filters", None)
            bound = unbound_field.bind(form=form, **options)
            if filters:
                unbound_field.kwargs["filters"] = filters
            return bound

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.once_token.data:
            self.once_token.data = once.new_token()

    def validate_on_submit(self, **kwargs: Any) -> bool:
        """Whether the form was sent and is right; a field that it does not have, or has once and got twice, gives 400."""
        if self.is_submitted():
            refuse_unknown_fields(self)
        return super().validate_on_submit(**kwargs)


class ActionForm(Form):
    """A form with nothing but a button."""


class VersionedForm(Form):
    """A form that changes a record: it carries the version that was read."""

    version = HiddenField()

    def check_version(self, current: int) -> None:
        """Raises StaleEdit when somebody else saved meanwhile."""
        if self.version.data != str(current):
            raise StaleEdit(N_("Someone else changed this record after you opened it. Your text is kept below; look at "
                               "the record as it is now and enter your change again."))


class FilterForm(GatedForm):
    """A form of query parameters: nothing is changed, so no token; its names go into the guard's *query*."""

    class Meta(FlaskForm.Meta):
        """Without CSRF, with the Unicode gate."""

        csrf = False
        bind_field = Form.Meta.bind_field
        get_translations = Form.Meta.get_translations

    def __init__(self, **kwargs: Any):
        super().__init__(formdata=request.args, **kwargs)


class MonthFilter(FilterForm):
    """Which month: the present one where none is asked for, and then it says so. `first` is its first day."""

    month = StringField(_l("Month"), description=_l("month-year, like 11-2026"))

    def validate_month(self, field: Any) -> None:
        """A month."""
        self.first = clock.today().replace(day=1)
        field.data = field.data or month_text(self.first)
        try:
            self.first = month_of(field.data)
        except ValueError:
            raise ValidationError(gettext(SAY_MONTH)) from None


def _shown(value: Any) -> Any:
    return without_hidden(value) if isinstance(value, str) else value


def refuse_unknown_fields(form: FlaskForm) -> None:
    """400 for a field the form does not have or a single field sent twice; drafts and buttons start with '_'."""
    known = {"csrf_token"} | set(_names(form))
    many = {field.name for field in _flat(form) if isinstance(field, _MANY)}
    for source in (request.form, request.files):
        for name, values in source.lists():
            if name not in known and not name.startswith("_"):
                raise BadRequest(N_("The form holds a field that this page does not know."))
            if len(values) > 1 and name not in many:
                raise BadRequest(N_("The form holds the same field twice."))


def _flat(form) -> list[Field]:
    fields: list[Field] = []
    for field in form:
        if isinstance(field, FormField):
            fields += _flat(field.form)
        elif isinstance(field, FieldList):
            for entry in field.entries:
                fields += _flat(entry.form) if isinstance(entry, FormField) else [entry]
        else:
            fields.append(field)
    return fields


def _names(form) -> list[str]:
    return [field.name for field in _flat(form)]


def _ascii_digits(text: str) -> str:
    return "".join(str(ord(char) - 0x966) if "०" <= char <= "९" else char for char in text)


class DayField(Field):
    """A day typed as dd-mm-yyyy (also / or . between, Devanagari digits, or yyyy-mm-dd); the raw text survives an error."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%d-%m-%Y") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = gate(valuelist[0]) if valuelist else ""
        self.data = parse_day(text) if text else None


class DayInForceField(DayField):
    """The day of a filter: today where none is asked for, and then it says so."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is None:
            self.data, self.raw_data = clock.today(), []


def parse_day(text: str) -> date:
    """The day in *text*; ValueError with a sentence otherwise. Years from 1900 to 2100."""
    plain = _ascii_digits(text)
    typed = re.fullmatch(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})", plain)
    iso = re.fullmatch(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", plain)
    found = typed or iso
    if found is None:
        raise ValueError(_l("Write the date as day-month-year, like 23-11-2026."))
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise ValueError(_l("No calendar has this day. Look at day, month and year.")) from None
    if not 1900 <= day.year <= 2100:
        raise ValueError(_l("The year lies before 1900 or after 2100. Look at it again."))
    return day


def day_asked(options: Mapping[str, Any]) -> date:
    """The day for which a paper is asked, by its argument *on*, else today; BadRequest when it is none."""
    typed = options["arguments"].get("on")
    try:
        return parse_day(typed) if typed else clock.today()
    except ValueError as fault:
        raise BadRequest(N_("The day is not written as day-month-year.")) from fault


class ClockField(Field):
    """A time of day typed as HH:MM (also 9.30, 930), 24 hours."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = _ascii_digits(gate(valuelist[0])) if valuelist else ""
        self.data = None
        if text:
            match = re.fullmatch(r"(\d{1,2})[:. ]?(\d{2})", text)
            if not match or int(match[1]) > 23 or int(match[2]) > 59:
                raise ValueError(_l("Write the time in 24 hours, like 14:30."))
            self.data = time(int(match[1]), int(match[2]))


class WholeNumberField(IntegerField):
    """A whole number; Devanagari digits are understood, and the error is a sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = _ascii_digits(gate(valuelist[0])) if valuelist else ""
        self.data = None
        if text:
            if not re.fullmatch(r"\d{1,9}", text):
                raise ValueError(_l("Write a whole number."))
            self.data = int(text)


def choices_of(words: Mapping[str, str]) -> list[SelectChoice]:
    """The codes of a vocabulary with their words (msgids), for a list or a group of buttons."""
    return [SelectChoice(code, _l(label)) for code, label in words.items()]


def moment_of(day: date | None, at: time | None) -> datetime | None:
    """Day and time typed in India as a moment in UTC; midnight when only the day is known."""
    return None if day is None else clock.from_ist(datetime.combine(day, at or time()))


class NotInFuture:
    """Refuses a day or moment after now."""

    def __call__(self, form, field) -> None:
        value = field.data
        if value is None:
            return
        limit = clock.now() if isinstance(value, datetime) else clock.today()
        if value > limit:
            raise ValidationError(_l("This lies in the future."))


class Needed:
    """The field must be filled; unlike WTForms' own, the sentence is the house's and nothing is stripped."""

    field_flags = {"required": True}

    def __init__(self, message=NEEDED):
        self.message = message

    def __call__(self, form, field) -> None:
        if field.data in (None, "", [], ()):
            field.errors = [error for error in field.errors if error]
            if not field.errors:
                raise ValidationError(self.message)


class InWords:
    """At least so many letters, or *said* (msgid); an empty field is for Needed to judge."""

    def __init__(self, letters: int, said: str):
        self.letters, self.said = letters, said

    def __call__(self, form, field) -> None:
        if field.data and letters_in(field.data) < self.letters:
            raise ValidationError(gettext(self.said))


class AtMost:
    """At most so many characters."""

    def __init__(self, characters: int):
        self.characters = characters
        self.field_flags = {"maxlength": characters}

    def __call__(self, form, field) -> None:
        if isinstance(field.data, str) and len(field.data) > self.characters:
            raise ValidationError(_l("Shorten this to %(count)s characters; it has %(has)s.",
                                     count=self.characters, has=len(field.data)))


__all__ = ["ActionForm", "AtMost", "ClockField", "DayField", "FilterForm", "Form", "InWords", "Needed", "NotInFuture", "REQUIRED",
           "SelectField", "StringField", "VersionedForm", "WholeNumberField", "choices_of", "gate", "moment_of", "parse_day"]
