"""How well readers find what they search: the judged list of ``queries.csv`` against the demo, ours and stock Wagtail.

    python3 bench/search.py [--pages 20000] [--misses]

Loads the demo into a new SQLite database in a temporary folder, or into that of DATABASE_URL if it is given, which must
be empty. ``--pages`` puts so many pages of running text into our index beside it: then the times tell something and the
places little, and stock is left out.
With them it prints what a word takes that stands on one page only, and one that stands nowhere and is like none.
Prints success@1, nDCG@5, the rate of queries that find nothing and the 95th percentile of the time a query takes;
exits 1 if ours misses its aims. “best” of the list are the source slugs of pages of which any may come first, “good”
those that may follow. They were judged from the pages before anything was searched.
"""

import argparse
import math
import random
import sys
import tempfile
import time

from beginning import ROOT, begin

OWN_WORDS = 10  # of a page: a quarter of a million of them on 25,000 pages
AIMS = {"success": 0.85, "ndcg": 0.9, "zero": 0.02}


def set_up(folder):
    begin(folder, MAKE_AHEAD="0")
    from django.conf import settings
    from django.core.management import call_command
    from wagtail.search.index import get_indexed_models

    from core.catalogues.files import compile_changed

    settings.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] = "wagtail.search.backends.database"
    for model in get_indexed_models():  # stock knows nothing of the folded text that the admin searches
        model.search_fields = [one for one in model.search_fields if one.field_name != "folded"]
    compile_changed(settings.LOCALE_PATHS)
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)


def stock(text, language):
    """Wagtail's search as its documentation shows it."""
    from wagtail.models import Locale, Page

    pages = Page.objects.live().filter(locale=Locale.objects.get(language_code=language))
    return [page.pk for page in pages.search(text)[:5]]


def ours(text, language):
    from core.search.finding import Search

    return [entry.page_id for entry in Search(text, language)[0:5]]


def keys_by_page():
    """``{page id: source slug}``"""
    from wagtail.models import Locale, Page

    slugs = dict(Page.objects.filter(locale=Locale.get_default()).values_list("translation_key", "slug"))
    return {pk: slugs[key] for pk, key in Page.objects.values_list("pk", "translation_key") if key in slugs}


def judge(search, queries, keys):
    """``[(query, success, ndcg, number found, seconds)]``"""
    judged = []
    for row in queries:
        start = time.perf_counter()
        found = search(row["query"], row["language"])
        seconds = time.perf_counter() - start
        slugs = [keys.get(pk) for pk in found]
        judged.append((row, slugs[:1] != [] and slugs[0] in row["best"], ndcg(slugs, row), len(found), seconds))
    return judged


def ndcg(slugs, row):
    worth = {**dict.fromkeys(row["good"], 1), **dict.fromkeys(row["best"], 3)}
    ideal = sorted(worth.values(), reverse=True)[:5]
    gained = [worth.get(slug, 0) for slug in slugs[:5]]
    return gain(gained) / gain(ideal)


def gain(values):
    return sum(value / math.log2(place + 2) for place, value in enumerate(values))


def figures(judged):
    times = sorted(seconds for *_rest, seconds in judged)
    count = len(judged)
    return {
        "success": sum(one[1] for one in judged) / count,
        "ndcg": sum(one[2] for one in judged) / count,
        "zero": sum(not one[3] for one in judged) / count,
        "p95": times[min(int(count * 0.95), count - 1)],
    }


def read_queries():
    import csv

    with open(ROOT / "bench" / "queries.csv", encoding="utf-8", newline="") as file:
        return [{**row, "best": row["best"].split(), "good": row["good"].split()} for row in csv.DictReader(file)]


def add_pages(count):
    """Entries of pages whose words come from the demo, as often as there: common words are on many of them. Each page has
    some words of its own besides, as a language in which words are made of endings has them.

    Only in our index, without the pages: it is ours that is timed among so many.
    """
    from django.db import connection

    from core.models import SearchEntry, SearchPosting, SearchWord
    from core.search.indexing import weigh
    from core.search.texts import Texts

    texts = list(SearchEntry.objects.values_list("language", "text"))
    languages = sorted({language for language, _text in texts})
    words = {code: " ".join(text for language, text in texts if language == code).split() for code in languages}
    first = 1_000_000 + SearchEntry.objects.count()
    for start in range(0, count, 500):
        entries, weights, known = [], [], []
        for number in range(start, min(start + 500, count)):
            code = languages[number % len(languages)]
            body, title = (" ".join(random.choices(words[code], k=k)) for k in (150, 6))
            body += " " + " ".join(word_of_its_own(words[code]) for _word in range(OWN_WORDS))
            facts = {"language": code, "kind": "newspage", "year": 2000 + number % 27, "title": title[:255]}
            entries.append(SearchEntry(page_id=first + number, summary=body[:200], text=body, **facts))
            weighed, found = weigh(Texts(title=title, summary=body[:200], body=[body]), code)
            weights.append(weighed)
            known += [
                SearchWord(language=code, word=word, backwards=word[::-1], term=term, shown=shown)
                for (word, term), shown in found.items()
            ]
        SearchWord.objects.bulk_create(known, batch_size=10_000, ignore_conflicts=True)
        SearchEntry.objects.bulk_create(entries)
        SearchPosting.objects.bulk_create(
            [
                SearchPosting(entry=entry, language=entry.language, term=term, weight=weight)
                for entry, found in zip(entries, weights, strict=True)
                for term, weight in found.items()
            ],
            batch_size=10_000,
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE core_searchposting")
            cursor.execute("VACUUM ANALYZE core_searchentry")


def word_of_its_own(words):
    return random.choice(words) + "".join(random.choices("abdeilmnrstuz", k=5))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--misses", action="store_true", help="print each query that is not answered best")
    options = parser.parse_args()
    random.seed(7)
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        if options.pages:
            add_pages(options.pages)
        queries, keys = read_queries(), keys_by_page()
        judge(ours, queries[:5], keys), judge(stock, queries[:5], keys)  # warm
        results = {"ours": judge(ours, queries, keys)}
        if options.pages:
            print_extremes()
        else:
            results["stock"] = judge(stock, queries, keys)
        return report(results, options)


def print_extremes():
    from core.models import SearchWord

    words = SearchWord.objects.order_by("?").values_list("word", "language")
    rare = [(word, language) for word, language in words[:200] if len(word) > 12][:50]
    nowhere = [(word[::-1].translate(str.maketrans("aeioudlr", "qwxvkzqx")), language) for word, language in rare]
    print(f"{words.count():,} different words")
    for what, queries in (("on one page", rare), ("nowhere", nowhere)):
        took, found = [], 0
        for word, language in queries:
            since = time.process_time()
            found += len(ours(word, language))
            took.append(time.process_time() - since)
        print(
            f"a word that stands {what}: {sorted(took)[len(took) // 2] * 1000:.1f} ms of the processor ({found} found)"
        )


def report(results, options):
    print(f"{len(results['ours'])} queries{'':12}success@1  nDCG@5   zero    p95")
    for name, judged in results.items():
        sorts = list(dict.fromkeys(row["sort"] for row, *_rest in judged))
        for sort in ["all", *sorts]:
            part = [one for one in judged if sort in ("all", one[0]["sort"])]
            one = figures(part)
            print(
                f"{name:6} {sort:10} {len(part):4}   {one['success']:8.3f} {one['ndcg']:8.3f} {one['zero']:7.3f}"
                f" {one['p95'] * 1000:6.1f} ms"
            )
    if options.misses:
        keys = keys_by_page()
        for row, success, value, _count, _seconds in results["ours"]:
            if not success or value < 0.8:
                found = [keys.get(pk) for pk in ours(row["query"], row["language"])]
                print(f"{row['language']} {row['sort']} “{row['query']}” {value:.2f}: {found}")
    one = figures(results["ours"])
    if options.pages:
        return 0
    return int(one["success"] < AIMS["success"] or one["ndcg"] < AIMS["ndcg"] or one["zero"] > AIMS["zero"])


if __name__ == "__main__":
    sys.exit(main())
