"""The filters of the complaint list and of the visitor register."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal.core.forms import DayField, FilterForm
from portal.core.words import N_
from portal.intake.forms.entry import choices
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import NATURES, PURPOSES

COMPLAINT_FILTERS = ("state", "nature", "from_on", "to_on", "mine", "danger")
VISIT_FILTERS = ("purpose", "from_on", "to_on")
_ALL = N_("– all –")
_OPEN = {"open": N_("All open")}


class ComplaintFilterForm(FilterForm):
    """What narrows the list of complaints."""

    state = SelectField(_l("State"), choices=choices(_OPEN | STATES, _ALL), default="")
    nature = SelectField(_l("Nature of the complaint"), choices=choices(NATURES, _ALL), default="")
    from_on = DayField(_l("Received from"))
    to_on = DayField(_l("Received up to"))
    mine = SelectField(_l("Whose"), default="",
                       choices=choices({"1": N_("Mine: recorded by me or given to me")}, _ALL))
    danger = SelectField(_l("Danger"), choices=choices({"1": N_("Only with danger")}, _ALL), default="")


class VisitFilterForm(FilterForm):
    """What narrows the visitor register."""

    purpose = SelectField(_l("Purpose"), choices=choices(PURPOSES, _ALL), default="")
    from_on = DayField(_l("Came from"))
    to_on = DayField(_l("Came up to"))
