"""A small site in three languages, and what people do with it, one step at a time, each by its number.

Texts say in which language they are written, so that one that shows in another can be seen.
"""

import datetime
import json
import re
import uuid
from contextlib import suppress

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from core.bin.refusal import NotRestored
from core.bin.restore import restore
from core.localize.facts import rows_of
from core.models import Deleted, RegistryRecord
from home.models import StandardPage
from projects.models import Organisation, Person, Place, ProjectIndexPage, ProjectPage
from projects.models.rows import Objective, ProjectPartner, ProjectPlace
from tests.factories import committed
from translation.board.changed import follow
from translation.board.holding import take
from translation.board.keeping import keep_everything

MARKS = {"az": "AZ", "en": "EN", "tr": "TR"}
LATER = datetime.timedelta(hours=1)
FOREIGN = re.compile(r"\blang=\"az\"[^>]*>[^<]*<")


class Life:
    def __init__(self, home):
        self.client = None
        self.count = 0
        self.translator = get_user_model().objects.create_user(f"translator-{uuid.uuid4().hex[:8]}")
        self.people = [self.record(Person, name=f"Şəxs {number}") for number in range(2)]
        self.organisations = [self.record(Organisation, name=f"Təşkilat {number}", kind="ngo") for number in range(2)]
        self.places = [self.record(Place, name=f"Yer {number}", kind="city") for number in range(2)]
        self.home = home
        self.write(home)
        self.publish_all([home])
        section = self.add(home, ProjectIndexPage())
        first, second = self.add(home, StandardPage()), self.add(home, StandardPage())
        below = self.add(first, StandardPage())
        project = ProjectPage(contact=self.people[0])
        project.partners = [ProjectPartner(organisation=self.organisations[0], role="funder", note=self.text())]
        project.places = [ProjectPlace(place=self.places[0])]
        project.objectives = [Objective(title=self.text()), Objective(title=self.text())]
        project = self.add(section, project)
        self.publish_all([section, first, second, below, project])

    def record(self, model, **fields):
        record = model(**fields)
        record.save()
        return record

    def text(self):
        self.count += 1
        return f"AZ mətn {self.count}"

    def add(self, parent, page):
        page.locale, page.live = self.home.locale, False
        self.write(page)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision()
        return page

    def publish_all(self, pages):
        for page in pages:
            with committed():
                page.get_latest_revision_as_object().save_revision().publish()
            for code in ("en", "tr"):
                self.translate(page, code)

    # What there is

    def sources(self):
        return list(Page.objects.filter(locale=self.home.locale, depth__gt=2).order_by("path").specific())

    def pick(self, number):
        pages = self.sources()
        return pages[number % len(pages)] if pages else None

    def translation(self, number):
        pages = list(Page.objects.exclude(locale=self.home.locale).filter(depth__gt=2).order_by("path").specific())
        return pages[number % len(pages)] if pages else None

    # What people do

    def write(self, page):
        page.title = page.summary = self.text()
        if hasattr(page, "body"):
            quote = {"text": self.text(), "person": self.people[self.count % 2].pk, "role": "", "language": ""}
            page.body = [
                self.block("heading", self.text()),
                self.block("quote", quote),
                *page.body.get_prep_value()[:2],
            ]

    def block(self, kind, value):
        return {"type": kind, "id": str(uuid.uuid4()), "value": value}

    def edit(self, a, b):
        """A draft with other prose."""
        self.change(a, self.write)

    def publish(self, a, b):
        """What was written last."""
        page = self.pick(a)
        page.get_latest_revision_as_object().save_revision().publish()

    def edit_and_publish(self, a, b):
        self.edit(a, b)
        self.publish(a, b)

    def facts(self, a, b):
        """Other references, rows in another order, one row less or more; at once."""

        def change(page):
            if hasattr(page, "contact"):
                page.contact = [None, *self.people][b % 3]
                rows = list(page.objectives.all())[::-1][: 1 + b % 3]
                for number, row in enumerate(rows):
                    row.sort_order = number
                page.objectives.set([*rows, *[Objective(title=self.text(), sort_order=9)][: b % 2]])
                page.places.set([ProjectPlace(place=place, sort_order=5) for place in self.places[: b % 3]])
                for row in page.partners.all():
                    row.organisation = self.organisations[b % 2]
            elif hasattr(page, "body"):
                page.body = page.body.get_prep_value()[::-1][: b % 4]

        self.change(a, change)
        self.publish(a, b)

    def change(self, a, change):
        page = self.pick(a).get_latest_revision_as_object()
        change(page)
        page.save_revision()

    def clear(self, a, b):
        """Everything that may be empty."""

        def change(page):
            page.summary = ""
            if hasattr(page, "contact"):
                page.contact = None
                for rows in (page.partners, page.places, page.objectives):
                    rows.set([])
            if hasattr(page, "body"):
                page.body = []

        self.change(a, change)
        self.publish(a, b)

    def submit(self, a, b):
        translate_object(self.pick(a), [self.target(b)])

    def target(self, b):
        return Locale.objects.get(language_code=["en", "tr"][b % 2])

    def translate_some(self, a, b):
        """Half of the texts, as a draft."""
        self.translate(self.pick(a), self.target(b).language_code, every=2, publish=False)

    def translate_and_publish(self, a, b):
        self.translate(self.pick(a), self.target(b).language_code)

    def publish_half(self, a, b):
        """What must be refused, unless nothing was missing."""
        self.translate(self.pick(a), self.target(b).language_code, every=2)

    def translate(self, page, code, *, every=1, publish=True):
        source, _created = TranslationSource.update_or_create_from_instance(page)
        locale = Locale.objects.get(language_code=code)
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
        segments = source.stringsegment_set.select_related("string").exclude(context__path="slug").order_by("order")
        for segment in list(segments)[::every]:
            text = segment.string.data.replace("AZ", MARKS[code])
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                defaults={"data": text, "translation_type": "manual", "has_error": False},
            )
        with committed():
            translation.save_target(publish=publish)

    def publish_draft_of_translation(self, a, b):
        """By the page's own revision, as an approval does."""
        page = self.translation(a)
        if page and page.get_latest_revision():
            page.get_latest_revision().publish()

    def move(self, a, b):
        page, parent = self.pick(a), self.pick(b)
        is_possible = isinstance(page, StandardPage) and isinstance(parent, StandardPage | type(self.home))
        if is_possible and page != parent and not parent.is_descendant_of(page):
            page.move(parent, pos="last-child")

    def move_to_the_top(self, a, b):
        page = self.pick(a)
        if not isinstance(page, ProjectPage):
            page.move(Page.objects.get(pk=self.home.pk), pos=["first-child", "last-child"][b % 2])

    def copy(self, a, b):
        page = self.pick(a)
        if isinstance(page, StandardPage) and len(self.sources()) < 12:
            page.copy(recursive=bool(b % 2), update_attrs={"slug": f"copy-{uuid.uuid4().hex[:8]}"}, keep_live=False)

    def schedule(self, a, b):
        page = self.pick(a).get_latest_revision_as_object()
        page.go_live_at = timezone.now() + LATER
        page.save_revision().publish()

    def expire(self, a, b):
        page = self.pick(a).get_latest_revision_as_object()
        page.expire_at = timezone.now() + LATER
        page.save_revision().publish()

    def time_passes(self, a, b):
        for field in ("go_live_at", "expire_at"):
            Page.objects.filter(**{f"{field}__isnull": False}).update(**{field: F(field) - 2 * LATER})
        for revision in Revision.page_revisions.all():
            content = {**revision.content}
            for field in ("go_live_at", "expire_at"):
                if moment := content.get(field):
                    content[field] = (datetime.datetime.fromisoformat(moment) - 2 * LATER).isoformat()
            approved = revision.approved_go_live_at and revision.approved_go_live_at - 2 * LATER
            if content != revision.content or approved != revision.approved_go_live_at:
                Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=approved)
        call_command("publish_scheduled")

    def unpublish(self, a, b):
        self.pick(a).unpublish()

    def unpublish_translation(self, a, b):
        if page := self.translation(a):
            page.unpublish()

    def delete(self, a, b):
        if len(self.sources()) > 1:
            self.pick(a).delete()

    def delete_translation(self, a, b):
        if page := self.translation(a):
            page.delete()

    def restore(self, a, b):
        entries = list(Deleted.objects.order_by("pk"))
        if entries:
            restore(entries[a % len(entries)])

    def restore_revision(self, a, b):
        page = self.pick(a)
        revisions = list(page.revisions.order_by("pk"))
        if revisions:
            old = revisions[b % len(revisions)].as_object()
            old.save_revision().publish()

    def stop_or_go_on(self, a, b):
        """Written by hand for a while, and no longer."""
        translations = list(Translation.objects.order_by("pk"))
        translation = translations[a % len(translations)]
        translation.enabled = not translation.enabled
        translation.save()

    def rename_record(self, a, b):
        person = self.people[a % len(self.people)]
        self.count += 1
        person.name = f"Şəxs {self.count}"  # a name, which is the same in each language until it is translated
        person.save()

    def take(self, a, b):
        translations = list(Translation.objects.order_by("pk"))
        take(translations[a % len(translations)], self.translator)

    def review(self, a, b):
        """A translation is submitted, or the one that waits is returned."""
        page = self.translation(a)
        if page is None or not page.get_latest_revision():
            return
        if page.workflow_in_progress:
            page.current_workflow_task_state.specific.reject(user=self.translator, comment="Bir də")
        elif workflow := page.get_workflow():
            workflow.start(page, self.translator)

    STEPS = """
        edit publish edit_and_publish facts clear submit translate_some translate_and_publish publish_half
        publish_draft_of_translation move move_to_the_top copy schedule expire time_passes unpublish
        unpublish_translation delete delete_translation restore restore_revision stop_or_go_on rename_record take review
    """.split()  # noqa: SIM905  a list of names, not of strings

    def do(self, step, a, b):
        """One step, whole or not at all; a refusal is an answer, any other error is a fault."""
        with suppress(ValidationError, NotRestored), committed(), transaction.atomic():
            if self.sources() or step == "restore":
                getattr(self, step)(a, b)


# What must hold at any moment


def faults(client=None):
    """What is wrong with the site as it is now, in words."""
    found = [f"the tree: {problems}" for problems in Page.find_problems() if problems]
    source = Locale.get_default()
    follow()
    if differing := keep_everything():
        found.append(f"the board: {differing} of its lines and cells are not what they would be if worked out anew")
    for page in Page.objects.filter(depth__gt=1).specific().select_related("locale"):
        if page.depth > 2 and page.get_parent().locale_id != page.locale_id:
            found.append(f"{page} stands among pages of another language")
        found += [f"{page}: {path} refers to another language" for path in foreign_references(page)]
        if page.live and page.locale_id != source.pk:
            found += [f"{page} ({page.locale}) shows {text}" for text in texts_in(page, MARKS["az"])]
            if client:
                found += shown_to_readers(client, page)
    return found


def texts_in(page, mark):
    stored = {name: value for name, value in page.serializable_data().items() if name != "draft_title"}
    return re.findall(rf"{mark} [\w ]*", json.dumps(stored, ensure_ascii=False, cls=DjangoJSONEncoder))


def shown_to_readers(client, page):
    response = client.get(page.specific.url)
    if response.status_code != 200:
        return [f"{page} is live and answers {response.status_code}"]
    html = FOREIGN.sub("<", response.content.decode())
    return [f"readers of {page} ({page.locale}) see {text}" for text in re.findall(r"AZ [\w ]*", html)]


def foreign_references(instance, path=""):
    for field in instance._meta.fields:
        if field.is_relation and issubclass(field.related_model, RegistryRecord):
            target = getattr(instance, field.name)
            if target is not None and target.locale_id != instance.locale_id:
                yield f"{path}{field.name}"
    for relation in rows_of(type(instance)) if isinstance(instance, Page) else []:
        for row in getattr(instance, relation.name).all():
            if row.locale_id != instance.locale_id:
                yield f"{relation.name} (a row)"
            yield from foreign_references(row, f"{relation.name}.")
    for block in getattr(instance, "body", None) or []:
        if block.block_type == "quote" and (person := block.value["person"]) and person.locale_id != instance.locale_id:
            yield "a quote"
