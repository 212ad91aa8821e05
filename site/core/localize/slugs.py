"""Slugs of translations follow the title in that language, by the same rule as everywhere (``core.languages.slugify``)."""

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from core.languages import slugify


@receiver(pre_save, sender=StringTranslation)
def slug_by_rule(instance, **kwargs):
    if instance.context.path == "slug":
        instance.data = slugify(instance.data)


@receiver(post_save, sender=StringTranslation)
def slug_from_title(instance, raw=False, **kwargs):
    if not raw and instance.context.path == "title" and not instance.has_error:
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
    slug = former.data if former else slugify(title.data) if title else ""
    if slug:
        StringTranslation.objects.create(
            translation_of_id=segment.string_id,
            locale=locale,
            context=segment.context,
            data=slug,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            updated_at=timezone.now(),
        )
