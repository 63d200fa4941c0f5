"""The filters of the complaint list and of the visitor register."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal.core.forms import DayField, FilterForm
from portal.intake.forms.entry import choices
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import NATURES, PURPOSES

COMPLAINT_FILTERS = ("state", "nature", "from_on", "to_on", "mine", "danger")
VISIT_FILTERS = ("purpose", "from_on", "to_on")
_ALL = ("", _l("– all –"))


class ComplaintFilterForm(FilterForm):
    """What narrows the list of complaints."""

    state = SelectField(_l("State"), choices=[_ALL, ("open", _l("All open")), *choices(STATES)])
    nature = SelectField(_l("Nature of the complaint"), choices=[_ALL, *choices(NATURES)])
    from_on = DayField(_l("Received from"))
    to_on = DayField(_l("Received up to"))
    mine = SelectField(_l("Whose"), choices=[_ALL, ("1", _l("Mine: recorded by me or given to me"))])
    danger = SelectField(_l("Danger"), choices=[_ALL, ("1", _l("Only with danger"))])


class VisitFilterForm(FilterForm):
    """What narrows the visitor register."""

    purpose = SelectField(_l("Purpose"), choices=[_ALL, *choices(PURPOSES)])
    from_on = DayField(_l("Came from"))
    to_on = DayField(_l("Came up to"))
