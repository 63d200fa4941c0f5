"""The forms of a day on the beat. Each carries the id of its sending and the device's clock, so that a telephone can send the
same fields later. No field of them asks for a woman's name: who she is, is asked where the vault is."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.beats.rules import patrol
from portal.beats.rules.words import OFFICIALS, OUTCOMES, SCHEMES
from portal.core import clock
from portal.core.forms import (
    AtMost,
    ClockField,
    DayField,
    Needed,
    NotInFuture,
    WholeNumberField,
    choices_of,
    moment_of,
)
from portal.core.words import N_
from portal.field.forms import FieldForm, PlaceField
from portal.field.rules import CLOCK_SLACK, moment_after
from portal.intake.forms.entry import choices
from portal.intake.rules.vocabularies import NATURES

CHOOSE = N_("– choose –")
LINES = {"rows": "2"}
NOWHERE = {"latitude": None, "longitude": None, "accuracy": None}
ASKED = ("is_sitting", "women_met", "officials", "schemes", "next_on")


class PlaceSelect(SelectField):
    """A place of the beat. One of another beat of the kendra (*others*, by a list from before) is let through to the rule that
    can name that beat."""

    others: Iterable[str] = ()

    def pre_validate(self, form: Any) -> None:
        """A place of the kendra."""
        if self.data not in self.others:
            super().pre_validate(form)


class TickField(SelectMultipleField):
    """Several of a list, each with its tick."""

    widget, option_widget = ListWidget(prefix_label=False), CheckboxInput()


def officers(rows: Iterable[Any], language: str) -> list[SelectChoice]:
    """Officers as choices; nobody to choose among when there is one."""
    found = [SelectChoice(str(row.id), row.name_en if language == "en" else row.name_hi) for row in rows]
    return found if len(found) == 1 else [SelectChoice("", gettext(CHOOSE)), *found]


def places(rows: Iterable[Any]) -> list[SelectChoice]:
    """Places as choices, with their code on paper."""
    return [SelectChoice("", gettext(CHOOSE)), *(SelectChoice(str(row.id), f"{row.code} {row.name}") for row in rows)]


def set_places(form: FieldForm, rows: Iterable[Any], kendras: Iterable[str]) -> None:
    """The places of a day's beat as choices; *kendras*: the ids of all places of the kendra, see PlaceSelect."""
    form.place.choices, form.place.others = places(rows), kendras


class StartForm(FieldForm):
    """Going out."""

    day = DayField(_l("Day"), [Needed(), NotInFuture()], default=clock.today)
    at = ClockField(_l("Went out"), [Needed()])
    officer = SelectField(_l("Officer"), validators=[Needed()])

    def facts(self) -> dict[str, Any]:
        """What was typed, as `actions.start` takes it."""
        return {"day": self.day.data, "at": moment_of(self.day.data, self.at.data), "officer_id": uuid.UUID(self.officer.data)}


class VisitForm(FieldForm):
    """A visit to a place."""

    place = PlaceSelect(_l("Place"), validators=[Needed()])
    came_at = ClockField(_l("Time in"), [Needed()])
    is_sitting = BooleanField(_l("A sitting, as announced"))
    women_met = WholeNumberField(_l("Women met (number only)"), [Needed()])
    officials = TickField(_l("Officials present"), choices=choices_of(OFFICIALS))
    schemes = TickField(_l("Schemes and helplines told"), choices=choices_of(SCHEMES))
    information = TextAreaField(_l("Information for the police station"), [AtMost(500)], render_kw=LINES,
                                description=_l("About the place, without a woman's name."))
    next_on = DayField(_l("Next visit promised for"))
    left_at = ClockField(_l("Time out"), [Needed()])
    position = PlaceField(_l("I am here: note the place once"))

    def validate_women_met(self, field: Any) -> None:
        """A number that can be."""
        if field.data is not None and field.data > patrol.MOST:
            raise ValidationError(gettext(patrol.SAY_MOST, most=patrol.MOST))

    def facts(self, started_at: datetime) -> dict[str, Any]:
        """What was typed, by column; times after she went out (*started_at*, UTC)."""
        came = moment_after(clock.to_ist(started_at), self.came_at.data)
        left = moment_after(came + CLOCK_SLACK, self.left_at.data)
        told, place = {name: self[name].data for name in ASKED}, self.position.place()
        return told | (asdict(place) if place else NOWHERE) | {
            "place_id": uuid.UUID(self.place.data), "came_at": came, "left_at": left, "information": self.information.data or ""}


class ProblemForm(FieldForm):
    """A problem told at a place; a word of the account, never a name."""

    place = PlaceSelect(_l("Place"), validators=[Needed()])
    at = ClockField(_l("Told at"), [Needed()])
    nature = SelectField(_l("What it is about"), choices=choices(NATURES, CHOOSE), validators=[Needed()])
    outcome = RadioField(_l("What becomes of it"), choices=choices_of(OUTCOMES), validators=[Needed()])
    is_in_danger = BooleanField(_l("She is in danger now"), description=_l("Then call 112 and the officer in charge at once; "
                                                                           "do not wait for this entry."))
    account = TextAreaField(_l("What was told and done, without names"), [AtMost(1000)], render_kw={"rows": "3"})
    occurred_on = DayField(_l("Day it happened, if told"), [NotInFuture()])

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields one by one, then what they say together."""
        is_right = super().validate(extra_validators)
        if not is_right:
            return False
        fault = patrol.problem_fault(self.nature.data, self.outcome.data, self.account.data or "",
                                     is_in_danger=self.is_in_danger.data)
        if fault:
            self[fault[0]].errors = [*self[fault[0]].errors, gettext(fault[1])]
        return fault is None

    def facts(self, started_at: datetime) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self[name].data for name in ("nature", "outcome", "is_in_danger", "occurred_on")} | {
            "place_id": uuid.UUID(self.place.data), "account": self.account.data or "",
            "told_at": moment_after(clock.to_ist(started_at), self.at.data)}


class EndForm(FieldForm):
    """The end of the day."""

    at = ClockField(_l("Came back"), [Needed()])
    summary = TextAreaField(_l("Summary of the day"), [Needed(), AtMost(1000)], render_kw={"rows": "3"},
                            description=_l("What was found, without names."))
    next_note = TextAreaField(_l("Note for who goes next"), [AtMost(1000)], render_kw=LINES)

    def facts(self, last: datetime) -> dict[str, Any]:
        """What was typed, as `actions.end` takes it; *last* (UTC): the latest time known of the day."""
        return {"at": moment_after(clock.to_ist(last) + CLOCK_SLACK, self.at.data), "summary": self.summary.data,
                "next_note": self.next_note.data or ""}
