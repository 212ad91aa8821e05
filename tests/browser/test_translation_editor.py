"""Writing a translation in a real browser: from text to text by keyboard, chips that hold, and nothing typed is lost."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation
from wagtail_localize.operations import translate_object

from core.models import SiteImage
from home.models import HomePage, StandardPage
from tests.factories import locale, make_page, publish
from tests.following import block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CAPTION = "Foto: “Umid”, 2022"
LINKED = 'Oxuyun: <a href="https://example.org/az">hesabat</a> və <b>hamısı</b>.'
WAIT = 6000


@pytest.fixture
def page(demo):
    image = SiteImage.objects.first()
    picture = {"image": {"image": image.pk, "alt_text": "", "decorative": True}, "caption": CAPTION}
    body = [block("text", f"<p>{LINKED}</p>"), *[block("picture", picture) for _number in range(5)]]
    home = HomePage.objects.get(locale=locale("az"))
    source = make_page(StandardPage, home, title="Şəffaflıq", summary="Biz nəyi açıq deyirik", body=body)
    translate_object(source, [locale("en")])
    return source.get_translation(locale("en"))


@pytest.fixture
def translator(log_in, page):
    tab = log_in("translator-en")
    open_editor(tab, page)
    return tab


def open_editor(tab, page):
    tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    expect(tab.locator("[data-workbench]")).to_have_attribute("data-ready", "yes")


def text(tab, source, number=0):
    return tab.locator("[data-text]").filter(has_text=source).nth(number)


def field(tab, source, number=0):
    return text(tab, source, number).get_by_role("textbox")


def is_saved(tab, source, number=0):
    expect(text(tab, source, number)).to_have_attribute("data-state", "saved", timeout=WAIT)


def stored(source):
    return set(StringTranslation.objects.filter(translation_of__data=source).values_list("data", flat=True))


def test_from_text_to_text_by_keyboard(translator):
    field(translator, "Şəffaflıq").click()
    translator.keyboard.type("Transparency")
    translator.keyboard.press("Tab")
    expect(field(translator, "Biz nəyi")).to_be_focused()
    is_saved(translator, "Şəffaflıq")
    translator.keyboard.type("What we say openly")
    translator.keyboard.press("Control+Enter")
    is_saved(translator, "Biz nəyi")
    expect(field(translator, "Oxuyun")).to_be_focused()
    expect(translator.locator("[data-progress]")).to_contain_text("Texts: 2 of 8")
    translator.keyboard.press("Shift+Tab")
    expect(
        field(translator, "Oxuyun")
    ).not_to_be_focused()  # nothing open is before it: the key does what it always does
    assert stored("Şəffaflıq") == {"Transparency"}


def test_the_fields_are_no_trap_for_the_keyboard(translator):
    field(translator, "Şəffaflıq").click()
    translator.keyboard.press("Escape")
    translator.keyboard.press("Tab")
    expect(field(translator, "Biz nəyi")).to_be_focused()  # the next in the page, as everywhere
    field(translator, CAPTION, 4).click()
    translator.keyboard.press("Tab")
    expect(field(translator, CAPTION, 4)).not_to_be_focused()


def test_tags_are_put_around_words_and_never_halved(translator):
    area = field(translator, "Oxuyun")
    area.click()
    translator.keyboard.type("Read: ")
    palette = text(translator, "Oxuyun").locator("[data-palette] button")
    palette.nth(0).click()
    translator.keyboard.type("the <report>")
    translator.keyboard.press("End")
    translator.keyboard.type(" & ")
    palette.nth(1).click()
    translator.keyboard.type("all")
    translator.keyboard.press("End")
    value = text(translator, "Oxuyun").locator("textarea")
    whole = 'Read: <a id="a1">the &lt;report&gt;</a> &amp; <b>all</b>'
    expect(value).to_have_value(whole)
    translator.keyboard.press("Backspace")
    translator.keyboard.press("Backspace")
    expect(value).to_have_value('Read: <a id="a1">the &lt;report&gt;</a> &amp; all')
    translator.keyboard.press("Control+z")
    expect(value).to_have_value(whole)
    area.blur()
    is_saved(translator, "Oxuyun")
    translator.reload()
    expect(text(translator, "Oxuyun").locator("textarea")).to_have_value(whole)
    expect(field(translator, "Oxuyun").locator(".chip")).to_have_count(4)


def test_what_is_pasted_comes_as_plain_text(translator):
    area = field(translator, "Şəffaflıq")
    area.click()
    area.evaluate(
        """area => {
          const data = new DataTransfer();
          data.setData('text/html', '<h1 style="color:red">Trans<b>parency</b></h1>');
          data.setData('text/plain', 'Transparency');
          area.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(text(translator, "Şəffaflıq").locator("textarea")).to_have_value("Transparency")


def test_a_caption_that_stands_five_times_is_typed_once(translator):
    field(translator, CAPTION).click()
    translator.keyboard.type("Photo: Umid")
    translator.keyboard.press("Control+Enter")
    for number in range(5):
        is_saved(translator, CAPTION, number)
        expect(field(translator, CAPTION, number)).to_have_text("Photo: Umid")
    expect(translator.locator("[data-progress]")).to_contain_text("Texts: 5 of 8")


def test_a_pause_saves_and_the_others_follow_until_the_end(translator):
    field(translator, CAPTION).click()
    translator.keyboard.type("Pho")
    is_saved(translator, CAPTION, 4)
    translator.keyboard.type("to")
    translator.keyboard.press("Control+Enter")
    expect(field(translator, CAPTION, 4)).to_have_text("Photo")
    is_saved(translator, CAPTION)
    assert stored(CAPTION) == {"Photo"}


def test_two_people_at_one_text_choose(translator, page):
    field(translator, "Şəffaflıq").click()
    one = StringSegment.objects.get(string__data="Şəffaflıq", context__path="title")
    StringTranslation.objects.create(
        translation_of=one.string, context=one.context, locale=locale("en"), data="Openness"
    )
    translator.keyboard.type("Transparency")
    translator.keyboard.press("Tab")
    offer = text(translator, "Şəffaflıq").locator("[data-offer]")
    expect(offer).to_contain_text("Openness")
    expect(field(translator, "Şəffaflıq")).to_have_text("Transparency")
    offer.get_by_role("button", name="Keep mine").click()
    is_saved(translator, "Şəffaflıq")
    assert stored("Şəffaflıq") == {"Transparency"}


def test_without_a_connection_nothing_is_lost(translator, page):
    translator.context.set_offline(True)
    field(translator, "Şəffaflıq").click()
    translator.keyboard.type("Transparency")
    translator.keyboard.press("Tab")
    expect(text(translator, "Şəffaflıq")).to_have_attribute("data-state", "failed")
    expect(text(translator, "Şəffaflıq")).to_contain_text("no connection")
    translator.context.set_offline(False)
    is_saved(translator, "Şəffaflıq")
    assert stored("Şəffaflıq") == {"Transparency"}


def test_what_could_not_be_saved_is_offered_again(translator, page):
    translator.on("dialog", lambda dialog: dialog.accept())  # the browser asks before it leaves
    translator.context.set_offline(True)
    field(translator, "Şəffaflıq").click()
    translator.keyboard.type("Transparency")
    translator.keyboard.press("Tab")
    expect(text(translator, "Şəffaflıq")).to_have_attribute("data-state", "failed")
    translator.evaluate("window.addEventListener('online', (event) => event.stopImmediatePropagation(), true)")
    translator.route("**/strings/**", lambda route: route.abort())
    translator.context.set_offline(False)
    open_editor(translator, page)
    translator.unroute("**/strings/**")
    offer = text(translator, "Şəffaflıq").locator("[data-offer]")
    expect(offer).to_contain_text("You typed this on")
    offer.get_by_role("button", name="Use it").click()
    is_saved(translator, "Şəffaflıq")
    assert stored("Şəffaflıq") == {"Transparency"}


def test_who_was_logged_out_logs_in_elsewhere_and_goes_on(translator, page):
    translator.context.clear_cookies()
    field(translator, "Şəffaflıq").click()
    translator.keyboard.type("Transparency")
    translator.keyboard.press("Tab")
    problem = text(translator, "Şəffaflıq").locator("[data-offer]")
    expect(problem).to_contain_text("logged out")
    with translator.context.expect_page() as opened:
        problem.get_by_role("link").click()
    log_in_there(opened.value)
    problem.get_by_role("button", name="Try again").click()
    is_saved(translator, "Şəffaflıq")


def log_in_there(tab):
    from home.accounts import DEMO_PASSWORD

    tab.fill("[name=username]", "translator-en")
    tab.fill("[name=password]", DEMO_PASSWORD)
    tab.click("[type=submit]")
    tab.wait_for_url("**/admin/")
    tab.close()


def test_an_original_published_meanwhile_brings_the_text_to_what_it_has_become(translator, page):
    field(translator, "Biz nəyi").click()
    source = StandardPage.objects.get(translation_key=page.translation_key, locale=locale("az"))
    source.summary = "Biz nəyi açıq və aydın deyirik"
    source.save_revision()
    publish(source)
    translator.keyboard.type("What we say openly")
    translator.keyboard.press("Tab")
    problem = text(translator, "Biz nəyi").locator("[data-offer]")
    expect(problem).to_contain_text("The original has changed")
    problem.get_by_role("button", name="Load the page again").click()
    expect(translator.locator("[data-workbench]")).to_have_attribute("data-ready", "yes")
    offer = text(translator, "açıq və aydın").locator("[data-offer]")
    expect(offer).to_contain_text("What we say openly")
    offer.get_by_role("button", name="Use it").click()
    is_saved(translator, "açıq və aydın")


def test_the_preview_is_the_page_as_it_will_be(translator):
    translator.set_viewport_size({"width": 1440, "height": 900})
    translator.get_by_role("button", name="Show the preview").or_(
        translator.get_by_role("button", name="Hide the preview")
    ).wait_for()
    if translator.get_by_role("button", name="Show the preview").count():
        translator.get_by_role("button", name="Show the preview").click()
    preview = translator.frame_locator("[data-preview] iframe")
    expect(preview.locator("h1")).to_have_text("Şəffaflıq")
    field(translator, "Şəffaflıq").click()
    translator.keyboard.type("Transparency")
    translator.keyboard.press("Control+Enter")
    expect(preview.locator("h1")).to_have_text("Transparency")
    translator.get_by_role("button", name="Hide the preview").click()
    expect(translator.locator("[data-preview]")).to_be_hidden()


def test_a_link_is_replaced_and_returned(translator):
    value = translator.locator("[data-value]").filter(has_text="https://example.org/az")
    address = value.locator("[data-address-field]")
    address.fill("https://example.org/en")
    address.blur()
    expect(value.locator("[data-status]")).to_have_text("Saved")
    value.get_by_role("button", name="Return to the original").click()
    expect(address).to_have_value("")
    translator.reload()
    expect(address).to_have_value("")


def test_who_chooses_second_is_told_and_keeps_either(translator, page):
    value = translator.locator("[data-value]").filter(has_text="https://example.org/az")
    address, offer = value.locator("[data-address-field]"), value.get_by_role("alert")
    others(page, "https://example.org/theirs")
    address.fill("https://example.org/mine")
    address.blur()
    expect(offer).to_contain_text("has chosen another value here in the meantime:")
    expect(offer.locator("blockquote")).to_have_text("https://example.org/theirs")
    assert chosen() == ["https://example.org/theirs"]
    offer.get_by_role("button", name="Keep mine").click()
    expect(value.locator("[data-status]")).to_have_text("Saved")
    expect(offer).to_be_hidden()
    assert chosen() == ["https://example.org/mine"]
    others(page, "https://example.org/theirs")
    address.fill("https://example.org/again")
    address.blur()
    offer.get_by_role("button", name="Take this one").click()
    expect(address).to_have_value("https://example.org/theirs")
    assert chosen() == ["https://example.org/theirs"]


def others(page, value):
    segment = OverridableSegment.objects.get(source__object_id=page.translation_key, context__path__contains="https")
    place = {"locale": locale("en"), "context": segment.context}
    SegmentOverride.objects.update_or_create(**place, defaults={"data_json": json.dumps(value)})


def chosen():
    return [one.data for one in SegmentOverride.objects.all()]


def test_a_picture_is_taken_over_from_who_chose_first(log_in, page):
    tab = log_in("chief-editor")
    open_editor(tab, page)
    value = tab.locator("[data-value]").filter(has=tab.locator("[data-chooser=ImageChooser]")).first
    theirs = SiteImage.objects.last()
    segment = OverridableSegment.objects.get(pk=value.get_attribute("data-value"))
    place = {"locale": locale("en"), "context": segment.context}
    SegmentOverride.objects.create(**place, data_json=json.dumps(str(theirs.pk)))
    value.locator("summary").click()
    value.get_by_role("button", name="Choose an image").click()
    tab.locator(".modal-body a.image-choice").nth(1).click()
    offer = value.get_by_role("alert")
    expect(offer).to_contain_text(theirs.title)
    offer.get_by_role("button", name="Take this one").click()
    expect(value.locator(".chooser__title, [data-chooser-title]").first).to_contain_text(theirs.title)
    assert chosen() == [str(theirs.pk)]


def test_a_picture_is_replaced_with_wagtails_chooser(log_in, page):
    tab = log_in("chief-editor")
    open_editor(tab, page)
    value = tab.locator("[data-value]").filter(has=tab.locator("[data-chooser=ImageChooser]")).first
    value.locator("summary").click()
    value.get_by_role("button", name="Choose an image").click()
    tab.locator(".modal-body a.image-choice").nth(1).click()
    expect(value.locator("[data-status]")).to_have_text("Saved")
    expect(value.get_by_role("button", name="Return to the original")).to_be_visible()


def test_publishing_waits_for_what_is_being_typed(log_in, page):
    tab = log_in("chief-editor")
    open_editor(tab, page)
    for source, words in {
        "Şəffaflıq": "Transparency",
        "Biz nəyi": "What we say openly",
        CAPTION: "Photo",
    }.items():
        field(tab, source).click()
        tab.keyboard.type(words)
    value = 'Read: <a id="a1">the report</a>, all of it.'
    tab.evaluate(
        "([source, value]) => document.querySelectorAll('[data-text]').forEach((one) => "
        "one.innerText.includes(source) && (one.querySelector('[role=textbox]').focus()))",
        ["Oxuyun", value],
    )
    text(tab, "Oxuyun").locator("[data-palette] button").first.click()
    tab.keyboard.type("Read")
    tab.get_by_role("button", name="Publish in English").click()
    expect(tab.locator(".messages")).to_contain_text("Published")
    assert Page.objects.get(pk=page.pk).live
