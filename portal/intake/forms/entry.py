"""The form of the entry page: who came, how, what happened; one matter of it can also be entered alone."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.closing import Addition
from portal.core.forms import AtMost, ClockField, DayField, Form, Needed, NotInFuture, WholeNumberField, moment_of
from portal.core.text import UncleanText, clean_phone
from portal.core.words import N_
from portal.intake.rules import entry as rules
from portal.intake.rules.vocabularies import (
    CHANNELS,
    FIELDS,
    FLAGS,
    NATURES,
    NOT_TOLD_REASONS,
    PURPOSES,
    RELATIONS,
)
from portal.persons.rules.identity import KINSHIP, MAY_CALL

MOST_PARTIES = 12


def choices(words: dict[str, str], first: str | None = None) -> list[SelectChoice]:
    """Code and label in the reader's language for a select field; *first* (msgid) stands before them for "none"."""
    before = [SelectChoice("", _l(first))] if first else []
    return before + [SelectChoice(code, _l(label)) for code, label in words.items()]


def phone_number(form: FlaskForm, field: StringField) -> None:
    """Refuses what is no Indian phone number; an empty field is judged elsewhere."""
    if field.data:
        try:
            field.data = clean_phone(field.data)
        except UncleanText as fault:
            raise ValidationError(gettext(fault.sentence)) from None


def possible_age(form: FlaskForm, field: WholeNumberField) -> None:
    """Refuses an age that nobody has."""
    if field.data is not None and not 0 <= field.data <= rules.LONGEST_AGE:
        raise ValidationError(_l("Write the age in years, from 0 to 120."))


def reason_field(name: str) -> SelectField:
    """The reason why a field stays empty."""
    return SelectField(_l("Why it was not told"), default="",
                       choices=choices(NOT_TOLD_REASONS, N_("– it was told –")), description=_l(FIELDS[name]))


def flag(name: str) -> BooleanField:
    """The tick for one of the complaint's flags."""
    return BooleanField(_l(FLAGS[name]))


class PartyFields:
    """What is asked of an opposite party: the relation is always known, everything else may be unknown. None is chosen
    beforehand: sections and warnings turn on it, and a stranger must not become her husband because nobody looked."""

    relation = SelectField(_l("Relation to her"), [Needed()], choices=choices(RELATIONS, N_("– choose –")))
    name = StringField(_l("Name, if known"), [AtMost(120)])
    relative_name = StringField(_l("Father's or husband's name"), [AtMost(120)])
    age = WholeNumberField(_l("Age"), [possible_age])
    address = StringField(_l("Address"), [AtMost(300)])
    phone = StringField(_l("Phone"), [phone_number])


class PartyForm(PartyFields, FlaskForm):
    """One opposite party of the entry page."""

    class Meta(Form.Meta):
        """A part of a form has no token of its own."""

        csrf = False


class PartyList(FieldList):
    """Blocks keep the numbers under which the page sent them: the script may have removed one in the middle."""

    def _compact_indices(self) -> None:
        """WTForms would number them anew, and their fields would then be unknown to the page that sent them."""


class VisitFields:
    """Who came, when and by which door. Fields stand in the order of the page: the summary of mistakes follows it."""

    purpose = SelectField(_l("Why she came"), choices=choices(PURPOSES), default="complaint")
    channel = SelectField(_l("How it reached us"), choices=choices(CHANNELS), default="walk_in")
    channel_reference = StringField(_l("Number or name there, if any"), [AtMost(60)],
                                    description=_l("112 event number, IGRS number, post number"))
    received_on = DayField(_l("Received on"), [NotInFuture()], default=clock.today)
    received_at = ClockField(_l("at"), default=lambda: clock.to_ist(clock.now()).time())
    origin = HiddenField()  # where it was told before, see core.feature.Origin
    person_id = HiddenField()
    name = StringField(_l("Her name"), [AtMost(120)])
    name_not_told = reason_field("name")
    relation = SelectField(_l("She is"), default="wife_of",
                           choices=[one for one in choices(KINSHIP) if one.value != "son_of"])
    relative_name = StringField(_l("Father's or husband's name"), [AtMost(120)])
    relative_name_not_told = reason_field("relative_name")
    age = WholeNumberField(_l("Age"), [possible_age])
    age_not_told = reason_field("age")
    address = StringField(_l("Address"), [AtMost(300)])
    address_not_told = reason_field("address")
    phone = StringField(_l("Phone"), [phone_number])
    phone_not_told = reason_field("phone")
    may_call = RadioField(_l("May we call this number?"), choices=choices(MAY_CALL), default="yes")
    call_hours = StringField(_l("Safe hours for calling"), [AtMost(60)])
    code_word = StringField(_l("Code word"), [AtMost(40)],
                            description=_l("We say it first, so that she knows it is us. "
                                           "Nobody else must hear what it is about."))
    hide_from = StringField(_l("Who must not know"), [AtMost(200)],
                            description=_l("Who at home or nearby must not hear of it"))
    plan_version = HiddenField()
    plan_answer = RadioField(_l("Ask her again: is this still right?"), choices=choices(rules.PLAN_ANSWERS),
                             validate_choice=False)
    whom_met = StringField(_l("Whom she met"), [AtMost(120)])


class MatterForm(Addition, Form):
    """One matter: against whom, what, where, when, and what she asks for."""

    nature = SelectField(_l("Nature of the complaint"), choices=choices(NATURES, N_("– choose –")))
    gist = TextAreaField(_l("What happened, in her words"), [AtMost(4000)])
    gist_not_told = reason_field("gist")
    occurred_from_on = DayField(_l("Day of occurrence, or first day"), [NotInFuture()])
    occurred_from_on_not_told = reason_field("occurred_from_on")
    occurred_to_on = DayField(_l("Last day, if it went on"), [NotInFuture()])
    occurred_at_hour = ClockField(_l("Time, if known"))
    place = StringField(_l("Place of occurrence"), [AtMost(300)])
    place_not_told = reason_field("place")
    relief = TextAreaField(_l("What she asks for"), [AtMost(1000)], render_kw={"rows": "2"})
    is_minor = flag("is_minor")
    has_disability = flag("has_disability")
    is_pregnant = flag("is_pregnant")
    needs_interpreter = flag("needs_interpreter")
    is_in_danger = flag("is_in_danger")
    wants_woman_officer = flag("wants_woman_officer")
    parties = PartyList(FormField(PartyForm), label=_l("Opposite parties"), max_entries=MOST_PARTIES)

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields one by one, then what they say together."""
        is_right = super().validate(extra_validators)
        faults = rules.faults(self.values(), self.not_told(), is_known=self.is_known())
        for name, sentence in faults.items():
            if not self[name].errors:
                self[name].errors = [gettext(sentence)]
        return is_right and not faults

    def is_known(self) -> bool:
        """A further matter of a visit is hers who came: she is not asked again."""
        return True

    def values(self) -> dict[str, Any]:
        """What was typed, as plain values under the names that rules and actions use."""
        typed = {field.short_name: field.data for field in self if not field.name.endswith(("_not_told", "token"))}
        hour = typed["occurred_at_hour"]
        return typed | {
            "purpose": "complaint",
            "occurred_at_hour": hour.strftime("%H:%M") if hour else "",
            "received_on": clock.today(),
        }

    def not_told(self) -> dict[str, str]:
        """Field → reason, for the fields she did not tell."""
        return {name: self[f"{name}_not_told"].data or "" for name in rules.MAY_LACK if f"{name}_not_told" in self}


class EntryForm(VisitFields, MatterForm):
    """The whole page: the visit and the woman, with the first matter."""

    remark = TextAreaField(_l("What the visitor came for"), [AtMost(1000)], render_kw={"rows": "2"})

    def validate_received_on(self, field: DayField) -> None:
        """The day and time together lie in the past."""
        if field.data is None:
            raise ValidationError(gettext(rules.NEEDED))
        if moment_of(field.data, self.received_at.data) > clock.now():
            raise ValidationError(_l("This lies in the future."))

    def validate_plan_answer(self, field: RadioField) -> None:
        """A woman who was here before is asked again; a change says what is new."""
        fault = rules.plan_fault(field.data, is_known=self.is_known())
        if fault:
            raise ValidationError(gettext(fault))

    def is_known(self) -> bool:
        """Whether a woman who was entered before was chosen."""
        return bool(self.person_id.data)

    def values(self) -> dict[str, Any]:
        """As for a matter, with the visit and the woman; *received_at* is a moment in UTC."""
        received = moment_of(self.received_on.data, self.received_at.data)
        return super().values() | {"purpose": self.purpose.data, "received_on": self.received_on.data,
                                   "received_at": received}
