"""Slugs of translations follow the title in that language, by the same rule as everywhere (``core.languages.slugify``)."""

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from core.languages import slug_from


@receiver(pre_save, sender=StringTranslation)
def slug_by_rule(instance, **kwargs):
    if instance.context_id and instance.context.path == "slug":
        instance.data = slug_from(instance.data)


@receiver(post_save, sender=StringTranslation)
def slug_from_title(instance, raw=False, **kwargs):
    if not raw and instance.context_id and instance.context.path == "title" and not instance.has_error:
        for source in TranslationSource.objects.filter(object_id=instance.context.object_id):
            fill_slug(source, instance.locale)


def fill_slug(source, locale):
    """Give the source's slug a translation where it has none: the page's present slug, else the translated title."""
    if not issubclass(source.specific_content_type.model_class(), Page):
        return
    segment = StringSegment.objects.filter(source=source, context__path="slug").select_related("context").first()
    if segment is None:
        return
    translated = StringTranslation.objects.filter(locale=locale, context__object_id=source.object_id)
    if translated.filter(context=segment.context, translation_of=segment.string).exists():
        return
    former = translated.filter(context=segment.context).order_by("-updated_at").first()
    title = translated.filter(context__path="title", has_error=False).order_by("-updated_at").first()
    slug = former.data if former else slug_from(title.data) if title else ""
    if slug:
        StringTranslation.objects.create(
            translation_of_id=segment.string_id,
            locale=locale,
            context=segment.context,
            data=slug,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            updated_at=timezone.now(),
        )


def keep_slug_free(source, locale):
    """Two titles may be the same in another language: the second page's slug gets a number, as in the source language."""
    slugs = StringSegment.objects.filter(source=source, context__path="slug").values("context", "string")
    for segment in slugs:
        translated = StringTranslation.objects.filter(
            locale=locale, context=segment["context"], translation_of=segment["string"]
        ).first()
        parent, page_id = place_of(source, locale)
        if translated is None or parent is None:
            continue
        free = find_available_slug(parent, translated.data, ignore_page_id=page_id)
        if free != translated.data:
            translated.data = free
            translated.save(update_fields=["data"])


def place_of(source, locale):
    """``(parent, id)`` of the source's translation; of one that is still to be made the parent alone, if it is there."""
    target = Page.objects.filter(translation_key=source.object_id, locale=locale).first()
    if target is not None:
        return target.get_parent(), target.pk
    parent = source.get_source_instance().get_parent()
    return parent and parent.get_translation_or_none(locale), None
