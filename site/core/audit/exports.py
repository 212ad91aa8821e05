"""Who takes a list of the admin along as a file is written down."""

from functools import wraps

from django.utils.translation import override
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.audit.recording import record
from core.languages import source_language
from core.models.audit import AuditAction
from core.patching import wrap


def apply():
    wrap(SpreadsheetExportMixin, "as_spreadsheet", _recorded)


def _recorded(original):
    @wraps(original)
    def as_spreadsheet(self, queryset, spreadsheet_format):
        form = getattr(self, "form_page", None)
        with override(source_language()):
            label = str(form or getattr(self, "page_title", ""))
        record(AuditAction.EXPORTED, by=self.request.user, about=form, label=label, details={"as": spreadsheet_format})
        return original(self, queryset, spreadsheet_format)

    return as_spreadsheet
