from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.images import without_metadata
from core.uploads.fields import take_files_by
from core.uploads.messages import EMPTY
from core.uploads.scanning import refuse_infected


class ImageField(WagtailImageField):
    """Takes in what Pillow can read, whatever its name says, and refuses the rest with a sentence. Wagtail's own decodes
    a picture before it looks at its size, and answers to some damaged files with an error 500.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages["empty"] = EMPTY
        self.error_messages["file_too_large"] = _(
            "This picture is too large (%(file_size)s; at most %(max_filesize)s). "
            "Make it 3,000 pixels wide in a picture editor, save it as JPEG and upload that."
        )

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        refuse_infected(file)
        return without_metadata(file)


class ImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        take_files_by(self, ImageField)

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "names_withheld": forms.Textarea(attrs={"rows": 3})}


class AvatarForm(AvatarPreferencesForm):
    avatar = ImageField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)
