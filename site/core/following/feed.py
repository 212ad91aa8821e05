"""Atom 1.0 (RFC 4287) of what was published below a page."""

from collections import defaultdict
from urllib.parse import urljoin, urlsplit

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from core.following.atom import Atom
from core.following.content import html_of, printable
from core.following.names import FEED
from core.images import prepare
from core.locales import content_locales
from core.restrictions import public
from core.sites import identity
from core.templatetags.pictures import body_images

MAX_ENTRIES = 30
SINCE = (
    "2024"  # a tag names a year in which its host was ours; a fixed one, since a tag that changes names another entry
)


def feed_of(page, request):
    """The bytes of the feed of a ``Followed`` page."""
    site_of_page = identity(page.language)
    root = page.get_url_parts(request)[1]
    name = printable(site_of_page.name or urlsplit(root).hostname)
    entries = page.published_pages(MAX_ENTRIES)
    load(entries)
    others = translations_of([page, *entries])
    is_whole_site = page.is_site_root()
    atom = Atom(
        title=name if is_whole_site else printable(f"{page.title} – {name}"),
        link=page.get_full_url(request),
        description=printable(page.summary or ""),
        language=page.language,
        author_name=name,
        author_link=root,
        feed_url=urljoin(page.get_full_url(request), FEED),
        feed_guid=f"{tag_of(page, root)}:feed",
        alternates=[
            (locale.language_code, urljoin(one.get_full_url(request), FEED))
            for locale, one in others[page.translation_key]
            if one.pk != page.pk
        ],
        updated=max([one.last_published_at for one in [page, *entries] if one.last_published_at], default=None),
    )
    for entry in entries:
        kind = getattr(entry, "kind", None) or entry._meta.model_name
        atom.add_item(
            title=printable(entry.title),
            link=entry.get_full_url(request),
            description=printable(entry.summary),
            unique_id=tag_of(entry, root),
            pubdate=entry.first_published_at,
            updateddate=entry.last_published_at,
            content=html_of(entry, request),
            kind=(kind, printable(entry.card_kind)),
            alternates=[
                (locale.language_code, one.get_full_url(request))
                for locale, one in others[entry.translation_key]
                if one.pk != entry.pk
            ],
        )
    return atom.writeString("utf-8").encode()


def tag_of(page, root):
    """A name (RFC 4151) that stays when the page gets another title, slug or place: its key in its language."""
    return f"tag:{urlsplit(root).hostname},{SINCE}:{page.translation_key}:{page.language}"


def load(pages):
    """What the entries show, in a few queries for all of them."""
    by_type = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for model, members in by_type.items():
        prefetch_related_objects(members, *model.serve_related)
    prepare([page.lead_image for page in pages], "lead")
    bodies = [body_images(getattr(page, "body", None)) for page in pages]
    prepare([image for pictures, _galleries in bodies for image in pictures], "body")
    prepare([image for _pictures, galleries in bodies for image in galleries], "thumbnail")
    prepare([image for _pictures, galleries in bodies for image in galleries], "large")


def translations_of(pages):
    """``{translation_key: [(locale, live public page)]}`` in one query, the pages themselves among them."""
    locales = {locale.pk: locale for locale in content_locales()}
    keys = {page.translation_key for page in pages}
    found = Page.objects.filter(translation_key__in=keys, alias_of__isnull=True, locale_id__in=locales)
    by_key = defaultdict(list)
    for page in public(found.live()).order_by("locale_id"):
        by_key[page.translation_key].append((locales[page.locale_id], page))
    return by_key
