"""The pictures of the guide for editors, taken from a running site with the demo content, the source language first.

    manage.py start --port 8765
    python bench/guide_pictures.py http://localhost:8765 az en tr

Needs Chromium (``CHROMIUM``) and Playwright, as the browser tests do. Writes ``static/guide/<language>/<name>.webp``.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parent.parent / "static" / "guide"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PASSWORD = "umid-demo"
SIZE, SHOWN = {"width": 1200, "height": 800}, (960, 640)


def main(site, *languages):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language in languages:
            tab = browser.new_context(base_url=site, locale=language, viewport=SIZE).new_page()
            log_in(tab, "chief-editor")
            for name, address in addresses(tab, language, *languages).items():
                tab.goto(address)
                tab.wait_for_load_state("networkidle")
                tab.wait_for_timeout(500)
                if name in SCROLLED:
                    tab.locator(SCROLLED[name]).first.scroll_into_view_if_needed()
                save(tab.screenshot(), TARGET / language / f"{name}.webp")
        browser.close()


SCROLLED = {"suggestions": "main h2:last-of-type"}


def log_in(tab, username):
    tab.goto("/admin/login/")
    tab.fill("[name=username]", username)
    tab.fill("[name=password]", PASSWORD)
    tab.click("[type=submit]")
    tab.wait_for_url("**/admin/")


def addresses(tab, language, source, target, *_others):
    """Found by following the demo's own links, as an editor would."""

    def pages(code):
        found, there = [], 1
        while len(found) < there:
            answer = tab.request.get(f"/admin/api/main/pages/?locale={code}&limit=20&offset={len(found)}").json()
            there, found = answer["meta"]["total_count"], found + answer["items"]
        return found

    def first(kind, code=source):
        return next(page for page in pages(code) if page["meta"]["type"] == kind)

    news, projects = (first(kind) for kind in ("news.NewsIndexPage", "projects.ProjectIndexPage"))
    project, news_item, round_table = (
        first(kind) for kind in ("projects.ProjectPage", "news.NewsPage", "news.RoundTablePage")
    )
    shown = first("projects.ProjectPage", language)["meta"]["html_url"]
    table = first("news.RoundTablePage", language)["meta"]["html_url"]
    translation = first("news.NewsPage", language if language != source else target)
    return {
        "section": f"/admin/pages/{news['id']}/",
        "news": f"/admin/pages/{news_item['id']}/edit/",
        "projects": f"/admin/pages/{projects['id']}/",
        "project": f"/admin/pages/{project['id']}/edit/",
        "one-page": f"{shown}one-page/",
        "round-table": f"/admin/pages/{round_table['id']}/edit/",
        "suggestions": table,
        "queue": "/admin/",
        "editor": f"/admin/pages/{translation['id']}/edit/",
        "board": "/admin/translation/board/",
    }


def save(png, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS).save(path, "WEBP", quality=72, method=6)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), *sys.argv[2:])
