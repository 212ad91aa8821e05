"""Every screen on which an editor works opens, in every interface language."""

from itertools import cycle, islice

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from tests.sizes import bounded

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def open_page(admin_client):
    def get(name, *args, **query):
        response = admin_client.get(reverse(name, args=args), query)
        assert response.status_code == 200, name
        return response

    return get


@pytest.fixture
def read_in(admin_user):
    """What the person who is signed in reads from here on."""
    profile, _made = UserProfile.objects.get_or_create(user=admin_user)

    def choose(language):
        profile.preferred_language = language
        profile.save()

    return choose


@pytest.mark.parametrize("turn", range(bounded(1, full=len(settings.LANGUAGE_CODES))))
def test_every_page_type_can_be_written_and_edited(demo, read_in, open_page, turn):
    """Each screen in the next language; in all of them with ``FULL_SIZE=1``."""
    languages, seen = islice(cycle(settings.LANGUAGE_CODES), turn, None), set()
    for page in Page.objects.filter(depth__gt=1).specific().order_by("path"):
        if (type(page), page.locale_id) in seen:
            continue
        seen.add((type(page), page.locale_id))
        read_in(next(languages))
        open_page("wagtailadmin_pages:edit", page.pk)
        if page.locale.language_code == "az":
            for model in filter(lambda model: model.can_create_at(page), page.creatable_subpage_models()):
                read_in(next(languages))
                open_page("wagtailadmin_pages:add", model._meta.app_label, model._meta.model_name, page.pk)
    assert len(seen) >= 14 * 3


def test_every_registry_can_be_listed_edited_and_chosen_from(demo, open_page):
    for model in get_snippet_models():
        views = model.snippet_viewset
        open_page(views.get_url_name("list"))
        open_page(views.get_url_name("add"))
        for record in model.objects.filter(translation_key=model.objects.first().translation_key):
            open_page(views.get_url_name("edit"), record.pk)
        open_page(views.chooser_viewset.get_url_name("choose"))


def test_choosers_offer_the_source_language_whatever_letters_are_typed(demo, open_page):
    results = open_page("wagtailsnippetchoosers_projects_place:choose_results", q="suraxanı").context["results"]
    assert [str(place) for place in results] == ["Suraxanı"]
    assert {place.locale.language_code for place in results} == {"az"}
    results = open_page("wagtailsnippetchoosers_projects_place:choose_results", q="SURAXANI").context["results"]
    assert [str(place) for place in results] == ["Suraxanı"]


def test_a_school_is_chosen_among_schools(demo, open_page):
    results = open_page("school_chooser:choose").context["results"]
    assert {organisation.kind for organisation in results} == {"school"}


def test_the_search_of_the_admin_survives_a_quotation_mark(open_page):
    open_page("wagtailadmin_pages:search", q='"')


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("az", ["İstifadəçi adı", "Parol"]),
        ("en", ["Username", "Password"]),
        ("tr", ["Kullanıcı adı", "Parola"]),
    ],
)
def test_who_logs_in_is_asked_in_the_language_of_the_browser(client, language, labels):
    form = client.get(reverse("wagtailadmin_login"), headers={"accept-language": language}).context["form"]
    assert [str(form.fields[name].label) for name in ("username", "password")] == labels
