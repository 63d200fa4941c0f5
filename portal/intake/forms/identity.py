"""The forms that open an identity, open one in an emergency, and review that."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.core.forms import AtMost, FilterForm, Form, InWords, Needed, SelectField
from portal.intake.forms.entry import choices
from portal.intake.rules import identity as rules

OPENING_FILTERS = ("which",)


class OpenIdentityForm(Form):
    """For what the identity is opened."""

    reason = RadioField(_l("What do you need it for?"), [Needed()], choices=choices(rules.REASONS))
    other = StringField(_l("Another reason"), [AtMost(200)],
                        description=_l("Write no name here; the reason is read by others."))

    def validate_other(self, field: StringField) -> None:
        """Another reason is said in words."""
        fault = rules.reason_fault(self.reason.data or "", field.data or "")
        if fault:
            raise ValidationError(gettext(fault))


class ExplainedOpeningForm(OpenIdentityForm):
    """The same when the lot fell on this opening."""

    explanation = TextAreaField(_l("Why you need it, in your own words"), [AtMost(500)], render_kw={"rows": "3"},
                                description=_l("Write no name here; the reason is read by others."))

    def validate_explanation(self, field: TextAreaField) -> None:
        """Words that say something."""
        if rules.glass_fault(field.data or ""):
            raise ValidationError(gettext(rules.SAY_EXPLAIN))


class ReleaseForm(Form):
    """Why an officer is granted more openings."""

    reason = StringField(_l("Why she needs more"), [Needed(), InWords(rules.OTHER_LETTERS, rules.SAY_OTHER), AtMost(300)],
                         description=_l("Write no name here; the reason is read by others."))


class BreakGlassForm(Form):
    """Why an identity must be opened now without a relation to the matter."""

    category = RadioField(_l("What kind of emergency is it?"), [Needed()], choices=choices(rules.CATEGORIES))
    reason = TextAreaField(_l("What makes it necessary now"), [Needed(), AtMost(500)], render_kw={"rows": "3"},
                           description=_l("Write no name here; the officers above you read this at once."))

    def validate_reason(self, field: TextAreaField) -> None:
        """At least twenty letters that say something."""
        fault = rules.glass_fault(field.data or "")
        if fault:
            raise ValidationError(gettext(fault))


class ReviewForm(Form):
    """What the officer above found."""

    note = TextAreaField(_l("What you found, and what follows"),
                         [Needed(), InWords(rules.REVIEW_LETTERS, rules.SAY_REVIEW), AtMost(500)], render_kw={"rows": "3"})


class OpeningFilterForm(FilterForm):
    """Which emergency openings are listed."""

    which = SelectField(_l("Which"), choices=choices(rules.WHICH_OPENINGS))

    def only_waiting(self) -> Any:
        """Whether those already reviewed are left out."""
        return self.which.data != "all"
