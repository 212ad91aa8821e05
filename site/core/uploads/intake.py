"""Wagtail keeps a file whose form is not complete yet, and takes it from there once it is: a picture is kept clean."""

from functools import wraps

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from core.images import without_metadata
from core.patching import wrap
from core.whole_files import named_by_a_row


@receiver(pre_save, sender=UploadedFile)
def keep_pictures_clean(instance, raw=False, **kwargs):
    is_new = instance.file and not instance.file._committed
    if is_new and not raw and instance.for_content_type.model_class() is get_image_model():
        instance.file = without_metadata(instance.file.file)


def _with_its_row(original):
    @wraps(original)
    def save(self, *args, **kwargs):
        with named_by_a_row(self):
            return original(self, *args, **kwargs)

    return save


wrap(UploadedFile, "save", _with_its_row)
