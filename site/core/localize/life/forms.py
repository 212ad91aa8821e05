from django.utils.html import format_html
from django.utils.translation import gettext as _

from core import forms
from core.localize.life.display import touched
from core.localize.life.family import translations_of


class CopyForm(forms.CopyForm):
    """Says which translations are copied with the page (``copying``)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        message = _("These translations are copied too, as drafts that keep every text that is translated already:")
        copied = touched(message, translations_of(self.page.get_descendants(inclusive=True)))
        if copied:
            field = self.fields["new_parent_page"]
            field.help_text = format_html("{} {}", field.help_text, copied)
