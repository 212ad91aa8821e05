"""Pictures of people are shown while there is a consent, and nowhere for a moment longer."""

import datetime
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.days import today
from core.images import making
from core.images.consent import Consent, state_of
from core.images.offer import offered
from core.images.places import SPECS
from core.models import SiteImage
from home.models import StandardPage
from tests.factories import committed, make_image, make_page, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = datetime.timedelta(days=1)
GIVEN = {"shows_people": True, "consent_by": "Ana", "consent_on": datetime.date(2022, 9, 1)}


def withdrawn():
    return {**GIVEN, "consent_withdrawn_on": today()}


def expired():
    return {**GIVEN, "consent_until": today() - DAY}


HIDDEN = {
    "missing": lambda: {"shows_people": True},
    "nobody said who": lambda: {**GIVEN, "consent_by": ""},
    "nobody said when": lambda: {**GIVEN, "consent_on": None},
    "expired": expired,
    "withdrawn": withdrawn,
    "withdrawn, and nobody ticked that it shows people": lambda: {"consent_withdrawn_on": today()},
}
hidden = pytest.mark.parametrize("fields", HIDDEN.values(), ids=HIDDEN)


@made_once
def picture():
    with committed():
        return make_image("Uşaqlar", **GIVEN)


@made_once
def page(home, picture):
    """A picture in all the ways in which a page shows one."""
    chosen = {"image": picture.pk, "alt_text": "Uşaqlar", "decorative": False}
    item = {"image": chosen, "caption": "Yazı"}
    body = [
        {"type": "picture", "value": {"image": chosen, "caption": "Yazı"}},
        {"type": "gallery", "value": {"caption": "Yazı", "images": [item, item]}},
        {"type": "text", "value": f'<embed embedtype="image" id="{picture.pk}" format="fullwidth" alt="Uşaqlar"/>'},
    ]
    return make_page(StandardPage, home, title="Səhifə", lead_image=picture, lead_image_alt="Uşaqlar", body=body)


@pytest.fixture
def days_later(monkeypatch):
    """The clock goes on by so many days."""
    now = timezone.now

    def pass_by(days):
        monkeypatch.setattr(timezone, "now", lambda: now() + days * DAY)

    return pass_by


def change(image, fields):
    with committed():
        for name, value in fields.items():
            setattr(image, name, value)
        image.save()


def traces(client, page):
    """What readers see of its picture: files, in tags and in the card; and what is said of it. A card that is drawn
    from the title alone is none.
    """
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    texts = [text for text in soup.stripped_strings if text in {"Yazı", "Uşaqlar"}]
    card = [one for one in soup.select("[property='og:image']") if "/images/" in one["content"]]
    return [*soup.select("main img, main source"), *card, *texts]


@hidden
def test_a_picture_disappears_at_once_from_everything_that_shows_it(page, picture, client, fields):
    assert len(traces(client, page)) > 6
    change(picture, dict.fromkeys(GIVEN, None) | {"shows_people": False, "consent_by": ""} | fields())
    assert traces(client, page) == []


@hidden
def test_its_files_go_at_once_and_so_do_their_rows(picture, fields):
    files = list(picture.renditions.values_list("file", flat=True))
    assert len(files) == len(SPECS) and all(default_storage.exists(name) for name in files)
    change(picture, dict.fromkeys(GIVEN, None) | {"shows_people": False, "consent_by": ""} | fields())
    assert not picture.renditions.exists()
    assert not any(default_storage.exists(name) for name in files)


def test_its_files_do_not_wait_for_the_worker(picture, settings):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    name = picture.renditions.first().file.name
    change(picture, withdrawn())
    assert not default_storage.exists(name)


@hidden
def test_no_worker_and_no_reader_makes_any_of_it_again(picture, fields):
    change(picture, dict.fromkeys(GIVEN, None) | {"shows_people": False, "consent_by": ""} | fields())
    making.make.enqueue(picture.pk)
    call_command("make_renditions")
    assert offered(picture, "lead") == {}
    assert not picture.renditions.exists()


def test_what_a_worker_was_making_when_consent_was_withdrawn_is_thrown_away(monkeypatch):
    picture = make_image(is_made=False, **GIVEN)
    original = SiteImage.generate_rendition_file

    def withdrawn_meanwhile(image, filter, **options):
        SiteImage.objects.filter(pk=picture.pk).update(consent_withdrawn_on=today())
        return original(image, filter, **options)

    monkeypatch.setattr(SiteImage, "generate_rendition_file", withdrawn_meanwhile)
    with committed():
        making.make.enqueue(picture.pk)
    assert not picture.renditions.exists()
    assert default_storage.listdir("images")[1] == []


def test_a_consent_given_anew_brings_the_picture_back(page, picture, client):
    before = len(traces(client, page))
    change(picture, withdrawn())
    change(picture, {"consent_withdrawn_on": None})
    assert len(traces(client, page)) == before


def test_the_last_day_counts_and_the_day_after_the_picture_is_gone_though_nothing_was_saved(
    page, picture, client, days_later
):
    change(picture, {"consent_until": today() + 5 * DAY})
    days_later(5)
    assert traces(client, page)
    days_later(6)
    assert traces(client, page) == []


def test_the_day_is_that_of_the_site(monkeypatch):
    picture = make_image(**GIVEN, consent_until=datetime.date(2026, 5, 1))
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2026, 5, 1, 19, 59, tzinfo=datetime.UTC))
    with timezone.override("America/New_York"):
        assert picture.may_be_shown
        monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2026, 5, 1, 20, 0, tzinfo=datetime.UTC))
        assert not picture.may_be_shown


def test_the_daily_command_deletes_what_was_made_of_pictures_whose_consent_has_ended(picture, days_later, capsys):
    with committed():
        other = make_image("Məktəb")
    change(picture, {"consent_until": today()})
    days_later(1)
    with committed():
        call_command("hide_pictures")
    assert capsys.readouterr().out == "Uşaqlar\n"
    assert not picture.renditions.exists()
    assert other.renditions.count() == len(SPECS)


def test_what_editors_see_of_a_hidden_picture_has_an_address_that_nobody_knew_before(picture):
    known = picture.get_rendition("max-165x165").file.name
    change(picture, withdrawn())
    shown = SiteImage.objects.get(pk=picture.pk).get_rendition("max-165x165").file.name
    assert shown != known
    assert not default_storage.exists(known)
    assert "picture" not in shown and "max-165x165" not in shown


def test_the_original_lies_where_nothing_is_served_from(picture):
    assert picture.file.name.startswith("original_images/")


def test_a_picture_of_nobody_needs_no_consent():
    assert state_of(make_image()) is Consent.NOT_NEEDED
    assert make_image().may_be_shown


def test_one_picture_and_a_list_of_them_say_the_same():
    days = [None, today() - DAY, today(), today() + 30 * DAY, today() + 31 * DAY]
    fields = product([True, False], ["", "Ana"], [None, today()], days, [None, today()])
    names = ("shows_people", "consent_by", "consent_on", "consent_until", "consent_withdrawn_on")
    SiteImage.objects.bulk_create(
        SiteImage(title="Foto", file="original_images/a.png", width=1, height=1, **dict(zip(names, one, strict=True)))
        for one in fields
    )
    images = list(SiteImage.objects.with_consent())
    assert {image.consent for image in images} == set(Consent.values)
    assert [image.consent for image in images] == [state_of(image).value for image in images]
    assert {image.pk for image in SiteImage.objects.hidden()} == {one.pk for one in images if not one.may_be_shown}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"consent_on": datetime.date(2999, 1, 1)}, "consent_on"),
        ({"consent_withdrawn_on": datetime.date(2999, 1, 1)}, "consent_withdrawn_on"),
        ({"consent_on": datetime.date(2022, 9, 1), "consent_until": datetime.date(2022, 8, 31)}, "consent_until"),
    ],
)
def test_days_that_can_not_be_are_refused(fields, field):
    with pytest.raises(ValidationError) as refused:
        SiteImage(title="Foto", **fields).clean()
    assert list(refused.value.message_dict) == [field]


# The editors' list


@pytest.fixture
def report(client, speaks_english):
    """What the report says to an editor: ``{title: text of the row}``, the rows in their order."""
    client.force_login(user_in("editors"))

    def look(**query):
        soup = BeautifulSoup(client.get(reverse("core_consent:index"), query).content, "html.parser")
        rows = {row.select_one(".title").get_text(strip=True): row for row in soup.select("table tbody tr")}
        return {title: " ".join(row.stripped_strings) for title, row in rows.items()}

    return look


def test_editors_see_the_state_of_every_picture_of_people_the_most_urgent_first(report):
    make_image("Məktəb")
    make_image("Verilib", **GIVEN)
    make_image("Bitir", **GIVEN, consent_until=today() + 3 * DAY)
    make_image("Yoxdur", shows_people=True)
    make_image("Bitib", **expired())
    make_image("Geri alınıb", **withdrawn())
    said = report()
    assert list(said) == ["Geri alınıb", "Bitib", "Yoxdur", "Bitir", "Verilib"]
    states = ["withdrawn", "expired", "missing", "expires within 30 days", "given"]
    assert all(state in row.lower() for state, row in zip(states, said.values(), strict=True))
    assert list(report(consent="missing")) == ["Yoxdur"]


def test_editors_see_where_each_picture_is_used(report, home):
    used, unused = make_image("İşlənir", **GIVEN), make_image("İşlənmir", **GIVEN)
    make_page(StandardPage, home, title="Haqqımızda", lead_image=used)
    make_page(StandardPage, home, title="Qaralama", lead_image=used, live=False)
    said = report()
    assert "Haqqımızda" in said["İşlənir"] and "Qaralama" not in said["İşlənir"]
    assert "On no page that readers see" in said[unused.title]


def test_the_report_costs_the_same_for_one_picture_and_for_many(client, home):
    def cost(number):
        image = make_image(f"{number}", **GIVEN)
        image.get_rendition("max-165x165")
        make_page(StandardPage, home, title=f"Səhifə {number}", lead_image=image)
        client.get(reverse("core_consent:index"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("core_consent:index"))
        return len(queries)

    client.force_login(user_in("editors"))
    costs = [cost(number) for number in range(3)]
    assert len(set(costs)) == 1
