"""What public pages say of their translation."""

from django import template

from core import generation
from core.locales import source_locale
from translation.models import Origin, Work

register = template.Library()


@register.simple_tag
def translation_state(page):
    """What readers are told of a translation: ``changed_at``, when its original changed after it was published (``None``
    while it is up to date), and ``is_unread``: a machine made it, and nobody has reviewed it. ``None`` of a source.

    What only its translators have so far (``translation.work.ahead``) has not changed the original.
    """
    if page.locale_id == source_locale().id:
        return None

    def state():
        works = Work.objects.filter(
            translation__source__object_id=page.translation_key,
            translation__target_locale=page.locale_id,
            translation__enabled=True,
        )
        found = works.values_list("stale_since", "origin", "translation__source__ahead__at").first()
        since, origin, ahead = found or (None, Origin.PERSON, None)
        if since and ahead and since >= ahead:
            since = None
        return {"changed_at": since, "is_unread": origin == Origin.MACHINE}

    return generation.remember(("translation state", page.pk), state)
