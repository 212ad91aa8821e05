from django.core.exceptions import ValidationError
from wagtail.admin import messages


class PublicationRefused(ValidationError):
    """A page that may not be published as it is. Whatever view asked for it, the person is told why
    (``core.middleware.ExplainRefusal``). ``ways`` lead on: ``[(address, label)]``.
    """

    def __init__(self, message, ways=()):
        super().__init__(message)
        self.ways = ways

    def __str__(self):
        """Its sentences, for a message to a person."""
        return " ".join(self.messages)

    def tell(self, request):
        buttons = [messages.button(address, label) for address, label in self.ways]
        messages.error(request, str(self), buttons=buttons or None)


def refuse_end_before_start(instance, start, end, message):
    """Raise on field ``end`` when both are given and in the wrong order."""
    starts, ends = getattr(instance, start), getattr(instance, end)
    if starts and ends and ends < starts:
        raise ValidationError({end: message})
