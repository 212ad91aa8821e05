"""Bringing back what lies in the bin: whole, in its place, with its own numbers, or not at all."""

from collections import defaultdict

from django.core.serializers.base import DeserializationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Locale, Page, ReferenceIndex, Site
from wagtail.search import index
from wagtail_localize.models import Translation

from core import generation
from core.bin.load import from_rows, is_known, model_of, without_dangling
from core.bin.place import put_in_place
from core.bin.refusal import NotRestored
from core.locales import source_locale
from core.localize.registry import copy_to_all_locales
from core.models import Deleted, RegistryRecord
from core.models.bin import language_name


def restore(entry, user=None):
    """Bring back what ``entry`` holds; returns the page or record that was deleted. Raises ``NotRestored``."""
    try:
        with transaction.atomic():
            return _restore(entry, user)
    except (DeserializationError, LookupError, IntegrityError, DataError) as error:
        raise NotRestored(
            _(
                "“%(title)s” can't be brought back: what it was made of no longer fits into this site, which has changed"
                " since. It stays in the bin; tell whoever looks after the site: %(reason)s"
            )
            % {"title": entry.title, "reason": error}
        ) from error


def _restore(entry, user):
    entry = Deleted.objects.select_for_update().filter(pk=entry.pk).first()
    if entry is None:
        raise NotRestored(_("This is no longer in the bin: somebody has brought it back, or deleted it for good."))
    refuse_without_source(entry)
    refuse_translated_anew(entry)
    rows = from_rows(entry.snapshot["rows"])
    refuse_taken(entry, rows)
    rows = without_dangling(entry, without_replaced(rows))
    put_in_place(entry, rows)
    for row in rows:
        row.save_base(raw=True, force_insert=True)
    point_back(entry.snapshot["pointers"])
    Translation.objects.filter(pk__in=entry.snapshot["translations"]).update(enabled=True)
    back = instances(entry)
    complete_records(back)
    bring_indexes_up_to_date(back, entry.snapshot["referrers"])
    Site.clear_site_root_paths_cache()
    generation.advance()
    for thing, instance in zip(entry.things, back, strict=True):
        if thing["root"]:
            log(instance=instance, action="core.restore", user=user)
    entry.delete()
    return back[0]


def refuse_without_source(entry):
    """A translation comes back after its source, if that lies in the bin."""
    held = {thing["key"] for thing in entry.things if thing["language"] == source_locale().language_code}
    for root in entry.roots:
        if root["language"] == source_locale().language_code or root["key"] in held:
            continue
        for other in Deleted.objects.holding(key=root["key"], language=source_locale().language_code):
            raise NotRestored(
                _("“%(title)s” is a translation of “%(source)s”, which lies in the bin too. Bring that back first.")
                % {"title": root["title"], "source": other.title},
                other,
            )


def refuse_translated_anew(entry):
    """What was translated again since it was deleted: nobody's work is thrown away unasked."""
    tables = defaultdict(list)
    for thing in entry.things:
        tables[thing["table"]].append(thing)
    for label, things in tables.items():
        found = model_of(label).objects.filter(translation_key__in=[thing["key"] for thing in things])
        made = {(str(key), code) for key, code in found.values_list("translation_key", "locale__language_code")}
        for thing in things:
            if (thing["key"], thing["language"]) not in made:
                continue
            raise NotRestored(
                _(
                    "“%(title)s” exists anew in this language: %(language)s. Delete the new one, which then lies in the"
                    " bin too, and bring this back."
                )
                % {"title": thing["title"], "language": language_name(thing["language"])}
            )


def refuse_taken(entry, rows):
    numbers = defaultdict(list)
    for row in rows:
        numbers[type(row)].append(row.pk)
    for model, pks in numbers.items():
        taken = model._base_manager.filter(pk__in=pks).first()
        if taken is not None:
            raise NotRestored(
                _("“%(title)s” can't be brought back: its number %(number)s (%(kind)s) is in use again: “%(taken)s”.")
                % {
                    "title": entry.title,
                    "number": taken.pk,
                    "kind": model._meta.verbose_name,
                    "taken": taken,
                }
            )


def without_replaced(rows):
    """A redirect that somebody has made anew for the same address stays; the old one does not come back."""
    return [
        row
        for row in rows
        if not (isinstance(row, Redirect) and Redirect.objects.filter(old_path=row.old_path, site_id=row.site_id))
    ]


def point_back(pointers):
    """References from outside, where nobody has put another one in their place."""
    for label, attname, pk, value in pointers:
        if not is_known(label, attname):
            continue
        model_of(label)._base_manager.filter(pk=pk, **{f"{attname}__isnull": True}).update(**{attname: value})


def instances(entry):
    """The pages and records that have come back, in the order of the entry."""
    wanted = defaultdict(list)
    for thing in entry.things:
        wanted[thing["table"]].append(thing["pk"])
    found = {}
    for label, pks in wanted.items():
        queryset = model_of(label).objects.filter(pk__in=pks)
        found[label] = {one.pk: one for one in (queryset.specific() if model_of(label) is Page else queryset)}
    return [found[thing["table"]][thing["pk"]] for thing in entry.things]


def complete_records(back):
    """A copy in a language that the site has learnt meanwhile."""
    for instance in back:
        if isinstance(instance, RegistryRecord) and instance.is_source:
            has = instance.get_translations(inclusive=True).values("locale_id")
            for locale in Locale.objects.exclude(pk__in=has):
                copy_to_all_locales(instance, only=locale)


def bring_indexes_up_to_date(back, referrers):
    others = [model_of(label).objects.filter(pk=pk).first() for label, pk in referrers if is_known(label)]
    others = [one.specific if isinstance(one, Page) else one for one in others if one is not None]
    for instance in back:
        index.insert_or_update_object(instance)
    for instance in [*back, *others]:
        if ReferenceIndex.is_indexed(type(instance)):
            ReferenceIndex.create_or_update_for_object(instance)
