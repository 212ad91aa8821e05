"""What the forms of the admin forgive, and what they never let through."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.blocks.media import CallToActionBlock
from core.blocks.text import TableBlock
from core.validation import PublicationRefused
from home.models import StandardPage
from news.models import EventIndexPage, RoundTablePage
from tests.factories import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAGES = [model for model in get_page_models() if model is not Page]
STANDARD = {"summary": "", "lead_image": "", "lead_image_alt": "", "body": streamfield([])}


def add(client, model, parent, **fields):
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    form = {**STANDARD, "comments": inline_formset([]), **fields}
    return client.post(address, nested_form_data(form))


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_an_untouched_form_counts_as_unchanged(model):
    """Else an approval is an edit by the approver, which somebody else would have to approve."""
    form = model.get_edit_handler().get_form_class()(instance=model())
    assert not [name for name, field in form.fields.items() if field.show_hidden_initial]


def test_a_second_page_of_one_title_gets_a_number(home, admin_client):
    for _ in range(2):
        assert add(admin_client, StandardPage, home, title="Elan", slug="elan").status_code == 302
    slugs = StandardPage.objects.filter(title="Elan").values_list("slug", flat=True)
    assert sorted(slugs) == ["elan", "elan-1"]


def held_round_table(**fields):
    rows = {name: inline_formset([]) for name in ("attendance", "speakers", "suggestions")}
    texts = dict.fromkeys(("ends_at", "online_url", "venue", "audience", "topic", "purpose"), "")
    references = dict.fromkeys(("place", "project", "survey", "package"), "")
    facts = {"starts_at": "2022-11-29 10:00", "status": "held", "suggestions_outcome": "listed"}
    return {"title": "Dəyirmi masa", "slug": "deyirmi-masa", **rows, **texts, **references, **facts, **fields}


def test_a_held_round_table_without_suggestions_is_refused_at_its_field(home, admin_client):
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    form = held_round_table(**{"action-publish": "1"})
    response = add(admin_client, RoundTablePage, section, **form)
    assert response.status_code == 200
    assert response.context["form"].errors["suggestions_outcome"]
    assert not RoundTablePage.objects.exists()
    form["suggestions_outcome"] = "not_yet"
    assert add(admin_client, RoundTablePage, section, **form).status_code == 302
    assert RoundTablePage.objects.get().live


def test_it_can_be_kept_as_a_draft(home, admin_client):
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    assert add(admin_client, RoundTablePage, section, **held_round_table()).status_code == 302
    assert not RoundTablePage.objects.get().live


def test_no_view_publishes_past_the_question(home):
    """Wagtail's edit view uses the action, not the method of the page."""
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    page = RoundTablePage(title="Masa", starts_at="2022-11-29T10:00+04:00", status="held", live=False)
    section.add_child(instance=page)
    with pytest.raises(PublicationRefused):
        PublishPageRevisionAction(page.save_revision()).execute()
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (TableBlock(), {"caption": "", "columns": [{"type": "text", "heading": "Ad"}], "rows": [{"values": ["Bir"]}]}),
        (CallToActionBlock(), {"text": "", "label": "Oxuyun", "page": None, "url": ""}),
    ],
    ids=["table", "call to action"],
)
def test_an_unfinished_block_is_kept_in_a_draft_and_refused_when_published(block, value):
    block.defer_required_validation()
    block.clean(block.to_python(value))
    block.restore_deferred_validation()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))
