"""A tree of pages as an NGO writes them, for what is counted or measured: news, standard pages and projects in turn."""

import uuid

from wagtail.models import Page

from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, Person, Place, ProjectIndexPage, ProjectPage, Theme
from projects.models.results import Indicator
from projects.models.rows import Activity, Objective, ProjectPartner, ProjectPlace, ProjectTheme
from tests.factories import make_image


class Tree:
    """``Tree(home).grow(30)`` makes thirty drafts: sections below the home page, and the pages of each in it."""

    def __init__(self, home):
        self.home = home
        self.image = make_image()
        self.place = self.record(Place, name="Bakı", kind="city")
        self.theme = self.record(Theme, name="Təhsil")
        self.partners = [self.record(Organisation, name=f"Təşkilat {n}", kind="ngo") for n in range(2)]
        self.person = self.record(Person, name="Aygün Məmmədova", organisation=self.partners[0])

    def record(self, model, **fields):
        record = model(**fields)
        record.save()
        return record

    def grow(self, count):
        pages = [self.section(NewsIndexPage, "Xəbərlər"), self.section(ProjectIndexPage, "Layihələr")]
        pages.append(self.section(StandardPage, "Haqqımızda"))
        news, projects, about = pages
        kinds = [(news, self.news), (about, self.standard), (news, self.news), (projects, self.project)]
        for number in range(count - len(pages)):
            parent, make = kinds[number % len(kinds)]
            pages.append(self.add(parent, make(number)))
        return pages

    def section(self, model, title):
        existing = model.objects.child_of(self.home).filter(title=title).first()
        return existing or self.add(self.home, model(title=title, summary=f"{title}: hamısı bir yerdə."))

    def add(self, parent, page):
        parent = Page.objects.get(pk=parent.pk)
        page.locale = parent.locale
        page.live = False
        parent.add_child(instance=page)
        return page

    def news(self, number):
        blocks = [
            block("heading", f"Görüş {number}"),
            block("text", prose(number, 3)),
            block(
                "quote",
                {"text": f"Biz {number} il gözlədik.", "person": self.person.pk, "role": "Müəllim", "language": ""},
            ),
            block("picture", {"image": self.picture(f"Zal {number}"), "caption": f"Görüş {number} zamanı"}),
            block("text", prose(number + 1000, 2)),
        ]
        return NewsPage(**self.texts(f"Xəbər {number}"), body=blocks)

    def standard(self, number):
        facts = [
            {"type": "item", "id": uid(), "value": {"name": f"Göstərici {n}", "value": f"{number}"}} for n in range(3)
        ]
        table = {
            "caption": f"Cədvəl {number}",
            "columns": [{"type": "text", "heading": "Ad"}, {"type": "number", "heading": "Say"}],
            "rows": [{"values": [f"Sətir {number}-{row}", row]} for row in range(4)],
        }
        blocks = [
            block("text", prose(number, 4)),
            block("fact_box", {"heading": f"Qısaca {number}", "facts": facts}),
            block("table", table),
            block("call_to_action", {"text": "", "label": "Layihəni oxuyun", "page": self.home.pk, "url": ""}),
        ]
        return StandardPage(**self.texts(f"Səhifə {number}"), body=blocks)

    def project(self, number):
        page = ProjectPage(
            **self.texts(f"Layihə {number}"),
            goal=f"Məqsəd {number}",
            main_idea=f"Əsas fikir {number}",
            expected_change=f"Gözlənilən dəyişiklik {number}",
            beneficiaries="Şagirdlər və müəllimlər",
            contact=self.person,
            body=[block("text", prose(number, 3)), block("heading", "Nəticələr"), block("text", prose(number + 1, 2))],
        )
        page.partners = [
            ProjectPartner(organisation=one, role="partner", note=f"Qeyd {number}") for one in self.partners
        ]
        page.places = [ProjectPlace(place=self.place)]
        page.themes = [ProjectTheme(theme=self.theme)]
        page.objectives = [Objective(title=f"Vəzifə {number}-{n}", text="Mətn") for n in range(3)]
        page.activities = [Activity(title=f"Tədbir {number}-{n}") for n in range(4)]
        page.indicators = [Indicator(label=f"Göstərici {number}-{n}", target=n) for n in range(3)]
        return page

    def texts(self, title):
        return {
            "title": title,
            "summary": f"{title}: bir cümlə ilə.",
            "lead_image": self.image,
            "lead_image_alt": f"{title}: şəkil",
        }

    def picture(self, alt):
        return {"image": self.image.pk, "alt_text": alt, "decorative": False}


def block(kind, value):
    return {"type": kind, "id": uid(), "value": value}


def prose(number, paragraphs):
    link = f'<a href="https://example.org/{number}">keçid</a>'
    return "".join(f"<p>Abzas {number}-{n}: gənclər <b>iştirak</b> edir, {link}.</p>" for n in range(paragraphs))


def uid():
    return str(uuid.uuid4())
