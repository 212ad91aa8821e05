"""What a page says to machines in the words of schema.org, as JSON-LD.

Every floor says what its own pages and records are: its ``structured_data.py`` registers a function with
:func:`describe`. What is required of a type and not known is no reason to invent it: the function returns ``None``,
and the page is a page only.

An ``@id`` is made of the translation key: a thing has one in all languages, a text one in each, and none changes when
a page moves or is renamed.
"""

import json
from dataclasses import dataclass
from functools import singledispatch
from urllib.parse import urljoin

from django.utils import timezone
from django.utils.safestring import mark_safe

from core.changes import last_change
from core.images import renditions
from core.languages import source_language
from core.models import IndexPage
from core.sites import identity

CONTEXT = "https://schema.org"
NAMING = ("@type", "@id", "name", "url")
# Nothing in a text may end the element or begin another; the last two end a line in older scripts.
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Frame:
    """Where a description will stand: on which site, in which language."""

    root: str
    language: str
    request: object = None

    def address(self, path):
        return path and urljoin(self.root, path)

    def id(self, *parts):
        return urljoin(self.root, f"/#{'-'.join(str(part) for part in parts)}")

    @property
    def publisher(self):
        """Whose site it is; ``None`` while nobody has said so."""
        owner = identity(self.language)
        return describe(owner, self) if owner.name else None


@singledispatch
def describe(thing, frame):
    """The thing itself, or what a page is about."""
    return None


@singledispatch
def page_type(page):
    return "WebPage"


@page_type.register
def _(page: IndexPage):
    return "CollectionPage"


# The whole


def graph(page, frame, meta, crumbs):
    """``meta`` is what the head says (``page_meta``), ``crumbs`` are the pages above: ``[{title, url}]``."""
    main, way = describe(page, frame), way_to(page, frame, meta["canonical"], crumbs)
    nodes = [main, web_page(page, frame, meta, main, way), way]
    return {"@context": CONTEXT, "@graph": once([compact(node) for node in nodes if node])}


def as_script(data):
    """JSON that can stand in a ``script`` element whatever the texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 – nothing is left that could end the element


def web_page(page, frame, meta, main, way):
    is_main_a_text = bool(main) and "inLanguage" in main
    published = page.first_published_at
    return {
        "@type": page_type(page),
        "@id": frame.id(page.translation_key, "page", frame.language),
        "url": meta["canonical"],
        "name": meta["title"],
        "description": meta["description"],
        "inLanguage": frame.language,
        **({} if is_main_a_text else translations(page, frame, "page")),
        "datePublished": published and moment(published),
        "dateModified": modified(page),
        "primaryImageOfPage": lead_picture(page, frame),
        "breadcrumb": way and {"@id": way["@id"]},
        "mainEntity": main and {"@id": main["@id"]},
        "isPartOf": web_site(frame),
        "publisher": frame.publisher,
    }


def web_site(frame):
    name = identity(frame.language).name
    return name and {"@type": "WebSite", "@id": frame.id("website"), "name": name, "url": frame.address("/")}


def way_to(page, frame, canonical, crumbs):
    """From the home page to this one. The home page has none: a way has two ends."""
    steps = [(crumb["title"], frame.address(crumb["url"])) for crumb in crumbs]
    if not steps:
        return None
    steps.append((page.title, canonical))
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, start=1)
    ]
    return {
        "@type": "BreadcrumbList",
        "@id": frame.id(page.translation_key, "way", frame.language),
        "itemListElement": items,
    }


# What many descriptions have in common


def text(page, frame, kind, **own):
    """A text that is published in languages: an article, a report, a data set."""
    return {
        "@type": kind,
        "@id": frame.id(page.translation_key, frame.language),
        "url": page.get_full_url(frame.request),
        "name": page.title,
        "description": page.summary,
        "inLanguage": frame.language,
        **translations(page, frame),
        "dateModified": modified(page),
        "mainEntityOfPage": {"@id": frame.id(page.translation_key, "page", frame.language)},
        "image": lead_picture(page, frame),
        "publisher": frame.publisher,
        **own,
    }


def translations(page, frame, *part):
    """The original names its translations, a translation its original: those that can be read."""
    found = {locale.language_code: other for locale, other in page.translations() if other and other.pk != page.pk}

    def reference(code):
        return {
            "@id": frame.id(page.translation_key, *part, code),
            "inLanguage": code,
            "url": found[code].get_full_url(frame.request),
        }

    if frame.language == source_language():
        return {"workTranslation": [reference(code) for code in found]}
    return {"translationOfWork": reference(source_language()) if source_language() in found else None}


def lead_picture(page, frame):
    return picture(page.lead_image, frame, caption=page.lead_image_alt)


def picture(image, frame, place="lead", caption=""):
    """An image in the largest size that is shown of it; ``None`` if it may not be shown."""
    largest = next(iter(renditions(image, place)), None) if image else None
    return largest and {
        "@type": "ImageObject",
        "@id": frame.id("image", image.pk, place),
        "url": frame.address(largest["url"]),
        "contentUrl": frame.address(largest["url"]),
        "width": largest["width"],
        "height": largest["height"],
        "caption": caption,
        "creditText": image.credit,
    }


def file(document, frame):
    return {
        "@type": "MediaObject",
        "name": document.title,
        "contentUrl": frame.address(document.url),
        "encodingFormat": document.content_type,
        "contentSize": str(document.file_size) if document.file_size else None,
        "inLanguage": document.language,
    }


def modified(page):
    changed = last_change(page)
    return changed and moment(changed)


def moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds")


def once(value, known=None):
    """What is described twice is described where it comes first, and named after that."""
    known = set() if known is None else known
    if isinstance(value, list):
        return [once(one, known) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("@id") in known and "@type" in value:
        return {key: value[key] for key in NAMING if key in value}
    if "@type" in value and "@id" in value:
        known.add(value["@id"])
    return {key: once(one, known) for key, one in value.items()}


def compact(value):
    """Without what is not known."""
    if isinstance(value, dict):
        return {key: one for key, one in ((key, compact(one)) for key, one in value.items()) if not is_nothing(one)}
    if isinstance(value, list):
        return [one for one in map(compact, value) if not is_nothing(one)]
    return value


def is_nothing(value):
    return value is None or value in ("", [], {})
