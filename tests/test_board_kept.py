"""The board is kept, and never says what was: see also ``test_sequences``, which compares it after each step."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation

from core.bin.restore import restore
from core.languages import sort_key
from core.management.commands.daily import HOUSEKEEPING
from core.models import Deleted
from home.models import StandardPage
from projects.models import Theme
from tests.factories import committed, locale, make_page, translate, user_in
from tests.following import again, edit, in_english, record
from tests.translating import translation_of
from tests.worlds import made_once
from translation.board.changed import follow, note
from translation.board.holding import take
from translation.board.keeping import keep_everything
from translation.board.lines import Lines
from translation.board.sight import Sight
from translation.board.titles import order
from translation.models import Cell, Changed, Line
from translation.work.states import State

pytestmark = pytest.mark.django_db


@made_once
def section(home):
    for code in ("en", "tr"):
        translate(home, code, in_english)
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Biz kimik")
    translate(page, "en", in_english)
    make_page(StandardPage, page, title="Komanda")
    return page


@pytest.fixture(autouse=True)
def is_right():
    """Whatever a test does: in the end the board is what it would be if worked out anew."""
    yield
    follow()
    assert keep_everything() == 0


def line(page):
    follow()
    return Line.objects.select_related("section").get(key=page.translation_key)


def cell(page, code="en"):
    return line(page).cells.get(locale__language_code=code)


def titles(user, **selection):
    return [one.title for one in Lines(Sight(user, [locale("en")]), **selection)]


def test_a_page_is_worked_out_when_it_is_committed(section):
    with committed():
        draft = again(section).get_latest_revision_as_object()
        draft.title = "Biz"
        draft.save_revision()
    assert not Changed.objects.exists()
    assert Line.objects.get(key=section.translation_key).title == "Biz"


def test_what_could_not_be_worked_out_then_is_when_somebody_looks(section):
    edit(section, lambda draft: setattr(draft, "summary", "Başqa"))
    Cell.objects.filter(line=line(section)).update(state=State.MISSING)  # as if the process had been killed before
    note(section.translation_key)
    assert "Haqqımızda" in titles(user_in("chief-editors"))
    assert Cell.objects.get(line__key=section.translation_key, locale=locale("en")).state == State.STALE


def test_what_is_taken_back_is_noted_anew_when_it_happens_again(section):
    follow()
    with committed(), transaction.atomic():
        try:
            with transaction.atomic():
                Page.objects.get(pk=section.pk).specific.save()
                raise ValueError
        except ValueError:
            pass
        assert not Changed.objects.exists()
        again(section).save()
        assert [one.key for one in Changed.objects.all()] == [section.translation_key]


def test_publishing_a_page_costs_the_same_with_few_lines_and_with_many(section):
    def cost():
        follow()
        publish_once = again(section)
        publish_once.save()
        with CaptureQueriesContext(connection) as queries:
            follow()
        return len(queries)

    few = cost()
    for number in range(10):
        make_page(StandardPage, section, title=f"Səhifə {number}", live=False)
    assert cost() == few <= 15


def test_what_stands_in_a_section_is_moved_into_another(section, home):
    other = make_page(StandardPage, home, title="Digər")
    below = make_page(StandardPage, section, title="Tarix")
    lower = make_page(StandardPage, below, title="Tarixdən əvvəl")
    again(below).move(Page.objects.get(pk=other.pk), pos="first-child")
    assert [line(page).section.title for page in (below, lower)] == ["Digər", "Digər"]
    again(other).move(Page.objects.get(pk=section.pk), pos="left")
    assert line(other).path < line(section).path < line(lower).path or line(lower).path.startswith(line(other).path)


def test_what_is_closed_to_readers_is_closed_to_translators(section):
    below = Page.objects.get(title="Komanda")
    translator = user_in("translators-en")
    assert "Komanda" in titles(translator)
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert (line(below).is_public, "Komanda" in titles(translator)) == (False, False)
    restriction.delete()
    assert "Komanda" in titles(translator)


def test_what_is_deleted_is_gone_and_comes_back_from_the_bin(section):
    with committed():
        again(section).delete()
    assert {one.title for one in Line.objects.all()}.isdisjoint({"Haqqımızda", "Komanda"})
    with committed():
        restore(Deleted.objects.latest("pk"))
    assert cell(section).state == State.LIVE
    assert line(section).section == line(section)


def test_a_translation_that_is_deleted_is_missing(section):
    with committed():
        section.get_translation(locale("en")).delete()
    assert (cell(section).state, cell(section).target_id) == (State.MISSING, None)


def test_a_record_that_is_deleted_is_gone_or_written_by_hand(home):
    theme = record(Theme, name="Təhsil")
    assert cell(theme).state == State.MISSING
    theme.delete()
    follow()


def test_a_new_language_is_added_to_every_line(section):
    with committed():
        russian = Locale.objects.create(language_code="ru")
    assert set(Line.objects.values_list("pk")) == set(Cell.objects.filter(locale=russian).values_list("line"))
    Locale.all_objects.filter(pk=russian.pk).delete()


def test_who_is_gone_has_taken_nothing(section):
    person = user_in("translators-en")
    take(translation_of(section), person)
    assert cell(section).taken_by == person
    get_user_model().objects.get(pk=person.pk).delete()
    assert cell(section).taken_by is None


def test_every_night_it_is_compared_and_mended(section):
    follow()
    Cell.objects.update(open_words=1000)
    Line.objects.filter(key=section.translation_key).delete()
    with pytest.raises(CommandError, match="not as they should be"):
        call_command("update_board", check=True)
    assert "update_board" in HOUSEKEEPING
    call_command("update_board", verbosity=0)
    call_command("update_board", check=True)
    assert cell(section).open_words == 0


def test_an_update_that_no_signal_tells_of_is_found_then(section):
    follow()
    Translation.objects.update(enabled=False)
    assert keep_everything() > 0


LETTERS = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz ABCÇDEƏİIÖŞÜ-“”0123456789éßжЖ"


@given(
    one=st.text(LETTERS, max_size=12), other=st.text(LETTERS, max_size=12), language=st.sampled_from(["az", "en", "tr"])
)
@example(one="Cüt", other="Çay", language="az")
@example(one="Xəzər", other="İdman", language="az")
@example(one="ılıq", other="isti", language="tr")
@settings(max_examples=200, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_titles_are_sorted_by_the_database_as_by_the_alphabet(one, other, language):
    def sign(first, second):
        return (first > second) - (first < second)

    by_alphabet = sign(sort_key(one, language)[:3], sort_key(other, language)[:3])
    assert sign(order(one, language), order(other, language)) == by_alphabet
