"""The forms that correct the woman and her safe-contact plan, and that add, correct and withdraw opposite parties."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField

from portal.core.forms import AtMost, Form, Needed, VersionedForm, WholeNumberField
from portal.core.words import N_
from portal.intake.forms.entry import choices, phone_number, possible_age
from portal.intake.rules.people import OF_PARTY, OF_WOMAN
from portal.intake.rules.vocabularies import RELATIONS
from portal.persons.rules.identity import KINSHIP, MAY_CALL


def _hers(name: str) -> Any:
    """The label of a field of hers."""
    return _l(OF_WOMAN[name])


def _his(name: str) -> Any:
    """The label of a field of an opposite party."""
    return _l(OF_PARTY[name])


class ReasonForm(Form):
    """Why; the reason stands where others read it."""

    reason = StringField(_l("Why it is corrected"), [Needed(), AtMost(300)],
                         description=_l("Write no name here; the reason is read by others."))


class _Correction(VersionedForm, ReasonForm):
    """A correction of what lies in the vault: faults found there come back to their fields."""

    ASKED: Mapping[str, str] = {}

    def told(self) -> dict[str, Any]:
        """The values as they are to stand, under the names of the record."""
        return {name: self[name].data for name in self.ASKED}

    def add_faults(self, faults: Mapping[str, str], prefix: str = "") -> None:
        """Puts each sentence (msgid) beside its field, else above the form."""
        for name, sentence in faults.items():
            target = self[prefix + name].errors if prefix + name in self else self.form_errors
            target.append(gettext(sentence))


class WomanForm(_Correction):
    """Her identity and the plan by which she is safely reached."""

    ASKED = OF_WOMAN

    plan_may_call = RadioField(_hers("plan_may_call"), choices=choices(MAY_CALL), default="yes")
    plan_phone = StringField(_hers("plan_phone"), [phone_number])
    plan_hours = StringField(_hers("plan_hours"), [AtMost(60)])
    plan_code_word = StringField(_hers("plan_code_word"), [AtMost(40)])
    plan_hide_from = StringField(_hers("plan_hide_from"), [AtMost(200)])
    plan_note = StringField(_hers("plan_note"), [AtMost(500)])
    name = StringField(_hers("name"), [AtMost(120)])
    relation = SelectField(_hers("relation"),
                           choices=[one for one in choices(KINSHIP, N_("– choose –")) if one.value != "son_of"])
    relative_name = StringField(_hers("relative_name"), [AtMost(120)])
    age_years = WholeNumberField(_hers("age_years"), [possible_age])
    is_minor = BooleanField(_hers("is_minor"))
    phone = StringField(_hers("phone"), [phone_number])
    other_phone = StringField(_hers("other_phone"), [phone_number])
    address = StringField(_hers("address"), [AtMost(300)])
    village = StringField(_hers("village"), [AtMost(120)])


class _PartyFields:
    """What is asked of an opposite party: the relation is always known, everything else may be unknown."""

    party_relation = SelectField(_his("party_relation"), [Needed()], choices=choices(RELATIONS, N_("– choose –")))
    name = StringField(_his("name"), [AtMost(120)])
    relative_name = StringField(_his("relative_name"), [AtMost(120)])
    age_years = WholeNumberField(_his("age_years"), [possible_age])
    phone = StringField(_his("phone"), [phone_number])
    address = StringField(_his("address"), [AtMost(300)])


class PartyCorrectionForm(_PartyFields, _Correction):
    """An opposite party as it is to stand."""

    ASKED = OF_PARTY


class NewPartyForm(_PartyFields, _Correction):
    """An opposite party who was not named on the day of the entry."""

    ASKED = OF_PARTY
    version = None
    reason = StringField(_l("Why he is added now"), [Needed(), AtMost(300)],
                         description=_l("Write no name here; the reason is read by others."))


class WithdrawForm(ReasonForm):
    """Why an opposite party is withdrawn."""

    reason = StringField(_l("Why he is withdrawn"), [Needed(), AtMost(300)],
                         description=_l("Write no name here; the reason is read by others."))
