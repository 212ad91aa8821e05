"""Run by ``manage.py shell``: children that publish, upload, import and translate are killed at any moment, and looked at.

The parent has no connection of its own: each child, and each look, is forked from it and begins anew.
"""

import io
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from django.core.management import call_command
from django.db import connections

BODY = "text"
KINDS = 4


def kill_often(kills):
    told = {"kills": 0, "done": 0, "torn": [], "lost": []}
    in_child(prepare)
    first, lasts = 1, None
    for _ in range(kills + 1):
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            work(first, writing)
        os.close(writing)
        began = time.monotonic()
        with os.fdopen(reading) as pipe:
            if lasts is None:  # the first is let do all of it once
                done = [pipe.readline().split() for _ in range(KINDS)]
                lasts = time.monotonic() - began
            else:
                done = []
                time.sleep(random.uniform(0, lasts * 1.2))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            done += [line.split() for line in pipe.read().splitlines()]
        told["kills"] += 1
        told["done"] += len(done)
        problems = in_child(look, dict(done))
        for kind in ("torn", "lost"):
            told[kind] += problems[kind]
        first = max([first, *(int(number) for _name, number in done)]) + 2
    told["kills"] -= 1  # the first is killed, too, but at no random moment
    json.dump({**told, "seconds for all": round(lasts, 2)}, sys.stdout)


def in_child(function, *arguments):
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        connections.close_all()
        try:
            os.write(writing, json.dumps(function(*arguments)).encode())
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(said)


def prepare():
    from home.models import HomePage, StandardPage
    from tests.factories import locale, make_page, translate

    home = HomePage.objects.get(locale=locale("az"))
    page = make_page(StandardPage, home, title="0", slug="olum", summary="0", body=body_of(0))
    translate(page, "en", lambda text: f"EN {text}")


def body_of(number):
    return [{"type": BODY, "value": f"<p>{number}</p>", "id": "b"}]


def page_in(code):
    from home.models import StandardPage
    from tests.factories import locale

    page = StandardPage.objects.get(slug="olum")
    return page if code == "az" else page.get_translation(locale(code))


def work(number, pipe):
    connections.close_all()
    try:
        while True:
            for kind in random.sample((publish, upload, translate_again, take_redirects), KINDS):
                kind(number)
                os.write(pipe, f"{kind.__name__} {number}\n".encode())
            number += 1
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def publish(number):
    page = page_in("az")
    page.title = page.summary = str(number)
    page.body = body_of(number)
    page.save_revision().publish()


def upload(number):
    from tests.factories import make_image

    make_image(title=f"killed {number}", size=(600, 400))


def translate_again(number):
    from wagtail_localize.models import StringTranslation, Translation

    page = page_in("en")
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    translation.source.update_from_db()
    for segment in translation.source.stringsegment_set.exclude(context__path="slug"):
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=page.locale,
            defaults={"data": f"EN {number}", "translation_type": "manual"},
        )
    translation.save_target(publish=True)


def take_redirects(number):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "redirects.csv"
        path.write_text("".join(f"/k{number}/{row},/\n" for row in range(20)))
        call_command("import_redirects", str(path), stdout=io.StringIO(), stderr=io.StringIO())


def look(done):
    """``{"torn": […], "lost": […]}``: what is neither as before nor as after, and what was said to be done and is not."""
    from wagtail.contrib.redirects.models import Redirect

    from core.models import SiteImage

    torn, lost = [], []
    for code, kind in (("az", "publish"), ("en", "translate_again")):
        page = page_in(code)
        texts = {page.title, page.summary, *(str(block.value.source) for block in page.body)}
        numbers = {text.replace("EN ", "").replace("<p>", "").replace("</p>", "") for text in texts}
        live = page.live_revision.as_object()
        is_its_revision = (live.title, live.summary) == (page.title, page.summary)
        if len(numbers) != 1 or not page.live or not is_its_revision:
            torn.append(f"{code}: {sorted(texts)}")
        elif int(min(numbers)) < int(done.get(kind, 0)):
            lost.append(f"{code}: {numbers} after {done[kind]}")
    for image in SiteImage.objects.filter(title__startswith="killed"):
        try:
            with image.file.open() as file:
                if not file.read():
                    raise OSError("empty")
        except OSError as error:
            torn.append(f"{image.title}: {error}")
    if "upload" in done and not SiteImage.objects.filter(title=f"killed {done['upload']}").exists():
        lost.append(f"image {done['upload']}")
    imported = [path.split("/")[1] for path in Redirect.objects.values_list("old_path", flat=True) if path[:2] == "/k"]
    torn += [f"redirects {name}" for name in set(imported) if imported.count(name) != 20]
    if "take_redirects" in done and f"k{done['take_redirects']}" not in imported:
        lost.append(f"redirects {done['take_redirects']}")
    return {"torn": torn, "lost": lost}
