"""A line of the board and its cells as one person sees them: titles, states, ages, and the ways there."""

from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name

from core.days import today
from translation.work.states import State


class Source:
    """A page or a record of the source language; ``sight`` is of who looks at it."""

    def __init__(self, line, sight):
        self.line, self.sight = line, sight
        self.language, self.edits = sight.language, sight.edits
        self.versions = []

    @property
    def title(self):
        return getattr(self.line, f"{self.sight.given}title")

    @property
    def changed_at(self):
        return self.line.changed_at

    @property
    def is_page(self):
        return self.line.page_id is not None

    @property
    def kind(self):
        return ContentType.objects.get_for_id(self.line.content_type_id).model_class()._meta.verbose_name

    @property
    def section(self):
        """A section is a page below the home page; it is named by the title that is shown of it."""
        return self.sight.sections.get(self.line.section_id, "")

    @property
    def url(self):
        """Of its editor; for others, of what was given to translators."""
        if self.edits and self.is_page:
            return reverse("wagtailadmin_pages:edit", args=[self.line.page_id])
        translation_id = next((one.translation_id for one in self.versions if one.translation_id), None)
        if translation_id is None or not (self.edits or self.is_page):
            return ""
        return reverse(
            "translation_board:original" if self.edits else "core_localize:source_page", args=[translation_id]
        )

    @property
    def submit_url(self):
        return reverse("wagtail_localize:submit_page_translation", args=[self.line.page_id])


class Version:
    """A source in one language."""

    def __init__(self, source, locale, cell):
        self.source, self.locale, self.cell = source, locale, cell
        self.state = State(cell.state)
        self.is_own = locale.pk in source.sight.writes

    @property
    def translation_id(self):
        return self.cell.translation_id

    @property
    def is_stale(self):
        return self.cell.is_stale

    @property
    def is_by_hand(self):
        return self.cell.is_by_hand

    @property
    def words(self):
        return self.cell.words

    @property
    def open_words(self):
        return self.cell.open_words

    @property
    def task(self):
        return self.cell.task

    @cached_property
    def days(self):
        return (today() - timezone.localtime(self.cell.since).date()).days if self.cell.since else None

    @property
    def due_on(self):
        return self.cell.due_on

    @property
    def is_overdue(self):
        return self.due_on is not None and self.due_on < today()

    @property
    def taken_by(self):
        return self.cell.taken_by

    @cached_property
    def translator(self):
        return get_user_display_name(self.taken_by) if self.taken_by else ""

    @property
    def is_mine(self):
        return self.cell.taken_by_id == self.source.sight.user.pk

    @property
    def may_plan(self):
        """Who writes the original plans for everybody, a translator what is her own or nobody's."""
        is_free = self.is_mine or self.taken_by is None
        return self.cell.is_enabled and (self.source.edits or (self.is_own and is_free))

    @property
    def language(self):
        return self.locale.language_name_local

    @cached_property
    def url(self):
        """Of the text, for who writes the language."""
        if not self.is_own:
            return ""
        if self.source.is_page:
            return reverse("wagtailadmin_pages:edit", args=[self.cell.target_id]) if self.cell.target_id else ""
        return reverse("translation_board:open", args=[self.translation_id]) if self.translation_id else ""

    @property
    def submit_url(self):
        """Of a page that is not there in this language."""
        may_submit = self.source.sight.submits and (self.source.edits or self.is_own)
        is_missing = self.source.is_page and self.cell.target_id is None
        return self.source.submit_url if may_submit and is_missing else ""

    @cached_property
    def plan_url(self):
        return reverse("translation_queue:plan", args=[self.translation_id]) if self.may_plan else ""
