"""The queue: what a translator has to do, the most urgent first, one click from the first page of the admin."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from core.days import today
from core.localize.review import submit
from home.models import StandardPage
from projects.models import Theme
from tests.factories import committed, locale, make_page, translate, user_in
from tests.following import edit, in_english, record
from tests.translating import said, translation_of
from tests.worlds import made_once
from translation.board.queue import Queue
from translation.models import Task, Work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]
QUEUE = "/admin/translation/queue/"


@made_once
def section(home):
    for code in ("en", "tr"):
        translate(home, code, in_english)
    return make_page(StandardPage, home, title="Layihələr", summary="Bir söz")


@made_once
def translator():
    return user_in("translators-en")


@made_once
def page(section):
    translate(section, "en", {}, publish=False)
    return section


def queue(user):
    return [(one.source.title, one.task) for one in Queue(user)[:50]]


def post(client, name, page, **data):
    return client.post(reverse(f"translation_queue:{name}", args=[translation_of(page).pk]), data)


def holder(page):
    return Work.objects.get(translation=translation_of(page)).taken_by


class TestWhatIsToDo:
    def test_a_page_from_its_submission_to_its_publication(self, page, translator):
        assert queue(translator) == [("Layihələr", Task.NEW)]
        translate(page, "en", in_english, publish=False)
        assert queue(translator) == [("Layihələr", Task.READY)]
        with committed():
            submit(translation_of(page), translator)
        assert queue(translator) == []  # it is the reviewer's
        translate(page, "en", in_english)
        assert queue(translator) == []

    def test_what_a_reviewer_returned_says_why(self, page, translator, client):
        target = translate(page, "en", in_english, publish=False)
        with committed():
            submit(translation_of(page), translator)
            target.refresh_from_db()
            task_state = target.current_workflow_task_state
            task_state.specific.reject(user=user_in("chief-editors"), comment="Adı yoxlayın")
        assert queue(translator) == [("Layihələr", Task.RETURNED)]
        client.force_login(translator)
        assert "Adı yoxlayın" in client.get(QUEUE).content.decode()

    def test_what_changed_says_how_much(self, page, translator, client):
        translate(page, "en", in_english)
        edit(page, lambda draft: setattr(draft, "summary", "İndi üç söz"))
        assert queue(translator) == [("Layihələr", Task.CHANGED)]
        client.force_login(translator)
        html = client.get(QUEUE).content.decode()
        assert "The original has changed" in html
        assert "3 words to do" in html

    def test_records_too(self, home, translator):
        translate(home, "en", in_english)
        record(Theme, name="Təhsil")
        assert queue(translator) == [("Təhsil", Task.NEW)]

    def test_only_her_own_language(self, page):
        assert queue(user_in("translators-tr")) == []

    def test_nothing_that_nobody_submitted_or_that_is_written_by_hand(self, page, translator):
        make_page(StandardPage, page, title="Heç kim göndərməyib")
        stopped = translation_of(page)
        stopped.enabled = False
        stopped.save()
        assert queue(translator) == []


class TestOrder:
    @pytest.fixture
    def pages(self, page):
        others = [make_page(StandardPage, page, title=title) for title in ("İkinci", "Üçüncü")]
        for number, one in enumerate([page, *others]):
            if one is not page:
                translate(one, "en", {}, publish=False)
            created = timezone.now() - timedelta(days=number)
            Translation.objects.filter(pk=translation_of(one).pk).update(created_at=created)
        return page, *others

    def titles(self, user):
        return [one.source.title for one in Queue(user)[:50]]

    def test_the_oldest_first(self, pages, translator):
        assert self.titles(translator) == ["Üçüncü", "İkinci", "Layihələr"]

    def test_what_is_due_before_that(self, pages, translator):
        for one, due in zip(pages, (date(2030, 1, 2), date(2030, 1, 1)), strict=False):
            Work.objects.create(translation=translation_of(one), due_on=due)
        assert self.titles(translator) == ["İkinci", "Layihələr", "Üçüncü"]

    def test_what_somebody_else_has_taken_comes_last(self, pages, translator):
        Work.objects.create(translation=translation_of(pages[2]), taken_by=user_in("translators-en"))
        Work.objects.create(translation=translation_of(pages[1]), taken_by=translator)
        assert self.titles(translator) == ["İkinci", "Layihələr", "Üçüncü"]


class TestFirstPage:
    def test_a_translator_sees_her_queue_before_anything_else(self, page, translator, client):
        client.force_login(translator)
        response = client.get("/admin/")
        assert response.context["panels"][0].name == "translation_queue"
        target = StandardPage.objects.get(translation_key=page.translation_key, locale=locale("en"))
        address = reverse("wagtailadmin_pages:edit", args=[target.pk])
        assert f'href="{address}"' in response.content.decode()
        assert client.get(address).context["translation"] == translation_of(page)

    def test_the_first_ten_and_the_way_to_the_rest(self, page, translator, client):
        for number in range(11):
            translate(make_page(StandardPage, page, title=f"Səhifə {number}"), "en", {}, publish=False)
        client.force_login(translator)
        html = client.get("/admin/").content.decode()
        assert html.count("Take it") == 10
        assert "The whole queue: 12 translations" in html

    def test_for_a_chief_editor_after_what_waits_for_her_review(self, page, client):
        client.force_login(user_in("chief-editors"))
        names = [getattr(one, "name", "") for one in client.get("/admin/").context["panels"]]
        assert names.index("workflow_objects_to_moderate") + 1 == names.index("translation_queue")

    def test_an_editor_who_translates_nothing_has_none(self, page, client):
        client.force_login(user_in("editors"))
        names = [getattr(one, "name", "") for one in client.get("/admin/").context["panels"]]
        assert "translation_queue" not in names
        assert "Layihələr" in client.get(QUEUE).content.decode()  # but plans who does what

    def test_who_has_nothing_to_do_is_told_so(self, section, translator, client):
        client.force_login(translator)
        assert "Nothing to do" in client.get("/admin/").content.decode()


class TestWhoDoesIt:
    def test_one_takes_it_and_gives_it_back(self, page, translator, client):
        client.force_login(translator)
        assert said(post(client, "take", page)) == ["“Layihələr” is yours."]
        assert holder(page) == translator
        post(client, "give_back", page)
        assert holder(page) is None

    def test_the_second_is_told_who_has_it(self, page, translator, client):
        client.force_login(translator)
        post(client, "take", page)
        client.force_login(user_in("translators-en"))
        told = said(post(client, "take", page))
        assert len(told) == 1
        assert translator.username in told[0]
        assert said(post(client, "give_back", page)) == told
        assert holder(page) == translator

    def test_to_take_it_twice_is_no_mistake(self, page, translator, client):
        client.force_login(translator)
        post(client, "take", page)
        assert said(post(client, "take", page)) == ["“Layihələr” is yours."]

    def test_not_in_another_language(self, page, client):
        client.force_login(user_in("translators-tr"))
        post(client, "take", page)
        assert not Work.objects.filter(taken_by__isnull=False).exists()

    def test_it_is_handed_over_with_a_date(self, page, translator, client):
        other = user_in("translators-en")
        client.force_login(translator)
        post(client, "take", page)
        plan = {"former": translator.pk, "taken_by": other.pk, "due_on": today().isoformat()}
        assert post(client, "plan", page, **plan).url == QUEUE
        work = Work.objects.get(translation=translation_of(page))
        assert (work.taken_by, work.due_on) == (other, today())

    def test_only_to_who_writes_that_language(self, page, translator, client):
        client.force_login(translator)
        turkish = user_in("translators-tr")
        response = post(client, "plan", page, former="", taken_by=turkish.pk)
        assert "taken_by" in response.context["form"].errors
        assert holder(page) is None

    def test_an_editor_plans_for_everybody(self, page, translator, client):
        client.force_login(user_in("editors"))
        post(client, "plan", page, former="", taken_by=translator.pk, due_on="2030-01-02")
        assert holder(page) == translator
        assert Queue(translator)[:1][0].due_on == date(2030, 1, 2)

    def test_a_translator_does_not_plan_what_another_has_taken(self, page, translator, client):
        Work.objects.create(translation=translation_of(page), taken_by=user_in("translators-en", "aygun"))
        client.force_login(translator)
        response = post(client, "plan", page, former="", taken_by=translator.pk)
        assert response.url == QUEUE
        assert "aygun" in said(response)[0]
        assert holder(page).username == "aygun"

    def test_what_was_typed_stays_when_somebody_was_faster(self, page, translator, client):
        Work.objects.create(translation=translation_of(page), taken_by=translator)
        client.force_login(user_in("editors"))
        response = post(client, "plan", page, former="", taken_by="", due_on="2030-01-02")
        assert translator.username in response.content.decode()
        assert 'value="2030-01-02"' in response.content.decode()
        assert holder(page) == translator
        form = response.context["form"]
        post(client, "plan", page, former=form["former"].value(), taken_by="", due_on="2030-01-02")
        assert holder(page) is None

    def test_by_post_only(self, page, translator, client):
        client.force_login(translator)
        assert client.get(reverse("translation_queue:take", args=[translation_of(page).pk])).status_code == 405
