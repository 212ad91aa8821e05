"""What people do with a site while it gets a fourth language. Each step runs in a process of its own, with the
``LANGUAGES`` of that moment: ``python -m tests.fourth_language STEP …`` prints what each found as JSON.
"""

import json
import sys

LANGUAGE = "ru"
TEXTS = {"Ana səhifə": "Главная", "Haqqımızda": "О нас", "Bakı": "Баку"}


def write():
    """A site in three languages: a page and a record, in the source language."""
    from home.models import HomePage, StandardPage
    from projects.models import Place
    from tests.factories import make_page

    Place(name="Bakı", kind="city").save()
    make_page(StandardPage, HomePage.objects.get(depth=2, live=True), title="Haqqımızda")
    return {}


def look():
    """What a language has right after the documented steps."""
    from wagtail.models import GroupPagePermission, Page

    from core.blocks.text import TEXT_FEATURES
    from core.localize.registry import registry_models
    from home.roles import translators_group

    pages = Page.objects.filter(locale__language_code=LANGUAGE)
    permissions = GroupPagePermission.objects.filter(group__name=translators_group(LANGUAGE))
    return {
        "pages": [[page.depth, page.live] for page in pages],
        "records": [
            [model.objects.source().count(), model.objects.filter(locale__language_code=LANGUAGE).count()]
            for model in registry_models()
        ],
        "text features": TEXT_FEATURES,
        "permissions": [[one.page.locale.language_code, one.permission.codename] for one in permissions],
    }


def translate_and_publish():
    from home.models import HomePage, StandardPage
    from projects.models import Place
    from tests.factories import locale, translate, user_in

    home = HomePage.objects.get(depth=2, live=True)
    page = StandardPage.objects.child_of(home).get()
    translate(Place.objects.source().get(), LANGUAGE, TEXTS)
    targets = [translate(one, LANGUAGE, TEXTS) for one in (home, page)]
    person = user_in(f"translators-{LANGUAGE}")
    others = [one.get_translation_or_none(locale("en")) for one in (home, page)]
    return {
        "live": [target.live for target in targets],
        "urls": [target.url for target in targets],
        "may edit": [target.permissions_for_user(person).can_edit() for target in targets],
        "may edit others": [one.permissions_for_user(person).can_edit() for one in (home, page, *others) if one],
        "names": list(Place.objects.filter(locale__language_code=LANGUAGE).values_list("name", "text_language")),
    }


def read():
    """What readers get at the addresses a language has or had."""
    from bs4 import BeautifulSoup
    from django.test import Client

    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    found = {}
    for path in ("/", "/haqqimizda/", "/ru/", "/ru/o-nas/", "/ru/yoxdur/", "/ru/search/?q=О НАС", "/yoxdur/"):
        response = client.get(path)
        soup = BeautifulSoup(response.content, "html.parser")
        found[path] = {
            "status": response.status_code,
            "lang": soup.html["lang"] if soup.html else "",
            "switcher": [item.get_text(" ", strip=True) for item in soup.select(".language-switcher li")],
            "hreflang": [link["hreflang"] for link in soup.select("head link[hreflang]")],
            "links": [link["href"] for link in soup.select("a[href]")],
            "text": soup.get_text(" ", strip=True),
        }
    return found


def administer():
    """The pages of the admin that name languages, as an administrator sees them."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse
    from wagtail.models import Page

    admin, _created = get_user_model().objects.get_or_create(username="root", is_superuser=True)
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(admin)
    paths = [reverse("wagtailadmin_home"), reverse("wagtaillocales:index")]
    for page in Page.objects.filter(depth__gt=1):
        paths += [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("edit", "view_draft")]
        paths.append(reverse("wagtailadmin_explore", args=[page.pk]))
    return {path: client.get(path).status_code for path in paths}


STEPS = {one.__name__: one for one in (write, look, translate_and_publish, read, administer)}

if __name__ == "__main__":
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    print(json.dumps([STEPS[name]() for name in sys.argv[1:]]))
