"""Names stand where the reader's alphabet has them: in lists, in filters, in the admin, on both databases."""

import random

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from core.alphabet import alphabetical, in_alphabet
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, Place, ProjectIndexPage, ProjectPage
from projects.models.filters import by_place, by_project
from tests.factories import locale, make_page

pytestmark = pytest.mark.django_db

NAMES = {
    "az": [
        *["280 nömrəli məktəb", "Ağdam", "Ağdaş", "Bakı", "Cəlilabad", "Çay", "Dəvəçi", "Eldar", "Əli", "Füzuli"],
        *["Gəncə", "Ğ", "Hövsan", "Xaçmaz", "Xəzər", "Xızı", "Ilıca", "İmişli", "İsmayıllı", "Kür", "Qax", "Qəbələ"],
        *["Lerik", "Oğuz", "Ördək", "Saatlı", "Siyəzən", "Şəki", "Ucar", "Ümid", "Zərdab", "Wolf"],
    ],
    "tr": ["Afyon", "Cizre", "Çorum", "Göle", "Ğ", "Hatay", "Iğdır", "İzmir", "Ordu", "Ödemiş", "Sivas", "Şile", "Van"],
    "en": ["Aghdam", "Éclair", "Elton", "Ganja", "Quba", "Sheki", "Xazar", "Zardab"],
}


@pytest.mark.parametrize("language", NAMES)
def test_a_list_is_in_the_order_of_the_alphabet(language):
    shuffled = random.sample(NAMES[language], len(NAMES[language]))
    assert alphabetical(shuffled, language=language) == NAMES[language]


@pytest.mark.parametrize("language", NAMES)
def test_the_database_has_the_same_order(language):
    for name in random.sample(NAMES[language], len(NAMES[language])):
        Place.objects.create(name=name, kind="city", locale=locale(language))
    places = Place.objects.filter(locale=locale(language))
    assert [place.name for place in in_alphabet(places, language)] == NAMES[language]
    backwards = in_alphabet(places.order_by("-name"), language)
    assert [place.name for place in backwards] == NAMES[language][::-1]


def test_what_differs_in_little_is_sorted_alike_everywhere():
    """Capitals, diacritics that are none of the alphabet's, spaces, signs, figures, another script."""
    words = ["a", "A", "â", "ab", "a b", "a-b", "a 2", "ab c", "abc", "é", "e", "Ё", "Б", "“a”", "1", "10", "2"]
    for word in random.sample(words, len(words)):
        Place.objects.create(name=word, kind="city")
    for language in NAMES:
        found = in_alphabet(Place.objects.filter(locale=locale("az")), language)
        assert [place.name for place in found] == alphabetical(words, language=language)


def test_a_name_is_read_in_the_language_of_the_page_when_none_is_given():
    with translation.override("az"):
        assert alphabetical(["Xan", "Həsən", "Kür"]) == ["Həsən", "Xan", "Kür"]
    with translation.override("tr"):
        assert alphabetical(["Xan", "Həsən", "Kür"]) == ["Həsən", "Kür", "Xan"]


def test_what_is_no_text_keeps_its_order(home):
    found = in_alphabet(ProjectPage.objects.order_by("-planned_start", "title", "?"))
    assert list(found) == []


def test_filters_offer_names_in_the_order_of_the_page(home):
    projects = make_page(ProjectIndexPage, home, title="Layihələr")
    news = make_page(NewsIndexPage, home, title="Xəbərlər")
    for title in ("Xəzər", "Çay", "Zəfər", "Əlifba", "Cüt"):
        project = make_page(ProjectPage, projects, title=title)
        make_page(NewsPage, news, title=f"{title} haqqında", project=project)
    labels = [label for _value, label in by_project().options(news)]
    assert labels == ["Cüt", "Çay", "Əlifba", "Xəzər", "Zəfər"]


def test_registries_in_the_admin_and_their_choosers_are_in_the_order_of_the_language(admin_client):
    for name in ("Xəzər Universiteti", "Çıraq", "Zəka", "Əkinçi", "Cahan"):
        Organisation.objects.create(name=name, kind="ngo")
    wanted = ["Cahan", "Çıraq", "Əkinçi", "Xəzər Universiteti", "Zəka"]
    views = Organisation.snippet_viewset
    answers = [
        admin_client.get(reverse(views.get_url_name("list"))),
        admin_client.get(reverse(views.get_url_name("list")), {"ordering": "name"}),
        admin_client.get(views.chooser_viewset.widget_class().get_chooser_modal_url()),
    ]
    for answer in answers:
        text = answer.json()["html"] if "json" in answer.headers["Content-Type"] else answer.content.decode()
        text = BeautifulSoup(text, "html.parser").get_text()
        assert sorted(wanted, key=text.index) == wanted


def test_the_places_of_a_filter_are_in_order(demo, client):
    page = ProjectIndexPage.objects.get(locale=locale("az"))
    names = [str(place) for _value, place in by_place().options(page)]
    assert names == alphabetical(names, language="az") != []
