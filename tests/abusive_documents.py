"""Documents that mean harm, or only bring trouble. As ``tests.abusive_pictures``."""

import io
import struct
import zipfile
import zlib

import openpyxl
from pypdf import PdfWriter

from tests.abusive_pictures import EXECUTABLE, JPEG, SCRIPT, ZIP, Upload, svg

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")
SLIDES = WORD.replace("wordprocessingml.document", "presentationml.presentation")
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEXT, TABLE = (f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet"))
LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def zipped(members, method=zipfile.ZIP_DEFLATED):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def office(main=WORD, **more):
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    members = {"[Content_Types].xml": types, "word/document.xml": "<w:document/>"}
    return zipped({**members, **{name.replace("__", "/").replace("_", "."): text for name, text in more.items()}})


def open_document(kind=TEXT, **more):
    return zipped({"mimetype": kind, "content.xml": "<office/>", **more})


def claiming(data, size, sent=None):
    """A zip whose directory says of every member that it is as large as that."""
    at = 0
    data = bytearray(data)
    while (at := data.find(b"PK\x01\x02", at + 1)) > 0:
        data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


def locked(data):
    """A zip that says its members have a password."""
    data = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            data[place + at] |= 1
    return bytes(data)


def pdf(change=None, **options):
    writer, output = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    if change:
        change(writer)
    writer.write(output)
    return output.getvalue()


def written(objects, root=1):
    """A PDF of these objects, by hand: pypdf would not write such."""
    output, places = io.BytesIO(b""), []
    output.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, 1):
        places.append(output.tell())
        output.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = output.tell()
    output.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    output.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    output.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start))
    return output.getvalue()


def stream(data):
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


CATALOG, PAGE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
ENDLESS = b"<</Type/Pages/Kids[2 0 R]/Count 1>>"


def workbook(extent=None):
    output, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["/a/", "/b/"])
    book.save(output)
    if extent is None:
        return output.getvalue()
    with zipfile.ZipFile(output) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    row = f'<row r="{extent}"><c r="XFD{extent}"><v>1</v></c></row></sheetData>'.encode()
    members[sheet] = members[sheet].replace(b"A1:B1", b"A1:XFD%d" % extent).replace(b"</sheetData>", row)
    return zipped(members)


DOCUMENTS = {
    "PDF of a page of 60 MB": Upload(written([CATALOG, PAGES, PAGE, stream(b" " * 60_000_000)]), "a.pdf", keeps=True),
    "PDF of three billion pages": Upload(
        written([CATALOG, PAGES.replace(b"Count 1", b"Count 3000000000"), PAGE, stream(b"")]), "a.pdf", keeps=True
    ),
    "PDF of fewer pages than none": Upload(
        written([CATALOG, PAGES.replace(b"Count 1", b"Count -5"), PAGE, stream(b"")]), "a.pdf", keeps=True
    ),
    "PDF that contains itself": Upload(written([CATALOG, ENDLESS, PAGE, stream(b"")]), "a.pdf", keeps=True),
    "PDF that is nested 5,000 deep": Upload(written([b"[" * 5_000 + b"]" * 5_000, CATALOG], root=1), "a.pdf"),
    "PDF without pages": Upload(written([b"<</Type/Catalog>>"]), "a.pdf"),
    "PDF with a script": Upload(
        written([CATALOG[:-2] + b"/OpenAction<</S/JavaScript/JS(app.alert)>>>>", PAGES, PAGE, stream(b"")]), "a.pdf"
    ),
    "PDF with a script for the whole of it": Upload(
        written([CATALOG[:-2] + b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>>>", PAGES, PAGE, stream(b"")]), "a.pdf"
    ),
    "PDF that starts a program": Upload(
        written([CATALOG[:-2] + b"/OpenAction<</S/Launch/F(cmd.exe)>>>>", PAGES, PAGE, stream(b"")]), "a.pdf"
    ),
    "PDF with a password": Upload(pdf(lambda writer: writer.encrypt("a", algorithm="RC4-128")), "a.pdf"),
    "PDF behind a page": Upload(SCRIPT.encode() + b"\n" + pdf(), "a.pdf"),
    "half a PDF": Upload(pdf()[:120], "a.pdf"),
    "page that calls itself PDF": Upload(f"<html>{SCRIPT}</html>".encode(), "a.pdf", content_type="application/pdf"),
    "picture that calls itself PDF": Upload(JPEG, "a.pdf"),
    "DOCX that claims 4 GB": Upload(claiming(office(), 4_000_000_000), "a.docx"),
    "DOCX that claims less than there is": Upload(claiming(office(word__media_xml="a" * 5_000), 10), "a.docx"),
    "DOCX of 20,000 members": Upload(zipped(dict.fromkeys(map(str, range(20_000)), ""), zipfile.ZIP_STORED), "a.docx"),
    "DOCX with macros": Upload(office(word__vbaProject_bin="x"), "a.docx"),
    "DOCM that calls itself DOCX": Upload(office(MACROS), "a.docx"),
    "DOCX with a password": Upload(locked(office()), "a.docx"),
    "DOCX that climbs out": Upload(zipped({"[Content_Types].xml": WORD, "../../a.xml": ""}), "a.docx"),
    "DOCX with entities": Upload(
        zipped({"[Content_Types].xml": WORD, "word/document.xml": LAUGHS}), "a.docx", keeps=True
    ),
    "half a DOCX": Upload(office()[:200], "a.docx"),
    "ZIP that calls itself DOCX": Upload(zipped({"a.txt": "a"}), "a.docx"),
    "XLSX that calls itself DOCX": Upload(workbook(), "a.docx"),
    "old Word that calls itself DOCX": Upload(OLD_WORD, "a.docx"),
    "old Word": Upload(OLD_WORD, "a.doc"),
    "program that calls itself DOCX": Upload(EXECUTABLE, "a.docx"),
    "program": Upload(EXECUTABLE, "a.exe"),
    "ODT with macros": Upload(open_document(**{"Basic/Standard/Module1.xml": "Sub Main"}), "a.odt"),
    "ODS that calls itself ODT": Upload(open_document(TABLE), "a.odt"),
    "ZIP within a ZIP": Upload(zipped({"a.zip": ZIP}), "a.zip"),
    "ZIP with a program": Upload(zipped({"photo.jpg.exe": EXECUTABLE}), "a.zip"),
    "ZIP with a page": Upload(zipped({"index.html": SCRIPT}), "a.zip"),
    "ZIP that climbs out": Upload(zipped({"../../etc/cron.d/a.txt": "a"}), "a.zip"),
    "ZIP packed without limits": Upload(zipped({"a.txt": "a" * 5_000_000}, zipfile.ZIP_LZMA), "a.zip"),
    "JPEG and ZIP": Upload(JPEG + zipped({"a.txt": "a"}), "a.zip"),
    "nothing in a ZIP": Upload(zipped({}), "a.zip"),
    "page that calls itself text": Upload(f"<!doctype html>{SCRIPT}".encode(), "a.txt", content_type="text/plain"),
    "page that calls itself a table": Upload(SCRIPT.encode(), "a.csv", content_type="text/csv"),
    "SVG that calls itself text": Upload(svg(SCRIPT), "a.txt"),
    "shell script that calls itself text": Upload(b"#!/bin/sh\nrm -rf /\n", "a.txt"),
    "text with NULs": Upload(b"a,b\n\0\0,1\n", "a.csv"),
    "page": Upload(SCRIPT.encode(), "a.html", content_type="text/html"),
    "SVG": Upload(svg(SCRIPT), "a.svg", content_type="image/svg+xml"),
    "script": Upload(b"alert(1)", "a.js", content_type="text/javascript"),
    "nothing": Upload(b"", "a.pdf"),
    "no ending": Upload(b"a", "README"),
    "a name that climbs": Upload(pdf(), "../../../a.pdf", keeps=True),
    "a name written backwards": Upload(pdf(), "a\u202efdp.exe.pdf", keeps=True),
    "a name of pictures with a NUL": Upload(pdf(), "🏫\0🏫.pdf", keeps=True),
    "PDF": Upload(pdf(), "a.PDF", keeps=True),
    "DOCX": Upload(office(), "a.docx", keeps=True),
    "PPTX": Upload(office(SLIDES), "a.pptx", keeps=True),
    "XLSX": Upload(workbook(), "a.xlsx", keeps=True),
    "ODT": Upload(open_document(), "a.odt", keeps=True),
    "ODS": Upload(open_document(TABLE), "a.ods", keeps=True),
    "table of an old spreadsheet": Upload("Şəhər;Gəncə\n".encode("cp1254", "replace"), "a.csv", keeps=True),
    "text of an old editor": Upload("Şəhər".encode("utf-16"), "a.txt", keeps=True),
    "ZIP of documents": Upload(zipped({"a/": "", "a/b.pdf": pdf(), "c.csv": "a,b"}), "a.zip", keeps=True),
}
TABLES = {  # as redirects
    "XLSX of 17 billion cells": Upload(workbook(extent=1_048_576), "a.xlsx", keeps=True),
    "XLSX that claims 4 GB": Upload(claiming(workbook(), 4_000_000_000), "a.xlsx"),
    "DOCX that calls itself XLSX": Upload(office(), "a.xlsx"),
    "page that calls itself a table": Upload(SCRIPT.encode(), "a.csv"),
    "table with NULs": Upload(b"a,b\n\0", "a.csv"),
    "table of 3 MB": Upload(b"/a/,/b/\n" * 400_000, "a.csv"),
    "nothing": Upload(b"", "a.csv"),
}
