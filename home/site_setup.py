"""What every installation has from its first ``migrate``: locales, a home page in each, groups, a workflow."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page, Site
from wagtail_localize.operations import TranslationCreator

from core.languages import source_language
from core.locales import content_locales
from home.models import HomePage
from home.roles import set_up_roles


@transaction.atomic
def set_up_site():
    make_locales()
    home = make_home_page()
    make_translated_homes(home)
    set_up_roles()


def make_locales():
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def make_home_page():
    """The home page of the source language; Wagtail's “Welcome” page makes room for it."""
    locale = Locale.objects.get(language_code=source_language())
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        root = Page.get_first_root_node()
        Page.objects.filter(depth=2, content_type__model="page", content_type__app_label="wagtailcore").delete()
        root.refresh_from_db()
        with translation.override(source_language()):
            title = gettext("Home")
        home = root.add_child(instance=HomePage(title=title, slug="home", locale=locale, live=True))
        home.save_revision().publish()
    make_site(home)
    return home


def make_site(home):
    """The host and port are those of ``BASE_URL``: canonical addresses and feeds are made of them."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = base.port or (443 if base.scheme == "https" else 80)
    address = {"hostname": base.hostname, "port": port}
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(root_page=home, is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME)
    if any(getattr(site, name) != value for name, value in address.items()):
        site.hostname, site.port = base.hostname, port
        site.save()


def make_translated_homes(home):
    """Drafts, so that each language has a tree its translators may work in."""
    missing = content_locales().exclude(pk__in=home.get_translations(inclusive=True).values("locale_id"))
    if missing:
        TranslationCreator(None, list(missing)).create_translations(home)
