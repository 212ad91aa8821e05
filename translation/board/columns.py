from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

CSS = "translation/board.css"


class TitleColumn(Column):
    cell_template_name = "translation/board/title.html"


class TextColumn(Column):
    """As Wagtail's, without a template for each cell."""

    def render_cell_html(self, instance, parent_context):
        return format_html("<td>{}</td>", self.get_value(instance))


class VersionColumn(Column):
    """One language: state, age, words to do, whose it is and until when, and the way to the text."""

    cell_template_name = "translation/board/version.html"
    header_template_name = "translation/board/language.html"

    def __init__(self, locale, number):
        self.locale, self.states = locale, {}
        super().__init__(
            locale.language_code, label=locale.language_name_local, accessor=lambda one: one.versions[number]
        )

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "state": self.shown_state(context["value"])}

    def shown_state(self, version):
        """A dozen are different, of hundreds in a table."""
        looks = version.state, version.is_stale, version.is_by_hand
        if looks not in self.states:
            self.states[looks] = render_to_string("translation/board/state.html", {"version": version})
        return self.states[looks]

    class Media:
        css = {"all": [CSS]}


def columns_for(locales):
    return [
        TitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        TextColumn("kind", label=_("Kind"), sort_key="kind"),
        TextColumn("section", label=_("Section"), sort_key="section"),
        *(VersionColumn(locale, number) for number, locale in enumerate(locales)),
        DateColumn("changed_at", label=_("Last change"), sort_key="changed"),
    ]
