"""``sitemap.xml``: every page that everybody may read, in all languages, with its translations and pictures.

Beyond ``MOST`` pages it is an index of parts. Pages come in the order in which they were made, so that a new one
changes the last part only.
"""

from collections import defaultdict
from xml.sax.saxutils import escape

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from core.changes import last_facts, latest
from core.images.consent import HIDDEN
from core.images.places import FALLBACK, PLACES
from core.languages import source_language
from core.locales import content_locales
from core.machines.answers import absolute, address, remembered
from core.restrictions import public
from core.sites import site_of
from core.store import kept

MOST = 10_000  # pages in one file
MOST_PICTURES = 1_000  # of a page
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
XHTML = "http://www.w3.org/1999/xhtml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SHOWN = [spec for place in ("large", "lead") for spec in PLACES[place].specs(FALLBACK)[::-1]]  # the best one first


@require_safe
@kept
def sitemap(request, part=None):
    if site_of(request) is None:
        raise Http404
    if part is not None and not 1 <= part <= parts(request):
        raise Http404
    return remembered(request, ("sitemap", part), "text/xml", lambda: make(request, part))


def parts(request):
    """How many files there are beside the index; none while everything has room in one."""
    amount = listed(request).count()
    return -(-amount // MOST) if amount > MOST else 0


def make(request, part):
    pages = pages_of(request)
    if part is None and len(pages) > MOST:
        return index(request, pages)
    return map_of(request, pages, pages if part is None else pages[(part - 1) * MOST : part * MOST])


# Which pages, and when they changed


def listed(request):
    """As readers find them: live, for everybody, in a language of this site, and no second one of another page."""
    homes = site_of(request).root_page.get_translations(inclusive=True).values_list("path", flat=True)
    below = Q(pk__in=[])
    for path in homes:
        below |= Q(path__startswith=path)
    pages = Page.objects.live().filter(below, locale__in=content_locales(), alias_of__isnull=True)
    return public(pages).order_by("pk")


def pages_of(request):
    """With ``changed``: a page that lists those below it changes with them."""
    pages = list(
        listed(request).only("pk", "path", "depth", "url_path", "locale_id", "translation_key", "last_published_at")
    )
    facts, newest = last_facts(), {}
    for page in pages:
        changed = latest(page.last_published_at, facts.get(page.pk))
        for end in range(2 * page.steplen, len(page.path) + 1, page.steplen) if changed else ():
            newest[page.path[:end]] = latest(newest.get(page.path[:end]), changed)
    for page in pages:
        page.changed = newest.get(page.path)
    return pages


# As XML


def index(request, pages):
    entries = []
    for part, start in enumerate(range(0, len(pages), MOST), start=1):
        changed = latest(*[page.changed for page in pages[start : start + MOST]])
        entries.append(
            f"<sitemap><loc>{escape(address(request, 'sitemap_part', part))}</loc>{lastmod(changed)}</sitemap>\n"
        )
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n{"".join(entries)}</sitemapindex>\n'


def map_of(request, pages, shown):
    """``pages`` are all of them: a translation may stand in another part."""
    codes = {locale.pk: locale.language_code for locale in content_locales()}
    keys = {page.translation_key for page in shown}
    addresses = defaultdict(dict)
    for page in pages:
        if page.translation_key in keys:
            addresses[page.translation_key][codes[page.locale_id]] = escape(page.get_full_url(request))
    order = list(codes.values())
    images = pictures()
    entries = [
        entry(
            codes[page.locale_id],
            in_order(addresses[page.translation_key], order),
            page.changed,
            [escape(absolute(request, url)) for url in images.get(str(page.pk), ())],
        )
        for page in shown
    ]
    opening = f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}" xmlns:image="{IMAGE}">'
    return f"{HEAD}{opening}\n{''.join(entries)}</urlset>\n"


def in_order(addresses, codes):
    return {code: addresses[code] for code in codes if code in addresses}


def entry(code, addresses, changed, images):
    default = {"x-default": addresses[source_language()]} if source_language() in addresses else {}
    links = [
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in {**addresses, **default}.items()
    ]
    shown = [f"<image:image><image:loc>{address}</image:loc></image:image>" for address in images]
    return f"<url><loc>{addresses[code]}</loc>{lastmod(changed)}{''.join(links)}{''.join(shown)}</url>\n"


def lastmod(changed):
    return f"<lastmod>{timezone.localtime(changed).isoformat(timespec='seconds')}</lastmod>" if changed else ""


# Pictures


def pictures():
    """``{pk of the page: [address]}`` of what has been made of each picture and may be shown."""
    found = renditions()
    used = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
    )
    shown = defaultdict(dict)
    for page, image in used.order_by("pk").values_list("object_id", "to_object_id"):
        if image in found:
            shown[page][found[image]] = None
    return {page: list(addresses)[:MOST_PICTURES] for page, addresses in shown.items()}


def renditions():
    """``{pk of the image: address}`` of the best size there is, as the index of references writes keys."""
    model = get_image_model()
    shown = model.objects.with_consent().exclude(consent__in=HIDDEN).values("pk")
    made = (
        model.get_rendition_model()
        .objects.filter(filter_spec__in=SHOWN, image__in=shown)
        .only(
            "file", "image_id", "filter_spec", "width", "height"
        )  # without its measures Django asks for them, one by one
    )
    best = sorted(made, key=lambda one: SHOWN.index(one.filter_spec), reverse=True)
    return {str(one.image_id): one.file.url for one in best}
