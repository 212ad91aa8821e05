"""How far pages and records are in each language, worked out from what is stored of them: the truth behind the board.

Three queries, whatever the number of keys.
"""

from collections import defaultdict
from functools import partial

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from wagtail.models import Locale, Page, PageViewRestriction, WorkflowState
from wagtail_localize.models import Translation

from core import generation
from core.locales import source_locale
from translation.board.titles import forms
from translation.models import Task
from translation.work.amounts import NOTHING, Amount, counted
from translation.work.states import State, decide, decide_of_record

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
BEHIND_PAGES = "z"  # no path of a page begins so


def work_out(keys):
    """``({key: fields of a Line}, {(key, locale id): fields of a Cell})`` of those that are on the board."""
    originals, targets = pages(keys)
    translations = translations_of(keys)
    lines, cells = {}, {}
    for key in {*originals, *translations}:
        page, given = originals.get(key), translations.get(key, {})
        line = line_of(page, given)
        if line is None:
            continue
        lines[key] = line
        for locale_id in other_locales():
            row, target = given.get(locale_id, {}), targets.get((key, locale_id), {})
            cells[key, locale_id] = cell_of(page, row, target, is_public=line["is_public"])
    return lines, cells


def other_locales():
    """All there are, also those that are no longer in the settings."""
    others = Locale.all_objects.exclude(pk=source_locale().pk).order_by("pk").values_list("pk", flat=True)
    return generation.remember("other locales", lambda: list(others))


def line_of(page, given):
    """``None`` for what is gone: a page of which only the translation is left, a model that was taken out."""
    source = next((given[locale_id] for locale_id in sorted(given)), {})
    model_id = page["content_type_id"] if page else source["source__specific_content_type_id"]
    model = model_of(model_id)
    if model is None or (page is None and issubclass(model, Page)):
        return None
    given_title = source.get("source__object_repr") or page["title"]
    title = (page["draft_title"] or page["title"]) if page else given_title
    titles = partial(forms, language=source_locale().language_code)
    return {
        "content_type_id": model_id,
        "page_id": page["pk"] if page else None,
        "path": page["path"] if page else BEHIND_PAGES,
        **titles(title),
        **{f"given_{name}": value for name, value in titles(given_title).items()},
        "changed_at": page["latest_revision_created_at"] if page else source["source__last_updated_at"],
        "is_public": bool(page and page["live"] and not page["is_private"]),
    }


def cell_of(page, row, target, *, is_public):
    """``row`` is the translation, ``target`` the page in this language; each may be empty."""
    is_enabled = row.get("enabled", False)
    is_there = bool(target) if page else bool(row)
    amount = row["amount"] if is_enabled and is_there else NOTHING
    is_waiting = target.get("review") == WorkflowState.STATUS_IN_PROGRESS
    is_stale, was_published = bool(row.get("work__stale_since")), row.get("was_published", False)
    if page:
        standing = decide(
            is_there=is_there,
            is_live=target.get("live", False),
            is_waiting=is_waiting,
            is_stale=is_stale,
            is_by_hand=not is_enabled,
        )
    else:
        standing = decide_of_record(
            amount=amount, was_published=was_published, is_stale=is_stale, is_by_hand=not is_enabled
        )
    return {
        "translation_id": row.get("pk"),
        "target_id": target.get("pk"),
        "state": standing.state,
        "is_enabled": is_enabled,
        "is_stale": standing.is_stale,
        "is_by_hand": standing.is_by_hand,
        "is_shown": is_public or bool(row),
        "task": task_of(page, target, standing.state, amount) if is_enabled and not is_waiting else "",
        "since": since(standing, page, row, target),
        "words": amount.words,
        "open_words": amount.open_words,
        "due_on": row.get("work__due_on"),
        "taken_by_id": row.get("work__taken_by_id"),
    }


def task_of(page, target, state, amount):
    """Nothing where a translator has nothing to do, or not before a reviewer or an editor has done something."""
    if page and state == State.MISSING:
        return ""
    if target.get("review") == WorkflowState.STATUS_NEEDS_CHANGES:
        return Task.RETURNED
    if amount.open_texts:
        return Task.CHANGED if state in {State.STALE, State.LIVE} else Task.NEW
    return "" if state == State.LIVE and not target.get("has_unpublished_changes") else Task.READY


def since(standing, page, row, target):
    """When it came into the state it is in; nothing of what is live as it should be."""
    if standing.is_stale:
        return row.get("work__stale_since")
    match standing.state:
        case State.MISSING if page:
            return page["first_published_at"]
        case State.MISSING | State.DRAFT:
            return row.get("created_at")
        case State.IN_REVIEW:
            return target["review_since"]
    return None


def pages(keys):
    """``({key: source}, {(key, locale id): target})``, with where each is in its workflow; aliases are no pages."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        status__in=OPEN,
    ).order_by("-pk")
    rows = (
        Page.objects.filter(translation_key__in=keys, depth__gt=1, alias_of=None)
        .order_by()
        .annotate(
            review=Subquery(states.values("status")[:1]),
            review_since=Subquery(states.values("current_task_state__started_at")[:1]),
        )
        .values(
            *("pk", "path", "translation_key", "locale_id", "title", "draft_title", "live", "has_unpublished_changes"),
            *("first_published_at", "latest_revision_created_at", "review", "review_since"),
            "content_type_id",
        )
    )
    originals, targets, private = {}, {}, private_paths()
    for row in rows:
        row["is_private"] = row["path"].startswith(private)
        if row["locale_id"] == source_locale().pk:
            originals[row["translation_key"]] = row
        else:
            targets[row["translation_key"], row["locale_id"]] = row
    return originals, targets


def private_paths():
    """What begins so is for some readers only. Asked apart: as a condition on each page, SQLite would read all pages."""
    closed = Page.objects.filter(pk__in=PageViewRestriction.objects.values("page"))
    return tuple(closed.order_by().values_list("path", flat=True))


def translations_of(keys):
    """``{key: {locale id: …}}``, each with how much there is to do."""
    rows = Translation.objects.filter(source__object_id__in=keys, source__locale=source_locale()).order_by()
    rows = rows.annotate(was_published=Q(work__published_from__isnull=False)).values(
        *("pk", "target_locale_id", "enabled", "created_at", "was_published"),
        *("work__stale_since", "work__due_on", "work__taken_by_id"),
        *("source__object_id", "source__object_repr", "source__last_updated_at"),
        "source__specific_content_type_id",
    )
    found = defaultdict(dict)
    for row in counted(rows):
        row["amount"] = Amount(*(row[name] for name in Amount._fields))
        found[row["source__object_id"]][row["target_locale_id"]] = row
    return found


def model_of(content_type_id):
    content_type = ContentType.objects.get_for_id(content_type_id)
    try:
        return apps.get_model(content_type.app_label, content_type.model)
    except LookupError:
        return None
