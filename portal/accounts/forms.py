"""Forms of accounts: those at the door carry no one-time token, as a wrong try must be counted each time."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.access.roles import ROLES
from portal.accounts.rules.officer import RANKS, SAY_NUMBER, personnel_number
from portal.core.forms import AtMost, DayField, FilterForm, Form, Needed, VersionedForm, refuse_unknown_fields
from portal.core.i18n import LANGUAGES
from portal.core.text import UncleanText, clean_phone


class DoorForm(FlaskForm):
    """A form before or around sign-in."""

    Meta = Form.Meta

    def validate_on_submit(self, **kwargs) -> bool:
        """As every form of the portal refuses fields it does not have."""
        if self.is_submitted():
            refuse_unknown_fields(self)
        return super().validate_on_submit(**kwargs)


def _password(label, autocomplete: str = "current-password", **render) -> PasswordField:
    return PasswordField(label, [Needed()], render_kw={"autocomplete": autocomplete, **render})


class SignInForm(DoorForm):
    """Who, and the password."""

    number = StringField(_l("Personnel number"), [Needed(), AtMost(40)], render_kw={"autocomplete": "username"})
    password = _password(_l("Password"))
    next = HiddenField()


class UnlockForm(DoorForm):
    """The password of whoever locked the screen, or number and password of another officer."""

    number = StringField(_l("Personnel number"), [AtMost(40)], render_kw={"autocomplete": "off"})
    password = _password(_l("Password"), "off")


class CodeForm(DoorForm):
    """A one-time code from the administrator."""

    number = StringField(_l("Personnel number"), [Needed(), AtMost(40)], render_kw={"autocomplete": "off"})
    code = StringField(_l("One-time code"), [Needed(), AtMost(60)], render_kw={"autocomplete": "off"})


class FactorForm(DoorForm):
    """The code of the telephone."""

    code = StringField(_l("Code"), [Needed(), AtMost(60)],
                       render_kw={"autocomplete": "one-time-code", "inputmode": "text"})


class RoleForm(DoorForm):
    """In which of several roles."""

    role_held = RadioField(_l("Role"), [Needed()], validate_choice=True)


class NewPasswordForm(DoorForm):
    """A new password, twice."""

    password = _password(_l("New password"), "new-password")
    again = _password(_l("New password once more"), "new-password")

    def validate_again(self, field) -> None:
        """Both must be the same."""
        if field.data != self.password.data:
            raise ValidationError(_l("The two are not the same. Type both again."))


class ChangePasswordForm(NewPasswordForm):
    """A new password, with the present one before it."""

    present = _password(_l("Present password"))


class ConfirmForm(DoorForm):
    """The own password once more, before something grave."""

    password = _password(_l("Your password"))
    next = HiddenField()


class ProofForm(FlaskForm):
    """The same question on the way of a form that was sent; its one field rides along with the fields of that form."""

    NAME = "_password"

    class Meta(Form.Meta):
        """The CSRF token is that of the form on its way."""

        csrf = False

    password = _password(_l("Your password"))

    def __init__(self, **kwargs):
        super().__init__(prefix="_", **kwargs)


class LanguageForm(DoorForm):
    """The language button; it is named `locale` in the layouts."""

    locale = SelectField(choices=[SelectChoice(code) for code in LANGUAGES])
    next = HiddenField()


class OfficersFilter(FilterForm):
    """What the list of officers is narrowed by."""

    text = StringField(_l("Number or name"), [AtMost(60)])
    role = SelectField(_l("Role today"), default="", choices=lambda: [SelectChoice("", _l("any")), *_role_choices()])


class OfficerFields:
    """What is written of an officer; mixed into forms."""

    name_hi = StringField(_l("Name in Hindi"), [Needed(), AtMost(120)], render_kw={"lang": "hi"})
    name_en = StringField(_l("Name in English"), [Needed(), AtMost(120)], render_kw={"lang": "en"})
    rank = SelectField(_l("Rank"), choices=lambda: [SelectChoice(code, _l(titles[0])) for code, titles in RANKS.items()])
    is_woman = BooleanField(_l("Woman officer"))
    phone = StringField(_l("Office mobile"), [AtMost(20)], render_kw={"type": "tel", "inputmode": "tel"})

    def validate_phone(self, field) -> None:
        """An Indian number, kept as its ten digits."""
        if field.data:
            try:
                field.data = clean_phone(field.data)
            except UncleanText as fault:
                raise ValidationError(_l(fault.sentence)) from fault


class NewOfficerForm(OfficerFields, Form):
    """A new officer."""

    personnel_no = StringField(_l("Personnel number"), [Needed(), AtMost(15)])

    def validate_personnel_no(self, field) -> None:
        """Its shape."""
        if field.data and not personnel_number(field.data):
            raise ValidationError(_l(SAY_NUMBER))


class ChangeOfficerForm(OfficerFields, VersionedForm):
    """Corrections; the personnel number stays."""


class GrantForm(Form):
    """A role at a unit by a posting order."""

    role = SelectField(_l("Role"), choices=lambda: _role_choices())
    unit_code = StringField(_l("Code of the unit"), [Needed(), AtMost(12)])
    order_no = StringField(_l("Posting order number"), [Needed(), AtMost(80)])
    from_on = DayField(_l("First day"), [Needed()])
    to_on = DayField(_l("Last day (empty: until further order)"))


class EndRoleForm(Form):
    """The last day of a role."""

    to_on = DayField(_l("Last day"), [Needed()])


def _role_choices() -> list[SelectChoice]:
    return [SelectChoice(role.code, _l(role.title)) for role in ROLES.values()]
