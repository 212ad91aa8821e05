"""The buttons by which editors mark words in another language (wagtail/wagtail#4694)."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

from core.language_marks import feature_of
from core.languages import content_languages


def describe(name):
    return _("Words in another language: %(language)s") % {"language": name}


described = lazy(describe, str)  # when a person opens the editor, in the language of the admin


@hooks.register("register_rich_text_features")
def buttons_for_languages(features):
    for code, name in content_languages():
        style, feature = f"LANG_{code}", feature_of(code)
        button = {
            "type": style,
            "label": code,
            "description": described(name),
            "style": {"--language": f'"{code}"'},  # for the style sheet: Draftail gives words neither class nor lang
        }
        css = {"all": ["admin/language-marks.css"]}
        features.register_editor_plugin("draftail", feature, InlineStyleFeature(button, css=css))
        features.register_converter_rule(
            "contentstate",
            feature,
            {
                "from_database_format": {f'span[lang="{code}"]': InlineStyleElementHandler(style)},
                "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
            },
        )
