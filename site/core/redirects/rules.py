"""Which redirect an address has, and where it leads in the end."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.encoding import uri_to_iri
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core import generation
from core.citing.forms import FORMS
from core.sites import site_of

ANYTHING = "*"
MAX_LENGTH = 255  # of an address that a redirect can have
MAX_STEPS = 5  # from one redirect to the next
OF_PAGES = {"wagtail_serve", "file_of_page", "citation"}


def target_of(address, request):
    """``(target, redirect)``: where readers of an address that is no more are sent, or ``None``, and by what."""
    site = site_of(request)
    redirect = find(address, site)
    target = follow(redirect, request) if redirect else below_moved_page(address, request)
    is_there = target and urlsplit(target).path == urlsplit(address).path
    return None if is_there else target, redirect


def find(address, site):
    """The redirect of an address (with its query or without), else that of the longest beginning of it, or ``None``."""
    return _exact(forms_of(address), site) or _by_beginning(uri_to_iri(urlsplit(address).path), site)


def forms_of(address):
    """As a redirect may have it, the best one first: with its query and without, with letters and with their codes."""
    address = address.replace("\x00", "")
    path = urlsplit(address).path
    forms = [
        Redirect.normalise_path(one, decode_unicode=is_read) for one in (address, path) for is_read in (True, False)
    ]
    return [form for form in dict.fromkeys(forms) if len(form) <= MAX_LENGTH and not form.endswith(ANYTHING)]


def follow(redirect, request):
    """The address at the end of a chain; ``None`` for one that goes in circles, leads elsewhere or to nothing."""
    known = set()
    while redirect is not None and redirect.pk not in known and len(known) < MAX_STEPS:
        known.add(redirect.pk)
        if redirect.redirect_page_id:
            return _address_of_page(redirect.redirect_page, redirect.redirect_page_route_path, request)
        if not is_ours(redirect.redirect_link, request):
            return None
        link = own_path(redirect.redirect_link)
        if answers(link, request):
            return link
        redirect = find(link, site_of(request))
    return None


def below_moved_page(address, request):
    """A summary or a file of a page that has moved: what stands below its address and is no page has no redirect."""
    above, _slash, rest = uri_to_iri(urlsplit(address).path).rstrip("/").rpartition("/")
    found = _exact([above], site_of(request)) if above and len(above) <= MAX_LENGTH else None
    if found is None or not found.redirect_page_id or not is_own_address(found.redirect_page, rest):
        return None
    return _address_of_page(found.redirect_page, rest + "/" * address.endswith("/"), request)


def is_own_address(page, rest):
    cited = {f"cite.{form}" for form in FORMS}
    return rest.strip("/") in {*getattr(page.specific_class, "own_addresses", ()), *cited}


def is_ours(address, request=None):
    """Does it lead to this site? A redirect to somewhere else would lend our name to whoever is there."""
    if not urlsplit(address).netloc and not address.startswith("/"):
        return False
    return url_has_allowed_host_and_scheme(address, {*_hosts(), *([request.get_host()] if request else [])})


def own_path(address):
    """An address of ours without scheme and host; no other host can be read into it."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return escape_leading_slashes(parts.path or "/") + query


def answers(address, request):
    """Is there something at that address: a live page, or a view that is no page?"""
    from core.views import route

    path = urlsplit(address).path
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(path)
        except Resolver404:
            return False
        return match.url_name not in OF_PAGES or route(request, match.args[0]) is not None


def page_at(address, site=None):
    """The live page that has this address, in whatever language, or ``None``."""
    found = Q(pk=None)
    for root in Site.get_site_root_paths():
        if site is not None and root.site_id != site.pk:
            continue
        with translation.override(root.language_code):
            try:
                match = resolve(own_path(address).partition("?")[0].rstrip("/") + "/")
            except Resolver404:
                continue
            if match.url_name == "wagtail_serve":
                found |= Q(url_path=f"{root.root_path}{match.args[0]}")
    return Page.objects.live().filter(found).first()


def _address_of_page(page, rest, request):
    if not page.live:
        return None
    address = page.specific_deferred.get_url(request)
    return urljoin(address, rest.lstrip("/")) if address and is_own_address(page, rest) else address


def _exact(forms, site):
    found = Redirect.get_for_site(site).filter(old_path__in=forms).select_related("redirect_page")
    ranked = sorted(found, key=lambda one: (forms.index(one.old_path), one.site_id is None))  # the site's own first
    return ranked[0] if ranked else None


def _by_beginning(path, site):
    def load():
        rules = Redirect.get_for_site(site).filter(old_path__endswith=ANYTHING).values_list("old_path", "pk", "site_id")
        ranked = sorted(rules, key=lambda rule: (-len(rule[0]), rule[2] is None))
        return [(old_path.removesuffix(ANYTHING), pk) for old_path, pk, _site in ranked]

    for beginning, pk in generation.remember(("redirects by beginning", site and site.pk), load):
        if f"{path.rstrip('/')}/".startswith(beginning) and beginning.strip("/"):
            return Redirect.objects.select_related("redirect_page").filter(pk=pk).first()
    return None


def _hosts():
    """Those of the site, with their ports."""

    def load():
        return {urlsplit(site.root_url).netloc for site in Site.objects.all()}

    return {*generation.remember("hosts", load), urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
