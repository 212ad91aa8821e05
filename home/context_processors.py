from django.utils import translation
from django.utils.functional import SimpleLazyObject
from wagtail.models import Locale, Page

from core import generation
from core.sites import site_of
from home.models import SiteIdentity


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
    """``{"home": url, "items": [{title, url, id}], "footer": […]}``: the live pages below the home page, those that are
    ticked for menus and the others (an accessibility statement, say), which stand at the foot of every page.
    """

    def load():
        site = site_of(request)
        locale = Locale.objects.filter(language_code=language).first()
        home = site and locale and site.root_page.get_translation_or_none(locale)
        if not home or not home.live:
            return {"home": site.root_page.get_url(request) if site else "/", "items": [], "footer": []}
        pages = Page.objects.child_of(home).live().public().order_by("path")
        links = {True: [], False: []}
        for page in pages:
            links[page.show_in_menus].append({"id": page.pk, "title": page.title, "url": page.get_url(request)})
        return {"home": home.get_url(request), "items": links[True], "footer": links[False]}

    return generation.remember(("menu", request.get_host(), language), load)
