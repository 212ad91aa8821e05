"""What the guide says. Names of buttons and menus come from the catalogues they are shown from, so they never differ.

A picture of that name has to be there for each language: ``static/guide/<language>/<name>.webp``. They are made by
``bench/guide_pictures.py``.
"""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

said = _  # what other packages say: not extracted from here


@dataclass(frozen=True)
class Step:
    text: object
    picture: str = ""
    shows: object = ""  # what the picture shows


@dataclass(frozen=True)
class Chapter:
    slug: str
    title: object
    summary: object
    icon: str
    steps: tuple


def step(text, picture="", shows="", **names):
    return Step(format_lazy(text, **{key: said(name) for key, name in names.items()}), picture, shows)


APPROVAL = step(
    _(
        "Send it on for approval from the menu at the bottom. A chief editor reads it, publishes it or returns it with a "
        "comment. Nobody approves their own text. Until then, readers see what they saw before."
    ),
)

NEWS = Chapter(
    "news",
    _("Publish news"),
    _("From an empty page to the reader, with a picture."),
    "doc-full-inverse",
    (
        step(
            _("Open “{pages}” in the menu, choose the section of news and then “{add}”."),
            "section",
            _("The section of news in the admin, with its list of pages"),
            pages="Pages",
            add="Add child page",
        ),
        step(
            _(
                "Write the title, the date and a summary of one or two sentences. The summary stands in lists and in search "
                "engines. The address of the page is made from the title by itself."
            ),
            "news",
            _("The form of a news item: title, date, summary, picture and text"),
        ),
        step(
            _(
                "Add text, pictures, quotations and links with the plus sign. A picture needs a sentence on what it shows, "
                "for people who can't see it; whoever can be recognised in it must have agreed."
            ),
        ),
        step(
            _(
                "“{draft}” keeps what you have written, and no reader sees it. The eye at the top right shows the page as it "
                "will be, on a phone as well."
            ),
            draft="Save draft",
        ),
        APPROVAL,
        step(
            _("To bring it into the other languages, choose “{translate}” in the menu beside the title."),
            translate="Translate this page",
        ),
    ),
)

PROJECT = Chapter(
    "project",
    _("Present a project"),
    _("Facts once, and the one-page summary makes itself."),
    "folder-open-inverse",
    (
        step(
            _("Open “{pages}”, choose the section of projects and then “{add}”."),
            "projects",
            _("The section of projects in the admin"),
            pages="Pages",
            add="Add child page",
        ),
        step(
            _(
                "Facts are entered once and are right in every language: dates, places, schools, partners and funders, "
                "amounts, indicators. Partners, places and people are chosen from the directory; what is missing there is "
                "added from the same window."
            ),
            "project",
            _("The form of a project: title, summary, dates and places"),
        ),
        step(
            _(
                "Goal, objectives and activities are sentences of their own. Give each activity the number of its objective, "
                "and the page puts them together."
            ),
        ),
        step(
            _(
                "The one-page summary is made from these texts, on screen and as PDF. The meter beside the form says which "
                "text is too long for one page."
            ),
            "one-page",
            _("The one-page summary of a project with its logos, goal, objectives and indicators"),
        ),
        APPROVAL,
    ),
)

ROUND_TABLE = Chapter(
    "round-table",
    _("Report on a round table"),
    _("Who took part, what was suggested, and what came of it."),
    "group",
    (
        step(
            _("Open “{pages}”, choose the section of events and then “{add}”. Choose the round table."),
            "round-table",
            _("The form of a round table: title, time, place and project"),
            pages="Pages",
            add="Add child page",
        ),
        step(
            _(
                "Choose the project. The round table then stands on its page, and its suggestions count there. Date and place "
                "are facts: they are entered once, for all languages."
            ),
        ),
        step(
            _(
                "Name those who spoke with their role on that day. Of children write the role only, never the name. Groups "
                "are counted: how many teachers, how many parents."
            ),
        ),
        step(
            _(
                "Write each suggestion as one sentence, with who made it. What is in a package of proposals later is chosen "
                "there. A round table that was held is published only with its suggestions, or with the reason why there "
                "are none."
            ),
            "suggestions",
            _("A round table on the site, with what was suggested"),
        ),
        APPROVAL,
    ),
)

TRANSLATION = Chapter(
    "translation",
    _("Translate a page"),
    _("What is to be done, the memory, the checks, the review."),
    "globe",
    (
        step(
            _(
                "After logging in you see what is to be translated into your language: first what is due, then what has "
                "waited longest. “{take}” tells the others that you do it."
            ),
            "queue",
            _("The translation queue, with words to do and the button to take one"),
            take="Take it",
        ),
        step(
            _(
                "The original is on the left, your text on the right, the page as it will be beside them. Tab leads to the "
                "next open text, Ctrl+Enter saves and goes on. Everything is saved by itself."
            ),
            "editor",
            _("The translation editor: original, text, and a preview of the page"),
        ),
        step(
            _(
                "Below a text stand earlier translations of the same or a like sentence, the words of the glossary, and what "
                "the checks found: a number that differs, a lost link, quotation marks of another language."
            ),
        ),
        step(
            _(
                "Where the original has changed, you see what was changed, word by word, with your former translation. "
                "Only that text is to be done again. Readers keep the former one, with a line that says so."
            ),
        ),
        step(
            _(
                "When nothing is missing, click “{submit}”. A second person reads it beside the original and publishes it, "
                "or returns it with a comment that reaches you by mail."
            ),
            submit="Submit for approval",
        ),
        step(
            _("All pages in all languages, with what is missing and what is out of date, stand under “{board}”."),
            "board",
            _("The board of translations: each page with its state in every language"),
            board="Translations",
        ),
    ),
)

CHAPTERS = {chapter.slug: chapter for chapter in (NEWS, PROJECT, ROUND_TABLE, TRANSLATION)}
