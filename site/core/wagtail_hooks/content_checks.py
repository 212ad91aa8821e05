"""Wagtail's content checks with rules of ours: in the editor's “Checks” panel and in the bar of a preview.

They run in the preview only, which the admin serves without the readers' strict policy; a page that readers get has
neither the bar nor its scripts.
"""

from django.contrib import messages
from django.forms import Media
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.userbar import ContentCheckerItem

from core.content_checks import EDGES, FILE_NAME, bad_links
from core.languages import NOTHING_SAID

LINKS = "link-text-quality"


class EditorChecks(ContentCheckerItem):
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "image-redundant-alt", "valid-lang", LINKS]
    axe_include = ["main"]  # the rest no editor of a page can change
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": LINKS,
            "impact": "serious",
            "selector": "a[href]",
            "tags": ["best-practice"],
            "any": ["check-link-text"],
            "enabled": True,
        },
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": gettext_lazy("A picture is described by the name of its file"),
            "help_text": gettext_lazy("Say in a few words what the picture shows."),
        },
        "image-alt": {
            "error_name": gettext_lazy("A picture has no description"),
            "help_text": gettext_lazy("Say in a few words what the picture shows, or tick that it is decorative."),
        },
        "image-redundant-alt": {
            "error_name": gettext_lazy("A picture's description repeats the text beside it"),
            "help_text": gettext_lazy("Say what the text does not say, or tick that the picture is decorative."),
        },
        "valid-lang": {
            "error_name": gettext_lazy("The language of a text is not known"),
            "help_text": gettext_lazy("Choose the language in which the words are written."),
        },
        LINKS: {
            "error_name": gettext_lazy("A link says nothing by itself"),
            "help_text": gettext_lazy("Name what opens: “Guide for parents”, not “here” or “read more”."),
        },
    }

    def get_axe_custom_checks(self, request):
        ours = {
            "check-image-alt-text": {"pattern": FILE_NAME},
            "check-link-text": {
                "texts": {language: sorted(texts) for language, texts in NOTHING_SAID.items()},
                "edges": EDGES,
            },
        }
        kept = [check for check in super().get_axe_custom_checks(request) if check["id"] not in ours]
        return [*kept, *[{"id": name, "options": options} for name, options in ours.items()]]

    @property
    def media(self):
        return Media(js=[versioned_static("core/content-checks.js")])


@hooks.register("construct_wagtail_userbar")
def check_by_our_rules(request, items, page):
    items[:] = [
        EditorChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]


def warn_of_links(request, page):
    """After a save that leads to another page; one in the background, while somebody types, is not the moment."""
    if not request.accepts("text/html") or not hasattr(page, "lead_image_alt"):
        return
    texts = bad_links(page)
    if texts:
        message = _("Links should say what they open. These don't: %(texts)s")
        messages.warning(request, message % {"texts": ", ".join(f"“{text}”" for text in texts)})


hooks.register("after_create_page", warn_of_links)
hooks.register("after_edit_page", warn_of_links)
