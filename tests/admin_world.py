"""One small site for the tests of who may what in the admin: every kind of thing an address can name, in every language.

What only those who write a language may see holds that language's ``secret``: the drafts of its pages, and what the
log says about its records.
"""

from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.log_actions import log
from wagtail.models import Collection, Site, UploadedFile
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.conflicts.saving import keep
from core.localize.registry import registry_models
from core.models import Deleted, SiteDocument, SiteImage
from home.models import FourEyesTask, HomePage, SiteIdentity, StandardPage
from projects.models import Organisation, Person, Place, SchoolPartnership, Theme
from tests.contact_form import contact_form, in_all_languages
from tests.factories import locale, make_document, make_image, make_page, picture_file, translate, user_in
from translation.models import Comment, GlossaryTerm, Submission, TextChange

SOURCE, *TARGETS = LANGUAGES = ("az", "en", "tr")
NONE = ""
BODY = [{"type": "text", "value": '<p>Biz <a href="https://example.org/">buradayıq</a></p>', "id": "1" * 36}]


def secret(language):
    return f"qaralama-{language}"


def make_world():
    """``{language: what there is in it}``; under ``NONE`` what has no language. One author wrote it all."""
    author = user_in("administrators", "author")
    common = make_common(author)
    home = HomePage.objects.get(locale=locale(SOURCE))
    page = make_page(StandardPage, home, title="Haqqımızda", body=BODY)
    below = make_page(StandardPage, page, title="Komanda", body=BODY)
    waiting = make_page(StandardPage, home, title="Gözləyir", live=False)
    records = make_records()
    world = {NONE: SimpleNamespace(**common)}
    for code in LANGUAGES:
        one = world[code] = SimpleNamespace(**common, code=code)
        if code == SOURCE:
            one.home, one.page, one.below, one.waiting, one.records = home, page, below, waiting, records
            one.private = make_page(StandardPage, home, title=f"Yalnız {secret(SOURCE)}", live=False)
            one.submittable = make_page(StandardPage, home, title="Yeni səhifə")
        else:
            one.home, one.page, one.below = (translate(source, code, in_(code)) for source in (home, page, below))
            one.waiting = translate(waiting, code, lambda text, code=code: f"Waits {secret(code)}", publish=False)
            one.records = {model: record.get_translation(locale(code)) for model, record in records.items()}
    for code, form in in_all_languages(make_page(contact_form(), home)).items():
        world[code].form = form
        world[code].deleted = deleted_draft(home, code)
    for code in LANGUAGES:
        write_draft(world[code], author)
        log(instance=world[code].records[Place], action="wagtail.edit", title=secret(code), user=author)
    world[SOURCE].submission = Submission.objects.create(
        page=page, title=page.title, user=author, sign_at=timezone.now()
    )
    world[SOURCE].source = TranslationSource.objects.get(object_id=page.translation_key)
    return world


def deleted_draft(home, code):
    """What the bin holds of a draft that was deleted in one language."""
    page = make_page(StandardPage, home, title="Silindi", live=False)
    if code != SOURCE:
        page = translate(page, code, lambda text: f"Deleted {secret(code)}", publish=False)
    page.delete()
    return Deleted.objects.latest("pk")


def in_(code):
    return lambda text: f"{code} {text}"


def write_draft(one, author):
    """A title that only those who write the language know, in a revision that waits for approval."""
    title = f"{one.page.title} {secret(one.code)}"
    if one.code == SOURCE:
        one.page.title = title
        one.page.save_revision(user=author)
    else:
        one.translation = translation_of(one.page)
        one.record_translation = translation_of(one.records[Place])
        StringTranslation.objects.filter(
            context__object_id=one.page.translation_key, context__path="title", locale=one.page.locale
        ).update(data=title)
        one.translation.save_target(publish=False, user=author)
        one.string = one.translation.source.stringsegment_set.get(context__path="title")
        one.record_string = one.record_translation.source.stringsegment_set.get(context__path="name")
        one.override = one.translation.source.overridablesegment_set.get()
        one.free_translation = translation_of(one.below)
        one.free_string = one.free_translation.source.stringsegment_set.get(context__path="title")
        one.free_override = one.free_translation.source.overridablesegment_set.get()
        one.question = Comment.objects.create(
            context=one.free_string.context, string=one.free_string.string, locale=one.page.locale, text="Kim?"
        )
        one.change = TextChange.objects.get(context=one.free_string.context, locale=one.page.locale)
    one.page = StandardPage.objects.get(pk=one.page.pk)
    one.revision = one.page.get_latest_revision()
    one.kept = keep(one.page.get_latest_revision_as_object(), author, None)  # beside it: somebody saved first
    one.workflow_state = one.workflow.start(one.page, author)
    one.task_state = one.workflow_state.current_task_state
    one.page.refresh_from_db()


def translation_of(target):
    return Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)


def make_records():
    place = Place.objects.create(name="Bakı", kind="city")
    schools = [Organisation.objects.create(name=name, kind="school", place=place) for name in ("Birinci", "İkinci")]
    records = [
        place,
        schools[0],
        Person.objects.create(name="Aygün", organisation=schools[0]),
        Theme.objects.create(name="Gənclər"),
        SchoolPartnership.objects.create(school_a=schools[0], school_b=schools[1], topics="Ekologiya"),
        SiteIdentity.objects.create(name="Ümid"),
        GlossaryTerm.objects.create(name="dəyirmi masa"),
    ]
    found = {type(record): record for record in records}
    assert set(found) == set(registry_models()), "A registry has no record here: add one."
    return found


def make_common(author):
    task = FourEyesTask.objects.get()
    query = Query.get("axtarış")
    home = HomePage.objects.get(locale=locale(SOURCE))
    SearchPromotion.objects.create(query=query, page=home, sort_order=1)
    return {
        "author": author,
        "image": make_image(),
        "document": make_document(),
        "uploaded_image": uploaded(author, SiteImage),
        "uploaded_document": uploaded(author, SiteDocument),
        "collection": Collection.get_first_root_node().add_child(instance=Collection(name="Şəkillər")),
        "redirect": Redirect.objects.create(old_path="/kohne", redirect_link="/"),
        "query": query,
        "user": with_picture(get_user_model().objects.create_user("somebody", password="a password of some length")),
        "group": Group.objects.create(name="others"),
        "site": Site.objects.get(),
        "locale": locale("tr"),
        "workflow": task.workflows.get(),
        "task": task,
        "session": EditingSession.objects.create(
            user=author,
            content_type=ContentType.objects.get_for_model(HomePage),
            object_id=home.pk,
            last_seen_at=timezone.now(),
        ),
    }


def with_picture(user):
    UserProfile.get_for_user(user).avatar.save("face.png", picture_file())
    return user


def uploaded(author, model):
    """A file that was sent, for which no record was made yet."""
    return UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(model),
        file=picture_file(),
        uploaded_by_user=author,
    )
