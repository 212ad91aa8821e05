"""The board: how far every page and record is in every language, for those who write it and those who plan it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation

from core import generation
from core.languages import lower
from core.localize.review import submit
from home.models import StandardPage
from projects.models import Organisation, Theme
from tests.factories import committed, locale, make_page, translate, user_in
from tests.following import again, edit, in_english, record
from tests.translating import translation_of
from tests.worlds import made_once
from translation.board.lines import Lines
from translation.board.sight import Sight
from translation.board.views import Board
from translation.models import Work
from translation.work.amounts import Amount
from translation.work.states import State, decide, decide_of_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]
BOARD = "/admin/translation/board/"


@made_once
def section(home):
    for code in ("en", "tr"):
        translate(home, code, in_english)
    return make_page(StandardPage, home, title="Layihələr", summary="Bir söz")


@made_once
def chief():
    return user_in("chief-editors")


def looked_up(source, user=None):
    user = user or user_in("chief-editors")
    found = Lines(Sight(user, [locale("en"), locale("tr")]))
    return next(one for one in found if one.title == str(source))


def english_of(source, user=None):
    return looked_up(source, user).versions[0]


def listed(client, **query):
    response = client.get(BOARD, query)
    assert response.status_code == 200
    return [one.title for one in response.context["object_list"]]


class TestState:
    @pytest.mark.parametrize(
        ("known", "state"),
        [
            ({"is_there": False, "is_live": False}, State.MISSING),
            ({"is_there": True, "is_live": False}, State.DRAFT),
            ({"is_there": True, "is_live": False, "is_waiting": True}, State.IN_REVIEW),
            ({"is_there": True, "is_live": True}, State.LIVE),
            ({"is_there": True, "is_live": True, "is_stale": True}, State.STALE),
            ({"is_there": True, "is_live": False, "is_stale": True}, State.DRAFT),  # no reader sees an old text
        ],
    )
    def test_a_page_has_one(self, known, state):
        assert decide(**known).state == state

    def test_what_waits_for_approval_still_says_that_it_is_stale(self):
        assert decide(is_there=True, is_live=True, is_stale=True, is_waiting=True) == (State.IN_REVIEW, True, False)

    def test_what_is_written_by_hand_is_never_stale(self):
        assert decide(is_there=True, is_live=True, is_stale=True, is_by_hand=True) == (State.LIVE, False, True)

    @pytest.mark.parametrize(
        ("open_texts", "was_published", "state"),
        [
            (2, False, State.MISSING),
            (1, False, State.DRAFT),
            (0, False, State.LIVE),
            (0, True, State.LIVE),
            (1, True, State.STALE),
        ],
    )
    def test_a_record_is_always_live_and_counts_by_its_texts(self, open_texts, was_published, state):
        amount = Amount(2, open_texts, 4, 2 * open_texts)
        assert decide_of_record(amount=amount, was_published=was_published).state == state


class TestVersions:
    def test_a_page_from_its_submission_to_a_change_of_its_original(self, section):
        assert english_of(section).state == State.MISSING
        translate(section, "en", {"Layihələr": "Projects"}, publish=False)
        draft = english_of(section)
        assert (draft.state, draft.open_words) == (State.DRAFT, 2)
        translate(section, "en", in_english)
        assert english_of(section).state == State.LIVE
        edit(section, lambda page: setattr(page, "summary", "İndi üç söz"))
        stale = english_of(section)
        assert (stale.state, stale.open_words, stale.days) == (State.STALE, 3, 0)

    def test_each_language_for_itself(self, section):
        translate(section, "en", in_english)
        assert [one.state for one in looked_up(section).versions] == [State.LIVE, State.MISSING]

    def test_an_update_that_waits_for_approval_is_in_review_and_still_stale(self, section):
        translate(section, "en", in_english)
        edit(section, lambda page: setattr(page, "summary", "Başqa"))
        translate(again(section), "en", in_english, publish=False)
        with committed():
            submit(translation_of(section), user_in("translators-en"))
        version = english_of(section)
        assert version.state == State.IN_REVIEW
        assert version.is_stale

    def test_age_is_counted_in_days(self, section):
        translate(section, "en", in_english)
        edit(section, lambda page: setattr(page, "summary", "Başqa"))
        Work.objects.update(stale_since=timezone.now() - timedelta(days=12))
        assert english_of(section).days == 12

    def test_a_translation_that_was_stopped_is_written_by_hand(self, section):
        translate(section, "en", in_english)
        translation = translation_of(section)
        translation.enabled = False
        translation.save()
        version = english_of(section)
        assert (version.state, version.is_by_hand) == (State.LIVE, True)

    def test_a_record_is_there_from_the_start_and_missing_until_it_is_translated(self, home):
        theme = record(Theme, name="Təhsil")
        assert english_of(theme).state == State.MISSING
        translate(theme, "en", in_english)
        assert english_of(theme).state == State.LIVE
        theme.name = "Təhsil və icma"
        theme.save()
        assert english_of(theme).state == State.STALE

    def test_a_text_with_an_error_is_to_do(self, section):
        translate(section, "en", in_english, publish=False)
        StringTranslation.objects.filter(data="EN Bir söz").update(has_error=True)
        assert english_of(section).open_words == 2


class TestWhoSeesWhat:
    def columns(self, client, group):
        client.force_login(user_in(group))
        return [one.language_code for one in client.get(BOARD).context["view"].locales]

    def test_a_translator_her_own_language_and_who_writes_the_original_all(self, section, client):
        assert self.columns(client, "translators-en") == ["en"]
        assert self.columns(client, "editors") == ["en", "tr"]
        assert self.columns(client, "chief-editors") == ["en", "tr"]

    def test_who_writes_no_language_has_no_board(self, section, client, django_user_model):
        person = django_user_model.objects.create_user("nobody", password="a password of some length")
        client.force_login(person)
        assert client.get(BOARD).status_code == 302

    def test_a_translator_sees_no_draft_and_no_private_page_that_was_not_submitted(self, section, client):
        make_page(StandardPage, section, title="Qaralama", live=False)
        private = make_page(StandardPage, section, title="Gizli")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        below = make_page(StandardPage, private, title="Gizlinin altında")
        client.force_login(user_in("translators-en"))
        assert {"Qaralama", "Gizli", "Gizlinin altında"}.isdisjoint(listed(client))
        translate(below, "en", {}, publish=False)
        assert "Gizlinin altında" in listed(client)

    def test_of_a_draft_a_translator_sees_the_title_that_was_given_to_her(self, section, client):
        translate(section, "en", in_english)
        section = again(section)
        section.title = "Hələ gizli"
        section.save_revision()
        client.force_login(user_in("translators-en"))
        assert "Layihələr" in listed(client)
        client.force_login(user_in("editors"))
        assert "Hələ gizli" in listed(client)

    def test_records_are_for_those_who_may_change_them(self, home, client):
        record(Theme, name="Təhsil")
        person = user_in("translators-en")
        person.groups.get().permissions.remove(*person.groups.get().permissions.filter(codename="change_theme"))
        client.force_login(person)
        assert "Təhsil" not in listed(client)


class TestLinks:
    def test_one_click_leads_to_the_text(self, section, client):
        target = translate(section, "en", {}, publish=False)
        client.force_login(user_in("translators-en"))
        address = reverse("wagtailadmin_pages:edit", args=[target.pk])
        assert f'href="{address}"' in client.get(BOARD).content.decode()
        assert client.get(address).status_code == 200

    def test_of_a_record_too(self, home, client):
        theme = record(Theme, name="Təhsil")
        person = user_in("translators-en")
        client.force_login(person)
        response = client.get(english_of(theme, person).url, follow=True)
        assert response.status_code == 200
        assert response.context["translation"] == translation_of(theme)

    def test_what_is_missing_can_be_submitted(self, section, client):
        address = reverse("wagtail_localize:submit_page_translation", args=[section.pk])
        for group in ("translators-en", "editors"):
            client.force_login(user_in(group))
            assert f'href="{address}"' in client.get(BOARD).content.decode()

    def test_an_editor_is_led_to_no_translation(self, section, client):
        translate(section, "en", {}, publish=False)
        version = english_of(section, user_in("editors"))
        assert (version.url, version.submit_url) == ("", "")

    def test_the_title_leads_to_the_original(self, section, client):
        translate(section, "en", {}, publish=False)
        editor, translator = user_in("editors"), user_in("translators-en")
        assert looked_up(section, editor).url == reverse("wagtailadmin_pages:edit", args=[section.pk])
        client.force_login(translator)
        assert client.get(looked_up(section, translator).url).status_code == 200

    def test_the_report_of_wagtail_localize_leads_here(self, section, client, chief):
        client.force_login(chief)
        assert client.get(reverse("wagtail_localize:translations_report")).url == BOARD
        menu = client.get(BOARD).content.decode()
        assert reverse("wagtail_localize:translations_report") not in menu

    def test_titles_are_marked_as_what_they_are_written_in(self, section, client, chief):
        client.force_login(chief)
        assert 'lang="az">Layihələr</a>' in client.get(BOARD).content.decode()


@made_once
def three_pages(section):
    below = make_page(StandardPage, section, title="Şəki şəhərində görüş", summary="Beş söz bir cümlədə yazıldı")
    other = make_page(StandardPage, section.get_parent(), title="Çay")
    translate(section, "en", in_english)
    translate(below, "en", {}, publish=False)
    return section, below, other


class TestSelection:
    @pytest.fixture
    def pages(self, three_pages, client, chief):
        client.force_login(chief)
        return three_pages

    def test_a_title_is_found_with_plain_letters(self, pages, client):
        assert listed(client, q="seki") == ["Şəki şəhərində görüş"]
        assert listed(client, q=lower("ŞƏKİ", "az")) == ["Şəki şəhərində görüş"]

    def test_by_state_and_language(self, pages, client):
        assert listed(client, state="draft") == ["Şəki şəhərində görüş"]
        assert listed(client, state="draft", language="tr") == []
        assert "Layihələr" in listed(client, state="live", language="en")

    def test_by_section_kind_and_translator(self, pages, client, chief):
        assert set(listed(client, section="Layihələr")) == {"Layihələr", "Şəki şəhərində görüş"}
        record(Theme, name="Təhsil")
        assert listed(client, kind="projects.theme") == ["Təhsil"]
        Work.objects.update_or_create(translation=translation_of(pages[1]), defaults={"taken_by": chief})
        assert listed(client, translator=chief.pk) == ["Şəki şəhərində görüş"]
        assert "Layihələr" in listed(client, translator="nobody", section="Layihələr")

    def test_a_filter_that_makes_no_sense_is_told_and_takes_nothing_away(self, pages, client):
        assert "Çay" in listed(client, state="nonsense", ordering="nonsense", p="nonsense")

    def test_sorted_in_either_direction_with_the_unknown_last(self, pages, client, chief):
        titles = listed(client, ordering="title")
        assert titles.index("Çay") < titles.index("Layihələr") < titles.index("Şəki şəhərində görüş")
        assert listed(client, ordering="-words")[0] == "Şəki şəhərində görüş"
        Work.objects.update_or_create(translation=translation_of(pages[1]), defaults={"due_on": timezone.localdate()})
        for ordering in ("due", "-due"):
            assert listed(client, ordering=ordering)[0] == "Şəki şəhərində görüş"

    def test_totals_count_what_is_selected_on_all_pages(self, pages, client, monkeypatch):
        monkeypatch.setattr(Board, "paginate_by", 5)
        for number in range(6):
            make_page(StandardPage, pages[0], title=f"Səhifə {number}")
        response = client.get(BOARD, {"section": "Layihələr"})
        assert len(response.context["object_list"]) == 5
        first, second = response.context["totals"]
        assert dict(first.counts)[State.MISSING] == 6
        assert (dict(first.counts)[State.LIVE], dict(first.counts)[State.DRAFT]) == (1, 1)
        assert first.open_words == len(["Şəki", "şəhərində", "görüş", "Beş", "söz", "bir", "cümlədə", "yazıldı"])
        assert dict(second.counts)[State.MISSING] == 8

    def test_only_versions_that_fit_are_added_up(self, pages, client, chief):
        found = client.get(BOARD, {"state": "draft", "section": "Layihələr"}).context
        assert [one.locale for one in found["totals"]] == [locale("en")]
        assert client.get(BOARD, {"q": "heç nə"}).context["totals"] == []


class TestExport:
    def export(self, client, form, **query):
        return b"".join(client.get(BOARD, {"export": form, **query}).streaming_content)

    def test_a_line_for_each_page_and_language_that_is_selected(self, section, client, chief):
        client.force_login(chief)
        translate(section, "en", {}, publish=False)
        lines = self.export(client, "csv", q="Layihələr").decode().splitlines()
        assert len(lines) == 3
        assert lines[0].startswith("Title,Kind,Section,Language,State,")
        lines = self.export(client, "csv", q="Layihələr", state="draft").decode().splitlines()
        assert lines[1:] == ["Layihələr,standard page,Layihələr,English,Draft,False,False,0,3,3,,"]

    def test_a_translator_gets_her_own_language(self, section, client):
        client.force_login(user_in("translators-en"))
        assert "Türkçe" not in self.export(client, "csv").decode()

    @pytest.mark.parametrize("sign", "=+-@")
    def test_a_title_is_never_a_formula(self, section, client, chief, sign):
        client.force_login(chief)
        title = f"{sign}1+1 A"
        make_page(StandardPage, section, title=title)
        assert f"\n'{title}," in self.export(client, "csv", q=title).decode().replace("\r", "")
        sheet = load_workbook(BytesIO(self.export(client, "xlsx", q=title))).active
        assert (sheet["A2"].value, sheet["A2"].data_type) == (title, "s")


def test_the_board_costs_the_same_with_few_sources_and_with_many(section, client):
    groups = ("translators-en", "editors", "chief-editors", "administrators")
    people, costs = [user_in(group) for group in groups], []
    for number in (1, 4):
        for one in range(number):
            page = make_page(StandardPage, section, title=f"Səhifə {number}-{one}")
            translate(page, "en", {}, publish=False)
            record(Organisation, name=f"Təşkilat {number}-{one}", kind="ngo")
        costs.append([cost_of_the_board(client, person) for person in people])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 12


def cost_of_the_board(client, person):
    client.force_login(person)
    client.get(BOARD)
    generation.forget()
    with CaptureQueriesContext(connection) as queries:
        client.get(BOARD)
    return len(queries)
