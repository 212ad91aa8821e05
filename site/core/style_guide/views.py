"""The living style guide: every component in its states, in the language of the address. For developers alone."""

from django.conf import settings
from django.shortcuts import render
from django.template import loader

from core.style_guide.components import states
from core.style_guide.words import texts

FOLDER = settings.BASE_DIR / "site" / "templates"
COLOURS = ["paper", "surface", "ink", "ink-soft", "line", "edge", "accent", "accent-strong", "accent-pale", "alert"]
SIZES = ["step-4", "step-3", "step-2", "step-1", "step-0", "step--1"]


def style_guide(request):
    shown = {
        name: [(state, shown_as(name, context, request)) for state, context in found]
        for name, found in states().items()
    }
    context = {
        "shown": shown.items(),
        "within": sorted(set(components()) - set(shown)),
        "colours": COLOURS,
        "sizes": SIZES,
        "text": texts(),
    }
    return render(request, "style_guide/page.html", context)


def components():
    return [f"{folder}/{path.stem}" for folder in ("components", "blocks") for path in (FOLDER / folder).glob("*.html")]


def shown_as(name, context, request):
    return loader.render_to_string(f"{name}.html", context, request)
