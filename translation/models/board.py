"""What the board shows, kept: worked out anew for each page and record of which something has changed.

It can be thrown away at any time: ``translation.board.keeping`` makes it from the pages, records, translations and texts.
Pages and translations are known by their numbers: what is derived is no part of what goes to the bin.
"""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from wagtail.models import Locale

from translation.work.states import State


class Task(models.TextChoices):
    """What a translator has to do with it."""

    RETURNED = "returned"
    CHANGED = "changed"
    NEW = "new"
    READY = "ready"


class Line(models.Model):
    """A page or record of the source language.

    It has two titles: the newest, for who writes the original, and for others what readers see or was given to
    translators. Each also as it is found (folded) and as it is sorted (``translation.board.titles``).
    """

    key = models.UUIDField(unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    page_id = models.PositiveBigIntegerField(null=True, db_index=True)  # a record has none
    path = models.CharField(max_length=255)  # of records one behind all pages
    section = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")  # below the home page
    title = models.CharField(max_length=255)
    folded = models.TextField()
    order = models.TextField()
    given_title = models.CharField(max_length=255)
    given_folded = models.TextField()
    given_order = models.TextField()
    changed_at = models.DateTimeField(null=True)
    is_public = models.BooleanField()  # live, and neither it nor a page above it is for some readers only

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["path"], name="board_line_path"),
            models.Index(fields=["-changed_at", "path"], name="board_line_changed"),
            models.Index(fields=["order", "path"], name="board_line_order"),
        ]

    def __str__(self):
        return self.title


class Cell(models.Model):
    """A line in one language."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="cells")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    translation_id = models.PositiveBigIntegerField(null=True)
    target_id = models.PositiveBigIntegerField(null=True)  # of a page: the page in this language
    state = models.CharField(max_length=9, choices=State, default=State.MISSING)
    is_enabled = models.BooleanField(default=False)  # its translation; else it is written by hand, or not submitted
    is_stale = models.BooleanField(default=False)
    is_by_hand = models.BooleanField(default=False)
    is_shown = models.BooleanField(
        default=False
    )  # to who writes only this language: readers see the page, or it was given to her
    task = models.CharField(max_length=8, choices=Task, blank=True)
    since = models.DateTimeField(null=True)  # when it came into this state
    words = models.PositiveIntegerField(default=0)
    open_words = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["line", "locale"], name="board_cell_once")]
        indexes = [
            # With all that is filtered, sorted and added up, so that the table itself is not read.
            models.Index(
                fields=["line", "locale", "state", "is_shown", "taken_by", "open_words", "since", "due_on"],
                name="board_cell_of_line",
            ),
            models.Index(fields=["locale", "state", "is_shown", "open_words"], name="board_cell_totals"),
            models.Index(
                F("locale"), F("due_on"), F("since"), F("taken_by"), condition=~Q(task=""), name="board_cell_tasks"
            ),
        ]

    def __str__(self):
        return f"{self.line} ({self.locale}): {self.state}"


class Changed(models.Model):
    """Of what the board has still to be worked out: written with the change, taken away when that is done."""

    key = models.UUIDField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.key)


class Edition(models.Model):
    """One row, with another token whenever the board says something else: what is added up is remembered under it."""

    token = models.CharField(max_length=12)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.token
