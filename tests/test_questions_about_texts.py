"""A translator asks about a text, its author answers, and both see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import StandardPage
from tests.factories import make_page, translate, user_in
from tests.following import in_english
from tests.translating import translation_of
from tests.worlds import made_once
from translation.models import Comment

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def page(home):
    translate(home, "en", in_english)
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Biz kimik")
    translate(page, "en", in_english, publish=False)
    return page


def ask(client, page, text="Who is meant?"):
    translation = translation_of(page)
    segment = translation.source.stringsegment_set.get(context__path="summary")
    return client.post(reverse("translation_talk:ask", args=[translation.pk, segment.pk]), {"text": text})


def as_one_of(client, group):
    user = user_in(group)
    client.force_login(user)
    return user


def listed(client, query=""):
    return client.get(reverse("translation_talk:questions") + query).content.decode()


def test_the_author_sees_the_question_with_the_text_and_the_page(page, client):
    as_one_of(client, "translators-en")
    assert ask(client, page).json()["text"] == "Who is meant?"
    as_one_of(client, "editors")
    seen = listed(client)
    assert "Who is meant?" in seen
    assert "Biz kimik" in seen
    assert f"/admin/pages/{page.pk}/edit/" in seen


def test_the_answer_stands_below_it(page, client):
    as_one_of(client, "translators-en")
    question = ask(client, page).json()["id"]
    as_one_of(client, "editors")
    client.post(reverse("translation_talk:answer", args=[question]), {"text": "The whole team"})
    as_one_of(client, "translators-en")
    assert "The whole team" in listed(client)


def test_what_is_settled_leaves_the_list_until_somebody_answers(page, client):
    as_one_of(client, "translators-en")
    question = ask(client, page).json()["id"]
    client.post(reverse("translation_talk:resolve", args=[question]))
    assert "Who is meant?" not in listed(client)
    assert "Who is meant?" in listed(client, "?settled")
    client.post(reverse("translation_talk:answer", args=[question]), {"text": "One thing more"})
    assert "One thing more" in listed(client)


def test_what_was_typed_before_it_was_settled_is_its_answer(page, client):
    as_one_of(client, "translators-en")
    question = ask(client, page).json()["id"]
    as_one_of(client, "editors")
    client.post(reverse("translation_talk:resolve", args=[question]), {"text": "The whole team"})
    assert "The whole team" not in listed(client)
    assert "The whole team" in listed(client, "?settled")


def test_translators_of_another_language_see_and_do_nothing(page, client):
    as_one_of(client, "translators-en")
    question = ask(client, page).json()["id"]
    as_one_of(client, "translators-tr")
    assert "Who is meant?" not in listed(client)
    assert ask(client, page).status_code in {302, 403}
    client.post(reverse("translation_talk:answer", args=[question]), {"text": "No"})
    client.post(reverse("translation_talk:resolve", args=[question]))
    assert Comment.objects.get().resolved_at is None


def test_an_empty_question_is_refused_with_a_reason(page, client):
    as_one_of(client, "translators-en")
    answer = ask(client, page, "  ")
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_the_list_costs_the_same_for_many(page, client, django_assert_num_queries):
    as_one_of(client, "translators-en")
    ask(client, page)
    editor = as_one_of(client, "editors")
    listed(client)
    with CaptureQueriesContext(connection) as few:
        listed(client)
    count = len(few)
    as_one_of(client, "translators-en")
    for number in range(12):
        ask(client, page, f"Question {number}")
    client.force_login(editor)
    listed(client)
    with django_assert_num_queries(count):
        assert "Question 11" in listed(client)
