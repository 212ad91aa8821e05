from django.db import models


class Generation(models.Model):
    """One row: the site's generation number. See ``core.generation``."""

    number = models.PositiveBigIntegerField(default=0)
    token = models.CharField(max_length=12)
    withdrawn = models.PositiveBigIntegerField(default=0)  # the last number with which something was taken from readers

    def __str__(self):
        return f"{self.number}-{self.token}"
