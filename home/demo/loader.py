"""Makes the demo by the steps editors and translators take. What is there already is left alone."""

import json
import re
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Locale, ReferenceIndex, TranslatableMixin
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import TranslationSource

from core.languages import source_language
from core.models import SiteDocument, SiteImage
from core.tasks import indexing_once
from home.accounts import make_demo_accounts
from home.demo import (
    contact,
    directory,
    events,
    glossary,
    media,
    news_experience,
    news_initiative,
    pages,
    project_communities,
    project_initiative,
    project_initiative_results,
    project_partnership,
)
from home.demo.entries import Ref, stable_id
from home.demo.translations import translate, translate_page
from home.models import HomePage

HERE = Path(__file__).parent
PAGES = [
    *pages.PAGES,
    *project_initiative.PAGES,
    *project_initiative_results.PAGES,
    *project_communities.PAGES,
    *project_partnership.PAGES,
    *events.PAGES,
    *news_initiative.PAGES,
    *news_experience.PAGES,
    *contact.PAGES,
]


class Loader:
    def __init__(self, say):
        self.say = say
        self.known = {}  # what a Ref may name
        self.made = []

    def load(self):
        make_demo_accounts()
        with disable_reference_index_auto_update():  # instead of ten times a page while it comes together
            self.load_all()
        for instance in self.made:
            for copy in [type(instance).objects.get(pk=instance.pk), *translations_of(instance)]:
                ReferenceIndex.create_or_update_for_object(copy)
        return len(self.made)

    def load_all(self):
        users = get_user_model().objects
        self.editor = users.get(username="editor")
        self.chief = users.get(username="chief-editor")
        self.locale = Locale.objects.get(language_code=source_language())
        self.targets = list(Locale.objects.exclude(pk=self.locale.pk))
        self.load_media()
        self.load_records([*directory.RECORDS, *glossary.TERMS, pages.IDENTITY])
        home = HomePage.objects.get(locale=self.locale)
        self.known["home"] = home
        for entry in PAGES:
            self.draft_page(entry)
        if not home.summary:  # it exists from the first ``migrate``, without a text
            self.write_home(home)
        for entry in PAGES:
            if self.known[entry.key].first_published_at is None:
                self.publish(self.known[entry.key], entry)
        self.load_records([project_partnership.SAMPLE_PAIR])

    # Pictures and documents

    def load_media(self):
        images = {image.title: image for image in SiteImage.objects.all()}
        for key, (name, title) in media.IMAGES.items():
            self.known[key] = images.get(title) or self.add_image(name, title)
        documents = {document.title: document for document in SiteDocument.objects.all()}
        for key, (name, title, language, version) in media.DOCUMENTS.items():
            self.known[key] = documents.get(title) or self.add_document(name, title, language, version)

    def add_image(self, name, title):
        file = ContentFile((HERE / "images" / name).read_bytes(), name=name)
        file.has_no_metadata = True  # we drew it; cleaning all of them takes seconds
        return self.add(SiteImage(title=title, file=file, uploaded_by_user=self.editor))

    def add_document(self, name, title, language, version):
        file = ContentFile((HERE / "files" / name).read_bytes(), name=name)
        return self.add(
            SiteDocument(title=title, file=file, language=language, version=version, uploaded_by_user=self.editor)
        )

    def add(self, instance):
        instance.save()
        self.made.append(instance)
        return instance

    # Registry records

    @indexing_once()
    @transaction.atomic
    def load_records(self, entries):
        for entry in entries:
            key = stable_id(entry.key)
            found = entry.model.objects.filter(translation_key=key, locale=self.locale).first()
            if found is None:
                fields = self.resolve(entry.fields)
                found = self.add(entry.model(translation_key=key, locale=self.locale, **fields))
                translate(found)
                self.say(f"{entry.model._meta.verbose_name}: {found}")
            self.known[entry.key] = found

    # Pages

    def draft_page(self, entry):
        """The page with its facts and rows. Its body comes later: it may link to pages further down."""
        key = stable_id(entry.key)
        page = entry.model.objects.filter(translation_key=key, locale=self.locale).first() or self.only_one(entry)
        if page is None:
            page = entry.model(translation_key=key, locale=self.locale, live=False, **self.resolve(entry.fields))
            self.give_rows(page, entry)
            parent = self.known[entry.parent]
            parent.refresh_from_db(fields=["path", "numchild"])
            parent.add_child(instance=page)
            self.made.append(page)
        self.known[entry.key] = page

    def only_one(self, entry):
        """The page of a kind of which there is one in a place, made by somebody else: a site that began empty has some."""
        is_single = entry.model.max_count_per_parent == 1
        return entry.model.objects.child_of(self.known[entry.parent]).first() if is_single else None

    def write_home(self, home):
        for name, value in self.resolve(pages.HOME.fields).items():
            setattr(home, name, value)
        self.publish(home, pages.HOME)
        self.made.append(home)

    def publish(self, page, entry):
        with indexing_once(), transaction.atomic():
            if entry.body:
                page.body = self.stream(entry.body, entry.key, "body")
            page.save_revision(user=self.editor).publish(user=self.chief)
            translate_page(page, self.targets, self.chief, entry.left_untranslated_in)
        if entry.changed_later:
            transaction.on_commit(lambda: self.change(page, entry))  # after its translations were published
        self.say(f"{page._meta.verbose_name}: {page.title}")

    def change(self, page, entry):
        """Change one block of the source page; nobody has translated that yet."""
        index, block = entry.changed_later
        body = [*entry.body[:index], block, *entry.body[index + 1 :]]
        page = type(page).objects.get(pk=page.pk)
        page.body = self.stream(body, entry.key, "body")
        page.save_revision(user=self.editor).publish(user=self.chief)
        TranslationSource.objects.get_for_instance(page).update_from_db()

    def give_rows(self, page, entry):
        for relation, rows in entry.rows.items():
            model = page._meta.get_field(relation).related_model
            made = [
                model(
                    translation_key=stable_id(entry.key, relation, index),
                    locale=self.locale,
                    sort_order=index,
                    **self.resolve(fields, entry.key, relation, index),
                )
                for index, fields in enumerate(rows)
            ]
            setattr(page, relation, made)

    # Bodies and references

    def stream(self, blocks, *names):
        """Blocks as a StreamField stores them, every block and list item with an id of its own."""
        return json.dumps(
            [
                {"type": kind, "value": self.block_value(value, *names, index), "id": stable_id(*names, index)}
                for index, (kind, value) in enumerate(blocks)
            ]
        )

    def block_value(self, value, *names):
        if isinstance(value, Ref):
            return self.known[value].pk
        if isinstance(value, dict) and "columns" in value:  # a table: its lists are rows and cells, not items
            return value
        if isinstance(value, dict):
            return {name: self.block_value(part, *names, name) for name, part in value.items()}
        if isinstance(value, list):
            return [
                {"type": "item", "value": self.block_value(part, *names, index), "id": stable_id(*names, index)}
                for index, part in enumerate(value)
            ]
        if isinstance(value, str):
            return re.sub(r"<a page='([\w-]+)'>", lambda match: self.link(match[1]), value)
        return value

    def link(self, key):
        return f'<a linktype="page" id="{self.known[key].pk}">'

    def resolve(self, fields, *names):
        """Fields with the things their ``Ref``s name, and lists of blocks as a StreamField stores them."""
        return {
            name: self.known[value]
            if isinstance(value, Ref)
            else self.stream(value, *names, name)
            if isinstance(value, list)
            else value
            for name, value in fields.items()
        }


def translations_of(instance):
    return instance.get_translations() if isinstance(instance, TranslatableMixin) else []
