"""What templates ask for: languages and links between them, dates and numbers, pictures.

Nothing here costs a query twice in a generation; what is looked up is looked up for a whole page at once.
"""

import re
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.defaultfilters import filesizeformat
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import formats, timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from core import generation
from core.images import prefetch_renditions
from core.languages import content_languages, format_date, open_graph_locale, source_language, upper
from core.models import BasePage
from core.models.pages import CARD_IMAGE_SPEC, LEAD_IMAGE_SPEC

RENDITIONS = {  # the sizes in which a picture is asked for, by the place where it stands
    "lead": (LEAD_IMAGE_SPEC,),
    "card": (CARD_IMAGE_SPEC,),
    "body": ("width-640|format-webp", "width-1200|format-webp"),
    "thumbnail": ("fill-480x360|format-webp",),
    "large": ("max-1600x1600|format-webp",),
    "logo": ("max-320x160|format-webp",),
    "photo": ("fill-160x160|format-webp",),
}
HOME_DEPTH = 2
UNMAKEABLE = (SourceImageIOError, InvalidFilterSpecError, OSError)

register = template.Library()


# Dates


@register.filter
def localdate(value, form="date"):
    """A day as people write it in the language of the page; ``form`` is date or day_month."""
    return format_date(value, form=form) if value else ""


@register.filter
def month_of(value):
    """The month as it stands beside a day: “noyabr”, “November”."""
    return re.sub(r"\d+", "", format_date(value, form="day_month")).strip(" .,") if value else ""


@register.filter
def localday(value):
    """The day of a moment in the site's zone."""
    if value and hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    return value


@register.simple_tag
def day(value):
    """One day, or the local day of a moment, as a ``time`` element."""
    return _time(localday(value)) if value else ""


@register.simple_tag
def date_range(starts_on, ends_on):
    """Two days as one stretch: “1 September – 30 November 2022”. An open side stays open: “1 September 2022 – …”."""
    if not starts_on and not ends_on:
        return ""
    if starts_on == ends_on:
        return _time(starts_on)
    is_same_year = starts_on and ends_on and starts_on.year == ends_on.year
    first = _time(starts_on, form="day_month" if is_same_year else "date") if starts_on else "…"
    return format_html("{} – {}", first, _time(ends_on) if ends_on else "…")


@register.simple_tag
def event_when(event):
    """When an event is, in the site's zone: a day with its hours, or several days. Midnight means “hour not known”."""
    if not event.starts_at:
        return ""
    start = timezone.localtime(event.starts_at)
    end = timezone.localtime(event.ends_at) if event.ends_at else None
    if end is None or end.date() == start.date():
        when = _time(start, _moment(start))
        return format_html("{}–{}", when, _time(end, _clock(end))) if end and _clock(end) and end != start else when
    if not _clock(start) and not _clock(end):
        return date_range(start.date(), end.date())
    return format_html("{} – {}", _time(start, _moment(start)), _time(end, _moment(end)))


@register.simple_tag
def item_when(item):
    """When a page of any kind is or was, if it has a day at all: for lists of all sorts of pages."""
    if getattr(item, "starts_at", None):
        return event_when(item)
    if hasattr(item, "starts_on"):
        return date_range(item.starts_on, item.ends_on)
    return day(getattr(item, "date", None))


@register.filter
def time_zone(value):
    """The site's zone at that moment: “UTC+4”. Empty where no hour is shown."""
    local = timezone.localtime(value)
    if not _clock(local):
        return ""
    minutes = int(local.utcoffset().total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _moment(local):
    clock = _clock(local)
    return f"{format_date(local)}, {clock}" if clock else format_date(local)


def _clock(local):
    return "" if (local.hour, local.minute) in {(0, 0), (23, 59)} else f"{local:%H:%M}"


def _time(value, text=None, form="date"):
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text or format_date(value, form=form))


# Numbers and names


@register.filter
def number(value):
    """With the separators of the language and no more decimals than it has: 1 250, 12,5."""
    if value is None or value == "":
        return ""
    value = Decimal(str(value))
    value = value.quantize(1) if value == value.to_integral_value() else value.normalize()
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def measured(value, unit):
    """A value of an indicator in its unit; the unit “number” and money need no sign."""
    if value is None:
        return ""
    if unit == "yes_no":
        return gettext("yes") if value else gettext("no")
    return f"{number(value)}\N{NO-BREAK SPACE}%" if unit == "percent" else number(value)


@register.filter
def document_facts(document):
    """What a reader wants to know before opening a file: its language, kind, size, pages and version."""
    language = format_html('<span lang="{}">{}</span>', document.language, language_name(document.language))
    size = f", {filesizeformat(document.file_size)}" if document.file_size else ""
    facts = [language, upper(document.file_extension, "en") + size]
    if document.pages:
        facts.append(f"{gettext('Pages')}: {number(document.pages)}")
    if document.version:
        facts.append(f"{gettext('Version')}: {document.version}")
    return format_html_join(" · ", "{}", ((fact,) for fact in facts))


@register.filter
def host(url):
    """Whose site an address leads to: “youtube.com”."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def dialable(phone):
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


@register.filter
def kind_name(page):
    """What sort of page it is, in words; for a page that is not loaded as its own type as well."""
    model = page.cached_content_type.model_class() if hasattr(page, "cached_content_type") else type(page)
    return (model or type(page))._meta.verbose_name


@register.filter
def grouped_by_choice(rows, field_name):
    """``[(label, rows)]`` in the order of the field's choices, without the choices nobody made."""
    rows = list(rows)
    choices = rows[0]._meta.get_field(field_name).flatchoices if rows else []
    groups = [(label, [row for row in rows if getattr(row, field_name) == value]) for value, label in choices]
    return [(label, members) for label, members in groups if members]


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


# Languages


@register.filter
def language_name(code):
    """A language's name in that language itself."""
    return dict(content_languages()).get(code, code)


@register.filter
def lang_attr(code):
    """`` lang="az"`` where a text is in another language than the page; takes a code or a registry record."""
    code = getattr(code, "text_language", code)
    return format_html(' lang="{}"', code) if code and code != _language() else ""


@register.filter
def record_name(record):
    """The name of a registry record, marked with its language where that is not the page's."""
    if not record:
        return ""
    attribute = lang_attr(record)
    return format_html("<span{}>{}</span>", attribute, record) if attribute else format_html("{}", record)


@register.filter
def record_names(rows, attribute="organisation"):
    """The names of the records to which rows refer, each once, with commas between."""
    records = {}
    for row in rows:
        record = getattr(row, attribute)
        records[record.pk] = record
    return format_html_join(", ", "{}", ((record_name(record),) for record in records.values()))


@register.filter
def place_path(place):
    """A place with the places it lies in, as far as they are loaded: “Hövsan, Suraxanı, Bakı”."""
    parent_field = type(place)._meta.get_field("parent")
    names = []
    while place is not None and len(names) < 6:
        names.append((record_name(place),))
        place = place.parent if place.parent_id and parent_field.is_cached(place) else None
    return format_html_join(", ", "{}", names)


@register.simple_tag(takes_context=True)
def language_links(context):
    """Every language as ``{code, name, url, is_current}``; without ``url`` where there is nothing to read."""
    current = _language()
    addresses = _addresses_by_language(context)
    return [
        {"code": code, "name": name, "url": addresses.get(code), "is_current": code == current}
        for code, name in content_languages()
    ]


def _addresses_by_language(context):
    request, page = context.get("request"), context.get("page")
    if isinstance(page, BasePage):
        return {locale.language_code: other.get_url(request) for locale, other in page.translations() if other}
    if context.get("elsewhere"):
        return {locale.language_code: other.get_url(request) for locale, other in context["elsewhere"]}
    homes = {home["code"]: home["url"] for home in _homes(request)}
    return {code: _same_view(request, code) or homes.get(code) for code, _name in content_languages()}


def _same_view(request, code):
    try:
        match = resolve(request.path_info)
    except (AttributeError, Resolver404):
        return None
    if match.url_name in {None, "wagtail_serve"}:
        return None
    with translation.override(code):
        try:
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return None


@register.simple_tag(takes_context=True)
def home_links(context):
    """``[{code, name, url}]``: the live home pages, in each language's own name."""
    return _homes(context.get("request"))


def _homes(request):
    def load():
        site = Site.find_for_request(request)
        if site is None:
            return []
        homes = site.root_page.get_translations(inclusive=True).live().public().select_related("locale")
        found = {home.locale.language_code: home.get_url(request) for home in homes}
        return [{"code": code, "name": name, "url": found[code]} for code, name in content_languages() if code in found]

    return generation.remember(("homes", request.get_host() if request else ""), load)


@register.simple_tag(takes_context=True)
def localized(context, page_id):
    """A page referred to by the id of its source: ``{title, url, language}`` in the reader's language.

    Where it is not live in that language, the source with the source's language; where that is not live, ``None``.
    """
    if not page_id:
        return None
    language, source = _language(), source_language()

    def load():
        key = Page.objects.filter(pk=page_id).values("translation_key")
        pages = Page.objects.live().public().filter(translation_key__in=key, alias_of__isnull=True)
        pages = pages.filter(locale__language_code__in={language, source}).select_related("locale")
        by_language = {page.locale.language_code: page for page in pages.defer_streamfields()}
        found = by_language.get(language) or by_language.get(source)
        return found and {
            "title": found.title,
            "url": found.get_url(context.get("request")),
            "language": found.locale.language_code,
        }

    return generation.remember(("localized", page_id, language), load)


def _language():
    return translation.get_language() or source_language()


# The page and where it stands


@register.simple_tag(takes_context=True)
def breadcrumb(context):
    """``[{id, title, url}]`` of the live pages above this one, home page first."""
    page = context.get("page")
    if not isinstance(page, Page) or not page.path:
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
    remember_site(request)
    name, tagline = context["identity"].name, context["identity"].tagline
    meta = {"locale": open_graph_locale(_language()), "title_suffix": f" – {name}" if name else ""}
    parts = page.get_url_parts(request) if isinstance(page, BasePage) else None
    if not parts or not parts[1]:
        return meta
    root = parts[1]
    canonical = root + parts[2]
    listing = context.get("page_of_items")
    is_further = listing is not None and listing.number > 1
    if is_further:
        canonical += f"?page={listing.number}"
    translations = {locale.language_code: one.get_full_url(request) for locale, one in page.translations() if one}
    default = translations.get(source_language())
    if page.depth == HOME_DEPTH:
        meta["title_suffix"] = f" – {tagline}" if tagline and not page.seo_title else ""
    meta.update(
        title=page.seo_title or (page.depth == HOME_DEPTH and name) or page.title,
        description=page.search_description or page.summary,
        canonical=canonical,
        alternates=[] if is_further else [*translations.items(), *([("x-default", default)] if default else [])],
        other_locales=[open_graph_locale(code) for code in translations if code != _language()],
    )
    picture = page.lead_image and made([page.lead_image], LEAD_IMAGE_SPEC).get((page.lead_image.pk, LEAD_IMAGE_SPEC))
    if picture:
        address = picture["url"] if "//" in picture["url"] else root + picture["url"]
        meta["image"] = {**picture, "url": address, "alt": page.lead_image_alt}
    return meta


def remember_site(request):
    """Spare every address on the page the query for its site."""
    if request is not None:
        key = ("site", request.get_host())
        request._wagtail_site = generation.remember(key, lambda: Site.find_for_request(request))


@register.simple_tag
def stylesheet_address(path):
    """The address of a static file for pages shown when something is broken: empty, never an error of its own."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return ""


# Pictures


@register.simple_tag
def responsive(image, kind):
    """The attributes of an ``img``: ``{src, srcset, width, height}``, or ``None`` if the picture can't be made."""
    if not image:
        return None
    specs = RENDITIONS[kind]
    renditions = made([image], *specs)
    found = [renditions[image.pk, spec] for spec in specs if renditions.get((image.pk, spec))]
    if not found:
        return None
    by_width = {one["width"]: one for one in found}
    largest = by_width[max(by_width)]
    srcset = ", ".join(f"{by_width[width]['url']} {width}w" for width in sorted(by_width))
    return {
        "src": largest["url"],
        "srcset": srcset if len(by_width) > 1 else "",
        "width": largest["width"],
        "height": largest["height"],
    }


@register.simple_tag
def prepare_pictures(records, attribute, kind):
    """Load what the pictures of records need, before a loop shows them one by one. ``attribute`` may have dots."""
    images = []
    for record in records:
        for name in attribute.split("."):
            record = getattr(record, name, None)
        images.append(record)
    made(images, *RENDITIONS[kind])
    return ""


@register.simple_tag
def prepare_body(body):
    """The same for the pictures of a body."""
    pictures, galleries = body_images(body)
    made(pictures, *RENDITIONS["body"])
    made(galleries, *RENDITIONS["thumbnail"], *RENDITIONS["large"])
    return ""


def body_images(body):
    """``(pictures, gallery pictures)`` of a body, in the order in which they are shown."""
    pictures, galleries = [], []
    for block in body or []:
        if block.block_type == "picture":
            pictures.append(block.value["image"])
        elif block.block_type == "video":
            pictures.append(block.value["poster"])
        elif block.block_type == "gallery":
            galleries += [item["image"] for item in block.value["images"]]
    return [one for one in pictures if one], [one for one in galleries if one]


def made(images, *specs):
    """``{(image id, spec): {url, width, height} or None}``: one query for all that this generation hasn't seen yet."""
    known = generation.remember("renditions", dict)
    images = [image for image in images if image]
    new = [image for image in images if any((image.pk, spec) not in known for spec in specs)]
    if new:
        for image in new:
            image.__dict__.pop("prefetched_renditions", None)
        prefetch_renditions(new, *specs)
        for image in new:
            for spec in specs:
                known[image.pk, spec] = _rendition(image, spec)
    return known


def _rendition(image, spec):
    try:
        rendition = image.get_rendition(spec)
    except UNMAKEABLE:
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}


@register.filter
def expanded(rich_text):
    """Rich text with its links and pictures looked up: several queries a text, so once a generation."""
    key = ("rich text", _language(), rich_text.source)
    return generation.remember(key, lambda: mark_safe(expand_db_html(rich_text.source)))


@register.filter
def as_paragraphs(text):
    """Plain text of an editor with its paragraphs and line breaks."""
    if not text:
        return ""
    paragraphs = re.split(r"\n{2,}", text.strip().replace("\r\n", "\n"))
    lines = (format_html_join(mark_safe("<br>"), "{}", ((line,) for line in one.split("\n"))) for one in paragraphs)
    return format_html_join("\n", "<p>{}</p>", ((one,) for one in lines))
