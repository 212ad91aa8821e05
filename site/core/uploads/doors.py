"""Wagtail's own forms that take files and have no setting for it: they get our fields."""

import io
import itertools

from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.contrib.redirects import base_formats
from wagtail.contrib.redirects.forms import ImportForm

from core.image_forms import AvatarForm
from core.patching import wrap
from core.uploads.fields import TableField

MAX_ROWS, MAX_COLUMNS = 20_000, 20


def apply():
    AvatarSettingsPanel.form_class = AvatarForm
    ImportForm.base_fields["import_file"] = TableField(label=ImportForm.base_fields["import_file"].label)
    wrap(base_formats.CSV, "create_dataset", even)
    wrap(base_formats.XLSX, "create_dataset", lambda _create: read_workbook)


def even(create):
    """Rows as long as the first, and no empty ones: Wagtail answers to any other with an error 500."""

    def create_dataset(self, data, *args, **kwargs):
        dataset = create(self, data, *args, **kwargs)
        return table([dataset.headers, *itertools.islice(dataset, MAX_ROWS)])

    return create_dataset


def read_workbook(self, data):
    """Of a sheet that says it has 16,384 columns and a million rows, which takes a few bytes to say, no more than these."""
    import openpyxl  # three megabytes, and a fifth of a second of every start

    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return table(workbook.worksheets[0].iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True))
    finally:
        workbook.close()


def table(rows):
    filled = [["" if cell is None else cell for cell in row] for row in rows if any(row)]
    width = len(filled[0]) if filled else 0
    return base_formats.Dataset([[*row, *[""] * width][:width] for row in filled])
