"""What an editor's browser sends as rich text is looked through when it is saved, whatever the browser let pass."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from core.blocks.text import TEXT_FEATURES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BLOCK = {"key": "a", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}


def saved(*blocks, entities=None):
    state = {"blocks": [{**BLOCK, **one} for one in blocks], "entityMap": entities or {}}
    return ContentstateConverter(features=TEXT_FEATURES).to_database_format(json.dumps(state))


def test_markup_is_text():
    html = saved({"text": "<script>alert(1)</script><b style='mso-x'>", "type": "unstyled"})
    assert "<script" not in html
    assert "<b" not in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_would_run_something_is_none(address):
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}}
    html = saved(
        {"text": "keçid", "type": "unstyled", "entityRanges": [{"offset": 0, "length": 5, "key": 0}]}, entities=link
    )
    assert "keçid" in html
    assert address.strip() not in expand_db_html(html)


def test_styles_that_the_field_does_not_offer_are_left_out():
    style = {"offset": 0, "length": 5, "style": "color-red"}
    html = saved({"text": "qalın", "type": "unstyled", "inlineStyleRanges": [style]})
    assert ">qalın<" in html
    assert "style" not in html and "color" not in html


def test_structure_that_it_offers_stays():
    bold = {"offset": 0, "length": 5, "style": "BOLD"}
    html = saved(
        {"text": "Başlıq", "type": "header-three"},
        {"text": "qalın mətn", "type": "unstyled", "inlineStyleRanges": [bold]},
        {"text": "bir", "type": "unordered-list-item"},
    )
    for part in (">Başlıq</h3>", "<b>qalın</b> mətn", "<li"):
        assert part in html
