"""The forms that reference managers read: BibTeX (of biblatex) and CSL-JSON."""

import json

from django.utils.text import slugify

ENTRIES = {"report": "report"}  # anything else is something on the web
COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}#$%&_"},
}


def bibtex(citation):
    fields = {
        "author": braced(citation.author),  # an organisation: without braces its last word were a family name
        "title": braced(citation.title),
        "date": citation.day.isoformat() if citation.day else "",
        "institution" if citation.kind in ENTRIES else "organization": escaped(citation.site),
        "url": citation.address,
        "language": citation.language,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value and value != "{}"]
    return "\n".join([f"@{ENTRIES.get(citation.kind, 'online')}{{{citation.key},", *lines, "}", ""])


def csl_json(citation):
    item = {
        "id": citation.key,
        "type": citation.kind,
        "title": citation.title,
        "author": [{"literal": citation.author}] if citation.author else None,
        "issued": {"date-parts": [[citation.day.year, citation.day.month, citation.day.day]]} if citation.day else None,
        "container-title": citation.site,
        "publisher": citation.author,
        "URL": citation.address,
        "language": citation.language,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


def escaped(text):
    return "".join(COMMANDS.get(letter, letter) for letter in " ".join(text.split()))


def braced(text):
    return f"{{{escaped(text)}}}"


FORMS = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "json": (csl_json, "application/vnd.citationstyles.csl+json"),
}


def file_name(citation, form):
    return f"{slugify(citation.key)}.{form}"
