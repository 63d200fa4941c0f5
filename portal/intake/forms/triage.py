"""The forms of triage: facts and sections, permission, reason, refusal, later label."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.core.forms import AtMost, DayField, Form, InWords, Needed, NotInFuture, WholeNumberField
from portal.intake.forms.danger import TicksField
from portal.intake.forms.entry import choices
from portal.intake.queries.assessment import Assessment
from portal.intake.rules import triage as rules
from portal.intake.rules.triage import ChildAnswer
from portal.law.rules.facts import FACTS
from portal.law.rules.governing import INFORMANTS

REASON = [Needed(), InWords(rules.REASON_LETTERS, rules.SAY_REASON), AtMost(2000)]  # officers above read it


class BlamedForm(Form):
    """A form whose faults an action may name, field by field."""

    def blame(self, faults: dict[str, str]) -> None:
        """Puts each sentence beside its field, or above the form when the field is not here."""
        for name, sentence in faults.items():
            if name in self:
                self[name].errors = [*self[name].errors, gettext(sentence)]
            else:
                self.form_errors.append(gettext(sentence))


class TriageForm(BlamedForm):
    """The facts as she told them, the code where it is open, the sections the officer decides on, and a child's questions."""

    facts = TicksField(_l("What she told"), choices=[SelectChoice(fact.key, _l(fact.text)) for fact in FACTS.values()])
    none_told = BooleanField(_l("None of these facts was told"))
    informant = RadioField(_l("Who gives the information"), choices=choices(INFORMANTS), validate_choice=False)
    chosen_code = RadioField(_l("Which code applies"), choices=choices(rules.CODES), validate_choice=False)
    sections = TicksField(_l("Sections you decide on"), choices=[], validate_choice=False)
    cwc = RadioField(_l("Child Welfare Committee"), choices=choices(rules.CWC_ANSWERS), validate_choice=False)
    cwc_by = StringField(_l("Who tells it, or told it"), [AtMost(120)])
    cwc_on = DayField(_l("On or by which day"))
    pocso = RadioField(_l("POCSO"), choices=choices(rules.POCSO_ANSWERS), validate_choice=False)
    pocso_by = StringField(_l("Who reports, or reported"), [AtMost(120)])
    pocso_on = DayField(_l("Day of the report, or by when"))
    note = TextAreaField(_l("Note"), [AtMost(2000)], render_kw={"rows": "3"},
                         description=_l("Why these sections; when the facts were recorded before, why they change. No names."))

    def ticked(self) -> frozenset[str]:
        """The keys of the facts that are ticked and known."""
        return frozenset(self.facts.data or ()) & FACTS.keys()

    def told(self, name: str) -> str:
        """The code or the informant, if it is one of the list."""
        return self[name].data if self[name].data in {choice.value for choice in self[name].choices} else ""

    def offer(self, told: Assessment) -> None:
        """Fills in the sections that follow from the facts."""
        self.sections.choices = [SelectChoice(key, key) for key in told.disclosed]

    def child(self) -> dict[str, ChildAnswer]:
        """The answers of a child's questions: cwc and pocso."""
        return {key: ChildAnswer(self[key].data or "", self[f"{key}_by"].data or "", self[f"{key}_on"].data)
                for key in ("cwc", "pocso")}

    def validate_facts(self, field: TicksField) -> None:
        """Either facts, or the honest tick that none was told."""
        if bool(field.data) == bool(self.none_told.data):
            raise ValidationError(_l(rules.BOTH_TICKED) if field.data else _l(rules.SAY_NONE))


class GateReasonForm(BlamedForm):
    """Why the matter ends without an FIR."""

    category = RadioField(_l("Ground"), [Needed()], choices=choices(rules.REASONS))
    text = TextAreaField(_l("Reason"), REASON)


class PermissionForm(BlamedForm):
    """The answer of an officer of a Deputy Superintendent's rank or above."""

    answer = RadioField(_l("Preliminary enquiry"), [Needed()], choices=choices(rules.PERMISSION_ANSWERS))
    order_ref = StringField(_l("Number and day of the order"), [AtMost(60)])
    note = StringField(_l("Words to the officer"), [AtMost(500)])

    def validate_order_ref(self, field: StringField) -> None:
        """A permission stands on an order."""
        if self.answer.data == "given" and not field.data:
            raise ValidationError(_l("Write the number of the order."))

    def validate_note(self, field: StringField) -> None:
        """A refusal says why."""
        if self.answer.data == "refused" and not field.data:
            raise ValidationError(_l("Say why, so that the officer knows what to do."))


class RefusalForm(BlamedForm):
    """Her information was refused."""

    refused_on = DayField(_l("Day of the refusal"), [Needed(), NotInFuture()])
    refused_by = StringField(_l("Who refused: name and rank, as she says"), [Needed(), AtMost(120)])
    place = StringField(_l("Police station or office"), [Needed(), AtMost(120)])
    reason = TextAreaField(_l("Reason that was given"), [Needed(), AtMost(1000)], render_kw={"rows": "3"},
                           description=_l("As she was told it; “no reason was given” is an answer too."))


class LabelForm(BlamedForm):
    """A finding of a later day, by an officer of rank."""

    kind = RadioField(_l("Finding"), [Needed()], choices=choices(rules.LABELS))
    her_statement_on = DayField(_l("Day of her own statement"), [Needed()])
    age_proof = StringField(_l("Age proof: which paper, its number"), [AtMost(120)],
                            description=_l("School or birth certificate; Aadhaar alone is not enough for a child."))
    age_proved = WholeNumberField(_l("Age by that proof"))
    reason = TextAreaField(_l("Reasons"), REASON)
