"""Submissions as tests know them: a small tree, and a queue that is worked off when the test says so."""

from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import Translation, TranslationLog

from core.localize.first_drafts import make_drafts
from home.models import StandardPage
from home.roles import EDITORS
from tests.factories import make_page, user_in
from translation.models import Submission

BACKGROUND = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}  # tasks wait, as on a real site, for ``work_off``
TITLES = ["Birinci", "Haqqımızda", "Üçüncü", "İkinci"]  # of the small tree


def small_tree(home):
    """A page with three below it, one of them two steps down."""
    about = make_page(StandardPage, home, title="Haqqımızda")
    first = make_page(StandardPage, about, title="Birinci")
    make_page(StandardPage, about, title="İkinci")
    make_page(StandardPage, first, title="Üçüncü")
    return StandardPage.objects.get(pk=about.pk)


def editor_with_mail():
    user = user_in(EDITORS)
    user.email = "editor@example.org"
    user.save()
    return user


def work_off():
    """Does what is due, as a worker would; tasks for later stay."""
    while task := DBTaskResult.objects.ready().first():
        task.claim("test")
        task.task.call(*task.args_kwargs["args"])
        task.set_successful(None)


def submit(client, user, page, locales):
    client.force_login(user)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [one.pk for one in locales], "include_subtree": "on"}, follow=True)


def begin(page, locales, user=None):
    """As ``submit``, without its view."""
    make_drafts(page, locales)
    return Submission.objects.begin(page.pk, locales, user)


def translated(page, locale):
    """The titles of the tree's translations."""
    keys = page.get_descendants(inclusive=True).values("translation_key")
    return sorted(Page.objects.filter(locale=locale, translation_key__in=keys).values_list("title", flat=True))


def everything():
    """How many there are of what must not be there twice."""
    models = (Page, Revision, PageLogEntry, TranslationLog, Translation)
    return {model.__name__: model.objects.count() for model in models}
