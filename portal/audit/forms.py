"""The filters of the trail."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from portal.core.forms import AtMost, FilterForm


class TrailFilter(FilterForm):
    """Which entries to show."""

    kind = SelectField(_l("Kind"), choices=[("", _l("All")), ("act", _l("Done")), ("read", _l("Looked at")),
                                            ("refusal", _l("Refused"))], default="")
    action = StringField(_l("Beginning of the action word"), validators=[AtMost(80)])
    subject = StringField(_l("Number of the record in the trail"), validators=[AtMost(36)])
