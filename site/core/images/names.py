"""No child is named beside a face: what stands beside the pictures of a page, and which of it names somebody who must
not be named there. See docs/decisions/pictures-of-people.md.

Beside a lead picture stand also the title and the summary: in lists, and on the card of a shared link.
"""

from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from core import generation
from core.languages import first_named
from core.locales import source_locale
from core.validation import PublicationRefused

OWN_TEXTS = ("title", "description", "credit")  # of the picture itself
BESIDE_LEAD = ("title", "summary", "lead_image_alt", "seo_title", "search_description")
TEXTS = (blocks.CharBlock, blocks.TextBlock)
SHOWN = 5  # sentences in a message


@dataclass(frozen=True)
class Named:
    """A word in a text beside a picture of the page that is one of the names withheld."""

    page: Page
    image: object
    field: str
    word: str
    text: str

    def advice(self):
        sentence = _("“%(field)s” of the picture “%(picture)s” says “%(word)s”, a name that is withheld. Leave it out.")
        return sentence % {"field": self.field, "picture": self.image.title, "word": self.word}


class NamedBesideFace(PublicationRefused):
    def __init__(self, page, found):
        self.found = found
        beginning = _("“%(title)s” can't be published yet: somebody who must not be named is named beside a picture.")
        sentences = list(dict.fromkeys(of_page(page, one) for one in found))[:SHOWN]
        ways = [way_to(image) for image in {one.image.pk: one.image for one in found}.values()]
        super().__init__({"__all__": [" ".join([beginning % {"title": page.title}, *sentences])]}, ways)


def of_page(page, named):
    """The advice, with the language where it is not the page's own."""
    if named.page.locale_id == page.locale_id:
        return named.advice()
    return f"{named.page.locale.language_name_local}: {named.advice()}"


def way_to(image):
    return reverse("wagtailimages:edit", args=[image.pk]), _("Picture “%(title)s”") % {"title": image.title}


def refuse_names_beside_faces(page):
    """Raise ``NamedBesideFace`` if a page, or what its publication makes of its translations, names somebody."""
    found = named_on(page) or named_by_following(page)
    if found:
        raise NamedBesideFace(page, found)


def named_on(page, images=None):
    """``[Named]``, in the order of the page; ``images`` as in ``pictures_of``, if they are loaded."""
    beside = texts_beside(page)
    images = pictures_of(page, beside) if images is None else images
    found = {}
    for pk, texts in beside:
        image = images.get(pk)
        if image is None or not image.names_withheld:
            continue
        own = [(image._meta.get_field(name).verbose_name, getattr(image, name)) for name in OWN_TEXTS]
        for field, text in [*texts, *own]:
            if word := first_named(text, image.names_withheld):
                found[pk, field, text] = Named(page, image, str(field), word, text)
    return list(found.values())


def named_by_following(page):
    """Pictures follow into live translations at once (``core.localize.facts``), beside texts that stay as they are."""
    if page.locale_id != source_locale().id or not any(one.names_withheld for one in pictures_of(page).values()):
        return []
    from core.localize.facts import with_facts_of  # its models are loaded after ours

    found = []
    for before, after in with_facts_of(page):
        known = {(one.image.pk, one.text) for one in named_on(before)}
        found += [one for one in named_on(after) if (one.image.pk, one.text) not in known]
    return found


def pictures_of(page, beside=None):
    """``{pk: image}`` of all pictures of the page, as they are in the database: one query, once a generation."""
    numbers = frozenset(pk for pk, _texts in (texts_beside(page) if beside is None else beside))
    if not numbers:
        return {}
    return generation.remember(("pictures", numbers), lambda: get_image_model().objects.in_bulk(numbers))


def texts_beside(page):
    """``[(pk of the picture, [(label, text)])]`` for every picture of a page."""
    found = []
    if getattr(page, "lead_image_id", None):
        texts = [(page._meta.get_field(name).verbose_name, getattr(page, name)) for name in BESIDE_LEAD]
        found.append((page.lead_image_id, texts))
    for field in page._meta.fields:
        if isinstance(field, StreamField):
            found += beside_in(field.stream_block, field.value_from_object(page).get_prep_value())
    return found


def beside_in(block, value, texts=()):
    """The same for the raw value of a block. ``texts`` are those of the blocks it stands in: a gallery's caption."""
    if isinstance(block, blocks.StreamBlock):
        for item in value or []:
            if child := block.child_blocks.get(item["type"]):
                yield from beside_in(child, item["value"], texts)
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            yield from beside_in(block.child_block, item["value"] if is_item(item) else item, texts)
    elif isinstance(block, ImageBlock):
        if isinstance(value, dict) and value.get("image"):
            alt = "" if value.get("decorative") else value.get("alt_text")
            yield value["image"], [*texts, (_("Alt text"), alt)]
    elif isinstance(block, blocks.StructBlock):
        value = value or {}
        own = [(child.label, value.get(name)) for name, child in block.child_blocks.items() if isinstance(child, TEXTS)]
        for name, child in block.child_blocks.items():
            yield from beside_in(child, value.get(name), [*texts, *own])
    elif isinstance(block, blocks.RichTextBlock):
        for pk, alt in embedded(value or ""):
            yield pk, [*texts, (_("Alt text"), alt)]


def is_item(item):
    return isinstance(item, dict) and "value" in item and "id" in item


def embedded(html):
    """``(pk, alt)`` of the pictures within rich text as it is stored."""
    embeds = BeautifulSoup(html, "html.parser").find_all("embed", embedtype="image") if "<embed" in html else []
    return [(int(embed["id"]), embed.get("alt", "")) for embed in embeds if embed.get("id", "").isdigit()]
