"""A page in three languages that is published in all of them at one moment: what the tests of it have in common."""

import datetime
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import StringTranslation

from home.models import StandardPage
from home.roles import CHIEF_EDITORS
from tests.factories import committed, locale, make_page, translate, user_in
from tests.following import again, in_english
from tests.translating import translation_of
from translation.together import schedule
from translation.together.release import NotTogether, release_now
from translation.work.ahead import hand_over

CODES = ("en", "tr")
TOMORROW = timezone.now() + datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


def make_section(home):
    for code in CODES:
        translate(home, code, in_english)
    return home


def make_draft(section):
    """Never live; translated into both languages."""
    page = make_page(StandardPage, section, live=False, title="Hesabat", summary="Bir il")
    for code in CODES:
        translate(page, code, in_english, publish=False)
    return again(page)


def make_live(section):
    page = make_page(StandardPage, section, title="Hesabat", summary="Bir il")
    for code in CODES:
        translate(page, code, in_english)
    return again(page)


def make_handed(section, user):
    """Live in all languages; the translators have a draft with another summary."""
    page = make_live(section)
    hand_over(write(page, summary="İki il", show_in_menus=True), user)
    return again(page)


def make_chief():
    user = user_in(CHIEF_EDITORS, "chief")
    user.email = "chief@example.org"
    user.save()
    return user


@contextmanager
def fails_in_turkish(error):
    """Something that nobody foresaw, after the other languages have been published."""

    def receiver(instance, **kwargs):
        if instance.locale == locale("tr"):
            raise error

    page_published.connect(receiver)
    try:
        yield
    finally:
        page_published.disconnect(receiver)


def run_at(moment):
    """The scheduled run of a later moment."""
    with pytest.MonkeyPatch.context() as clock, committed():
        clock.setattr(timezone, "now", lambda: moment)
        call_command("publish_scheduled")


def in_language(page, code):
    return Page.objects.get(translation_key=page.translation_key, locale=locale(code)).specific


def family(page):
    return [again(page), *[in_language(page, code) for code in CODES]]


def lives(page):
    return [one.live for one in family(page)]


def write(page, **texts):
    """A new draft, as an editor saves it."""
    changed = again(page).get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(changed, name, text)
    changed.save_revision()
    return again(page)


def translate_texts(page, *codes, by=None):
    """What the translators type, without publishing anything."""
    for code in codes:
        translation = translation_of(page, code)
        for segment in translation.source.stringsegment_set.select_related("string").exclude(context__path="slug"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale(code),
                defaults={"data": in_english(segment.string.data), "last_translated_by": by},
            )


def take_text_away(page, code):
    StringTranslation.objects.filter(
        context__object_id=page.translation_key, context__path="summary", locale=locale(code)
    ).delete()


def release(page, user, codes=CODES):
    with committed():
        return release_now(page, {locale(code).pk for code in codes}, user)


def put_off(page, user, moment=TOMORROW, codes=CODES):
    with committed():
        return schedule.schedule(page, {locale(code).pk for code in codes}, moment, user)


def refused(page, user, codes=CODES):
    with pytest.raises(NotTogether) as refusal:
        release(page, user, codes)
    by_pk = {locale(code).pk: code for code in ("az", *CODES)}
    return {by_pk[pk]: " ".join(sentences) for pk, sentences in refusal.value.problems.items()}


def address(page, name="page"):
    return reverse(f"translation_together:{name}", args=[page.pk])


def send(client, page, codes=CODES, **fields):
    with committed():
        return client.post(
            address(page), {"locales": [locale(code).pk for code in codes], "when": "now", "at": "", **fields}
        )


def submit(page, user):
    page = Page.objects.get(pk=page.pk)
    page.get_workflow().start(page, user)
