"""Images and documents, with what an NGO must know of each: who took it, who agreed, in which language it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from core.documents import count_pages
from core.images import without_metadata
from core.languages import content_languages, source_language


class SiteImage(AbstractImage):
    """A picture. EXIF, GPS and other metadata are gone before the first save, whoever saves it."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took it, as it is printed."))
    consent_by = models.CharField(
        _("consent given by"),
        max_length=200,
        blank=True,
        help_text=_("For pictures of people: who agreed. Never shown to readers."),
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)

    admin_form_fields = [*Image.admin_form_fields, "credit", "consent_by", "consent_on"]
    search_fields = [*AbstractImage.search_fields, index.FilterField("consent_on")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file = without_metadata(self.file.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class SiteDocument(AbstractDocument):
    language = models.CharField(_("language"), max_length=10, choices=content_languages, default=source_language)
    version = models.CharField(_("version"), max_length=40, blank=True, help_text=_("For example: 2, or draft 3."))
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)

    admin_form_fields = [*Document.admin_form_fields, "language", "version"]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.pages = count_pages(self.file)
            self.file_size = self.file.size
        super().save(*args, **kwargs)
