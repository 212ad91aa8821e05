"""Registry records: things that are named once and referred to from many pages."""

from django.db import models
from wagtail.models import Page, TranslatableMixin
from wagtail.search import index

from core.languages import fold, source_language
from core.locales import source_locale


class RegistryQuerySet(models.QuerySet):
    def source(self):
        """Records in the source language: what editors choose from."""
        return self.filter(locale=source_locale())

    def delete(self):
        from core.bin.deleting import delete_records

        return delete_records(self)

    delete.alters_data = True
    delete.queryset_only = True


class RegistryRecord(TranslatableMixin, index.Indexed, models.Model):
    """A translatable record with a copy in every locale from its first save (``core.localize.registry``).

    A name not yet translated shows in the source language: ``text_language`` says which it is written in.
    """

    text_language = models.CharField(max_length=10, editable=False, default=source_language)

    objects = RegistryQuerySet.as_manager()

    changes_what_readers_see = True
    is_a_setting = False  # for the audit log: a change is one of the site's settings
    names_a_person = False  # for the audit log: it is called by its number there
    shown_field = "name"  # the text readers see: the copy's language is the one this is written in

    class Meta(TranslatableMixin.Meta):
        abstract = True

    search_fields = [
        index.SearchField("folded"),
        index.AutocompleteField("folded"),
        index.FilterField("locale"),
        index.FilterField("id"),
    ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.text_language = self.locale.language_code if self.is_translated() else source_language()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        from core.bin.deleting import delete_records

        return delete_records([self])

    delete.alters_data = True

    def is_translated(self):
        from wagtail_localize.models import StringTranslation, Translation

        if self.is_source:
            return False
        translated = StringTranslation.objects.filter(
            context__object_id=self.translation_key, context__path=self.shown_field, locale=self.locale
        )
        by_hand = Translation.objects.filter(
            source__object_id=self.translation_key, target_locale=self.locale, enabled=False
        )
        return translated.exists() or (by_hand.exists() and self.differs_from_source())

    def differs_from_source(self):
        source = self.get_translation_or_none(source_locale())
        return source is not None and getattr(source, self.shown_field) != getattr(self, self.shown_field)

    @property
    def folded(self):
        return fold(" ".join(self.spellings))

    @property
    def spellings(self):
        """Every name under which readers may look for it."""
        return [self.name]

    def shown_on(self):
        """Pages on which it is shown though they don't refer to it."""
        return Page.objects.none()

    @property
    def is_source(self):
        return self.locale_id is None or self.locale_id == source_locale().id
