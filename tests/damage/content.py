"""Damage to what pages refer to, what they say, and to whom."""

import json
import uuid

from django.contrib.auth.models import Group
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from news.models import EventPage
from projects.models import Person, ProjectPage
from projects.models.rows import Objective, ProjectPartner
from tests.damage.site import raw, raw_body, story
from tests.factories import locale

# References and blocks


@story("foreign-records")
def a_page_and_a_row_refer_to_records_of_another_language(site):
    english = site.en(site.project)
    raw(ProjectPage, english.pk, contact=site.person)
    raw(ProjectPartner, english.partners.get().pk, organisation=site.ngo)
    yield
    english = site.en(site.project)
    assert english.contact.locale == english.partners.get().organisation.locale == locale("en")
    assert english.get_latest_revision_as_object().contact.locale == locale("en")


@story("foreign-records")
def a_record_refers_to_one_that_is_gone(site):
    raw(Person, site.person.pk, organisation=999_999)
    yield
    site.person.refresh_from_db()
    assert site.person.organisation is None


@story("page-references")
def a_page_refers_to_a_translation(site):
    for event in (site.event, site.en(site.event)):
        raw(EventPage, event.pk, project=site.en(site.project))
    yield
    assert EventPage.objects.get(pk=site.event.pk).project == site.project
    assert site.en(site.event).project == site.project


@story("foreign-choices")
def blocks_name_what_is_in_another_language(site):
    def choose(body):
        body[0]["value"]["person"] = site.person.pk
        body[1]["value"]["page"] = site.en(site.home).pk

    raw_body(site.en(site.page), choose)
    yield
    body = site.en(site.page).body
    assert body[0].value["person"].locale == locale("en")
    assert body[1].value["page"].pk == site.home.pk


# Freshness


@story("removed-fields")
def an_upgrade_took_a_field_away(site):
    segment = StringSegment.objects.filter(source__object_id=site.page.translation_key, context__path="title").get()
    context = TranslationContext.objects.create(
        object_id=site.page.translation_key, path="motto", path_id=uuid.uuid4(), field_path="motto"
    )
    StringSegment.objects.create(source=segment.source, string=segment.string, context=context, order=99)
    yield
    assert not StringSegment.objects.filter(context=context).exists()


@story("outdated-sources")
def translators_see_an_old_text(site):
    raw(ProjectPage, site.project.pk, goal="Yeni məqsəd")
    raw(Page, site.project.pk, last_published_at=timezone.now())
    yield
    found = StringSegment.objects.filter(source__object_id=site.project.translation_key)
    assert "Yeni məqsəd" in found.values_list("string__data", flat=True)
    assert site.en(site.project).goal == "EN Məqsəd burada"


@story("outdated-sources")
def the_site_was_upgraded(site):
    MigrationRecorder.Migration.objects.create(app="home", name="9999_upgrade", applied=timezone.now())
    yield
    source = TranslationSource.objects.get_for_instance(site.page)
    assert source.schema_version == "9999_upgrade"


@story("page-facts")
def facts_of_a_translation_differ(site):
    english = site.en(site.project)
    raw(ProjectPage, english.pk, budget=1)
    row = english.objectives.get()
    Objective.objects.bulk_create(
        [Objective(page=english, title="Left behind", number=9, locale=locale("en"), translation_key=uuid.uuid4())]
    )
    yield
    english = site.en(site.project)
    assert english.budget == 15000
    assert list(english.objectives.all()) == [row]
    assert english.goal == "EN Məqsəd burada"


# Texts


@story("lost-texts")
def a_translated_text_has_lost_its_place(site):
    text = StringTranslation.objects.get(context__object_id=site.page.translation_key, context__path="title")
    place = text.context_id
    raw(StringTranslation, text.pk, context=None)
    yield
    text.refresh_from_db()
    assert (text.context_id, text.data) == (place, "EN Haqqımızda")


@story("overrides")
def an_override_names_a_page_that_is_gone(site):
    override = override_of(site, 999_999)
    yield
    assert not SegmentOverride.objects.filter(pk=override.pk).exists()


@story("overrides")
def an_override_was_refused_once(site):
    override = override_of(site, site.section.pk, has_error=True, field_error="Wrong")
    yield
    override.refresh_from_db()
    assert (override.has_error, override.field_error) == (False, "")


def override_of(site, value, **fields):
    path = "body.{}.page".format(site.page.body.raw_data[1]["id"])
    context = TranslationContext.objects.get(object_id=site.page.translation_key, path=path)
    made = SegmentOverride(locale=locale("en"), context=context, data_json=json.dumps(value), **fields)
    (made,) = SegmentOverride.objects.bulk_create([made])
    return made


@story("slugs")
def a_slug_has_letters_that_slugs_do_not_have(site):
    raw(Page, site.en(site.page).pk, slug="Haqqımızda", url_path="/home-en/Haqqımızda/")
    yield
    assert site.en(site.page).slug == "haqqimizda"


@story("slugs")
def two_pages_have_one_slug(site):
    english = site.en(site.page)
    raw(Page, english.pk, slug=site.en(site.section).slug, url_path=site.en(site.section).url_path)
    yield
    slugs = Page.objects.child_of(site.en(site.home)).values_list("slug", flat=True)
    assert len(set(slugs)) == len(slugs) == 3


@story("missing-slugs")
def a_translated_title_has_no_slug(site):
    slugs = StringTranslation.objects.filter(context__object_id=site.page.translation_key, context__path="slug")
    slugs._raw_delete("default")
    yield
    assert slugs.get().data == site.en(site.page).slug


# What readers see


@story("live-alone")
def a_translation_is_live_and_its_original_is_not(site):
    raw(Page, site.page.pk, live=False)
    yield
    assert not site.en(site.page).live


@story("source-text")
def a_live_translation_shows_source_text(site):
    raw(ProjectPage, site.en(site.project).pk, goal=site.project.goal)
    text = StringTranslation.objects.filter(context__object_id=site.project.translation_key, context__path="goal")
    text._raw_delete("default")
    yield
    assert not site.en(site.project).live


@story("source-text")
def a_page_written_by_hand_shows_source_text(site):
    raw(Translation, site.translation(site.page).pk, enabled=False)
    raw(Page, site.en(site.page).pk, title=site.page.title)
    raw_body(site.en(site.page), lambda body: body[0]["value"].update(text="Söz"))
    yield
    assert not site.en(site.page).live


@story("restrictions")
def a_page_is_private_in_one_language_only(site):
    (made,) = PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=site.page.page_ptr, restriction_type=PageViewRestriction.GROUPS)]
    )
    made.groups.through.objects.bulk_create(
        [made.groups.through(pageviewrestriction=made, group=Group.objects.get(name="editors"))]
    )
    yield
    restriction = site.en(site.page).view_restrictions.get()
    assert [group.name for group in restriction.groups.all()] == ["editors"]


@story("restrictions")
def a_translation_is_still_private(site):
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=site.en(site.page).page_ptr, restriction_type=PageViewRestriction.LOGIN)]
    )
    yield
    assert not site.en(site.page).view_restrictions.exists()
