"""What the components are shown with: things that look like our records and need no database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page

from core.languages import source_language
from core.listing import Choice
from core.locales import source_locale
from core.style_guide.words import texts


class Options:
    """As much of a model's ``_meta`` as a template asks for."""

    verbose_name = "sample"

    def get_field(self, name):
        choices = [("funder", _("Funder")), ("partner", _("Partner"))]
        return SimpleNamespace(flatchoices=choices, is_cached=lambda record: False)


class Sample(SimpleNamespace):
    _meta = Options()
    parent_id = parent = None

    def __init__(self, name="", **fields):
        super().__init__(name=name, text_language=None, **{**{"url": "#", "lead_image": None}, **fields})

    def __str__(self):
        return self.name

    def __hash__(self):
        return id(self)


class SamplePage(Sample):
    @property
    def __class__(self):  # `pageurl` takes nothing but pages
        return Page

    def get_url(self, *args, **kwargs):
        return "#"


def picture():
    """One of the site's own, if it has any: renditions can't be had without."""
    return get_image_model().objects.filter(width__gt=F("height")).first()


def page(**fields):
    text = texts()
    given = {
        "pk": 0,
        "locale_id": source_locale().pk,
        "title": text["title"],
        "summary": text["summary"],
        "date": date(2022, 11, 29),
        "starts_at": datetime(2022, 11, 29, 6, tzinfo=UTC),
        "ends_at": datetime(2022, 11, 29, 9, tzinfo=UTC),
        "starts_on": date(2022, 9, 1),
        "ends_on": date(2022, 11, 30),
        "place": Sample(text["place"]),
        "status": SimpleNamespace(label=_("Completed")),
        "get_kind_display": _("News"),
        "get_status_display": _("Planned"),
        "lead_image_alt": "",
        "last_published_at": datetime(2022, 12, 1, 6, tzinfo=UTC),
    }
    return SamplePage(**{**given, **fields})


def event(status="planned", **fields):
    labels = {"planned": _("Planned"), "cancelled": _("Cancelled"), "postponed": _("Postponed")}
    given = {
        "status": status,
        "get_status_display": labels[status],
        "get_kind_display": _("Round table"),
        "venue": "",
        "online_url": "https://example.org/",
        "audience": texts()["group"],
        "project_id": None,
        "is_over": False,
    }
    return page(**{**given, **fields})


def organisation(**fields):
    return Sample(texts()["organisation"], **{"logo": picture(), "url": "https://example.org/", **fields})


def identity():
    return Sample(texts()["organisation"], address=texts()["place"], phone="+994 12 000 00 00", email="x@example.org")


def partner(role, **fields):
    record = organisation(**fields)
    record.pk = id(record)
    return Sample(role=role, organisation=record, note=texts()["role"])


def document(**fields):
    given = {
        "title": texts()["short"],
        "language": source_language(),
        "file_size": 20_480,
        "file_extension": "pdf",
        "pages": 4,
        "version": "2",
    }
    return Sample(**{**given, **fields})


def activities():
    text = texts()
    return [
        Sample(title=text["summary"], get_state_display=_("Completed"), starts_on=date(2022, 9, 9), ends_on=None),
        Sample(title=text["short"], get_state_display=_("Planned"), starts_on=None, ends_on=None),
    ]


def indicator(**fields):
    given = {"label": texts()["group"], "note": "", "unit": "number", "baseline": None, "target": 175, "actual": 168}
    return Sample(get_level_display=_("Output"), **{**given, **fields})


def question(bar=None, **fields):
    answers = [
        {"label": label, "count": count, "percent": 2 * count, "bar": bar}
        for label, count in zip(texts()["answers"], (12, 20, 18), strict=True)
    ]
    return Sample(number=1, text=texts()["question"], **{"base": 50, "answers": answers, **fields})


def choices():
    options = [("1", texts()["short"]), ("2", texts()["title"])]
    return [Choice("theme", _("Theme"), options, "1", None), Choice("year", _("Year"), [("2022", "2022")], "", None)]


def pages_of(count, number):
    return Paginator(range(count), 12).page(number)


def form(is_wrong=False):
    class SampleForm(forms.Form):
        token_name, trap_name, token = "sample-token", f"sample-trap-{is_wrong:d}", "x"
        name = forms.CharField(label=_("Your name"), max_length=80)
        message = forms.CharField(label=_("Your message"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
        kind = forms.ChoiceField(
            label=texts()["question"],
            choices=list(enumerate(texts()["answers"])),
            widget=forms.RadioSelect,
            help_text=texts()["role"],
        )
        agreed = forms.BooleanField(label=texts()["summary"])

    return SampleForm({} if is_wrong else None, prefix="wrong" if is_wrong else "sample")
