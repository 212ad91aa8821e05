"""The translation editor and its neighbours, as a person at the admin reaches them."""

from contextlib import contextmanager
from functools import cached_property

from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationContext, TranslationSource

from tests.factories import committed, locale

WAYS = ("edit", "publish", "preview", "export", "upload", "sync", "sync_and_publish", "submit")


def in_english(text):
    return f"EN {text}"


def translation_of(instance, code="en"):
    """Of a source; the latest, where a test has made a second."""
    found = Translation.objects.filter(source__object_id=instance.translation_key, target_locale=locale(code))
    return found.latest("pk")


def said(response):
    """What this answer says, without what earlier ones said and no page has shown yet."""
    storage = get_messages(response.wsgi_request)
    new = list(storage._queued_messages)
    return [str(message) for message in (new if new or response.status_code == 302 else storage)]


def path_of(translation, path):
    """The context of the text whose path begins so."""
    return TranslationContext.objects.filter(object=translation.source.object, path__startswith=path).first()


class Editor:
    """One person at the translation of ``page`` into English; the address stays open whatever happens to the page."""

    def __init__(self, client, page, code="en"):
        self.client, self.page, self.code = client, page, code
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"  # what is said is compared with words

    @property
    def translation(self):
        return translation_of(self.page, self.code)

    @property
    def target(self):
        return type(self.page).objects.get(translation_key=self.page.translation_key, locale=locale(self.code))

    @cached_property
    def address(self):
        if isinstance(self.page, Page):
            return reverse("wagtailadmin_pages:edit", args=[self.target.pk])
        return reverse(self.target.snippet_viewset.get_url_name("edit"), args=[self.target.pk])

    def url(self, name, *args):
        return reverse(f"wagtail_localize:{name}", args=[self.translation.pk, *args])

    def edit(self):
        return self.client.get(self.address)

    def publish(self):
        with committed():
            return self.client.post(self.address, {"action": "publish"})

    def preview(self):
        return self.client.get(self.url("preview_translation"))

    def export(self):
        return self.client.get(self.url("download_pofile"))

    def upload(self, content=None):
        from django.core.files.base import ContentFile

        if content is None:
            content = str(self.translation.export_po())
        content = content.encode() if isinstance(content, str) else content
        file = ContentFile(content, name="page.po")
        return self.client.post(self.url("upload_pofile"), {"file": file, "next": self.address})

    def sync(self, **form):
        source = TranslationSource.objects.get_for_instance(self.page)
        with committed():
            return self.client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), form)

    def sync_and_publish(self):
        return self.sync(publish_translations="on")

    def submit(self, code="tr"):
        address = reverse("wagtail_localize:submit_page_translation", args=[self.page.pk])
        return self.client.post(address, {"locales": [locale(code).pk]})

    def write(self, path, text):
        segment = self.translation.source.stringsegment_set.filter(context__path__startswith=path).first()
        return self.client.put(
            self.url("edit_string_translation", segment.pk), f"value={text}", "application/x-www-form-urlencoded"
        )

    def choose(self, path, value):
        segment = self.translation.source.overridablesegment_set.get(context__path__contains=path)
        return self.client.put(
            self.url("edit_override", segment.pk), f"value={value}", "application/x-www-form-urlencoded"
        )

    def text(self, path):
        found = StringTranslation.objects.filter(context__object_id=self.page.translation_key, locale=locale(self.code))
        return found.filter(context__path__startswith=path).latest("pk")


@contextmanager
def undone():
    """What happens within leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
