"""The filters of the trail."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from portal.core.forms import AtMost, DayField, FilterForm, choices_of
from portal.core.words import N_

KINDS = {"": N_("All"), "act": N_("Done"), "read": N_("Looked at"), "refusal": N_("Refused")}


class TrailFilter(FilterForm):
    """Which entries to show."""

    officer = StringField(_l("Personnel number"), validators=[AtMost(20)])
    from_on = DayField(_l("From day"))
    to_on = DayField(_l("To day"))
    kind = SelectField(_l("Kind"), choices=choices_of(KINDS), default="")
    action = StringField(_l("Beginning of the action word"), validators=[AtMost(80)])
    subject = StringField(_l("Number of the record in the trail"), validators=[AtMost(36)])
