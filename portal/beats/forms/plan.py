"""The forms of the month's plan: draft it, put a place on a day, take one off; which week or list is looked at."""

import uuid

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal.beats.rules.words import OVERSIGHT, PLACE_LISTS
from portal.core import clock
from portal.core.forms import DayField, FilterForm, Form, Needed, choices_of


class DraftForm(Form):
    """Nothing to type: the button drafts."""


class PlanForm(Form):
    """A place on a day."""

    day = DayField(_l("Day"), [Needed()], default=clock.today)
    place = SelectField(_l("Place"), validators=[Needed()])


class TakeOffForm(Form):
    """A line of the plan."""

    line = SelectField(_l("Day and place"), validators=[Needed()])


class GoesForm(TakeOffForm):
    """Who goes to a planned place."""

    officer = SelectField(_l("Officer"), description=_l("Left empty: whoever has the duty by the roster."))

    def officer_id(self) -> uuid.UUID | None:
        """Who was chosen, or nobody."""
        return uuid.UUID(self.officer.data) if self.officer.data else None


class WeekFilter(FilterForm):
    """A day of the week that is looked at."""

    on = DayField(_l("A day of the week"))


class CoverageFilter(FilterForm):
    """Which places."""

    kind = SelectField(_l("What"), choices=choices_of(PLACE_LISTS), default="all")


class OversightFilter(FilterForm):
    """Which days."""

    kind = SelectField(_l("What"), choices=choices_of(OVERSIGHT), default="outside")
