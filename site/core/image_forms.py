from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.images import UNREADABLE, unreadable, without_metadata


class ImageField(WagtailImageField):
    """Refuses what Pillow can't read with a sentence, where Wagtail's own answer to a damaged file is an error 500."""

    def to_python(self, data):
        try:
            return super().to_python(data)
        except UNREADABLE as error:
            raise unreadable() from error


class ImageForm(BaseImageForm):
    file = ImageField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self):
        file = self.cleaned_data.get("file")
        return without_metadata(file) if file and "file" in self.changed_data else file

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "names_withheld": forms.Textarea(attrs={"rows": 3})}
