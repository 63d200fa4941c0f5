"""The forms that name an enquiry officer and hand files over."""

import uuid
from collections.abc import Mapping, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.access.roles import ROLES
from portal.core.filters import ist_date, ist_time
from portal.core.forms import AtMost, Form, InWords, Needed
from portal.intake.forms.danger import TicksField
from portal.intake.forms.entry import choices
from portal.intake.models import Complaint
from portal.intake.rules import assignment as rules
from portal.intake.rules.assignment import Candidate


def _label(one: Candidate) -> str:
    """Name, role, load and duty, so that the list itself shows who has how much and who is here."""
    words = {"name": one.name, "role": gettext(ROLES[one.role].title), "count": one.open_count}
    if one.oldest_open_at is None:
        said = gettext("%(name)s – %(role)s – nothing open", **words)
    else:
        said = gettext("%(name)s – %(role)s – %(count)s open, the oldest since %(day)s", **words,
                       day=ist_date(one.oldest_open_at))
    if one.on_duty_until is None:
        return said
    return said + " – " + gettext("on duty until %(time)s", time=ist_time(one.on_duty_until))


def _chosen(candidates: Sequence[Candidate], value: str | None) -> Candidate | None:
    return next((one for one in candidates if str(one.officer_id) == value), None)


class AssignForm(Form):
    """Who enquires; the fields that the matter does not ask are taken out by the page."""

    officer_id = RadioField(_l("Enquiry officer"), [Needed(_l(rules.CHOOSE))], choices=[], validate_choice=False)
    exception = StringField(_l("Why no woman officer"), [AtMost(300)],
                            description=_l("Only when a man is chosen although a woman officer is due."))
    is_party = RadioField(_l("Is this officer named in the complaint, or related to someone named?"), validate_choice=False,
                          choices=choices(rules.YES_NO))
    reason = StringField(_l("Why the officer changes"), [AtMost(300)])

    def offer(self, candidates: Sequence[Candidate], *, has_ground: bool, asks_party: bool, is_change: bool) -> None:
        """Fills in who may be chosen and takes out what is not asked here."""
        self.candidates = candidates
        self.officer_id.choices = [SelectChoice(str(one.officer_id), _label(one)) for one in candidates]
        for name, is_asked in (("exception", has_ground), ("is_party", asks_party), ("reason", is_change)):
            if not is_asked:
                delattr(self, name)

    def chosen(self) -> Candidate | None:
        """The officer who was chosen, if she is on the list."""
        return _chosen(self.candidates, self.officer_id.data)

    def text(self, name: str) -> str:
        """What was typed in a field that may have been taken out."""
        return (self[name].data or "") if name in self else ""

    def blame(self, faults: Mapping[str, str]) -> None:
        """Puts each sentence beside its field, or above the form when the field is not here."""
        for name, sentence in faults.items():
            if name in self:
                self[name].errors = [*self[name].errors, gettext(sentence)]
            else:
                self.form_errors.append(gettext(sentence))


class HandOverForm(Form):
    """Which files go to whom, with the note that goes along."""

    files = TicksField(_l("Files"), [Needed(_l("Tick at least one file."))], choices=[])
    officer_id = RadioField(_l("Goes to"), [Needed(_l(rules.CHOOSE))], choices=[])
    note = TextAreaField(_l("Hand-over note"), [Needed(), InWords(rules.REASON_LETTERS, rules.SAY_WHY), AtMost(300)],
                         render_kw={"rows": "4"}, description=_l("What is done, what is next, what must not be forgotten."))

    def offer(self, files: Sequence[Complaint], candidates: Sequence[Candidate], *, tick_all: bool) -> None:
        """Fills in the files and who may take them; at first all are ticked."""
        self.candidates = candidates
        self.files.choices = [SelectChoice(str(one.id), one.token) for one in files]
        self.officer_id.choices = [SelectChoice(str(one.officer_id), _label(one)) for one in candidates]
        if tick_all:
            self.files.data = [str(one.id) for one in files]

    def chosen(self) -> Candidate | None:
        """The officer who was chosen."""
        return _chosen(self.candidates, self.officer_id.data)

    def chosen_files(self) -> list[uuid.UUID]:
        """The ids that were ticked; all are on the list."""
        return [uuid.UUID(one) for one in self.files.data]
