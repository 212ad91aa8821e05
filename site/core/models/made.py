from django.db import models


class Made(models.Model):
    """A file made of a page: its summary, its card. See ``core.made``.

    The page by its number and not by a key of the database: what is made is no part of a page that goes to the bin.
    """

    kind = models.CharField(max_length=20)
    page_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=32, blank=True)  # of what it was made of
    path = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(null=True)
    maker = models.CharField(max_length=32, blank=True)  # who is making it now,
    claimed_until = models.DateTimeField(null=True)  # and when somebody else may

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "page_id"], name="made_once")]

    def __str__(self):
        return f"{self.kind} {self.page_id}"
