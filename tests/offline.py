"""Files for translators, as tests make, change and look at them."""

import io
import uuid
import zipfile
from xml.etree import ElementTree

from django.urls import reverse
from wagtail_localize.models import StringTranslation

from core.localize.intake import Outcome
from home.models import StandardPage
from tests.factories import make_page, translate
from tests.translating import in_english
from translation.offline import xliff

X = "{urn:oasis:names:tc:xliff:document:1.2}"
INDEX, UPLOAD = "translation_offline:index", "translation_offline:upload"


def offline_page(home):
    """With a link, a text that comes twice, tags and odd white space; its translation into English is empty."""
    translate(home, "en", in_english)
    body = [
        {
            "type": "text",
            "id": str(uuid.uuid4()),
            "value": '<p>Bax: <a href="https://example.org/">“bu”</a> &amp; o</p>',
        },
        {"type": "text", "id": str(uuid.uuid4()), "value": "<p>Bir</p><p>Bir</p><p>İki <b>üç</b><br/>dörd</p>"},
        {"type": "heading", "id": str(uuid.uuid4()), "value": 'Bölmə "bir"\tvə\r\nsətir'},
    ]
    page = make_page(StandardPage, home, title="Gənclər üçün", summary="Qısa", body=body)
    translate(page, "en", {}, publish=False)
    return page


def exported(translation):
    return ElementTree.fromstring(xliff.export(translation)[1])


def unit(root, text):
    """The unit whose original says so, without its tags."""
    return next(one for one in root.iter(f"{X}trans-unit") if "".join(one.find(f"{X}source").itertext()) == text)


def written(root):
    ElementTree.register_namespace("", X[1:-1])
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def with_text(translation, text, translated):
    """An XLIFF file in which one unit has been translated."""
    root = exported(translation)
    unit(root, text).find(f"{X}target").text = translated
    return written(root)


def stored(translation):
    found = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    return found.exclude(context__path="slug")


def texts(translation):
    return {(one.context.path, one.translation_of.data): one.data for one in stored(translation)}


def outcomes(report):
    return {one.line.source: one.outcome for one in report.report.results if one.outcome != Outcome.WAITING}


def upload(client, data, name="page.xlf"):
    file = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    file.name = name
    return client.post(reverse(UPLOAD), {"file": file})


def zipped(files):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return output.getvalue()


def unzipped(response):
    package = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert package.testzip() is None
    return {name: package.read(name) for name in package.namelist()}
