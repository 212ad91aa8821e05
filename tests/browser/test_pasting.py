"""What is pasted from Word, Google Docs or LibreOffice keeps its structure, and nothing of their styles."""

import pytest
from bs4 import BeautifulSoup, Comment

from home.models import HomePage, StandardPage
from tests.factories import locale, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; font-family:"Calibri",sans-serif} --></style></head>
<body lang=AZ style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-outline-level:1'><span lang=AZ style='font-size:16.0pt;mso-ansi-language:AZ'>Başlıq<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8.0pt'><b style='mso-bidi-font-weight:normal'><span lang=AZ>Qalın</span></b>
<span lang=AZ> və <i>maili</i> mətn, <a href="https://example.org/">keçid</a>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=AZ>Birinci<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=AZ>İkinci<o:p></o:p></span></p>
<!--EndFragment--></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b">
<h2 dir="ltr" style="line-height:1.38;margin-top:16pt;"><span style="font-size:13.9pt;font-family:Arial,sans-serif;color:#434343;
font-weight:400;">Başlıq</span></h2><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;
font-style:normal;white-space:pre-wrap;">Qalın</span><span style="font-size:11pt;font-weight:400;"> və </span><span
style="font-weight:400;font-style:italic;">maili</span><span style="font-weight:400;"> mətn, </span><a
href="https://example.org/" style="text-decoration:none;"><span style="color:#1155cc;font-weight:400;">keçid</span></a><span
style="font-weight:400;">.</span></p><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;font-weight:400;"
aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">Birinci</span></p></li><li dir="ltr"
style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">İkinci</span></p>
</li></ul></b><br class="Apple-interchange-newline">"""

LIBREOFFICE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/><meta name="generator" content="LibreOffice 24.2"/>
<style type="text/css">@page { size: 21cm 29.7cm } h3 { margin-top: 0.25cm }</style></head><body lang="az-AZ" dir="ltr">
<h3 class="western">Başlıq</h3><p style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif"><b>Qalın</b>
və <i>maili</i> mətn, <font color="#000080"><u><a href="https://example.org/">keçid</a></u></font>.</font></p>
<ul><li><p style="margin-bottom: 0cm">Birinci</p></li><li><p>İkinci</p></li></ul></body></html>"""

PASTE = """([editor, html]) => {
    const data = new DataTransfer()
    data.setData('text/html', html)
    data.setData('text/plain', 'Başlıq, Qalın və maili mətn, keçid. Birinci, İkinci')
    const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})
    editor.dispatchEvent(event)
}"""
WRITTEN = "() => [...document.querySelectorAll('form input, form textarea')].some(one => one.value.includes('Birinci'))"


@pytest.mark.parametrize("source", [WORD, GOOGLE, LIBREOFFICE], ids=["Word", "Google Docs", "LibreOffice"])
def test_structure_stays_and_styles_do_not(log_in, source):
    empty = [{"type": "text", "id": "1" * 36, "value": "<p>Əvvəl</p>"}]
    page = make_page(
        StandardPage, HomePage.objects.get(locale=locale("az")), title="Yapışdırma", summary="Qısa", body=empty
    )
    tab = log_in("editor")
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    editor = tab.locator(".public-DraftEditor-content")
    editor.click()
    tab.keyboard.press("Control+A")
    tab.evaluate(PASTE, [editor.element_handle(), source])
    tab.wait_for_function(WRITTEN)
    with tab.expect_navigation():
        tab.click("button.action-save")
    page.refresh_from_db()
    html = page.get_latest_revision_as_object().body[0].value.source
    soup = BeautifulSoup(html, "html.parser")
    assert [one.get_text() for one in soup.select("h3")] == ["Başlıq"]
    assert [one.get_text().strip() for one in soup.select("ul > li")] == ["Birinci", "İkinci"]
    assert [one.get_text() for one in soup.select("b")] == ["Qalın"]
    assert [one.get_text() for one in soup.select("i")] == ["maili"]
    assert [(one["href"], one.get_text()) for one in soup.select("a")] == [("https://example.org/", "keçid")]
    assert not soup.select("[style], [class], span, font, style, meta")
    assert not soup.find_all(string=lambda text: isinstance(text, Comment))
    assert "mso" not in html and "{" not in html
