"""The doors for documents and tables; pictures have theirs in ``core.image_forms``."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from core.uploads.kinds import check_document
from core.uploads.messages import EMPTY
from core.uploads.scanning import refuse_infected

MiB = 1024 * 1024


class DocumentField(WagtailDocumentField):
    """Takes what is of a kind that is accepted, by its content."""

    kinds = settings.WAGTAILDOCS_EXTENSIONS
    limits = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages["empty"] = EMPTY
        self.error_messages["file_too_large"] = _(
            "This file is too large (%(file_size)s; at most %(max_filesize)s). "
            "Make the pictures in it smaller, or divide it, and upload that."
        )

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None:
            check_document(file, self.kinds, **self.limits)
            refuse_infected(file)
        return file


class TableField(DocumentField):
    """A list of redirects, say: read into memory as a whole."""

    kinds = ("csv", "tsv", "xlsx")
    limits = {"most": 30 * MiB}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.max_upload_size = 2 * MiB
        self.max_upload_size_text = filesizeformat(self.max_upload_size)


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        take_files_by(self, DocumentField)


def take_files_by(form, field):
    """Not declared in the form: it would be there, and required, in the forms that Wagtail makes without it."""
    theirs = form.fields.get("file")
    if theirs:
        form.fields["file"] = field(label=theirs.label, widget=theirs.widget, required=theirs.required)
