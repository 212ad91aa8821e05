"""The index of the search. See ``core.search``."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MAX_WORD = 64


class SearchEntry(models.Model):
    """A live page as readers search it. By its number, as ``Made``: what is derived is no part of what goes to the bin."""

    page_id = models.PositiveBigIntegerField(unique=True)
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=100)  # the name of the page's model
    project = models.UUIDField(null=True)  # its translation key
    year = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    order = models.PositiveSmallIntegerField(default=0)  # of types, among pages that answer equally well
    title = models.CharField(max_length=255)
    summary = models.TextField()
    text = models.TextField()  # what snippets are cut from
    digest = models.CharField(max_length=32)  # of all that was indexed

    class Meta:
        indexes = [models.Index(fields=["language", "kind"], name="search_entry_language")]

    def __str__(self):
        return f"{self.language} {self.page_id}"


class SearchPosting(models.Model):
    """A stem on a page, and how much it says there."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")
    language = models.CharField(max_length=10)
    term = models.CharField(max_length=MAX_WORD)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        # With the weight, so that the table itself is not read.
        indexes = [models.Index(fields=["language", "term", "entry", "weight"], name="search_posting_term")]

    def __str__(self):
        return self.term


class SearchWord(models.Model):
    """A folded word that stands on some page, and its stem: what the beginnings of words and misspelt ones lead to."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=MAX_WORD)
    backwards = models.CharField(max_length=MAX_WORD, db_default="")  # its ending is the beginning of this
    term = models.CharField(max_length=MAX_WORD)
    shown = models.CharField(max_length=MAX_WORD)  # in lower case, with its letters

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "word", "term"], name="search_word_once")]
        indexes = [
            models.Index(
                fields=["language", field],
                name=name,
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],  # for LIKE; PostgreSQL alone knows them
            )
            for field, name in (("word", "search_word_beginning"), ("backwards", "search_word_ending"))
        ]

    def __str__(self):
        return self.word


@models.CharField.register_lookup
class Begins(models.Lookup):
    """``startswith`` out of an index on each database. SQLite's LIKE takes no heed of case, and so of no index."""

    lookup_name = "begins"

    def as_sql(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*parameters, f"{connection.ops.prep_for_like_query(self.rhs)}%"]

    def as_sqlite(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*parameters, self.rhs, *parameters, f"{self.rhs}\U0010ffff"]


class SearchMiss(models.Model):
    """How often something was searched on a day and not found. Of who searched nothing is kept."""

    day = models.DateField(pgettext_lazy("of the year", "day"))
    language = models.CharField(_("language"), max_length=10)
    query = models.CharField(pgettext_lazy("what somebody searched", "searched"), max_length=60)
    count = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        default_permissions = ()
        ordering = ["-day", "-count", "query"]
        constraints = [models.UniqueConstraint(fields=["day", "language", "query"], name="search_miss_once")]

    def __str__(self):
        return self.query


class DocumentText(models.Model):
    """What stands in a file, read once."""

    document = models.OneToOneField("core.SiteDocument", on_delete=models.CASCADE, related_name="read_text")
    file = models.CharField(max_length=255)  # of which it was read
    text = models.TextField()

    def __str__(self):
        return self.file
