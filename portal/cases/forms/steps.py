"""Small forms of a case: sections, accused, the investigating officer, the number in CCTNS, withdrawing, identity."""

import uuid
from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.access.roles import ROLES
from portal.cases.models import Case
from portal.cases.queries.officers import Candidate
from portal.cases.rules import cctns, kinds
from portal.cases.rules.cctns import Pointer
from portal.cases.rules.facts import FACTS, INFORMANTS
from portal.cases.rules.officers import NOTE_LETTERS, SAY_NOTE
from portal.core import clock
from portal.core.forms import AtMost, ClockField, DayField, Form, InWords, Needed, WholeNumberField, choices_of, moment_of
from portal.core.words import N_
from portal.intake.forms.danger import TicksField
from portal.intake.forms.entry import choices, phone_number, possible_age
from portal.intake.rules.vocabularies import RELATIONS

NOTE = [Needed(), InWords(NOTE_LETTERS, SAY_NOTE), AtMost(2000)]  # what a former officer hands over
YES_NO: dict[str, str] = {"no": N_("No"), "yes": N_("Yes")}


class PointerField(StringField):
    """A number of CCTNS; *data* stays the typed text, *pointer* is what it says."""

    pointer: Pointer | None = None

    def pre_validate(self, form) -> None:
        """Only the shape; year and station are judged by the form."""
        try:
            self.pointer = cctns.read_pointer(self.data or "")
        except ValueError as fault:
            raise ValidationError(gettext(str(fault))) from None


class NumberForm(Form):
    """The number that CCTNS gave, typed after the entry was made."""

    number = PointerField(_l("Number in CCTNS"), [Needed(), AtMost(12)], description=_l("As CCTNS shows it, like 0078/2026."))
    station = StringField(_l("Station of that number"), [AtMost(60)])
    because = StringField(_l("Yes, record it so, because"), [AtMost(300)])
    warnings: tuple[str, ...] = ()


class SectionsForm(Form):
    """Sections to add, with the reason; more than one may be typed."""

    sections = StringField(_l("Sections to add"), [Needed(), AtMost(300)],
                           description=_l("Act and section, divided by commas: BNS 64(1), BNS 351(3), POCSO 4."))
    rests_on = TextAreaField(_l("On what this rests"), [Needed(), AtMost(400)], render_kw={"rows": "2"},
                             description=_l("Statement, medical report, recovery: which paper shows it. No names."))
    because = StringField(_l("Yes, record it so, because"), [AtMost(100)])
    warnings: tuple[str, ...] = ()


class BecauseForm(Form):
    """One step that needs nothing but its reason."""

    because = TextAreaField(_l("Why"), [Needed(), AtMost(300)], render_kw={"rows": "3"})
    warnings: tuple[str, ...] = ()


class FactsForm(Form):
    """What the clocks of the law must know, as it turned out."""

    informed_by = RadioField(_l("Who gives the information"), [Needed()], choices=choices(INFORMANTS))
    because = TextAreaField(_l("On what this rests"), [Needed(), AtMost(300)], render_kw={"rows": "3"},
                            description=_l("Statement, certificate, memo: which paper shows it. No names."))
    warnings: tuple[str, ...] = ()

    def told(self) -> dict[str, bool | str]:
        """The facts as the case keeps them."""
        return {name: bool(self[name].data) for name in FACTS} | {"informed_by": self.informed_by.data}


for _name, _label_of_fact in FACTS.items():
    setattr(FactsForm, _name, BooleanField(_l(_label_of_fact)))


class AgeForm(Form):
    """A victim's age by its proof."""

    age = WholeNumberField(_l("Age in years on the day of the offence"), [Needed(), possible_age])
    proof = StringField(_l("Age proof: which paper, its number"), [Needed(), AtMost(120)],
                        description=_l("School or birth certificate; Aadhaar alone is not enough for a child."))
    warnings: tuple[str, ...] = ()


class VictimForm(Form):
    """One more victim."""

    name = StringField(_l("Name, if known"), [AtMost(120)])
    relative_name = StringField(_l("Father's or husband's name"), [AtMost(120)])
    age = WholeNumberField(_l("Age"), [possible_age])
    address = StringField(_l("Address"), [AtMost(300)])
    warnings: tuple[str, ...] = ()

    def identity(self) -> dict[str, str]:
        """What goes into the vault."""
        return {name: self[name].data for name in ("name", "relative_name", "address") if self[name].data}

    def validate_age(self, field: WholeNumberField) -> None:
        """Somebody of whom nothing is known is no entry."""
        if field.data is None and not self.identity():
            raise ValidationError(_l("Write her name, or her age."))


class AccusedForm(Form):
    """An accused: known by name, or described."""

    relation = SelectField(_l("Relation to her"), choices=choices(RELATIONS, N_("– not known –")))
    name = StringField(_l("Name, if known"), [AtMost(120)])
    relative_name = StringField(_l("Father's or husband's name"), [AtMost(120)])
    age = WholeNumberField(_l("Age"), [possible_age])
    address = StringField(_l("Address"), [AtMost(300)])
    phone = StringField(_l("Phone"), [phone_number])
    is_woman = RadioField(_l("Is a woman"), choices=choices_of(YES_NO), default="no")
    description = StringField(_l("Description, when unknown"), [AtMost(500)],
                              description=_l("Age, build, vehicle, words: what lets the person be known. No names here."))
    is_convicted_before = SelectField(_l("Convicted before of such an offence"),
                                      choices=choices(YES_NO, N_("– not known –")))
    warnings: tuple[str, ...] = ()

    def validate_description(self, field: StringField) -> None:
        """Somebody without a name is described."""
        if not self.name.data and not field.data:
            raise ValidationError(_l("Write the name, or describe the unknown person."))


class AccusedStateForm(Form):
    """How an accused stands now."""

    state = RadioField(_l("Stands now"), [Needed()], choices=choices_of(kinds.ACCUSED_STATES))
    is_convicted_before = SelectField(_l("Convicted before of such an offence"),
                                      choices=choices(YES_NO, N_("– not known –")))
    warnings: tuple[str, ...] = ()


def _label(one: Candidate) -> str:
    words = {"name": one.name, "role": gettext(ROLES[one.role].title), "count": one.open_count}
    return gettext("%(name)s – %(role)s – %(count)s open cases", **words)


class OfficerForm(Form):
    """Who investigates from when; with a hand-over note when another had the case."""

    user_id = RadioField(_l("Investigating officer"), [Needed()], choices=[])
    from_on = DayField(_l("Takes over on"), [Needed()], default=clock.today)
    from_hour = ClockField(_l("Time"))
    because = StringField(_l("Yes, name this officer, because"), [AtMost(300)])
    handover_note = TextAreaField(_l("Hand-over note"), NOTE, render_kw={"rows": "4"},
                                  description=_l("What is done, what is next, what must not be forgotten."))

    warnings: tuple[str, ...] = ()

    def offer(self, candidates: Sequence[Candidate], *, is_change: bool) -> None:
        """Fills in who may be named; without an earlier officer nothing is handed over."""
        self.candidates = candidates
        self.user_id.choices = [SelectChoice(str(one.user_id), _label(one)) for one in candidates]
        self.is_change = is_change
        if not is_change:
            del self.handover_note

    def chosen(self) -> Candidate | None:
        """The officer who was chosen."""
        return next((one for one in self.candidates if str(one.user_id) == self.user_id.data), None)

    def from_at(self):
        """The moment in UTC; today without a time means now."""
        if self.from_hour.data is None and self.from_on.data == clock.today():
            return clock.now()
        return moment_of(self.from_on.data, self.from_hour.data)

    def validate_from_on(self, field: DayField) -> None:
        """Nobody takes over tomorrow."""
        if field.data and field.data > clock.today():
            raise ValidationError(_l("This lies in the future."))


class HandOverCasesForm(Form):
    """Which open cases of an officer go to whom."""

    cases = TicksField(_l("Open cases"), [Needed(_l("Tick at least one case."))], choices=[])
    user_id = RadioField(_l("Goes to"), [Needed()], choices=[])
    handover_note = TextAreaField(_l("Hand-over note"), NOTE, render_kw={"rows": "4"},
                                  description=_l("What is done, what is next, what must not be forgotten."))

    def offer(self, cases: Sequence[Case], labels: dict[uuid.UUID, str], candidates: Sequence[Candidate], *,
              tick_all: bool) -> None:
        """Fills in the cases, all ticked at first, and who may take them."""
        self.candidates = candidates
        self.cases.choices = [SelectChoice(str(one.id), labels[one.id]) for one in cases]
        self.user_id.choices = [SelectChoice(str(one.user_id), _label(one)) for one in candidates]
        if tick_all:
            self.cases.data = [str(one.id) for one in cases]

    def chosen(self) -> Candidate | None:
        """The officer who was chosen."""
        return next((one for one in self.candidates if str(one.user_id) == self.user_id.data), None)

    def chosen_cases(self) -> set[uuid.UUID]:
        """The ids that were ticked; all are on the list."""
        return {uuid.UUID(one) for one in self.cases.data}
