"""The doors through which files come, as a browser uses them, and what came of each."""

import json
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.urls import reverse

BOUNDARY = "----outreach"


def body_of(field, upload, fields):
    """Written by hand: Django's client would put names right before they are sent."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    name = upload.name.replace("\\", "\\\\").replace('"', '\\"')
    parts.append(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        f"Content-Type: {upload.content_type}\r\n\r\n"
    )
    return "".join(parts).encode() + upload.data + f"\r\n--{BOUNDARY}--\r\n".encode()


@dataclass
class Answer:
    status: int
    kept: bool
    message: str  # why it was refused, as the person reads it


@dataclass
class Door:
    address: str
    field: str
    fields: dict
    ajax: bool = False

    def send(self, client, upload):
        headers = {"X-Requested-With": "XMLHttpRequest"} if self.ajax else {}
        content_type = f"multipart/form-data; boundary={BOUNDARY}"
        body = body_of(self.field, upload, self.fields)
        return client.post(reverse(self.address), body, content_type=content_type, headers=headers)

    def ask(self, client, upload):
        response = self.send(client, upload)
        if response.status_code == 302:
            return Answer(302, True, "")
        if response["Content-Type"].startswith("application/json"):
            said = json.loads(response.content)
            if "success" in said:  # the page for many files
                return Answer(response.status_code, said["success"], said.get("error_message", ""))
            kept = said["step"] != "reshow_creation_form"  # a chooser
            return Answer(response.status_code, kept, "" if kept else errors_in(said["htmlFragment"]))
        return Answer(response.status_code, False, errors_in(response.content.decode()))


def errors_in(html):
    found = BeautifulSoup(html, "html.parser").select(".error-message, .errorlist li")
    return " ".join(one.get_text(" ", strip=True) for one in found)


def prefixed(prefix, fields):
    return {f"{prefix}-{key}": value for key, value in fields.items()}


FOCAL = {f"focal_point_{side}": "" for side in ("x", "y", "width", "height")}
ABOUT_PICTURE = {"title": "Foto", "tags": "", "collection": "1", **FOCAL}
ABOUT_DOCUMENT = {"title": "Fayl", "tags": "", "collection": "1", "language": "az", "version": ""}
ONE_PICTURE = Door("wagtailimages:add", "file", ABOUT_PICTURE)
MANY_PICTURES = Door("wagtailimages:add_multiple", "files[]", {"title": "Foto", "collection": "1"}, ajax=True)
CHOSEN_PICTURE = Door(
    "wagtailimages_chooser:create",
    "image-chooser-upload-file",
    prefixed("image-chooser-upload", ABOUT_PICTURE),
    ajax=True,
)
ONE_DOCUMENT = Door("wagtaildocs:add", "file", ABOUT_DOCUMENT)
MANY_DOCUMENTS = Door("wagtaildocs:add_multiple", "files[]", {"title": "Fayl", "collection": "1"}, ajax=True)
CHOSEN_DOCUMENT = Door(
    "wagtaildocs_chooser:create",
    "document-chooser-upload-file",
    prefixed("document-chooser-upload", ABOUT_DOCUMENT),
    ajax=True,
)
REDIRECTS = Door("wagtailredirects:start_import", "import_file", {})


def stored(folder=""):
    """``{name: bytes}`` of all that the site keeps."""
    folders, files = default_storage.listdir(folder)
    found = {}
    for name in files:
        path = f"{folder}/{name}" if folder else name
        with default_storage.open(path) as file:
            found[path] = file.read()
    for name in folders:
        found |= stored(f"{folder}/{name}" if folder else name)
    return found
