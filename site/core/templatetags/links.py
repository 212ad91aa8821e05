"""Where links lead: to other languages, to pages referred to, up the tree. Each is looked up once a generation."""

from urllib.parse import urlencode, urljoin

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page

from core import cards, generation
from core.images import renditions
from core.languages import content_languages, open_graph_locale, source_language
from core.models import BasePage
from core.sites import site_of
from core.templatetags.shown import current_language

HOME_DEPTH = 2

register = template.Library()


# Languages


@register.simple_tag(takes_context=True)
def language_links(context):
    """Every language as ``{code, name, url, is_current}``; without ``url`` where there is nothing to read."""
    current = current_language()
    addresses = _addresses_by_language(context)
    return [
        {"code": code, "name": name, "url": addresses.get(code), "is_current": code == current}
        for code, name in content_languages()
    ]


def _addresses_by_language(context):
    request, page = context.get("request"), context.get("page")
    if isinstance(page, BasePage):
        below = context.get("sub_path", "")  # what of the page is shown: its summary
        return {
            locale.language_code: urljoin(other.get_url(request), below)
            for locale, other in page.translations()
            if other
        }
    if context.get("elsewhere"):
        return {locale.language_code: other.get_url(request) for locale, other in context["elsewhere"]}
    homes = {home["code"]: home["url"] for home in home_addresses(request)}
    return {code: _same_view(request, code) or homes.get(code) for code, _name in content_languages()}


def _same_view(request, code):
    try:
        match = resolve(request.path_info)
    except (AttributeError, Resolver404):
        return None
    if match.url_name in {None, "file_of_page", "wagtail_serve"}:
        return None
    with translation.override(code):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return None


@register.simple_tag(takes_context=True)
def home_links(context):
    """``[{code, name, url}]``: the live home pages, in each language's own name."""
    return home_addresses(context.get("request"))


def home_addresses(request):
    def load():
        site = site_of(request)
        if site is None:
            return []
        homes = site.root_page.get_translations(inclusive=True).live().public().select_related("locale")
        found = {home.locale.language_code: home.get_url(request) for home in homes}
        return [{"code": code, "name": name, "url": found[code]} for code, name in content_languages() if code in found]

    return generation.remember(("homes", request.get_host() if request else ""), load)


@register.simple_tag(takes_context=True)
def localized(context, page_id):
    """A page referred to by the id of its source: ``{key, title, url, language}`` in the reader's language.

    Where it is not live in that language, the source with the source's language; where that is not live, ``None``.
    """
    if not page_id:
        return None
    language, source = current_language(), source_language()

    def load():
        key = Page.objects.filter(pk=page_id).values("translation_key")
        pages = Page.objects.live().public().filter(translation_key__in=key, alias_of__isnull=True)
        pages = pages.filter(locale__language_code__in={language, source}).select_related("locale")
        by_language = {page.locale.language_code: page for page in pages.defer_streamfields()}
        found = by_language.get(language) or by_language.get(source)
        return found and {
            "key": found.translation_key,
            "title": found.title,
            "url": found.get_url(context.get("request")),
            "language": found.locale.language_code,
        }

    return generation.remember(("localized", page_id, language), load)


@register.filter
def expanded(rich_text):
    """Rich text with its links and pictures looked up: several queries a text, so once a generation."""
    key = ("rich text", current_language(), rich_text.source)
    return generation.remember(key, lambda: str(rich_text))


# The page and where it stands


@register.simple_tag(takes_context=True)
def breadcrumb(context):
    """``[{id, title, url}]`` of the live pages above this one, home page first; of what is no page, the home page."""
    page = context.get("page")
    if not isinstance(page, Page):
        homes = [home for home in home_addresses(context.get("request")) if home["code"] == current_language()]
        return [{"id": None, "title": gettext("Home page"), "url": home["url"]} for home in homes]
    if not page.path:
        return []
    parent_path = page.path[: -page.steplen]

    def load():
        paths = [parent_path[:length] for length in range(2 * page.steplen, len(parent_path) + 1, page.steplen)]
        pages = Page.objects.filter(path__in=paths).live().order_by("path").defer_streamfields() if paths else []
        return [{"id": one.pk, "title": one.title, "url": one.get_url(context.get("request"))} for one in pages]

    return generation.remember(("ancestors", parent_path), load)


@register.simple_tag(takes_context=True)
def menu_links(context):
    """The main menu, each item with ``current``: “page”, “true” for a page below it, or empty."""
    page_id = getattr(context.get("page"), "pk", None)
    above = {crumb["id"] for crumb in breadcrumb(context)}
    items = context["menu"]["items"] if "menu" in context else []
    current = {**dict.fromkeys(above, "true"), page_id: "page"}
    return [{**item, "current": current.get(item["id"], "")} for item in items]


@register.simple_tag(takes_context=True)
def page_meta(context):
    """What the head of a page says to machines; of what is no page (a search, an error) only its language."""
    page, request = context.get("page"), context.get("request")
    if request is not None:
        site_of(request)
    name, tagline = context["identity"].name, context["identity"].tagline
    meta = {"locale": open_graph_locale(current_language()), "title_suffix": f" – {name}" if name else ""}
    parts = page.get_url_parts(request) if isinstance(page, BasePage) else None
    if not parts or not parts[1] or page.alias_of_id:  # an alias is another page once more: not to be found
        # Without a page, what a view says of itself as editors say it of a page.
        return {**meta, "title": page.title} if isinstance(page, BasePage) else {**meta, **context.get("view_meta", {})}
    root = parts[1]
    canonical = root + parts[2]
    listing = context.get("page_of_items")
    is_further = listing is not None and listing.number > 1
    if is_further:
        canonical += f"?page={listing.number}"
    translations = {locale.language_code: one.get_full_url(request) for locale, one in page.translations() if one}
    is_found = current_language() in translations  # else nobody would answer for it: only some may read it
    default = translations.get(source_language())
    if default:
        alternates = [*translations.items(), ("x-default", default)]
    else:
        alternates = [*translations.items()]
    if page.depth == HOME_DEPTH:
        meta["title_suffix"] = f" – {tagline}" if tagline and not page.seo_title else ""
    published = getattr(page, "date", None)
    meta.update(
        type="article" if published else "website",
        published=published,
        title=page.seo_title or (page.depth == HOME_DEPTH and name) or page.title,
        description=page.search_description or page.summary,
        canonical=canonical,
        alternates=alternates if is_found and not is_further else [],
        other_locales=[open_graph_locale(code) for code in translations if code != current_language()],
    )
    picture = page.lead_image and next(iter(renditions(page.lead_image, "lead")), None)
    if picture:
        address = picture["url"] if "//" in picture["url"] else root + picture["url"]
        meta["image"] = {**picture, "url": address, "alt": page.lead_image_alt}
    elif page.pk:
        address = root + cards.address_of(page)
        meta["image"] = {"url": address, "width": cards.WIDTH, "height": cards.HEIGHT, "alt": page.title}
    return meta


@register.simple_tag
def stylesheet_address(path):
    """The address of a static file for pages shown when something is broken: empty, never an error of its own."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return ""


# Lists


@register.filter
def has_option(choice):
    """Is what the reader chose among a filter's options? (Any value may stand in an address.)"""
    return not choice.value or choice.value in dict(choice.options)


@register.filter
def page_numbers(page_of_items):
    """The numbers a pagination shows; ``None`` for a gap."""
    numbers = page_of_items.paginator.get_elided_page_range(page_of_items.number, on_each_side=1, on_ends=1)
    return [one if isinstance(one, int) else None for one in numbers]


@register.simple_tag(takes_context=True)
def page_address(context, number):
    """The address of another page of the same list: filters and search words stay."""
    query = context.get("query_without_page") or (urlencode({"q": context["query"]}) if context.get("query") else "")
    return f"?{query}&page={number}" if query else f"?page={number}"
