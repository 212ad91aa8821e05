"""What tests about facts have in common."""

import uuid

from tests.factories import locale, publish


def in_english(text):
    return f"EN {text}"


def record(model, **fields):
    instance = model(**fields)
    instance.save()
    return instance


def english(page):
    return type(page).objects.get(translation_key=page.translation_key, locale=locale("en"))


def again(page):
    return type(page).objects.get(pk=page.pk)


def edit(page, change):
    """As an editor does: the newest draft is changed, and published."""
    draft = again(page).get_latest_revision_as_object()
    change(draft)
    draft.save_revision()
    return publish(again(page))


def block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}
