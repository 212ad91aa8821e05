from django.core.exceptions import ValidationError


def refuse_end_before_start(instance, start, end, message):
    """Raise on field ``end`` when both are given and in the wrong order."""
    starts, ends = getattr(instance, start), getattr(instance, end)
    if starts and ends and ends < starts:
        raise ValidationError({end: message})
