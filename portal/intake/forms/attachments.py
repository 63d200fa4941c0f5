"""The form that sends files."""

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField
from wtforms.validators import ValidationError

from portal.core.attachments import MAX_PER_OWNER
from portal.core.forms import Form


class AttachForm(Form):
    """One or several photos or papers."""

    files = MultipleFileField(
        _l("Photos or scans"), render_kw={"accept": "image/jpeg,image/png,application/pdf"},
        description=_l("JPEG, PNG or PDF, at most 10 MB each. Several can be chosen together."))

    def sent(self) -> list[FileStorage]:
        """The files that were chosen; a browser sends an empty one when none was."""
        return [file for file in self.files.data or () if isinstance(file, FileStorage) and file.filename]

    def validate_files(self, field: MultipleFileField) -> None:
        """At least one, at most as many as a record holds."""
        if not self.sent():
            raise ValidationError(_l("Choose at least one file."))
        if len(self.sent()) > MAX_PER_OWNER:
            raise ValidationError(_l("Choose at most 25 files."))
