"""What the editor is told about a text: help with it, and what is wrong with what has been typed."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from home.models import StandardPage
from tests.factories import make_page, publish, put_text, translate, user_in
from tests.following import again, block, edit, in_english
from tests.translating import Editor, translation_of
from tests.worlds import made_once
from translation.models import GlossaryTerm

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def page(home):
    translate(home, "en", in_english)
    body = [block("text", '<p>Bax: <a href="https://example.org/">bu keçid</a> var.</p>')]
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Dəyirmi masada 30 nəfər var idi.", body=body)
    translate(page, "en", in_english)
    return page


@pytest.fixture
def ask(client, speaks_english, page):
    client.force_login(user_in("translators-en"))

    def ask(path="summary", name="help", **form):
        translation = translation_of(page)
        segment = translation.source.stringsegment_set.filter(context__path__startswith=path).first()
        address = reverse(f"translation_texts:{name}", args=[translation.pk, segment.pk])
        response = client.post(address, form) if name == "check" else client.get(address)
        assert response.status_code == 200
        return response.json()

    return ask


def kinds(answer):
    return [problem["kind"] for problem in answer["problems"]]


def test_help_has_everything_about_a_changed_text(page, ask, home):
    translate(GlossaryTerm.objects.create(name="dəyirmi masa"), "en", {"dəyirmi masa": "round table; roundtable"})
    new = "Dəyirmi masada 40 nəfər var idi."
    other = make_page(StandardPage, home, title="Başqa", summary=new)
    translate(other, "en", {"Başqa": "Other", new: "There were 40 people at the round table."})
    edit(page, lambda draft: setattr(draft, "summary", new))
    answer = ask()
    assert answer["former"] == {
        "source": "Dəyirmi masada 30 nəfər var idi.",
        "text": "EN Dəyirmi masada 30 nəfər var idi.",
        "difference": [["same", "Dəyirmi masada "], ["gone", "30"], ["new", "40"], ["same", " nəfər var idi."]],
    }
    assert answer["glossary"] == [
        {"term": "dəyirmi masa", "word": "round table", "also": ["roundtable"], "note": "", "start": 0, "end": 14}
    ]
    assert [(one["text"], one["percent"], one["where"]) for one in answer["memory"]] == [
        ("There were 40 people at the round table.", 100, "Başqa")
    ]
    assert answer["comments"] == []


def test_help_is_empty_where_there_is_none(ask):
    assert ask("title") == {"former": None, "memory": [], "glossary": [], "comments": []}


def test_a_machines_text_is_called_that(ask, home):
    text = "Dəyirmi masada 30 nəfər var idi."
    translate(
        make_page(StandardPage, home, title="Başqa", summary=text), "en", {"Başqa": "Other", text: "By a machine"}
    )
    StringTranslation.objects.filter(data="By a machine").update(translation_type="machine")
    assert ask()["memory"][0]["where"] == "Başqa, by a machine and not reviewed"


def test_what_is_typed_is_checked(ask):
    assert kinds(ask(name="check", value="There were 31 people at the round table.")) == ["number", "number"]
    assert kinds(ask(name="check", value="There were 30 people at the round table.")) == []


def test_a_lost_link_is_fatal(ask):
    (problem,) = ask("body", "check", value="See: this link is here.")["problems"]
    assert (problem["kind"], problem["is_fatal"]) == ("link", True)
    assert ask("body", "check", value='See: <a id="a1">this link</a> is here.')["problems"] == []


def test_the_limit_of_the_field_is_known(ask):
    (problem,) = [one for one in ask("title", "check", value="a" * 300)["problems"] if one["kind"] == "length"]
    assert problem == {"kind": "length", "text": "Too long: 300 letters, at most 255.", "is_fatal": True}


def test_nothing_typed_is_nothing_wrong(ask):
    assert ask(name="check") == ask(name="check", value="") == {"problems": []}
    assert kinds(ask(name="check", value="  ")) == ["empty"]


@pytest.mark.parametrize(
    "value",
    [
        "\x00",
        "a\x00b",
        "a" * 1_000_000,
        "<" * 15_000,
        "<b>" * 5_000,
        "&" * 15_000,
        "<a id='a1'><a id='a1'>",
        "<script>alert(1)</script>",
        "<a href='javascript:x'>x</a>",
        "<!-- <b",
        "<![CDATA[x",
        "<?xml",
        "https://[",
        "1" * 5_000,
        "1 000" * 3_000,
        "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "“" * 10_000,
        "%(" * 5_000,
        "{{" * 5_000,
        "“ә̇" * 3_000,
    ],
)
def test_whatever_is_typed_there_is_an_answer(ask, value):
    assert isinstance(ask(name="check", value=value)["problems"], list)


def test_a_fatal_problem_keeps_the_text_from_being_published(page, client, speaks_english):
    client.force_login(user_in("chief-editors"))
    put_text(client, translation_of(page), "summary", "Thе round table had 30 people.")  # the “е” is Cyrillic
    text = StringTranslation.objects.get(data__contains="round table")
    assert text.has_error
    assert "Cyrillic" in text.field_error
    Editor(client, page).publish()
    assert "round table" not in client.get(page.get_translations().get().url).content.decode()
    put_text(client, translation_of(page), "summary", "The round table had 30 people.")
    text.refresh_from_db()
    assert not text.has_error


def test_a_warning_keeps_nothing_from_being_published(page, client):
    client.force_login(user_in("chief-editors"))
    put_text(client, translation_of(page), "summary", "The round table had 31  people")
    assert not StringTranslation.objects.get(data__contains="31").has_error


def test_translators_of_other_languages_are_refused(page, client):
    translation = translation_of(page)
    segment = translation.source.stringsegment_set.first()
    client.force_login(user_in("translators-tr"))
    for name, send in (("help", client.get), ("check", client.post)):
        address = reverse(f"translation_texts:{name}", args=[translation.pk, segment.pk])
        assert send(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 403


def test_texts_of_other_pages_and_of_deleted_ones_are_not_there(page, home, client):
    client.force_login(user_in("chief-editors"))
    translation, other = translation_of(page), translation_of(home).source.stringsegment_set.first()
    foreign = reverse("translation_texts:help", args=[translation.pk, other.pk])
    assert client.get(foreign).status_code == 404
    own = reverse("translation_texts:help", args=[translation.pk, translation.source.stringsegment_set.first().pk])
    page.get_translations().get().delete()
    assert client.get(own).status_code == 404


def test_help_takes_few_queries_however_long_the_page(page, ask, home, django_assert_max_num_queries):
    html = "".join(f"<p>Bu abzasın nömrəsi {number} olur.</p>" for number in range(30))
    edit(page, lambda draft: setattr(draft.body[0].value, "source", html))
    translate(again(page), "en", in_english)
    edit(page, lambda draft: setattr(draft.body[0].value, "source", html.replace("olur", "oldu")))
    publish(again(page))
    with django_assert_max_num_queries(40):
        assert ask("body")["former"]["text"].startswith("EN Bu abzasın")
