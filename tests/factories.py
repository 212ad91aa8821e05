"""What tests are about, in one call each: pages, translations, files, people."""

from io import BytesIO
from itertools import count

from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client, TestCase
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from PIL import Image
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core import generation
from core.images import making
from core.languages import source_language
from core.models import IndexPage, SiteDocument, SiteImage
from core.tasks import indexing_once
from home.models import HomePage

number = count(1)
rendered = {}  # of the demo
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n"


def locale(code):
    return Locale.objects.get(language_code=code)


def source_home():
    return HomePage.objects.get(locale__language_code=source_language())


def make_page(model, parent, *, live=True, **fields):
    """A page below ``parent``, published unless ``live`` is false. ``model`` is a class, or a page with its rows set."""
    page = model(**fields) if isinstance(model, type) else model
    page.live = False
    page.locale = parent.locale
    parent = Page.objects.get(pk=parent.pk)
    with indexing_once():
        with committed():
            parent.add_child(instance=page)
            page.save_revision()
        return publish(page) if live else page


def publish(page):
    """Publish what the page's latest revision says; returns the page as it is now in the database."""
    revision = page.get_latest_revision() or page.save_revision()
    with committed():
        revision.publish()
    return type(page).objects.get(pk=page.pk)


def translate(instance, code, texts, *, publish=True):
    """The translation of a page or a record. ``texts`` is ``{source: translation}``, or a function of the source."""
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale(code))
    for segment in source.stringsegment_set.select_related("string").exclude(context__path="slug"):
        original = segment.string.data
        text = texts(original) if callable(texts) else texts.get(original)
        if text:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": text, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
            )
    with indexing_once(), committed():
        translation.save_target(publish=publish)
    return type(instance).objects.get(translation_key=instance.translation_key, locale=translation.target_locale)


def put_text(client, translation, path, text):
    """What the translation editor sends when a text has been typed. Returns the response."""
    segment = translation.source.stringsegment_set.filter(context__path=path).first()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(address, encode_multipart(BOUNDARY, {"value": text}), content_type=MULTIPART_CONTENT)


def picture_file(size=(64, 48), picture_format="PNG"):
    output = BytesIO()
    Image.new("RGB", size, "teal").save(output, picture_format)
    return ContentFile(output.getvalue(), name=f"picture.{picture_format.lower()}")


def make_image(title="Picture", size=(64, 48), picture_format="PNG", is_made=True, **fields):
    """With the sizes that are made when it is saved, unless ``is_made`` is false."""
    image = SiteImage.objects.create(title=title, file=picture_file(size, picture_format), **fields)
    if is_made and image.may_be_shown:
        making.make_first(image)
    return image


def make_document(title="Sənəd", name="document.pdf", content=PDF, **fields):
    return SiteDocument.objects.create(title=title, file=ContentFile(content, name=name), **fields)


def user_in(group, username=None):
    """A new person in the group of that name."""
    user = get_user_model().objects.create_user(
        username or f"{group}-{next(number)}", password="a password of some length"
    )
    user.groups.add(Group.objects.get(name=group))
    return user


def committed():
    """Runs what waits for the end of the transaction, which a test's never reaches."""
    return TestCase.captureOnCommitCallbacks(execute=True)


class Demo:
    """What the demo has for tests to look at. Its files are put where the tests' files are."""

    def __init__(self):
        media = settings.DATA_DIR.parent / "demo" / "media"
        for path in media.rglob("*"):
            if path.is_file():
                default_storage.save(str(path.relative_to(media)), ContentFile(path.read_bytes()))

    def get(self, address):
        """As a client's: rendered once in a process, until the generation rises, which it does not by ``update()``."""
        generation.forget()
        key = (generation.current(), address)
        if key not in rendered:
            response = Client().get(address)
            rendered[key] = HttpResponse(response.content, status=response.status_code, headers=response.headers)
        return rendered[key]

    def soup(self, address):
        response = self.get(address)
        assert response.status_code == 200, address
        return BeautifulSoup(response.content, "lxml")

    @property
    def lists(self):
        """The addresses of all lists, in every language."""
        return [page.url for page in Page.objects.live().specific().order_by("path") if isinstance(page, IndexPage)]

    @property
    def untranslated_in_turkish(self):
        """Source pages that readers find in English, but in Turkish not yet."""
        drafts = Page.objects.filter(locale=locale("tr"), live=False, depth__gt=1).values("translation_key")
        english = Page.objects.filter(locale=locale("en"), live=True).values("translation_key")
        pages = Page.objects.live().filter(locale=Locale.get_default(), translation_key__in=drafts)
        return list(pages.filter(translation_key__in=english).order_by("path").specific())
