"""Texts go out as PO or XLIFF and come back as they were; of each line it is said what came of it."""

from xml.etree import ElementTree

import polib
import pytest
from django.utils import timezone
from translate.storage import pypo
from translate.storage.xliff import Xliff1File
from wagtail_localize.models import StringTranslation, Translation

from core.localize import po
from core.localize.intake import Outcome
from tests.factories import publish, translate, user_in
from tests.offline import (
    X,
    exported,
    offline_page,
    outcomes,
    stored,
    texts,
    unit,
    with_text,
    written,
)
from tests.translating import in_english, translation_of
from tests.worlds import made_once
from translation.offline import xliff
from translation.offline.taking import take_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english"), pytest.mark.once]


@made_once
def page(home):
    return offline_page(home)


@made_once
def translation(page):
    return translation_of(page)


@made_once
def translator(db):
    return user_in("translators-en")


# What an XLIFF file says


def test_the_file_names_its_page_its_languages_and_the_translation(translation):
    root = exported(translation)
    file = root.find(f"{X}file")
    assert root.get("version") == "1.2"
    assert (file.get("original"), file.get("source-language"), file.get("target-language")) == (
        "Gənclər üçün",
        "az",
        "en",
    )
    assert file.findtext(f"{X}header/{X}note") == str(translation.uuid)
    assert xliff.export(translation)[0] == "gencler-ucun-en.xlf"


def test_a_unit_says_what_it_is_how_long_it_may_be_and_whether_it_is_done(translation, page):
    title, summary = (unit(exported(translation), text) for text in ("Gənclər üçün", "Qısa"))
    assert (title.get("maxwidth"), title.get("size-unit")) == ("255", "char")
    assert "255" in title.findtext(f"{X}note")
    assert summary.find(f"{X}target").get("state") == "new"
    translate(page, "en", {"Qısa": "Short"}, publish=False)
    done = unit(exported(translation), "Qısa").find(f"{X}target")
    assert (done.get("state"), done.text) == ("translated", "Short")


def test_the_id_of_a_unit_depends_on_its_place_and_text_only(translation, page):
    def ids():
        return {one.get("id") for one in exported(translation).iter(f"{X}trans-unit")}

    before = ids()
    translation.source.stringsegment_set.all().delete()
    translation.source.refresh_segments()
    assert ids() == before
    assert len(before) == sum(1 for _ in exported(translation).iter(f"{X}trans-unit"))


def test_tags_are_inline_elements(translation):
    link, mixed = (unit(exported(translation), text)[0] for text in ("Bax: “bu” & o", "İki üç<br/>dörd"))
    assert [(one.tag, one.get("id"), one.text) for one in link] == [(f"{X}g", "a1", "“bu”")]
    assert [(one.tag, one.get("id")) for one in mixed] == [(f"{X}g", "b1"), (f"{X}ph", "br1")]


def test_a_text_that_stands_twice_in_one_place_is_asked_for_once(translation):
    assert sum(one.findtext(f"{X}source") == "Bir" for one in exported(translation).iter(f"{X}trans-unit")) == 1
    assert sum(one.msgid == "Bir" for one in polib.pofile(po.export(translation)[1])) == 1


def test_the_slug_is_not_asked_for(translation):
    assert not any(one.get("id").startswith("slug") for one in exported(translation).iter(f"{X}trans-unit"))


def test_the_former_translation_of_a_changed_text_comes_along(translation, page):
    translate(page, "en", {"Qısa": "Short"}, publish=False)
    page.summary = "Qısaca"
    page.save_revision()
    publish(page)
    translation.source.update_from_db()
    before = unit(exported(translation), "Qısaca").find(f"{X}alt-trans")
    assert (before.findtext(f"{X}source"), before.findtext(f"{X}target")) == ("Qısa", "Short")


# There and back


@pytest.mark.once
@pytest.mark.walk
@pytest.mark.parametrize("kind", [po, xliff])
def test_every_text_of_the_demo_comes_back_from_a_translation_tool_as_it_was(demo, kind):
    """Read, filled in and written by Translate Toolkit, the library behind Weblate and Virtaal. What is translated
    comes back as it was, what is open as its original: every tag and every letter of it.
    """
    administrator, count = user_in("administrators"), 0
    for translation in Translation.objects.filter(enabled=True).select_related("source__locale", "target_locale"):
        before = texts(translation)
        wanted = {key: before.get(key, key[1]) for key in all_texts(translation)}
        if not wanted:
            continue
        file = SAVED[kind](kind.export(translation)[1].encode())
        present = {one.pk for one in stored(translation) if (one.context.path, one.translation_of.data) in wanted}
        StringTranslation.objects.filter(pk__in=present).delete()
        report = take_file("file", file, administrator)
        assert (report.error, report.taken, report.not_taken, report.waiting) == ("", len(wanted), 0, 0)
        assert texts(translation) == {**before, **wanted}
        count += len(wanted)
    assert count > 500


def all_texts(translation):
    segments = translation.source.stringsegment_set.exclude(context__path="slug")
    return set(segments.values_list("context__path", "string__data"))


def saved_as_po(content):
    file = pypo.pofile.parsestring(content)
    for one in file.units:
        if one.istranslatable() and not one.target:
            one.target = one.source
    return bytes(file)


def saved_as_xliff(content):
    file = Xliff1File.parsestring(content)
    assert file.units
    for one in file.units:
        one.rich_target = one.rich_target if one.target else one.rich_source
        one.markfuzzy(False)
    return bytes(file)


SAVED = {po: saved_as_po, xliff: saved_as_xliff}


@pytest.mark.parametrize("kind", [po, xliff])
def test_a_file_that_was_not_touched_changes_nothing(translation, page, translator, kind):
    translate(page, "en", in_english, publish=False)
    before = list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "updated_at"))
    report = take_file("file", kind.export(translation)[1].encode(), translator)
    assert (report.error, report.taken, report.not_taken) == ("", 0, 0)
    assert report.same == len(all_texts(translation))
    assert list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "updated_at")) == before


def test_html_that_was_typed_in_another_spelling_is_left_as_it_is(translation, page, translator):
    translate(page, "en", {"Qısa": "R & D &nbsp;<br>"}, publish=False)
    report = take_file("file", xliff.export(translation)[1].encode(), translator)
    assert outcomes(report) == {"Qısa": Outcome.SAME}


def test_what_was_taken_names_who_brought_it_and_how(translation, translator):
    take_file("file", with_text(translation, "Qısa", "Short"), translator)
    one = StringTranslation.objects.get(data="Short")
    assert (one.tool_name, one.last_translated_by, one.translation_type) == ("XLIFF", translator, "manual")


def test_sending_a_file_once_more_changes_nothing_and_a_corrected_one_is_taken(translation, translator):
    file = with_text(translation, "Qısa", "Shrot")
    assert outcomes(take_file("file", file, translator)) == {"Qısa": Outcome.TAKEN}
    assert outcomes(take_file("file", file, translator)) == {"Qısa": Outcome.SAME}
    corrected = file.replace(b"Shrot", b"Short")
    assert outcomes(take_file("file", corrected, translator)) == {"Qısa": Outcome.TAKEN}


@pytest.mark.parametrize("kind", [po, xliff])
def test_what_somebody_else_changed_meanwhile_stays(translation, page, translator, kind):
    translate(page, "en", {"Qısa": "Short"}, publish=False)
    file = kind.export(translation)[1].replace("Short", "In short")
    StringTranslation.objects.filter(data="Short").update(data="Brief", updated_at=timezone.now())
    assert outcomes(take_file("file", file.encode(), translator)) == {"Qısa": Outcome.CHANGED}
    assert texts(translation)["summary", "Qısa"] == "Brief"


def test_a_mistake_does_not_replace_what_is_right(translation, page, translator):
    right = 'See: <a id="a1">this</a>'
    translate(page, "en", {'Bax: <a id="a1">“bu”</a> &amp; o': right}, publish=False)
    report = take_file("file", xliff.export(translation)[1].replace("this</g>", "</g>this").encode(), translator)
    assert report.taken == 1  # the link is there, around nothing
    root = exported(translation)
    target = unit(root, "Bax: “bu” & o").find(f"{X}target")
    target.clear()
    target.text = "See this"
    assert Outcome.REFUSED in outcomes(take_file("file", written(root), translator)).values()


@pytest.mark.parametrize("state", ["needs-review-translation", "needs-translation", "needs-adaptation"])
def test_what_the_tool_marks_as_uncertain_is_not_taken(translation, translator, state):
    root = exported(translation)
    target = unit(root, "Qısa").find(f"{X}target")
    target.text = "Short"
    target.set("state", state)
    assert outcomes(take_file("file", written(root), translator)) == {"Qısa": Outcome.UNSURE}


def test_a_unit_of_another_text_is_named_with_its_line(translation, translator):
    root = exported(translation)
    other = unit(root, "Qısa")
    other.set("id", "summary:0000")
    other.find(f"{X}target").text = "Short"
    report = take_file("file", written(root), translator)
    (result,) = [one for one in report.report.results if one.outcome == Outcome.UNKNOWN]
    lines = written(root).decode().splitlines()
    assert "summary:0000" in lines[result.line.number - 1]


def test_sentences_marked_by_a_tool_are_one_text(translation, translator):
    root = exported(translation)
    target = unit(root, "Qısa").find(f"{X}target")
    for number, text in enumerate(("Short.", "And good."), start=1):
        mark = ElementTree.SubElement(target, f"{X}mrk", {"mtype": "seg", "mid": str(number)})
        mark.text, mark.tail = text, " " if number == 1 else None
    take_file("file", written(root), translator)
    assert texts(translation)["summary", "Qısa"] == "Short. And good."


def test_a_language_with_its_country_is_the_language(translation, translator):
    file = with_text(translation, "Qısa", "Short").replace(b'target-language="en"', b'target-language="en-US"')
    assert outcomes(take_file("file", file, translator)) == {"Qısa": Outcome.TAKEN}


# Whose file it is


def test_a_file_of_a_language_one_does_not_write_is_refused_without_a_word_of_its_page(translation, page):
    other = user_in("translators-tr")
    report = take_file("file", with_text(translation, "Qısa", "Short"), other)
    assert "English" in report.error
    assert report.title == report.address == ""
    assert not texts(translation)


def test_a_file_that_says_another_language_than_its_translation_is_refused(translation, translator):
    file = with_text(translation, "Qısa", "Kısa").replace(b'target-language="en"', b'target-language="tr"')
    assert "“tr”" in take_file("file", file, translator).error
    assert not texts(translation)


def test_nothing_is_taken_while_the_page_is_locked(translation, translator):
    target = translation.get_target_instance()
    target.locked, target.locked_by, target.locked_at = True, user_in("chief-editors"), timezone.now()
    target.save()
    report = take_file("file", with_text(translation, "Qısa", "Short"), translator)
    assert "locked by" in report.error
    assert not texts(translation)


def test_nothing_is_taken_for_a_translation_that_was_stopped(translation, translator):
    file = with_text(translation, "Qısa", "Short")
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    assert "no longer a translation" in take_file("file", file, translator).error


def test_a_file_of_a_page_that_is_gone(translation, page, translator):
    file = with_text(translation, "Qısa", "Short")
    translation.delete()
    assert "gone" in take_file("file", file, translator).error


def test_where_something_breaks_in_the_middle_nothing_of_the_file_is_taken(translation, translator, monkeypatch):
    root = exported(translation)
    for text in ("Qısa", "Bir"):
        unit(root, text).find(f"{X}target").text = f"EN {text}"
    save = StringTranslation.save

    def breaks(self, *args, **kwargs):
        if self.data == "EN Bir":
            raise OSError
        save(self, *args, **kwargs)

    monkeypatch.setattr(StringTranslation, "save", breaks)
    assert "nothing of it was taken" in take_file("file", written(root), translator).error
    assert not texts(translation)
