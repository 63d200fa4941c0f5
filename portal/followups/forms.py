"""The forms of following up."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.closing import Addition
from portal.core.forms import AtMost, ClockField, DayField, Form, Needed, choices_of, moment_of
from portal.followups import rules


class HappenedForm(Form):
    """A form about something that happened at a moment."""

    happened_on = DayField(_l("Day it happened"), validators=[Needed()], default=clock.today)
    happened_at_hour = ClockField(_l("Time"))

    def happened_at(self):
        """The moment in UTC; without a time, the present hour for today, else noon."""
        moment = moment_of(self.happened_on.data, self.happened_at_hour.data)
        if self.happened_at_hour.data is None and moment is not None:
            return clock.now() if self.happened_on.data == clock.today() else moment + timedelta(hours=12)
        return moment

    def validate_happened_on(self, field) -> None:
        """Not in the future."""
        if field.data and field.data > clock.today():
            raise ValidationError(_l("This lies in the future."))

    def validate_happened_at_hour(self, field) -> None:
        """Not later today than now."""
        moment = moment_of(self.happened_on.data, field.data)
        if field.data is not None and moment is not None and moment > clock.now() + timedelta(minutes=2):
            raise ValidationError(_l("This lies in the future."))


class DiaryForm(HappenedForm):
    """A line of the action diary."""

    kind = SelectField(_l("Step"), choices=choices_of(rules.DIARY_KINDS), validators=[Needed()])
    text = TextAreaField(_l("What was done and what follows"), validators=[Needed(), AtMost(4000)],
                         description=_l("Who did what, with whom, with what result. No names of hers: write “she”."))
    late_reason = TextAreaField(_l("Why it is written late"), validators=[AtMost(300)],
                                description=_l("Only when more than a day lies between the event and this entry."))

    def validate_late_reason(self, field) -> None:
        """A late entry says why; it is not refused for being late."""
        happened = self.happened_at()
        if happened and rules.is_late(happened, clock.now()) and not field.data:
            raise ValidationError(_l("More than a day has passed since then. Say why it is written only now."))


class PromiseForm(Form):
    """What was promised to her."""

    text = TextAreaField(_l("What was promised to her"), validators=[Needed(), AtMost(500)])
    due_on = DayField(_l("By which day"), validators=[Needed()])

    def validate_due_on(self, field) -> None:
        """A promise is for today or later."""
        if field.data and field.data < clock.today():
            raise ValidationError(_l("The day has passed. Promise a day from today on."))


class PromiseEndForm(Form):
    """How a promise ended."""

    outcome = RadioField(_l("The promise was"), choices=choices_of(rules.ENDINGS),
                         validators=[Needed()])
    text = TextAreaField(_l("How it was kept, or why it is withdrawn"), validators=[Needed(), AtMost(500)])


class DisposalForm(Form):
    """The proposed end of a matter."""

    manner = RadioField(_l("How the matter ends"), choices=choices_of(rules.MANNERS), validators=[Needed()])
    report = TextAreaField(_l("Report of the enquiry"), validators=[Needed(), AtMost(6000)],
                           description=_l("What was found, what was done for her, and on what it rests."))

    def validate_report(self, field) -> None:
        """A word or two is no report."""
        if field.data and rules.is_thin(field.data):
            raise ValidationError(_l("Say more: what was found and what was done for her."))


class CallForm(Addition, HappenedForm):
    """The call that verifies a disposal."""

    is_reached = RadioField(_l("Was she reached?"), choices=choices_of(rules.REACHED),
                            validators=[Needed()])
    satisfaction = RadioField(_l("Is she satisfied with what was done?"), choices=choices_of(rules.SATISFACTION),
                              validate_choice=False)
    her_words = TextAreaField(_l("Her answer in her own words"), validators=[AtMost(2000)],
                              description=_l("When she was not reached: what happened (no answer, switched off, wrong number)."))

    def validate_satisfaction(self, field) -> None:
        """Asked when she was reached."""
        if self.is_reached.data == "yes" and field.data not in rules.SATISFACTION:
            raise ValidationError(_l("Ask her and choose her answer."))

    def validate_her_words(self, field) -> None:
        """Feedback like "ok" says nothing."""
        if not field.data:
            raise ValidationError(_l("This is needed."))
        if self.is_reached.data == "yes" and rules.is_thin(field.data):
            raise ValidationError(_l("Write her answer as she gave it, in a sentence."))


class ReopenForm(Form):
    """Why a disposed matter is opened again."""

    reason = TextAreaField(_l("Why the matter is opened again"), validators=[Needed(), AtMost(500)])
