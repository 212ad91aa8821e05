"""Nothing in the admin runs, or is styled, from within a page: what upstream writes there is ours, in another form.

After an upgrade this says which template has got a script of its own; the browser tests say whether the rest works.
"""

import json
import re
from pathlib import Path

import pytest
import wagtail
import wagtail_localize
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

INLINE = re.compile(
    r"""<script(?![^>]*(?:src=|type="(?:application/json|text/(?:x-|django))))|<style|\sstyle=["']|\son[a-z]+=["']"""
)
NOT_SHOWN = {
    "wagtailadmin/notifications/base.html",  # mail in HTML, which is off
    "wagtailembeds/embed_frontend.html",  # no embeds: a film stands behind a link
    "wagtail_localize/admin/edit_translatable_alias.html",  # no aliases
    "wagtail_localize/admin/edit_translation.html",  # the workbench is in its place
}


def inline_templates():
    for package in (wagtail, wagtail_localize):
        for path in Path(package.__file__).parent.glob("**/templates/**/*.html"):
            name = str(path).split("/templates/", 1)[1]
            if INLINE.search(path.read_text("utf-8")) and "styleguide" not in name and "/tests/" not in str(path):
                yield name


def test_every_template_with_something_inline_is_replaced():
    found = set(inline_templates())
    assert len(found) > 5
    replaced = {
        name for name in found if Path(get_template(name).origin.name).is_relative_to(settings.BASE_DIR / "site")
    }
    assert found - replaced == NOT_SHOWN


def started(html):
    one = BeautifulSoup(html, "html.parser").select_one("template[data-controller=starter]")
    return one["data-starter-name-value"], json.loads(one["data-starter-arguments-value"])


@pytest.mark.django_db
def test_widgets_say_in_attributes_what_starts_them():
    name, (field, options) = started(AdminDateInput().render("day", None, {"id": "id_day"}))
    assert (name, field, options["format"]) == ("initDateChooser", "id_day", "d.m.Y")
    name, (field, options) = started(AdminPageChooser().render("page", None, {"id": "id_page"}))
    assert (name, field, options["modalUrl"]) == ("PageChooser", "id_page", reverse("wagtailadmin_choose_page"))
    assert started(AdminTaskChooser().render("task", None, {"id": "id_task"})) == ("createTaskChooser", ["id_task"])


def test_what_somebody_typed_stays_within_its_attribute():
    html = AdminDateInput().render("day", '"><script>', {"id": '"><script>'})
    assert "<script" not in html
    assert started(html)[1][0] == '"><script>'
