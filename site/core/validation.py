from django.core.exceptions import ValidationError


class PublicationRefused(ValidationError):
    """A page that may not be published as it is. Whatever view asked for it, the person is told why
    (``core.middleware.ExplainRefusal``).
    """

    def __str__(self):
        """Its sentences, for a message to a person."""
        return " ".join(self.messages)


def refuse_end_before_start(instance, start, end, message):
    """Raise on field ``end`` when both are given and in the wrong order."""
    starts, ends = getattr(instance, start), getattr(instance, end)
    if starts and ends and ends < starts:
        raise ValidationError({end: message})
