"""How much processor time the translation memory takes to find what is like one text among many thousand. Prints it.

    python3 bench/memory.py --texts 20000

Works on a new SQLite database in a temporary folder. Exits 1 if it took a tenth of a second or more.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from beginning import begin

BUDGET = 0.1
TRIALS = 30
LETTERS = "aaabcçdeeəəfgğhxıiijkqlmmnnoöprsştuüvyz"


def set_up(folder):
    os.environ.pop("DATABASE_URL", None)
    begin(folder)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def sentence():
    """Of three to forty words: captions are short, paragraphs long."""
    words = ("".join(random.choices(LETTERS, k=random.randint(2, 12))) for _ in range(random.randint(3, 40)))
    return " ".join(words) + "."


def fill(page, count):
    """A page that was translated, and beside it as many texts as if there were a thousand."""
    from wagtail.models import Locale
    from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext, TranslationSource

    source, _created = TranslationSource.update_or_create_from_instance(page)
    target = Locale.objects.exclude(pk=page.locale_id).first()
    translation = Translation.objects.get_or_create(source=source, target_locale=target)[0]
    context = TranslationContext.objects.create(object_id=page.translation_key, path="bench")
    texts = {sentence() for _ in range(count)}
    strings = String.objects.bulk_create(
        [String(locale_id=page.locale_id, data=text, data_hash=String._get_data_hash(text)) for text in texts]
    )
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=string, locale=target, context=context, data=string.data, translation_type="manual"
            )
            for string in strings
        ]
    )
    return translation, strings


def changed(text):
    words = text.split()
    words[random.randrange(len(words))] = "başqa"
    return " ".join(words)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=20_000)
    options = parser.parse_args()
    random.seed(5)
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        from wagtail_localize.models import String

        from core.languages import source_language
        from home.models import HomePage
        from translation.aids import memory

        home = HomePage.objects.get(locale__language_code=source_language())
        translation, strings = fill(home, options.texts)
        took, found = [], 0
        for string in random.sample(strings, TRIALS):
            asked = String(locale_id=home.locale_id, data=changed(string.data))
            start = time.process_time()
            matches = memory.fuzzy(translation, asked)
            took.append(time.process_time() - start)
            found += any(match.source == string.data for match in matches)
    print(
        f"{options.texts} texts: {statistics.median(took) * 1000:.0f} ms, at most {max(took) * 1000:.0f} ms;"
        f" {found} of {TRIALS} found again"
    )
    return statistics.median(took) >= BUDGET


if __name__ == "__main__":
    sys.exit(main())
