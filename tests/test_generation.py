"""The generation is raised by every change a reader could see, and by nothing else."""

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from core import generation
from core.models import Generation
from home.models import StandardPage
from projects.models import Organisation
from tests.factories import make_image, make_page, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def raised():
    """Has the number risen since the last call?"""
    last = [number()]

    def ask():
        before, last[0] = last[0], number()
        return last[0] > before

    return ask


def number():
    return Generation.objects.get(pk=1).number


def test_publishing_raises_it_and_a_draft_does_not(home, raised):
    page = make_page(StandardPage, home, title="Haqqımızda")
    assert raised()
    page.title = "Biz kimik"
    page.save_revision()
    assert not raised()
    publish(page)
    assert raised()


def test_unpublishing_moving_and_deleting_raise_it(home, raised):
    parent = make_page(StandardPage, home, title="Bölmə")
    page = make_page(StandardPage, home, title="Səhifə")
    raised()
    page.move(parent, pos="last-child")
    assert raised()
    page.refresh_from_db()
    page.unpublish()
    assert raised()
    page.delete()
    assert raised()


def test_a_new_draft_page_does_not_raise_it(home, raised):
    home.add_child(instance=StandardPage(title="Qaralama", live=False))
    assert not raised()


@pytest.mark.parametrize(
    "change",
    [
        lambda home: Organisation(name="Təşkilat", kind="ngo").save(),
        lambda home: make_image(),
        lambda home: Redirect.objects.create(old_path="/kohne", redirect_page=home),
        lambda home: PageViewRestriction.objects.create(page=home, restriction_type="login"),
        lambda home: Site.objects.get().save(),
    ],
    ids=["registry", "image", "redirect", "restriction", "site"],
)
def test_whatever_else_readers_see_raises_it(home, raised, change):
    change(home)
    assert raised()


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_the_number_and_what_is_remembered(home):
    generation.remember("answer", lambda: "old")
    key = generation.current()
    with pytest.raises(RuntimeError), transaction.atomic():
        generation.advance()
        generation.remember("answer", lambda: "never committed")
        raise RuntimeError
    generation.forget()
    assert generation.current() == key
    assert generation.remember("answer", lambda: "computed again") == "computed again"
    generation.advance()
    assert generation.remember("answer", lambda: "new") == "new"


def test_a_value_is_computed_once_a_generation(home):
    calls = []
    for _ in range(3):
        generation.remember("counted", lambda: calls.append(1))
    assert len(calls) == 1
    generation.advance()
    generation.remember("counted", lambda: calls.append(1))
    assert len(calls) == 2


def test_a_rendition_that_is_deleted_raises_it(home, raised):
    image = make_image()
    image.get_rendition("width-10")
    raised()
    image.renditions.all().delete()
    assert raised()


def test_threads_of_two_generations_do_not_mix_what_they_remember(home):
    mine = generation.current()
    generation.remember("answer", lambda: "old")
    values = generation._values_of(mine)
    generation.advance()
    generation.remember("other", lambda: "new")  # by another thread, in the midst of ours
    values["answer"] = "old"
    assert generation.remember("answer", lambda: "new") == "new"
