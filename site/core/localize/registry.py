"""Registry records in every locale: a reference to one never dangles, and its facts never differ.

Copies are real wagtail-localize translations from the start. A plain copy would be reset to the source's name by the
first page that is submitted with it, and its submit form would offer no locale.
"""

from django.db import models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Locale
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from core.models import RegistryRecord


@receiver(post_save)
def keep_copies(sender, instance, raw=False, **kwargs):
    if not raw and isinstance(instance, RegistryRecord) and instance.is_source:
        with transaction.atomic():
            copy_to_all_locales(instance)


@receiver(post_save, sender=Locale)
def fill_new_locale(instance, created, raw=False, **kwargs):
    if created and not raw and Locale.objects.exclude(pk=instance.pk).exists():
        fill_locale(instance)


def fill_locale(locale):
    """Copies of every record into a locale that has none yet: parents before children."""
    for model in registry_models():
        records = list(model.objects.source())
        for record in sorted(records, key=ancestors):
            copy_to_all_locales(record, only=locale)


def registry_models():
    """Concrete registries, each after those to which it refers."""
    from django.apps import apps

    waiting = [model for model in apps.get_models() if issubclass(model, RegistryRecord)]
    found = []
    while waiting:
        free = [m for m in waiting if {f.related_model for f in references(m)} <= {*found, m}] or waiting
        found += free
        waiting = [model for model in waiting if model not in free]
    return found


def ancestors(record):
    """How many parents a record has above it."""
    count, seen = 0, {record.pk}
    while (record := getattr(record, "parent", None)) and record.pk not in seen:
        seen.add(record.pk)
        count += 1
    return count


def copy_to_all_locales(record, only=None):
    others = Locale.objects.exclude(pk=record.locale_id)
    if only is not None:
        others = others.filter(pk=only.pk)
    copies = {copy.locale_id: copy for copy in record.get_translations()}
    source = TranslationSource.objects.get_for_instance_or_none(record)
    if source is not None:
        source.update_from_db()
    missing = [locale for locale in others if locale.pk not in copies]
    if missing:
        TranslationCreator(None, missing).create_translations(record, include_related_objects=False)
        made = set(record.get_translations().values_list("locale_id", flat=True))
        if not {locale.pk for locale in missing} <= made:
            raise RuntimeError(f"{record!r} could not be copied into every language")
    for copy in record.get_translations():
        if only is None or copy.locale_id == only.pk:
            bring_up_to_date(record, copy)


def bring_up_to_date(record, copy):
    """Facts and references as in the source; text too, but only where nobody has translated it yet."""
    copy_synchronised_fields(record, copy)
    for field in references(type(record)):
        target = getattr(record, field.name)
        setattr(copy, field.name, target and target.get_translation_or_none(copy.locale))
    if is_written_by_hand(copy):
        copy.save()
        return
    translated = set(
        StringTranslation.objects.filter(context__object_id=record.translation_key, locale=copy.locale).values_list(
            "context__path", flat=True
        )
    )
    for field in text_fields(type(record)):
        if field.name not in translated:
            setattr(copy, field.name, getattr(record, field.name))
    copy.save()


def is_written_by_hand(copy):
    """Has a translator stopped the translation of this record to write it freely?"""
    return Translation.objects.filter(
        source__object_id=copy.translation_key, target_locale=copy.locale, enabled=False
    ).exists()


def references(model):
    """Foreign keys to other registries: each copy points to the record of its own language.

    One to a page is a fact: it is stored once, to the source page.
    """
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, RegistryRecord)
    ]


def text_fields(model):
    instance = model()
    return [
        item.get_field(model)
        for item in get_translatable_fields(model)
        if item.is_translated(instance) and isinstance(item.get_field(model), models.CharField | models.TextField)
    ]
