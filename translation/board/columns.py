from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

CSS = "translation/board.css"


class TitleColumn(Column):
    cell_template_name = "translation/board/title.html"


class VersionColumn(Column):
    """One language: state, age, words to do, whose it is and until when, and the way to the text."""

    cell_template_name = "translation/board/version.html"
    header_template_name = "translation/board/language.html"

    def __init__(self, locale, number):
        self.locale = locale
        super().__init__(
            locale.language_code, label=locale.language_name_local, accessor=lambda one: one.versions[number]
        )

    class Media:
        css = {"all": [CSS]}


def columns_for(locales):
    return [
        TitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("kind", label=_("Kind"), sort_key="kind"),
        Column("section", label=_("Section"), sort_key="section"),
        *(VersionColumn(locale, number) for number, locale in enumerate(locales)),
        DateColumn("changed_at", label=_("Last change"), sort_key="changed"),
    ]
