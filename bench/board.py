"""The board of translations with a thousand sources in two languages. Prints what a request of it takes.

    python3 bench/board.py --pages 1000

Works on a new SQLite database in a temporary folder, in which a third of the translations is done. Exits 1 if the board
takes more than twelve queries or a second of the processor (SQLite's included, which is in the same process), asked by a
translator, a chief editor or an administrator.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time

from trees import make_tree, set_up

QUERIES, SECONDS = 12, 1
ADDRESSES = {
    "board": "/admin/translation/board/",
    "filtered": "/admin/translation/board/?state=draft&ordering=-words&q=xeber",
    "export": "/admin/translation/board/?export=csv",
    "queue": "/admin/translation/queue/",
    "first page": "/admin/",
}


def translate_tree(home):
    """Every page is submitted into every language; one text of three is translated."""
    from django.db import transaction
    from wagtail.models import Locale, Page
    from wagtail_localize.models import StringSegment, StringTranslation

    from core.localize.first_drafts import make_drafts

    locales = list(Locale.objects.exclude(pk=home.locale_id))
    pages = Page.objects.descendant_of(home).order_by("path")
    with transaction.atomic():
        for page in pages:
            make_drafts(page, locales, None)
        for locale in locales:
            done = {
                (one.context_id, one.string_id): StringTranslation(
                    translation_of_id=one.string_id,
                    context_id=one.context_id,
                    locale=locale,
                    data="Translated",
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
                for one in StringSegment.objects.order_by("pk")
                if one.pk % 3 == 0
            }
            StringTranslation.objects.bulk_create(done.values(), ignore_conflicts=True)
        Page.objects.filter(locale=home.locale_id).update(live=True)


def measure(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # a server that runs has loaded its templates
    took = []
    for _time in range(5):
        since = time.process_time()
        response = client.get(address)
        size = len(response.getvalue())
        took.append(time.process_time() - since)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        response.getvalue()
    if response.status_code != 200:
        sys.exit(f"{address} was answered with {response.status_code}.")
    return {"queries": len(queries), "seconds": round(statistics.median(took), 2), "bytes": size}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        home = make_tree(options.pages)
        translate_tree(home)
        from django.contrib.auth import get_user_model
        from django.contrib.auth.models import Group
        from django.test import Client

        from home.roles import CHIEF_EDITORS, target_languages, translators_group

        result, people = {}, {"administrator": get_user_model().objects.get()}
        for group in (translators_group(target_languages()[0]), CHIEF_EDITORS):
            people[group] = get_user_model().objects.create_user(group)
            people[group].groups.add(Group.objects.get(name=group))
        for name, person in people.items():
            client = Client()
            client.force_login(person)
            result[name] = {what: measure(client, address) for what, address in ADDRESSES.items()}
    print(json.dumps({"pages": options.pages, **result}, indent=2))
    boards = [result[name][what] for name in people for what in ("board", "filtered")]
    sys.exit(0 if all(one["queries"] <= QUERIES and one["seconds"] < SECONDS for one in boards) else 1)


if __name__ == "__main__":
    os.environ.setdefault("MAKE_AHEAD", "0")
    main()
