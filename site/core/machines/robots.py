from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from core.languages import content_languages
from core.machines.answers import address, remembered
from core.sites import site_of
from core.store import kept

ANYTHING = "*"


@require_safe
@kept
def robots_txt(request):
    """Nobody is asked to read what changes with every question, or belongs to those who work here."""
    return remembered(request, "robots.txt", "text/plain", lambda: robots(request))


def robots(request):
    if settings.STAGING:
        return "User-agent: *\nDisallow: /\n"
    lines = ["User-agent: *", *[f"Disallow: {path}" for path in kept_out()]]
    if site_of(request) is not None:
        lines += ["", f"Sitemap: {address(request, 'sitemap')}"]
    return "\n".join(lines) + "\n"


def kept_out():
    paths = [reverse("wagtailadmin_home")]
    for code, _name in content_languages():
        with translation.override(code):
            paths += [reverse("search"), reverse("shared_draft", args=[ANYTHING])]
    return paths
