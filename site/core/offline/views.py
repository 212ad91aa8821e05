import json
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import conditional_page, require_safe

from core.languages import content_languages
from core.store import kept

WORKER = Path(__file__).with_name("worker.js").read_text("utf-8")
NAME = "read"  # with which the names of our caches begin
STATIC_FILES = ["css/site.css", "fonts/inter.woff2", "icons/favicon.svg", "js/page.js"]  # what every page asks for
MOST = 150  # pages and files that are kept


@require_safe
@conditional_page
@kept
def service_worker(request):
    """At the root of the site: a worker sees the addresses below its own only."""
    script = f"const SETTINGS = {json.dumps(worker_settings())};\n{WORKER}"
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": reverse("wagtail_serve", args=[""])}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
@kept
def offline(request):
    return render(request, "offline.html")


def worker_settings():
    """What the script has to know of this site. The version follows from it all: a change throws away what was kept."""
    pages = offline_pages()
    files = [staticfiles_storage.url(name) for name in STATIC_FILES]
    chosen = {
        "name": NAME,
        "most": MOST,
        "offline": pages,
        "first": [*[address for _start, address in pages], reverse("identity_css"), *files],
        "files": [settings.STATIC_URL, urljoin(settings.MEDIA_URL, "images/"), reverse("identity_css")],
        "never": [reverse("wagtailadmin_home"), reverse("wagtaildocs_serve", args=[1, "x"]).removesuffix("1/x")],
    }
    return {**chosen, "version": sha256(f"{chosen}{WORKER}".encode()).hexdigest()[:12]}


def offline_pages():
    """``[(beginning of a language's addresses, its offline page)]``, the longest beginning first."""
    found = []
    for code, _name in content_languages():
        with translation.override(code):
            found.append((reverse("wagtail_serve", args=[""]), reverse("offline")))
    return sorted(found, key=lambda one: -len(one[0]))
