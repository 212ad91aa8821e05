"""The segments of a source are written in bulk, and are the same as those that wagtail-localize writes one by one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import StandardPage
from projects.models import Organisation, ProjectIndexPage
from projects.models.rows import ProjectPartner
from tests.factories import locale, make_page, translate
from tests.trees import Tree, block
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

MODELS = (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment)


def one_by_one(source):
    """wagtail-localize's own way, as it stands in ``TranslationSource.refresh_segments`` of 1.14.5."""
    instance = source.as_instance()
    for value in extract_segments(instance):
        if isinstance(value, TemplateSegmentValue):
            segment = TemplateSegment.from_value(source, value)
        elif isinstance(value, RelatedObjectSegmentValue):
            segment = RelatedObjectSegment.from_value(source, value)
        elif isinstance(value, OverridableSegmentValue):
            segment = OverridableSegment.from_value(source, value)
        else:
            segment = StringSegment.from_value(source, source.locale, value)
        segment.context.get_field_path(instance)


def written(source):
    """All that is known of a source's segments, without the ids."""
    own = {
        StringSegment: ("string__data", "string__data_hash", "string__locale", "attrs"),
        TemplateSegment: (
            "template__uuid",
            "template__template",
            "template__template_format",
            "template__string_count",
        ),
        RelatedObjectSegment: ("object", "object__content_type"),
        OverridableSegment: ("data_json",),
    }
    common = ("order", "context__path", "context__path_id", "context__field_path", "context__object")
    return {
        model.__name__: list(model.objects.filter(source=source).order_by("order").values_list(*common, *own[model]))
        for model in MODELS
    }


def forget(source):
    for model in MODELS:
        model.objects.filter(source=source).delete()
    TranslationContext.objects.filter(object_id=source.object_id).delete()
    String.objects.all().delete()
    Template.objects.all().delete()


def new_source(page):
    return TranslationSource.get_or_create_from_instance(page)[0]


def source_of(page):
    return TranslationSource.objects.get_for_instance(page)


@made_once
def pages(home):
    """A page of each kind that has something of its own: sections, news, standard pages, a project with its rows."""
    return Tree(home).grow(7)


def test_the_rows_are_the_same_as_upstreams(pages):
    for page in pages:
        source = new_source(page)
        in_bulk = written(source)
        forget(source)
        one_by_one(source)
        assert in_bulk == written(source), page
        assert in_bulk["StringSegment"], page


def test_every_page_of_the_demo_has_the_same_rows_too(demo):
    kinds = {page.specific_class: page for page in Page.objects.filter(locale=locale("az"), depth__gt=1)}
    for page in kinds.values():
        source = new_source(page.specific)
        source.refresh_segments()
        in_bulk = written(source)
        for model in MODELS:
            model.objects.filter(source=source).delete()
        one_by_one(source)
        assert in_bulk == written(source), page


def test_writing_them_again_changes_no_row(pages):
    for page in pages:
        source = new_source(page)
        before = [list(model.objects.filter(source=source).order_by("pk").values()) for model in MODELS]
        source.refresh_segments()
        assert before == [list(model.objects.filter(source=source).order_by("pk").values()) for model in MODELS]


def test_what_is_gone_from_the_page_is_gone_from_the_segments_and_what_stays_keeps_its_translation(home):
    stays, goes = block("text", "<p>Qalır</p>"), block("text", "<p>Gedir</p>")
    page = make_page(StandardPage, home, title="Səhifə", body=[stays, goes])
    translate(page, "en", {"Səhifə": "Page", "Qalır": "Stays", "Gedir": "Goes"}, publish=False)
    kept = StringSegment.objects.get(source=source_of(page), string__data="Qalır")
    page.body = [stays]
    page.save()
    source_of(page).update_from_db()
    texts = list(source_of(page).stringsegment_set.values_list("string__data", flat=True))
    assert "Gedir" not in texts
    assert StringSegment.objects.get(source=source_of(page), string__data="Qalır").pk == kept.pk
    annotated = source_of(page).stringsegment_set.annotate_translation(locale("en"))
    assert annotated.get(pk=kept.pk).translation == "Stays"


def test_a_context_of_an_old_version_gets_its_field_path(pages):
    source = new_source(pages[3])
    TranslationContext.objects.filter(object_id=source.object_id).update(field_path="")
    source.refresh_segments()
    assert not TranslationContext.objects.filter(object_id=source.object_id, field_path="").exists()


def test_the_number_of_queries_does_not_grow_with_the_number_of_texts(home):
    costs = []
    for paragraphs in (2, 40):
        body = [block("text", f"<p>Abzas {paragraphs} {number}</p>") for number in range(paragraphs)]
        page = make_page(StandardPage, home, title=f"{paragraphs} abzas", body=body)
        source = new_source(page)
        forget(source)
        with CaptureQueriesContext(connection) as captured:
            source.refresh_segments()
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 25


def test_a_revision_is_read_with_one_query_for_each_model_it_refers_to(home):
    tree = Tree(home)
    section = tree.section(ProjectIndexPage, "Layihələr")
    costs = []
    for partners in (1, 6):
        page = tree.project(partners)
        names = [f"Təşkilat {partners} {number}" for number in range(partners)]
        organisations = [tree.record(Organisation, name=name, kind="ngo") for name in names]
        page.partners = [ProjectPartner(organisation=one, role="partner") for one in organisations]
        revision = tree.add(section, page).save_revision()
        with CaptureQueriesContext(connection) as captured:
            assert [row.organisation.name for row in revision.as_object().partners.all()] == names
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_a_revision_that_refers_to_what_was_deleted_is_read_as_before(home):
    tree = Tree(home)
    page = tree.add(home, tree.standard(1))
    revision = page.save_revision()
    tree.image.delete()
    assert revision.as_object().lead_image is None
