from django.utils import translation
from django.utils.functional import SimpleLazyObject
from wagtail.models import Locale, Page

from core import generation
from core.sites import site_of
from home.models import PrivacyPage, SiteIdentity


def site_furniture(request):
    """Identity and menu of the active language; computed once a generation, and only if a template asks."""
    return {
        "identity": SimpleLazyObject(lambda: identity(translation.get_language())),
        "menu": SimpleLazyObject(lambda: menu(request, translation.get_language())),
    }


def identity(language):
    def load():
        records = SiteIdentity.objects.select_related("organisation", "logo", "locale")
        return records.filter(locale__language_code=language).first() or records.first() or SiteIdentity(name="")

    return generation.remember(("identity", language), load)


def menu(request, language):
    """``{"home": url, "items": [{title, url, id}], "footer": […], "privacy": …}``: the live pages below the home page, those
    that are ticked for menus and the others (an accessibility statement, say), which stand at the foot of every page.
    ``privacy`` is the one that every form leads to, or ``None``.
    """

    def load():
        site = site_of(request)
        locale = Locale.objects.filter(language_code=language).first()
        home = site and locale and site.root_page.get_translation_or_none(locale)
        if not home or not home.live:
            return {
                "home": site.root_page.get_url(request) if site else "/",
                "items": [],
                "footer": [],
                "privacy": None,
            }
        pages = Page.objects.child_of(home).live().public().order_by("path")
        links, privacy = {True: [], False: []}, None
        for page in pages:
            link = {"id": page.pk, "title": page.title, "url": page.get_url(request)}
            links[page.show_in_menus].append(link)
            if page.cached_content_type.model_class() is PrivacyPage:
                privacy = link
        return {"home": home.get_url(request), "items": links[True], "footer": links[False], "privacy": privacy}

    return generation.remember(("menu", request.get_host(), language), load)
