"""The form that every sending from the field is, and how a telephone is told what to ask when it cannot be asked itself."""

import uuid
from collections.abc import Iterable
from typing import Any, TypeVar

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.forms import ClockField, DayField, Form, Needed, WholeNumberField
from portal.core.words import N_
from portal.field import rules

# The most particular class first: which kind of field the telephone draws.
KINDS = ((DayField, "day"), (ClockField, "clock"), (WholeNumberField, "number"), (TextAreaField, "area"), (BooleanField, "box"),
         (SelectMultipleField, "many"), (RadioField, "radio"), (SelectField, "select"))


class FieldForm(Form):
    """A sending from the field: the id that its page made and the device's clock ride along."""

    FIRST = ""  # the field that a form asks before those of the form it grew from
    entry_id = HiddenField()
    noted_at = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.FIRST:
            self._fields = {self.FIRST: self._fields[self.FIRST]} | self._fields
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


FormOf = TypeVar("FormOf", bound=FieldForm)


class RefField(HiddenField):
    """What an entry belongs to: the id of a record, or the id that the telephone gave an entry sent before."""

    def pre_validate(self, form: Any) -> None:
        """An id at all; whether it is in reach the queries say."""
        try:
            self.ref()
        except (ValueError, TypeError):
            raise ValidationError(gettext(N_("Open what this entry belongs to, and write it down there."))) from None

    def ref(self) -> uuid.UUID:
        """The id."""
        return uuid.UUID(self.data)


class PlaceField(HiddenField):
    """Where the officer checked in, only when she pressed the button: "latitude,longitude,metres of accuracy". Never needed."""

    def pre_validate(self, form: Any) -> None:
        """A place, or nothing."""
        if self.data and rules.read_place(self.data) is None:
            raise ValidationError(gettext(rules.SAY_PLACE))

    def place(self) -> rules.Place | None:
        """Where it was; None when the button was not pressed."""
        return rules.read_place(self.data or "")


def sent(kind: type[FormOf], fields: MultiDict) -> FormOf:
    """The online form filled with what a telephone sent; set its choices, then `must_be_right`."""
    form = kind(formdata=fields, meta={"csrf": False})
    if set(fields) - set(form._fields):
        raise rules.Refused({"": [gettext(rules.SAY_UNKNOWN_FIELD)]})
    return form


def must_be_right(form: FieldForm) -> None:
    """Refused with the form's own sentences."""
    if not form.validate():
        raise rules.Refused({name or "": [str(one) for one in errors] for name, errors in form.errors.items()})


def describe(key: str, label: str, form: FieldForm, *, role: str = "step", is_once: bool = False,
             hint: str = "") -> dict[str, Any]:
    """A kind of entry for the telephone, in the language in force. *role*: "start" begins something (an outing, a day on the
    beat), "step" belongs to it by its RefField, "end" closes it. *is_once*: at most one for each."""
    drawn = [_field(one) for one in form if not isinstance(one, HiddenField) or isinstance(one, RefField | PlaceField)]
    return {"key": key, "label": str(label), "hint": str(hint), "role": role, "once": is_once, "fields": drawn}


def _field(field: Any) -> dict[str, Any]:
    kind = next((name for one, name in KINDS if isinstance(field, one)), "text")
    kind = "ref" if isinstance(field, RefField) else "place" if isinstance(field, PlaceField) else kind
    told = {"name": field.name, "kind": kind, "label": str(field.label.text), "hint": str(field.description or ""),
            "must": any(isinstance(one, Needed) for one in field.validators), "most": field.flags.maxlength}
    if isinstance(field, SelectField):
        told["choices"] = list(_choices(field.choices))
    return {name: value for name, value in told.items() if value}


def _choices(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for one in choices:
        value, label = (one.value, one.label) if hasattr(one, "label") else one[:2]
        if value != "":
            yield str(value), str(label)
