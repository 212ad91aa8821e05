"""``check_translations``: everything that can be wrong between languages is found, described, mended, and stays so."""

import copy
import uuid
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy
from django.utils import timezone, translation
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import TranslatableObject, Translation, TranslationSource

from core.models import Deleted
from home.models import StandardPage
from tests.damage import STORIES, Site, raw, raw_body
from tests.factories import committed, make_page, user_in
from translation.checks import BY_NAME, CHECKS, find, lifecycle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
STATE = reverse_lazy("translation_checks:index")
ONLY_A_PERSON = {"lost-content", "lost-choices"}


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Once for all these tests, in a transaction around theirs."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Site()
        transaction.set_rollback(True)


@pytest.fixture
def site(built):
    return copy.deepcopy(built)


def run(*arguments):
    """``(exit is 0, output)`` of the command."""
    output, errors = StringIO(), StringIO()
    try:
        with committed():
            call_command("check_translations", *arguments, stdout=output, stderr=errors)
    except CommandError as error:
        return False, f"{output.getvalue()}{errors.getvalue()}{error}"
    return True, output.getvalue() + errors.getvalue()


def problems(*names):
    return [problem for _check, found in find([BY_NAME[name] for name in names] or CHECKS) for problem in found]


def test_every_kind_has_a_story():
    assert set(STORIES) == set(BY_NAME) - ONLY_A_PERSON


def test_nothing_is_wrong_with_a_site_that_was_made_in_the_admin(site):
    assert problems() == []


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        pytest.param(kind, one, id=one.__name__, marks=pytest.mark.walk if others else ())
        for kind, all in STORIES.items()
        for others, one in enumerate(all)
    ],
)
def test_damage_is_found_and_mended(kind, damage, site):
    happening = damage(site)
    next(happening)
    found = problems(kind)
    assert found
    assert all(problem.text and problem.is_repairable for problem in found)
    with CaptureQueriesContext(connection) as queries:
        is_well, output = run("--only", kind)
    assert not is_well
    assert found[0].text.split("“")[0][:20] in output
    assert not [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
    run("--repair", "--only", kind)
    assert problems(kind) == []
    run("--repair")  # what follows from it
    assert next(happening, "all is said") == "all is said"
    with CaptureQueriesContext(connection) as queries:
        assert run("--repair") == (True, "Nothing to repair.\n")
    assert not [query["sql"] for query in queries if query["sql"].startswith(WRITES)]


def test_a_page_that_lost_its_content_is_left_to_a_person(site):
    page = make_page(StandardPage, site.home, title="Boş")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {StandardPage._meta.db_table} WHERE page_ptr_id = %s", [page.pk])
    (found,) = problems("lost-content")
    assert "“Boş”" in found.text
    is_well, output = run("--repair", "--only", "lost-content")
    assert not is_well
    assert "Bring the page back from a backup" in output


def test_blocks_that_show_what_is_gone_are_left_to_a_person(site):
    raw_body(site.page, lambda body: body[0]["value"].update(person=999_999))
    (found,) = problems("lost-choices")
    assert (found.about, found.is_repairable) == (site.page, False)
    is_well, output = run("--repair", "--only", "lost-choices")
    assert not is_well
    assert found.link in output


def test_a_repair_that_fails_leaves_the_others_in_peace(site, monkeypatch):
    for page in (site.page, site.project):
        raw(Page, page.pk, live=False)
    repair = lifecycle.LiveWithoutOriginal.repair

    def fails_once(self, problem, user=None):
        repair(self, problem, user)
        if problem.about.pk == site.en(site.page).pk:
            raise RuntimeError("A lock")

    monkeypatch.setattr(lifecycle.LiveWithoutOriginal, "repair", fails_once)
    is_well, output = run("--repair", "--only", "live-alone")
    assert not is_well
    assert "A lock" in output
    assert (site.en(site.page).live, site.en(site.project).live) == (True, False)


def test_damage_at_which_a_check_breaks_off_is_a_problem_too(site, monkeypatch):
    monkeypatch.setattr(lifecycle.LiveWithoutOriginal, "find", lambda self, site: 1 / 0)
    is_well, output = run()
    assert not is_well
    assert "This could not be looked at: division by zero" in output


def test_what_lies_in_the_bin_is_no_orphan(site):
    key = site.page.translation_key
    with committed():
        DeletePageAction(StandardPage.objects.get(pk=site.page.pk), user=None).execute(skip_permission_checks=True)
    assert problems() == []
    Translation.objects.filter(source__object_id=key).update(enabled=True)
    assert problems("lost-source", "lost-target") == []
    Deleted.objects.all().delete()
    assert problems("lost-source")


def test_a_text_that_awaits_its_translation_is_no_damage(site):
    site.project.goal = "Yeni məqsəd"
    with committed():
        site.project.save_revision().publish()
    site.translation(site.project).source.update_from_db()
    assert run() == (True, "Nothing to repair.\n")


def test_looking_costs_no_more_queries_on_a_large_site(site):
    assert problems() == []
    with CaptureQueriesContext(connection) as few:
        find()
    enlarge(site, 5)
    assert problems() == []
    with CaptureQueriesContext(connection) as many:
        find()
    assert len(many) == len(few)


# In the admin


@pytest.mark.parametrize(
    ("group", "status"), [("chief-editors", 200), ("administrators", 200), ("editors", 302), ("translators-en", 302)]
)
def test_who_answers_for_every_language_sees_the_state_of_translations(group, status, site, client):
    client.force_login(user_in(group))
    for address in (
        STATE,
        reverse("translation_checks:repair_all"),
        reverse("translation_checks:repair", args=["slugs"]),
    ):
        assert client.get(address).status_code == status
    assert (str(STATE) in client.get(reverse("wagtailadmin_home")).content.decode()) == (status == 200)


def test_where_nothing_is_wrong_the_page_says_so(site, admin_client):
    assert "Nothing to repair." in text_of(admin_client.get(STATE))


def test_a_problem_is_repaired_after_it_was_confirmed(site, client):
    client.force_login(user_in("chief-editors"))
    raw(Page, site.page.pk, live=False)
    page = site.en(site.page)
    response = client.get(STATE)
    assert "EN Haqqımızda" in text_of(response)
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in response.content.decode()
    address = reverse("translation_checks:repair", args=["live-alone"])
    assert "EN Haqqımızda" in text_of(client.get(address))
    assert site.en(site.page).live
    response = client.post(address)
    assert response.status_code == 302
    assert not site.en(site.page).live
    entry = PageLogEntry.objects.get(page=page.pk, action="translation.repair")
    assert entry.user.groups.get().name == "chief-editors"
    assert "EN Haqqımızda" in entry.message
    assert "Nothing to repair." in text_of(client.get(STATE))


def test_an_unknown_kind_is_not_found(site, admin_client):
    assert admin_client.get(reverse("translation_checks:repair", args=["nonsense"])).status_code == 404


def text_of(response):
    with translation.override("en"):
        return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def enlarge(site, number):
    """As many more pages in two languages, with what wagtail-localize stores of each."""
    pages, english = [], []
    for parent, made in ((site.home, pages), (site.en(site.home), english)):
        parent = Page.objects.get(pk=parent.pk)
        for index in range(number):
            key = pages[index].translation_key if made is english else uuid.uuid4()
            page = StandardPage(title=f"{parent.slug} {index}", slug=f"p-{index}", locale=parent.locale)
            page.translation_key = key
            made.append(parent.add_child(instance=page))
    kind = ContentType.objects.get_for_model(StandardPage)
    keys = [page.translation_key for page in pages]
    TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=key, content_type=ContentType.objects.get_for_model(Page)) for key in keys
    )
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=page.translation_key,
            specific_content_type=kind,
            locale=page.locale,
            object_repr=page.title,
            content_json="{}",
            last_updated_at=timezone.now(),
        )
        for page in pages
    )
    target = english[0].locale
    Translation.objects.bulk_create(Translation(source=source, target_locale=target) for source in sources)
