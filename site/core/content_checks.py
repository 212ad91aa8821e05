"""What a machine can see of texts that help nobody: a picture described by its file's name, a link that says “here”.

The same rules are asked at two places: in the editor's own checks, by the browser (``core.wagtail_hooks.content_checks``),
and by the server, which refuses the first and warns of the second.
"""

import re

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.languages import NOTHING_SAID, lower
from core.validation import PublicationRefused

# Python and JavaScript read it alike. What cameras, telephones and editors call a file, and what people make of that.
FILE_NAME = (
    r"\.(?:avif|gif|heic|heif|jpe?g|png|svg|tiff?|webp)\s*$"
    r"|^\S*_\S*$"
    r"|^(?:dsc|dscf|dscn|foto|image|img|mvimg|photo|pic|pict|pxl|resim|scan|şəkil)[ .-]*\(?\d[-\d .:()]*$"
    r"|^(?:screenshot|whatsapp image|ekran görüntüsü|ekran şəkli)\b.*\d"
    r"|^[-\d .:()]+$"
)
LOOKS_LIKE_FILE = re.compile(FILE_NAME, re.IGNORECASE)
EDGES = " \t\r\n\N{NO-BREAK SPACE}.,:;!?…»«›‹→>\"'“”()[]"


def is_file_name(text):
    return bool(text and LOOKS_LIKE_FILE.search(text.strip()))


def says_nothing(text):
    """Is that the whole text of a link, in any of the languages? Case, spaces and punctuation count for nothing."""
    words = " ".join((text or "").split()).strip(EDGES)
    return any(lower(words, language) in texts for language, texts in NOTHING_SAID.items())


def file_name_refused(text):
    return ValidationError(
        _("“%(text)s” looks like the name of a file. Say in a few words what the picture shows."),
        code="file_name",
        params={"text": text},
    )


def refuse_file_name(text):
    if is_file_name(text):
        raise file_name_refused(text)


def refuse_file_names_in(html):
    for text in alts_in(html):
        refuse_file_name(text)


def alts_in(html):
    """Of the pictures within rich text as it is stored."""
    if "<embed" not in html:
        return []
    return [embed.get("alt", "") for embed in BeautifulSoup(html, "html.parser").find_all("embed", embedtype="image")]


def links_in(html):
    if "<a " not in html:
        return []
    return [link.get_text() for link in BeautifulSoup(html, "html.parser").find_all("a")]


def bad_alts(page):
    """File names that stand for the description of a picture on the page."""
    found = [page.lead_image_alt]
    for name, text in texts_of(page):
        found += [text] if name == "alt_text" else alts_in(text)
    return [text for text in found if is_file_name(text)]


def bad_links(page):
    """Texts of links in the body that say nothing."""
    found = []
    for name, text in texts_of(page):
        found += [text] if name == "label" else links_in(text)
    return list(dict.fromkeys(text.strip() for text in found if says_nothing(text)))


def texts_of(page):
    body = getattr(page, "body", None)
    return walk(body.get_prep_value()) if body else []


def walk(value, name=""):
    """``(name, text)`` of every text of a body as it is stored, whatever blocks it is made of."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from walk(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from walk(one, name)
    elif isinstance(value, str):
        yield name, value


def refuse_undescribed_pictures(page):
    """Asked of people who publish, not of ``refuse_publication``: what is brought to a live page by itself stays."""
    for text in bad_alts(page):
        raise PublicationRefused(file_name_refused(text))
