"""What helps with a text: where the editor's script asks for it, and what the page shows from the beginning."""

from django.urls import reverse

from translation.aids.former import former as former_texts  # noqa: F401


def address(name, translation, segment):
    return reverse(f"translation_texts:{name}", args=[translation.pk, segment.pk])
