"""The filters of the lists of cases and of what is due."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from portal.cases.rules.kinds import KINDS
from portal.cases.rules.states import STATES
from portal.core.forms import AtMost, FilterForm
from portal.core.words import N_
from portal.intake.forms.entry import choices

CASE_FILTERS = ("kind", "state", "section", "mine", "unnumbered", "without_io")
DUE_FILTERS = ("when", "io")
WHEN: dict[str, str] = {"now": N_("At once"), "overdue": N_("Overdue"), "48h": N_("Due within 48 hours")}
_ALL = N_("– all –")


class CaseFilterForm(FilterForm):
    """What narrows the list of cases."""

    kind = SelectField(_l("Kind"), choices=choices(KINDS, _ALL), default="")
    state = SelectField(_l("State"), choices=choices({"open": N_("All open")} | STATES, _ALL), default="")
    section = StringField(_l("Section"), [AtMost(40)], description=_l("Act and section, like BNS 64(1)"))
    mine = SelectField(_l("Whose"), choices=choices({"1": N_("Mine: I investigate")}, _ALL), default="")
    unnumbered = SelectField(_l("Number"), choices=choices({"1": N_("Without a number of CCTNS")}, _ALL), default="")
    without_io = SelectField(_l("Officer"), choices=choices({"1": N_("Without investigating officer")}, _ALL), default="")


class DueFilterForm(FilterForm):
    """What narrows the list of what is due."""

    when = SelectField(_l("Due"), choices=choices(WHEN, N_("– all with a date –")), default="")
    io = SelectField(_l("Investigating officer"), choices=[], default="", validate_choice=False)
