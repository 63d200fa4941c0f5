"""The form by which a case is entered: numbers and moments, what, who; from a complaint most of it stands there already."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.cases.forms.steps import PointerField
from portal.cases.rules import cctns, dates
from portal.cases.rules.facts import FACTS, INFORMANTS
from portal.cases.rules.kinds import KINDS
from portal.cases.rules.older import say_under
from portal.core import clock
from portal.core.forms import AtMost, ClockField, DayField, Form, Needed, WholeNumberField, choices_of, moment_of
from portal.core.words import N_
from portal.intake.forms.entry import PartyForm, PartyList, choices, phone_number, possible_age
from portal.law.rules import governing
from portal.persons.rules.identity import ADULT_AGE, KINSHIP

MOMENTS = ("registered", "informed", "gd", "occurred_from", "occurred_to")
MOST_ACCUSED = 20


class CaseForm(Form):
    """A new entry of the parallel record. A complaint brings the people along by reference: they are not asked again."""

    kind = SelectField(_l("What was registered"), [Needed()], choices=choices(KINDS, N_("– choose –")))
    number = PointerField(_l("Number in CCTNS"), [AtMost(12)],
                          description=_l("As CCTNS shows it, like 0078/2026. Leave it empty while CCTNS has given none."))
    station = StringField(_l("Station of that number"), [AtMost(60)])
    registered_on = DayField(_l("Registered on"), [Needed()], default=clock.today)
    registered_hour = ClockField(_l("Time of registering"), [Needed()], default=lambda: clock.to_ist(clock.now()).time())
    informed_on = DayField(_l("Information received on"))
    informed_hour = ClockField(_l("Time of the information"),
                               description=_l("Medical examination and other hours count from here, not from the FIR number."))
    gd_number = StringField(_l("General diary entry number"), [Needed(), AtMost(20)])
    gd_on = DayField(_l("Day of that entry"))
    gd_hour = ClockField(_l("Time of that entry"))
    occurred_from_on = DayField(_l("Day of occurrence, or first day"))
    occurred_from_hour = ClockField(_l("From, time"))
    occurred_to_on = DayField(_l("Last day, if it went on"))
    occurred_to_hour = ClockField(_l("To, time"))
    place = StringField(_l("Place of occurrence"), [AtMost(300)])
    sections = StringField(_l("Sections"), [AtMost(400)],
                           description=_l("Act and section, divided by commas: BNS 64(1), BNS 351(3), POCSO 4(2)."))
    informed_by = RadioField(_l("Who gives the information"), choices=choices_of(INFORMANTS), validate_choice=False)
    brief = TextAreaField(_l("Facts in short"), [AtMost(3000)], render_kw={"rows": "3"},
                          description=_l("No name, address or telephone of hers: write “the victim”."))
    informant_name = StringField(_l("Name of the informant"), [AtMost(120)])
    informant_relation = SelectField(_l("Informant is"), choices=choices(KINSHIP), default="other")
    informant_relative_name = StringField(_l("Father's or husband's name"), [AtMost(120)])
    informant_address = StringField(_l("Address"), [AtMost(300)])
    informant_phone = StringField(_l("Phone"), [phone_number])
    is_victim_informant = BooleanField(_l("She is the victim herself"))
    victim_name = StringField(_l("Name of the victim, or of the missing girl or woman"), [AtMost(120)])
    victim_age = WholeNumberField(_l("Age of the victim"), [possible_age])
    victim_address = StringField(_l("Address of the victim"), [AtMost(300)])
    parties = PartyList(FormField(PartyForm), label=_l("Accused"), max_entries=MOST_ACCUSED)
    late_reason = StringField(_l("Why it is written late"), [AtMost(300)],
                              description=_l("Only when more than a day lies between registering and this entry."))
    because = StringField(_l("Yes, record it so, because"), [AtMost(300)],
                          description=_l("Only after a warning above: it is recorded as you say, with your reason."))

    warnings: tuple[str, ...] = ()

    def from_complaint(self) -> None:
        """Takes out what a complaint brings along."""
        for name in [field.short_name for field in self if field.short_name.startswith(("informant_", "victim_"))
                     and field.short_name not in FACTS]:
            delattr(self, name)
        del self.is_victim_informant, self.parties

    def moments(self) -> dict[str, datetime | None]:
        """The five moments in UTC; a day without a time counts from its beginning, the last day to its end."""
        found = {name: moment_of(self[f"{name}_on"].data, self[f"{name}_hour"].data) for name in MOMENTS}
        if found["occurred_to"] and self.occurred_to_hour.data is None:
            found["occurred_to"] = min(found["occurred_to"] + timedelta(hours=24, minutes=-1),
                                       max(found["registered"] or found["occurred_to"], found["occurred_to"]))
        return found

    def procedure(self) -> str:
        """The procedural code of a case registered on the day typed; the present one before a day is typed."""
        return governing.procedure(self.registered_on.data).lower() if self.registered_on.data else "bnss"

    def facts(self) -> dict[str, bool]:
        """The ticks about the case."""
        return {name: bool(self[name].data) for name in FACTS if name in self}

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields one by one, then days that cannot be and what the kind asks."""
        is_right = super().validate(extra_validators)
        moments = self.moments()
        if moments["registered"] is None:
            return False
        faults = dates.entry_faults(**{f"{name}_at": moment for name, moment in moments.items()}, now=clock.now())
        for name, sentence in faults.items():
            self._blame(f"{name}_on", gettext(say_under(self.procedure(), sentence)))
        if self.number.pointer and not cctns.is_of_year(self.number.pointer, self.registered_on.data):
            self._blame("number", gettext(cctns.SAY_YEAR, theirs=self.number.pointer.year, ours=self.registered_on.data.year))
        if dates.is_late(moments["registered"], clock.now()) and not self.late_reason.data:
            self._blame("late_reason", gettext(dates.SAY_LATE))
        return is_right and not self.errors

    def _blame(self, name: str, sentence: str) -> None:
        self[name].errors = [*self[name].errors, sentence]

    def validate_informed_by(self, field: RadioField) -> None:
        """Some sections turn on who informs (BNSS First Schedule, 85 and 67)."""
        if self.kind.data != "missing" and field.data not in INFORMANTS:
            raise ValidationError(_l("Choose who gives the information."))

    def says_child(self) -> bool:
        """Whether the victim typed here is under 18."""
        return "victim_age" in self and self.victim_age.data is not None and self.victim_age.data < ADULT_AGE

    def people(self) -> dict[str, Any]:
        """Identities for the vault and the accused, when no complaint brings them; see actions.cases.Entry."""
        if "informant_name" not in self:
            return {}
        informant = {name: self[f"informant_{name}"].data for name in ("name", "relation", "relative_name", "address", "phone")}
        victim = {name: self[f"victim_{name}"].data for name in ("name", "address") if self[f"victim_{name}"].data}
        is_told = any(informant[name] for name in ("name", "relative_name", "address", "phone"))
        return {"informant": {name: value for name, value in informant.items() if value} if is_told else None,
                "is_same": self.is_victim_informant.data and is_told, "victim": victim, "victim_age": self.victim_age.data,
                "parties": [dict(entry.form.data) for entry in self.parties.entries]}


for _name, _label in FACTS.items():
    setattr(CaseForm, _name, BooleanField(_l(_label)))
