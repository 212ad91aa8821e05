"""What a file for a translator holds: each text of a page once, what there is of its translation, and what was before.

The slug is left out: it follows the title (``core.localize.slugs``).
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from core.languages import slug_from
from core.localize.paths import at, label_at
from core.localize.texts import limit_at

SLUG = "slug"


class Unit(NamedTuple):
    path: str
    source: str
    text: str  # “” while it is open
    error: str  # why the translation can't be published
    label: str
    limit: int | None

    @property
    def key(self):
        return self.path, self.source

    @property
    def hint(self):
        """For the translator, in the language of who exports."""
        limit = _("At most %(limit)s letters.") % {"limit": self.limit} if self.limit else ""
        return " ".join(part for part in (f"{self.label}.", limit, self.error) if part)


def units(translation):
    """``(units, former translations)``: in the order of the page, and those whose text is not on the page any more.

    A text that comes twice in one place has one translation, and stands in the file once.
    """
    model = translation.source.specific_content_type.model_class()
    stored = {(one.context.path, one.translation_of.data): one for one in translations(translation)}
    found = {}
    segments = translation.source.stringsegment_set.exclude(context__path=SLUG).order_by("order", "pk")
    for segment in segments.select_related("context", "string"):
        key = segment.context.path, segment.string.data
        if key not in found:
            mine, field_path = stored.get(key), segment.context.field_path
            found[key] = Unit(
                *key,
                text=mine.data if mine else "",
                error=(mine.get_error() or "") if mine else "",
                label=label_at(model, field_path) or segment.context.path,
                limit=limit_at(at(model, field_path)),
            )
    former = [one for key, one in stored.items() if key not in found and one.context.path != SLUG]
    return list(found.values()), former


def translations(translation):
    """Every text that was ever translated at a place of this page into this language."""
    found = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    return found.select_related("context", "translation_of").order_by("pk")


def file_name(translation, ending):
    name = slug_from(translation.source.object_repr) or "translation"
    return f"{name}-{translation.target_locale.language_code}.{ending}"
