"""The forms of preventive action: a new one, its steps, the filters of the list, the opening of who it is against."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.core import clock
from portal.core.forms import AtMost, DayField, FilterForm, Form, Needed, WholeNumberField, choices_of
from portal.core.words import N_
from portal.followups.forms import HappenedForm
from portal.followups.rules import is_late, is_thin
from portal.intake.forms.entry import MOST_PARTIES, PartyForm, PartyList, choices
from portal.intake.models import OppositeParty
from portal.intake.rules.vocabularies import RELATIONS
from portal.preventive.actions import NOBODY
from portal.preventive.rules.judging import Verdict
from portal.preventive.rules.kinds import TITLES
from portal.preventive.rules.projecting import ITEMS
from portal.preventive.rules.steps import STATES, Step

LIST_FILTERS = ("kind", "state", "from_on", "to_on")
TELLING = ("name", "relative_name", "age", "address", "phone")
STEP_FIELDS = ("report_no", "proceeding_no", "amount", "sureties", "term_months", "from_on", "until_on", "next_on",
               "matter_token")
_ALL = N_("– all –")


class CheckList(SelectMultipleField):
    """Several of a list as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class NewActionForm(Form):
    """A new preventive action: which, against whom, why."""

    kind = SelectField(_l("Under which provision"), choices=choices(TITLES, N_("– choose –")), validators=[Needed()])
    authority = StringField(_l("Authority"), [AtMost(160)],
                            description=_l("Before whom it goes, e.g. SDM Sadar. Left empty, the authority of the provision "
                                           "stands."))
    known = CheckList(_l("Opposite parties of the complaint"))
    people = PartyList(FormField(PartyForm), label=_l("Other persons"), max_entries=MOST_PARTIES)
    complainant_reason = TextAreaField(_l("Why the complainant herself stands here"), [AtMost(500)], render_kw={"rows": "2"},
                                       description=_l("Only if action is taken against her too. That both sides complained is "
                                                      "no reason."))
    reason = TextAreaField(_l("Reason in plain words"), [Needed(), AtMost(3000)],
                           description=_l("What he did, when, and why a breach is to be feared. No name of hers: write "
                                          "“the complainant”."))
    reference = StringField(_l("Other references"), [AtMost(200)],
                            description=_l("FIR or NCR number as CCTNS gave it, earlier proceedings, GD number."))

    @classmethod
    def of(cls, parties: Iterable[OppositeParty] | None, **given: Any) -> "NewActionForm":
        """The form for a complaint with these opposite parties, or (None) for an action of its own."""
        form = cls(**given)
        if parties is None:
            del form.known, form.complainant_reason
        else:
            form.known.choices = [
                SelectChoice(str(party.person_id), f"{gettext('Opposite party')} {party.place_in_list} – "
                             f"{gettext(RELATIONS[party.relation])}") for party in parties]
            if not form.is_submitted() and len(form.known.choices) == 1:
                form.known.data = [form.known.choices[0].value]
        if parties is None and not form.people.entries:
            form.people.append_entry()
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields one by one, then whether anybody is named."""
        is_right = super().validate(extra_validators)
        if not self.told() and not (self.known.data if "known" in self else None):
            self.people.errors = [gettext(NOBODY)]
            return False
        return is_right

    def validate_reason(self, field: TextAreaField) -> None:
        """A Magistrate cannot act on a word or two."""
        if field.data and is_thin(field.data):
            raise ValidationError(_l("Say more: what he did, when, and what is to be feared."))

    def told(self) -> list[dict[str, Any]]:
        """What was typed of new persons; blocks that were left empty are nobody."""
        return [{name: entry.form[name].data for name in ("relation", *TELLING)} for entry in self.people.entries
                if any(entry.form[name].data for name in TELLING)]


class StepForm(HappenedForm):
    """One step; the fields that it does not ask for are taken out."""

    report_no = StringField(_l("Number of the report"), [AtMost(60)])
    proceeding_no = StringField(_l("Number of the proceedings"), [AtMost(60)])
    amount = WholeNumberField(_l("Amount in rupees"))
    sureties = WholeNumberField(_l("Number of sureties"))
    term_months = WholeNumberField(_l("For how many months"))
    from_on = DayField(_l("From"))
    until_on = DayField(_l("Until"))
    next_on = DayField(_l("Next date"))
    matter_token = StringField(_l("Token of the new complaint, if there is one"), [AtMost(40)])
    evidence = StringField(_l("What proves it"), [Needed(), AtMost(120)],
                           description=_l("GD number, order number, memo or receipt number."))
    note = TextAreaField(_l("Remark"), [AtMost(2000)], render_kw={"rows": "3"})
    late_reason = TextAreaField(_l("Why it is written late"), [AtMost(300)], render_kw={"rows": "2"},
                                description=_l("Only when more than a day lies between the event and this entry."))
    is_confirmed = BooleanField(_l("It was so all the same: write it down"))

    @classmethod
    def of(cls, step: Step, **given: Any) -> "StepForm":
        """The form of one step."""
        form = cls(**given)
        for name in STEP_FIELDS:
            if name not in step.fields:
                del form[name]
            elif name in step.needs:
                form[name].flags.required = True
        return form

    def validate_late_reason(self, field: TextAreaField) -> None:
        """A late entry says why; it is not refused for being late."""
        happened = self.happened_at()
        if happened and is_late(happened, clock.now()) and not field.data:
            raise ValidationError(_l("More than a day has passed since then. Say why it is written only now."))

    def typed(self) -> dict[str, Any]:
        """The fields of the step, by name."""
        return {name: self[name].data for name in STEP_FIELDS if name in self}

    def take(self, verdict: Verdict, spoken: Any) -> bool:
        """Puts what is impossible beside its field; whether the step may be written, warnings confirmed."""
        unread = set(self.errors)  # what was not understood is not judged as well
        for name, sentence, values in verdict.faults:
            field = self._fields.get(name, self.happened_on)
            if field.short_name not in unread:
                field.errors = [*field.errors, gettext(sentence, **spoken(values))]
        if verdict.faults:
            return False
        if verdict.warnings and not self.is_confirmed.data:
            self.is_confirmed.errors = [gettext("Something is out of order. Look at it, then confirm here or correct the entry.")]
            return False
        return True


class ActionFilterForm(FilterForm):
    """What narrows the list of actions."""

    kind = SelectField(_l("Provision"), choices=choices(TITLES, _ALL), default="")
    state = SelectField(_l("State"), choices=choices(STATES, _ALL), default="")
    from_on = DayField(_l("Entered from"))
    to_on = DayField(_l("Entered up to"))


class DueFilterForm(FilterForm):
    """Which part of what is due."""

    item = SelectField(_l("What"), choices=choices_of(ITEMS), default="")
