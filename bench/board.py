"""The board of translations, and the queue on the first page: what a request of them takes. Prints a table.

    python3 bench/board.py 200 2000 20000

For so many pages of the source language, each in two other languages, in many states. Works on new SQLite databases in
temporary folders; with DATABASE_URL, on that one, which must be empty: then one number only. Processor time of the
process that answers (SQLite's included), the median of nine requests to a server that has answered before. Exits 1 if the
board or the first page takes more than a tenth of a second for anybody, or a board more than twelve queries.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta

from content import AT_ONCE, grow, set_up, tell_the_planner

QUERIES, SECONDS, TIMES = 12, 0.1, 9
BOARD = "/admin/translation/board/"
ADDRESSES = {
    "board": BOARD,
    "state": f"{BOARD}?state=stale&language=en",
    "section": f"{BOARD}?section={{section}}",
    "kind": f"{BOARD}?kind=news.newspage",
    "translator": f"{BOARD}?translator={{person}}",
    "search": f"{BOARD}?q=icma",
    "all at once": f"{BOARD}?state=draft&ordering=-words&q=a",
    "by title": f"{BOARD}?ordering=title",
    "by kind": f"{BOARD}?ordering=kind",
    "by section": f"{BOARD}?ordering=-section",
    "by words": f"{BOARD}?ordering=-words",
    "by days": f"{BOARD}?ordering=-age",
    "by date": f"{BOARD}?ordering=due",
    "last page": f"{BOARD}?p=100000",
    "queue": "/admin/translation/queue/",
    "first page": "/admin/",
}
EXPORTS = {"CSV": f"{BOARD}?export=csv", "XLSX": f"{BOARD}?export=xlsx"}
PATHS = ("title", "slug", "summary", "body.1", "body.2", "body.3")


def give_to_translators(people):
    """What ``grow`` has made: sources, texts of which a third is translated, and pages in every state."""
    from django.db import transaction
    from wagtail.models import Page
    from wagtail_localize.models import TranslationSource

    from core.locales import source_locale
    from translation.board.changed import update

    with transaction.atomic():
        given = TranslationSource.objects.values("object_id")
        pages = Page.objects.filter(locale=source_locale(), depth__gt=1).exclude(translation_key__in=given)
        pages = list(pages.order_by("path"))
        for start in range(0, len(pages), AT_ONCE):
            give(pages[start : start + AT_ONCE], people)
        vary()
    update()
    tell_the_planner()


def give(pages, people):
    from django.utils import timezone
    from wagtail_localize.models import (
        String,
        StringSegment,
        StringTranslation,
        TranslatableObject,
        Translation,
        TranslationContext,
        TranslationSource,
    )

    from core.locales import target_locales
    from translation.models import Work

    now = timezone.now()
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=one.translation_key, content_type_id=one.content_type_id) for one in pages],
        ignore_conflicts=True,
    )
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=one.translation_key,
            specific_content_type_id=one.content_type_id,
            locale_id=one.locale_id,
            object_repr=one.title[:200],
            content_json="{}",
            last_updated_at=now,
        )
        for one in pages
    )
    texts = [(source, path, f"{source.object_repr} {path} beş söz yazıldı") for source in sources for path in PATHS]
    strings = String.objects.bulk_create(
        String(locale_id=source.locale_id, data=text, data_hash=String._get_data_hash(text))
        for source, _p, text in texts
    )
    contexts = TranslationContext.objects.bulk_create(
        TranslationContext(object_id=source.object_id, path=path, path_id=TranslationContext._get_path_id(path))
        for source, path, _text in texts
    )
    StringSegment.objects.bulk_create(
        StringSegment(source=source, context=context, string=string, order=1, attrs="{}")
        for (source, _p, _t), context, string in zip(texts, contexts, strings, strict=True)
    )
    translations = Translation.objects.bulk_create(
        Translation(source=source, target_locale=locale) for source in sources for locale in target_locales()
    )
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=string, context=context, locale=locale, data="Translated", translation_type="manual"
        )
        for number, (context, string) in enumerate(zip(contexts, strings, strict=True))
        for locale in target_locales()
        if number // len(PATHS) % 2 or number % 3 == 0
    )
    Work.objects.bulk_create(
        Work(
            translation=one,
            published_from=[] if number % 3 else None,
            stale_since=now - timedelta(days=number % 90) if number % 6 == 1 else None,
            due_on=(now + timedelta(days=number % 60)).date() if number % 7 == 0 else None,
            taken_by=people[number // 10 % len(people)] if number % 10 == 0 else None,
        )
        for number, one in enumerate(translations)
    )


def vary():
    """A third of the translations are drafts; each page was written when it was published."""
    from django.db.models import F
    from wagtail.models import Page

    from core.locales import source_locale

    others = Page.objects.exclude(locale=source_locale()).filter(depth__gt=3)
    others.annotate(third=F("pk") % 3).filter(third=0).update(live=False, has_unpublished_changes=True)
    Page.objects.filter(latest_revision_created_at=None).update(latest_revision_created_at=F("last_published_at"))


def measure(client, address, times=TIMES):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    response = client.get(address)  # a server that runs has loaded its templates
    size = len(response.getvalue())
    if response.status_code != 200:
        sys.exit(f"{address} was answered with {response.status_code}.")
    took = []
    for _time in range(times):
        gc.collect()
        since = time.process_time()
        client.get(address).getvalue()
        took.append(time.process_time() - since)
    with CaptureQueriesContext(connection) as queries:
        client.get(address).getvalue()
    return {"queries": len(queries), "ms": round(1000 * statistics.median(took)), "bytes": size}


def run(pages):
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group
        from django.test import Client

        from core.locales import source_locale, target_locales
        from home.roles import CHIEF_EDITORS, target_languages, translators_group
        from translation.models import Line

        people = {}
        for group in (translators_group(target_languages()[0]), CHIEF_EDITORS):
            people[group] = get_user_model().objects.create_user(group)
            people[group].groups.add(Group.objects.get(name=group))
        others = [get_user_model().objects.create_user(f"translator-{number}") for number in range(20)]
        languages = 1 + len(target_locales())
        grow(pages * languages)
        give_to_translators([*people.values(), *others])
        section = Line.objects.filter(section__isnull=False).order_by("pk").first().section
        result = {"lines": Line.objects.count(), "source": source_locale().language_code}
        for name, person in people.items():
            client = Client()
            client.force_login(person)
            found = {}
            for what, address in ADDRESSES.items():
                found[what] = measure(client, address.format(section=section.title, person=person.pk))
            for what, address in EXPORTS.items():
                found[what] = measure(client, address, times=1)
            result[name] = found
    print(json.dumps(result))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=int, nargs="+")
    parser.add_argument("--run", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options.pages[0])
        return
    results = {}
    for pages in options.pages:
        command = [sys.executable, __file__, "--run", str(pages)]
        results[pages] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    sys.exit(0 if table(results) else 1)


def table(results):
    """Prints it; is everything within bounds?"""
    first = next(iter(results.values()))
    people = [name for name, found in first.items() if isinstance(found, dict)]
    is_well = True
    print(f"{'lines of the board':<34}" + "".join(f"{found['lines']:>16,}" for found in results.values()))
    for name in people:
        for what in (*ADDRESSES, *EXPORTS):
            cells = [found[name][what] for found in results.values()]
            print(f"{name:<20}{what:<14}" + "".join(f"{one['ms']:>8} ms {one['queries']:>3} q" for one in cells))
            if what in ADDRESSES:
                is_well &= all(one["ms"] <= 1000 * SECONDS for one in cells)
                is_well &= what in {"queue", "first page"} or all(one["queries"] <= QUERIES for one in cells)
    return is_well


if __name__ == "__main__":
    os.environ.setdefault("MAKE_AHEAD", "0")
    main()
