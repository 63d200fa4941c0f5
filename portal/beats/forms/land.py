"""The forms that keep beats: name and ordinary beats, officers, places, the norm."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.beats.rules import norms
from portal.beats.rules.words import PLACE_KINDS
from portal.core import clock
from portal.core.forms import AtMost, ClockField, DayField, Form, Needed, WholeNumberField, choices_of
from portal.core.words import N_
from portal.intake.forms.danger import TicksField
from portal.intake.forms.entry import choices
from portal.roster.rules.norms import WEEKDAYS

CHOOSE = N_("– choose –")
MOST_BEATS, LONGEST_NAME = 20, 60
SAY_BEATS = N_("Write at most %(most)s ordinary beats, each in a line of at most %(letters)s letters.")
SITTING_DAYS = {code: label for code, label in WEEKDAYS.items() if code}


def named(rows: Iterable[Any], language: str) -> list[SelectChoice]:
    """Officers (or times of officers on a beat) as choices."""
    return first_empty((str(row.id), row.name_en if language == "en" else row.name_hi) for row in rows)


def first_empty(rows: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """(value, label) as choices of which none is made beforehand."""
    return [SelectChoice("", gettext(CHOOSE)), *(SelectChoice(value, label) for value, label in rows)]


class BeatForm(Form):
    """A women's beat."""

    name = StringField(_l("Name of the women's beat"), [Needed(), AtMost(80)])
    ordinary = TextAreaField(_l("Ordinary beats below it"), [Needed(), AtMost(1200)], render_kw={"rows": "4"},
                             description=_l("One in a line, as the police station names them."))

    def ordinary_beats(self) -> list[str]:
        """The lines that hold a name, each once."""
        return list(dict.fromkeys(line.strip() for line in (self.ordinary.data or "").splitlines() if line.strip()))

    def validate_ordinary(self, field: Any) -> None:
        """As many as a beat can have."""
        lines = self.ordinary_beats()
        if len(lines) > MOST_BEATS or any(len(line) > LONGEST_NAME for line in lines):
            raise ValidationError(gettext(SAY_BEATS, most=MOST_BEATS, letters=LONGEST_NAME))


class OfficerForm(Form):
    """An officer for a beat."""

    officer = SelectField(_l("Officer"), validators=[Needed()])
    from_on = DayField(_l("From"), [Needed()], default=clock.today)


class EndOfficerForm(Form):
    """The last day of an officer on a beat."""

    term = SelectField(_l("Officer"), validators=[Needed()])
    to_on = DayField(_l("Last day"), [Needed()], default=clock.today)


class ChangePlaceForm(Form):
    """A place of a beat as it is now."""

    name = StringField(_l("Place"), [Needed(), AtMost(160)])
    kind = SelectField(_l("Kind of place"), choices=choices(PLACE_KINDS, CHOOSE), validators=[Needed()])
    sitting = TicksField(_l("Weekdays of the sitting"), choices=choices_of(SITTING_DAYS),
                         description=_l("When a women's beat officer sits there, mostly in the panchayat building. "
                                        "Leave it empty where nobody sits."))

    def facts(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {"name": self.name.data, "kind": self.kind.data, "sitting_weekdays": sorted(int(one) for one in self.sitting.data)}


class PlaceForm(ChangePlaceForm):
    """A new place of a beat."""

    from_on = DayField(_l("Belongs to the beat from"), [Needed()], default=clock.today)

    def facts(self) -> dict[str, Any]:
        """What was typed, by column."""
        return super().facts() | {"from_on": self.from_on.data}


class EndPlaceForm(Form):
    """The last day of a place in its beat."""

    to_on = DayField(_l("Last day"), [Needed()], default=clock.today)


class WithdrawNormForm(Form):
    """A norm that does not count yet."""

    norm = SelectField(_l("Norm"), validators=[Needed()])


class NormForm(Form):
    """What is expected of beats from a day on."""

    from_on = DayField(_l("Counts from"), [Needed()], default=clock.today)
    days_a_week = WholeNumberField(_l("Days a week on the beat"), [Needed()])
    days_between = WholeNumberField(_l("After so many days without a visit a place counts as uncovered"), [Needed()])
    places_a_day = WholeNumberField(_l("Places in one day"), [Needed()])
    women_officers = WholeNumberField(_l("Women officers of a beat"), [Needed()])
    ordinary_most = WholeNumberField(_l("Ordinary beats below one women's beat, at most"), [Needed()])
    sitting_from = ClockField(_l("Sitting from"), [Needed()])
    sitting_to = ClockField(_l("Sitting until"), [Needed()])
    source = StringField(_l("The order it rests on"), [Needed(), AtMost(200)], description=_l("Number, date and office."))

    def facts(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self[name].data for name in ("from_on", *norms.NUMBERS, "sitting_from", "sitting_to", "source")}

    def validate(self, extra_validators: Any = None) -> bool:
        """Numbers and hours that can be a norm."""
        is_right = super().validate(extra_validators)
        faults = norms.norm_faults(self.facts())
        for name, (sentence, values) in faults.items():
            self[name].errors = [*self[name].errors, gettext(sentence, **values)]
        return is_right and not faults
