"""What readers get from the store is of the present generation: after every change, at midnight, and when an event ends.
Where the generation can't be reached the last one stays, without what was withdrawn.
"""

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from core import generation
from core.images import making
from core.models import Generation
from core.store.clock import look_at_database
from core.store.shared import Folder
from home.models import StandardPage
from news.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage
from tests.factories import make_image, make_page, publish, translate
from tests.store import Readers, Watchful
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers():
    return Readers()


@made_once
def news(home):
    section = make_page(NewsIndexPage, home, title="Xəbərlər")
    return make_page(NewsPage, section, title="Köhnə başlıq", date="2024-05-01")


def retitle(page, title):
    page.title = title
    page.save_revision()
    return publish(page)


# Changes


def test_a_publication_is_on_the_page_in_the_list_and_in_the_feed_at_once(readers, news):
    section = news.get_parent()
    addresses = [news.url, section.url, f"{section.url}feed.atom", "/llms.txt"]
    for address in addresses:
        assert readers.is_kept(address)
    retitle(news, "Yeni başlıq")
    for address in addresses[:3]:
        text = readers.read(address).text
        assert "Yeni başlıq" in text and "Köhnə başlıq" not in text, address
        assert readers.is_kept(address)


def test_an_unpublished_page_is_gone_everywhere_at_once(readers, news):
    section = news.get_parent()
    for address in (news.url, section.url, f"{section.url}feed.atom", "/sitemap.xml"):
        assert news.url in readers.read(address).text
    news.unpublish()
    assert readers.read(news.url).status == 404
    for address in (section.url, f"{section.url}feed.atom", "/sitemap.xml"):
        assert news.url not in readers.read(address).text


def test_a_draft_leaves_everything_as_it_is(readers, news):
    readers.read(news.url)
    news.title = "Qaralama"
    news.save_revision()
    readers.read(news.url)
    assert len(readers.asked) == 1


def test_a_page_that_is_for_some_from_now_on_is_not_given_out_any_more(readers, news):
    assert readers.read(news.url).status == 200
    PageViewRestriction.objects.create(page=news, restriction_type="login")
    assert readers.read(news.url).status == 302
    PageViewRestriction.objects.all().delete()
    assert readers.read(news.url).status == 200


def test_what_was_not_there_may_be_there_later(readers, home):
    assert readers.read("/kohne/").status == 404
    Redirect.objects.create(old_path="/kohne", redirect_page=home)
    assert readers.read("/kohne/").status == 301
    make_page(StandardPage, home, title="Köhnə", slug="kohne")
    assert readers.read("/kohne/").status == 200


def test_a_picture_is_offered_in_its_formats_as_soon_as_they_are_made(readers, home):
    page = make_page(StandardPage, home, title="Şəkilli", lead_image=make_image(size=(1700, 1200)))
    assert "image/avif" not in readers.read(page.url).text
    making.make.enqueue(page.lead_image_id)
    assert "image/avif" in readers.read(page.url).text


def test_a_picture_whose_consent_ends_is_gone_at_once(readers, home):
    image = make_image(size=(900, 700))
    making.make.enqueue(image.pk)
    page = make_page(StandardPage, home, title="Şəkilli", lead_image=image)
    assert "<picture" in readers.read(page.url).text
    image.consent_withdrawn_on = timezone.localdate()
    image.save()
    assert "<picture" not in readers.read(page.url).text


def test_readers_of_a_translation_are_told_at_once_that_its_original_has_changed(readers, home, news):
    for page in (home, news.get_parent().specific, news):
        translate(page, "en", lambda text: f"{text} (en)")
    address = news.get_translations().get().url
    assert "The original has changed" not in readers.read(address).text
    retitle(NewsPage.objects.get(pk=news.pk), "Yeni başlıq")
    assert "The original has changed" in readers.read(address).text


def test_a_change_that_is_rolled_back_leaves_nothing_behind(readers, news):
    readers.read(news.url)
    with pytest.raises(RuntimeError), transaction.atomic():
        retitle(news, "Heç vaxt")
        assert "Heç vaxt" in readers.read(news.url).text
        raise RuntimeError
    assert "Heç vaxt" not in readers.read(news.url).text
    publish(NewsPage.objects.get(pk=news.pk))
    assert "Heç vaxt" not in readers.read(news.url).text


def test_what_changes_while_it_is_rendered_is_rendered_again(news):
    inner, changes = Readers().app, iter(["Aralıq", "Son"])

    def changed_meanwhile(environ, start_response):
        answer = inner(environ, start_response)
        if title := next(changes, None):
            retitle(NewsPage.objects.get(pk=news.pk), title)
        return answer

    readers = Readers(changed_meanwhile)
    assert "Son" in readers.read(news.url).text
    assert len(readers.asked) == 3
    assert readers.is_kept(news.url)


# Time


@pytest.fixture
def at(monkeypatch):
    """The clock of the machine."""

    def set_clock(text):
        moment = datetime.fromisoformat(text)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@made_once
def event(home):
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    return make_page(
        EventPage,
        section,
        title="Görüş",
        kind="meeting",
        starts_at=datetime.fromisoformat("2024-05-01T10:00+04:00"),
        ends_at=datetime.fromisoformat("2024-05-01T12:00+04:00"),
    )


def test_an_event_that_ends_makes_a_new_generation_without_any_change(readers, event, at):
    at("2024-05-01T11:59:59+04:00")
    before = readers.read(event.get_parent().url).text
    assert readers.is_kept(event.get_parent().url)
    at("2024-05-01T12:00:01+04:00")
    after = readers.read(event.get_parent().url).text
    assert before != after
    assert len(readers.asked) == 2


def test_midnight_in_the_zone_of_the_site_makes_a_new_generation(readers, home, at):
    days = [
        "2024-05-01T00:00:00+04:00",
        "2024-05-01T23:59:59+04:00",
        "2024-05-02T00:00:00+04:00",
        "2024-05-02T20:00+04:00",
    ]
    counts = []
    for moment in days:
        at(moment)
        readers.read(home.url)
        counts.append(len(readers.asked))
    assert counts == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        ("2024-05-01T09:00:00+04:00", 3 * 3600 + 0.001),
        ("2024-05-01T12:00:00+04:00", 0.001),
        ("2024-05-01T13:00:00+04:00", 11 * 3600),
        ("2024-05-02T00:00:00+04:00", 24 * 3600),
    ],
)
def test_it_is_known_until_when_a_page_reads_as_it_does(event, at, now, seconds):
    at(now)
    assert look_at_database()[1] == seconds


def test_an_event_that_nobody_sees_ends_unnoticed(event, at):
    event.unpublish()
    at("2024-05-01T09:00:00+04:00")
    assert look_at_database()[1] == 15 * 3600


# The database does not answer


class Cut:
    """A database that can be taken away."""

    def __init__(self):
        self.is_there = True

    def __call__(self):
        if not self.is_there:
            raise OperationalError("could not connect to server")
        return look_at_database()


@pytest.fixture
def database():
    return Cut()


def failing_without(database, app):
    def application(environ, start_response):
        if database.is_there:
            return app(environ, start_response)
        start_response("500 Internal Server Error", [("Content-Type", "text/html")])
        return [b"sorry"]

    return application


def cut_off(database, **parts):
    return Readers(failing_without(database, Readers().app), clock=Watchful(database), **parts)


def test_without_the_database_the_last_pages_stay_and_come_up_to_date_by_themselves(news, database):
    readers = cut_off(database)
    readers.read(news.url)
    database.is_there = False
    assert "Köhnə başlıq" in readers.read(news.url).text
    assert readers.read("/sitemap.xml").status == 503, "was never asked for before"
    retitle(news, "Yeni başlıq")
    assert "Köhnə başlıq" in readers.read(news.url).text
    database.is_there = True
    assert "Yeni başlıq" in readers.read(news.url).text
    assert readers.read("/sitemap.xml").status == 200


def test_also_those_of_earlier_generations_that_nobody_has_asked_for_since(news, database):
    readers = cut_off(database)
    section = news.get_parent().url
    readers.read(section)
    retitle(news, "Yeni başlıq")
    readers.read(news.url)
    database.is_there = False
    assert "Köhnə başlıq" in readers.read(section).text
    database.is_there = True
    assert "Köhnə başlıq" not in readers.read(section).text


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: make_image(consent_withdrawn_on=timezone.localdate()),
    ],
    ids=["unpublished", "deleted", "restricted", "consent withdrawn"],
)
def test_what_was_withdrawn_is_not_shown_even_then(news, database, withdraw, tmp_path):
    readers = cut_off(database, shared=Folder(tmp_path))
    section = news.get_parent().url
    readers.read(section)
    withdraw(news)
    readers.read("/robots.txt")  # the change has been seen
    database.is_there = False
    assert readers.read(section).status == 503
    assert readers.read("/robots.txt").status == 200


def test_a_process_that_starts_without_the_database_has_what_others_kept(news, database, tmp_path):
    Readers(shared=Folder(tmp_path)).read(news.url)
    database.is_there = False
    assert "Köhnə başlıq" in cut_off(database, shared=Folder(tmp_path)).read(news.url).text


def test_but_not_what_was_withdrawn_before(news, database, tmp_path):
    shared = Folder(tmp_path)
    Readers(shared=shared).read(news.url)
    news.unpublish()
    shared.raise_floor(Generation.objects.get().withdrawn)
    database.is_there = False
    assert cut_off(database, shared=Folder(tmp_path)).read(news.url).status == 500


def test_an_error_of_ours_is_not_hidden_behind_an_old_page(news):
    inner, is_broken = Readers().app, []

    def application(environ, start_response):
        if is_broken:
            start_response("500 Internal Server Error", [])
            return [b""]
        return inner(environ, start_response)

    readers = Readers(application)
    readers.read(news.url)
    generation.advance()
    is_broken.append(True)
    assert readers.read(news.url).status == 500
    is_broken.clear()
    assert readers.read(news.url).status == 200, "an error is not remembered"


def test_nothing_older_than_a_moment_is_trusted_about_the_time(event, at):
    at("2024-05-01T09:00:00+04:00")
    first = look_at_database()[0]
    at("2024-05-01T09:00:00+04:00")
    assert look_at_database()[0] == first
    at(str(datetime.fromisoformat("2024-05-01T12:00:00+04:00") + timedelta(milliseconds=1)))
    assert look_at_database()[0].since > first.since
