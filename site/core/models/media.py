"""Images and documents, with what an NGO must know of each: who took it, who agreed, in which language it is."""

import secrets
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError
from wagtail.search import index

from core.days import today
from core.documents import count_pages
from core.images import names, without_metadata
from core.images.consent import HIDDEN, SiteImageQuerySet, remove_renditions, state_of
from core.images.making import make_when_saved
from core.languages import content_languages, first_named, fold, source_language
from core.outage import is_full
from core.whole_files import named_by_a_row

FOLDED_FIELDS = [index.SearchField("folded"), index.AutocompleteField("folded")]


def names_of_tags(item):
    return [tag.name for tag in item.tags.all()] if item.pk else []


class SiteImage(AbstractImage):
    """A picture. EXIF, GPS and other metadata are gone before the first save, whoever saves it.

    One that may not be shown (``core.images.consent``) loses all its smaller sizes when it is saved.
    """

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took it, as it is printed."))
    shows_people = models.BooleanField(
        _("shows people who can be recognised"),
        default=False,
        help_text=_(
            "Then readers see it only while there is a consent: say below who gave it, and when. "
            "Never name a child beside a face."
        ),
    )
    names_withheld = models.TextField(
        _("names that are withheld"),
        blank=True,
        help_text=_(
            "Of every child who can be recognised, and of whoever else must not be named: one on a line, the first name "
            "is enough. Each word counts, in any spelling. Readers never see them, and no page is published while one "
            "stands beside the picture."
        ),
    )
    consent_by = models.CharField(
        _("consent given by"),
        max_length=200,
        blank=True,
        help_text=_("Who agreed; for a child, a parent or guardian. Never shown to readers."),
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_until = models.DateField(
        _("consent valid until"),
        null=True,
        blank=True,
        help_text=_("The last day. The picture disappears the day after. Left empty: without end."),
    )
    consent_withdrawn_on = models.DateField(
        _("consent withdrawn on"),
        null=True,
        blank=True,
        help_text=_("With a date here the picture disappears at once from every page, in every language."),
    )

    admin_form_fields = [
        *Image.admin_form_fields,
        "credit",
        "shows_people",
        "names_withheld",
        "consent_by",
        "consent_on",
        "consent_until",
        "consent_withdrawn_on",
    ]
    search_fields = [
        *AbstractImage.search_fields,
        *FOLDED_FIELDS,
        index.FilterField("shows_people"),
        index.FilterField("consent_on"),
    ]

    objects = SiteImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def folded(self):
        return fold(" ".join([self.title, self.description, self.credit, *names_of_tags(self)]))

    def clean(self):
        super().clean()
        errors = {}
        for name in ("consent_on", "consent_withdrawn_on"):
            if getattr(self, name) and getattr(self, name) > today():
                errors[name] = _("This day has not come yet.")
        if self.consent_on and self.consent_until and self.consent_until < self.consent_on:
            errors["consent_until"] = _("A consent can't end before it was given.")
        if self.names_withheld and not self.shows_people:
            errors["shows_people"] = _("Whoever must not be named can be recognised: tick this, too.")
        for field in names.OWN_TEXTS:
            if word := first_named(getattr(self, field), self.names_withheld):
                errors[field] = _("“%(word)s” is among the names that are withheld. Leave it out.") % {"word": word}
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file = without_metadata(self.file.file)
            self._set_image_file_metadata()
        with named_by_a_row(self):
            # Before the transaction, for which others wait: a bucket is far.
            self._meta.get_field("file").pre_save(self, add=False)
            with transaction.atomic():
                super().save(*args, **kwargs)
                if self.may_be_shown:
                    remove_renditions(self, self.named_renditions())
                    make_when_saved(self)
                else:
                    remove_renditions(self)

    def create_rendition(self, filter):
        """Where there is no room for one more size the admin shows none, as of a lost file: what was done before stays
        done, and whoever did it is not told otherwise.
        """
        try:
            return super().create_rendition(filter)
        except (OSError, DatabaseError) as error:
            if not is_full(error) or transaction.get_connection().in_atomic_block:
                raise
            raise SourceImageIOError(f"No room for {filter.spec} of picture {self.pk}") from error

    @property
    def consent_state(self):
        return state_of(self)

    @property
    def may_be_shown(self):
        return self.consent_state not in HIDDEN

    def named_renditions(self):
        """Files whose name, after the original's, is one that is withheld: readers see it in the address."""
        found = self.renditions.all() if self.names_withheld else []
        return [one for one in found if first_named(Path(one.file.name).name, self.names_withheld)]


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

    def save(self, *args, **kwargs):
        with named_by_a_row(self):
            super().save(*args, **kwargs)

    def get_upload_to(self, filename):
        """What the admin still shows of a hidden picture has an address that nobody can know from before. And an
        original may be called after a child.
        """
        if self.image.may_be_shown and not first_named(filename, self.image.names_withheld):
            return super().get_upload_to(filename)
        return f"images/{secrets.token_hex(16)}{Path(filename).suffix}"


class SiteDocument(AbstractDocument):
    language = models.CharField(_("language"), max_length=10, choices=content_languages, default=source_language)
    version = models.CharField(_("version"), max_length=40, blank=True, help_text=_("For example: 2, or draft 3."))
    pages = models.PositiveIntegerField(pgettext_lazy("how many", "pages"), null=True, editable=False)

    admin_form_fields = [*Document.admin_form_fields, "language", "version"]
    search_fields = [*AbstractDocument.search_fields, *FOLDED_FIELDS]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def folded(self):
        return fold(" ".join([self.title, *names_of_tags(self)]))

    def clean(self):
        if self.file:  # one that was refused has been told why
            super().clean()

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.pages = count_pages(self.file)
            self.file_size = self.file.size
        with named_by_a_row(self):
            super().save(*args, **kwargs)
