"""The forms of the danger screen: the questions, what was done at once, and the supervisor's note."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core.forms import AtMost, Form, Needed
from portal.intake.forms.entry import choices
from portal.intake.rules.danger import ALL_ANSWERED, ANSWERS, QUESTIONS, TO_DO


class DangerForm(Form):
    """One radio group for each question; the fields are made below from the questions themselves."""

    def answers(self) -> dict[str, str]:
        """Question key → yes, no or unsure."""
        return {question.key: self[question.key].data for question in QUESTIONS}


for _question in QUESTIONS:
    setattr(DangerForm, _question.key, RadioField(_l(_question.text), [Needed(_l(ALL_ANSWERED))],
                                                  choices=choices(ANSWERS)))


class TicksField(SelectMultipleField):
    """Several of a list, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DoneForm(Form):
    """What of the things to do was done."""

    done = TicksField(_l("Done now"), [Needed()], choices=choices(TO_DO))


class AcknowledgeForm(Form):
    """The supervisor saw the danger and says what was done."""

    note = TextAreaField(_l("What was done, or is being done"), [Needed(), AtMost(300)], render_kw={"rows": "3"})
