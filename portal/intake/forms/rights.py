"""The form by which an officer says which rights she has told her."""

from flask_babel import lazy_gettext as _l

from portal.core import clock
from portal.core.forms import ClockField, DayField, Form, Needed, NotInFuture
from portal.intake.forms.danger import TicksField
from portal.intake.forms.entry import choices
from portal.intake.rules.rights import RIGHTS


class RightsForm(Form):
    """The rights told in one sitting, and when."""

    rights = TicksField(_l("I have told her"), [Needed(_l("Tick at least one right."))],
                        choices=choices({right.key: right.title for right in RIGHTS}))
    told_on = DayField(_l("Told on"), [Needed(), NotInFuture()], default=clock.today)
    told_at = ClockField(_l("at"), [Needed()], default=lambda: clock.to_ist(clock.now()).time())
