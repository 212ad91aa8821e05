"""Every page and record of the source language with its versions in other languages, in two queries.

They are not models but what is read from several tables at once: a thousand sources are listed, counted, filtered and
sorted in memory.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CharField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Length, Substr
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, WorkflowState
from wagtail_localize.models import Translation

from core.locales import source_locale
from core.localize.permissions import writable_locales, writes_source
from translation.board.versions import Version
from translation.work.amounts import Amount, counted

SECTION_DEPTH = 3  # below the home page
OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
PERSON = ("username", "first_name", "last_name")


@dataclass
class Source:
    key: str
    model: type
    title: str
    language: str
    changed_at: datetime | None
    page: dict | None = None
    section: str = ""
    edits: bool = False
    can_submit: bool = False
    versions: list[Version] = field(default_factory=list)

    @property
    def kind(self):
        return self.model._meta.verbose_name

    @cached_property
    def translation_id(self):
        """One by which it can be looked at and opened."""
        return next((one.translation_id for one in self.versions if one.translation_id), None)

    @property
    def url(self):
        """Of its editor; for others, of what was given to translators."""
        if self.edits and self.page:
            return reverse("wagtailadmin_pages:edit", args=[self.page["pk"]])
        if self.translation_id is None or not (self.edits or self.page):
            return ""
        name = "translation_board:original" if self.edits else "core_localize:source_page"
        return reverse(name, args=[self.translation_id])

    @property
    def submit_url(self):
        return reverse("wagtail_localize:submit_page_translation", args=[self.page["pk"]])

    @property
    def open_words(self):
        return sum(one.amount.open_words for one in self.versions)


def sources_for(user, locales):
    """What ``user`` may see of it, with a version in each of ``locales``."""
    language = source_locale().language_code
    originals, targets = pages(locales)
    translations = translations_into(locales)
    writes, edits = writable_locales(user), writes_source(user)
    submits = user.has_perm("wagtail_localize.submit_translation")
    found = []
    for key in [*originals, *(key for key in translations if key not in originals)]:
        page, given = originals.get(key), translations.get(key, {})
        model = model_of(page or next(iter(given.values())), page)
        if model is None or not is_visible(user, model, page, given, edits):
            continue
        source = make(key, model, page, given, edits, language)
        source.can_submit = submits and page is not None
        for locale in locales:
            rows = given.get(locale.pk), targets.get((key, locale.pk))
            source.versions.append(Version(source, locale, *rows, user=user, is_own=locale.pk in writes))
        found.append(source)
    name_sections(found, originals)
    return found


def pages(locales):
    """``({key: source}, {(key, locale): target})``, with where each is in its workflow; aliases are no pages."""
    source = source_locale()
    states = WorkflowState.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=Cast(OuterRef("pk"), CharField()),
        status__in=OPEN,
    ).order_by("-pk")
    beginning = Substr(OuterRef("path"), 1, Length("page__path"))
    private = PageViewRestriction.objects.filter(page__path=beginning)
    rows = (
        Page.objects.filter(depth__gt=1, alias_of=None, locale__in=[source, *locales])
        .order_by("path")
        .annotate(
            review=Subquery(states.values("status")[:1]),
            review_since=Subquery(states.values("current_task_state__started_at")[:1]),
            comment=Subquery(states.values("current_task_state__comment")[:1]),
            is_private=Exists(private),
        )
        .values(
            *("pk", "path", "translation_key", "locale_id", "title", "draft_title", "live", "has_unpublished_changes"),
            *("first_published_at", "latest_revision_created_at", "review", "review_since", "comment", "is_private"),
            *("content_type__app_label", "content_type__model"),
        )
    )
    originals, targets = {}, {}
    for row in rows:
        if row["locale_id"] == source.pk:
            originals[row["translation_key"]] = row
        else:
            targets[row["translation_key"], row["locale_id"]] = row
    return originals, targets


def translations_into(locales):
    """``{key: {locale id: …}}``, each with how much there is to do."""
    rows = Translation.objects.filter(source__locale=source_locale(), target_locale__in=locales).order_by()
    rows = rows.annotate(was_published=Q(work__published_from__isnull=False)).values(
        *("pk", "source_id", "target_locale_id", "enabled", "created_at", "was_published", "work__stale_since"),
        *("work__due_on", "work__taken_by_id", *(f"work__taken_by__{name}" for name in PERSON)),
        *("source__object_id", "source__object_repr", "source__last_updated_at"),
        *("source__specific_content_type__app_label", "source__specific_content_type__model"),
    )
    found = defaultdict(dict)
    for row in counted(rows):
        row["amount"] = Amount(*(row[name] for name in Amount._fields))
        row["taken_by"] = person(row)
        found[row["source__object_id"]][row["target_locale_id"]] = row
    return found


def person(row):
    if row["work__taken_by_id"] is None:
        return None
    return get_user_model()(pk=row["work__taken_by_id"], **{name: row[f"work__taken_by__{name}"] for name in PERSON})


def model_of(row, page):
    """``None`` for what is gone: a page of which only the translation is left, a model that was taken out."""
    prefix = "content_type" if page else "source__specific_content_type"
    try:
        model = apps.get_model(row[f"{prefix}__app_label"], row[f"{prefix}__model"])
    except LookupError:
        return None
    return None if issubclass(model, Page) and not page else model


def is_visible(user, model, page, given, edits):
    """A page to who writes the original; to others once readers see it, or it was given to translators.

    A record to those who may change records of its kind.
    """
    if page is None:
        return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    return edits or bool(given) or (page["live"] and not page["is_private"])


def make(key, model, page, given, edits, language):
    if page is None:
        record = next(iter(given.values()))
        changed_at = record["source__last_updated_at"]
        return Source(key, model, record["source__object_repr"], language, changed_at, edits=edits)
    return Source(
        key, model, title_of(page, given, edits), language, page["latest_revision_created_at"], page, edits=edits
    )


def title_of(page, given, edits):
    """Of a draft only what was given to translators is for others to read."""
    if edits:
        return page["draft_title"] or page["title"]
    return next((one["source__object_repr"] for one in given.values()), page["title"])


def name_sections(sources, originals):
    """A section is a page below the home page; it is named by the title that is shown of it."""
    length = SECTION_DEPTH * Page.steplen
    titles = {one.page["path"]: one.title for one in sources if one.page and len(one.page["path"]) == length}
    for one in sources:
        if one.page:
            one.section = titles.get(one.page["path"][:length], "")
