"""How things are shown: days and hours, numbers, files, names in the language they are in. No query anywhere."""

import re
from decimal import Decimal
from urllib.parse import urlsplit

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, pgettext

from core.days import has_hour
from core.languages import content_languages, format_date, format_percent, source_language
from core.models import BasePage

register = template.Library()


# Days and hours


@register.filter
def localdate(value, form="date"):
    """A day as people write it in the language of the page; ``form`` is date or day_month."""
    return format_date(value, form=form) if value else ""


@register.filter
def month_of(value):
    """The month as it stands beside a day: “noyabr”, “November”."""
    return re.sub(r"\d+", "", format_date(value, form="day_month")).strip(" .,") if value else ""


@register.filter
def localday(value):
    """The day of a moment in the site's zone."""
    if value and hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    return value


@register.simple_tag
def day(value):
    """One day, or the local day of a moment, as a ``time`` element."""
    return _time(localday(value)) if value else ""


@register.simple_tag
def date_range(starts_on, ends_on):
    """Two days as one stretch: “1 September – 30 November 2022”. An open side stays open: “1 September 2022 – …”."""
    if not starts_on and not ends_on:
        return ""
    if starts_on == ends_on:
        return _time(starts_on)
    is_same_year = starts_on and ends_on and starts_on.year == ends_on.year
    first = _time(starts_on, form="day_month" if is_same_year else "date") if starts_on else "…"
    return format_html("{}\N{NO-BREAK SPACE}– {}", first, _time(ends_on) if ends_on else "…")


@register.simple_tag
def event_when(event):
    """When an event is, in the site's zone: a day with its hours, or several days. Midnight means “hour not known”."""
    if not event.starts_at:
        return ""
    start = timezone.localtime(event.starts_at)
    end = timezone.localtime(event.ends_at) if event.ends_at else None
    if end is None or end.date() == start.date():
        when = _time(start, _moment(start))
        return format_html("{}–{}", when, _time(end, _clock(end))) if end and _clock(end) and end != start else when
    if not _clock(start) and not _clock(end):
        return date_range(start.date(), end.date())
    return format_html("{}\N{NO-BREAK SPACE}– {}", _time(start, _moment(start)), _time(end, _moment(end)))


@register.simple_tag
def item_when(item):
    """When a page of any kind is or was, if it has a day at all: for lists of all sorts of pages."""
    if getattr(item, "starts_at", None):
        return event_when(item)
    if hasattr(item, "starts_on"):
        return date_range(item.starts_on, item.ends_on)
    return day(getattr(item, "date", None))


@register.filter
def time_zone(value):
    """The site's zone at that moment: “UTC+4”. Empty where no hour is shown."""
    local = timezone.localtime(value)
    if not _clock(local):
        return ""
    minutes = int(local.utcoffset().total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes >= 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _moment(local):
    clock = _clock(local)
    return f"{format_date(local)}, {clock}" if clock else format_date(local)


def _clock(local):
    return f"{local:%H:%M}" if has_hour(local) else ""


def _time(value, text=None, form="date"):
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text or format_date(value, form=form))


# Numbers, files, texts


@register.filter
def number(value):
    """With the separators of the language and no more decimals than it has: 1 250, 12,5."""
    if value is None or value == "":
        return ""
    value = Decimal(str(value))
    value = value.quantize(1) if value == value.to_integral_value() else value.normalize()
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def measured(value, unit):
    """A value of an indicator in its unit; the unit “number” and money need no sign."""
    if value is None:
        return ""
    if unit == "yes_no":
        return gettext("yes") if value else gettext("no")
    return percent(value) if unit == "percent" else number(value)


@register.filter
def percent(value):
    return format_percent(number(value)) if value is not None and value != "" else ""


@register.filter
def document_facts(document):
    """What a reader wants to know before opening a file: its language, kind, size, pages and version."""
    language = format_html('<span lang="{}">{}</span>', document.language, language_name(document.language))
    size = f", {filesizeformat(document.file_size)}" if document.file_size else ""
    facts = [language, document.file_extension.upper() + size]
    if document.pages:
        facts.append(pgettext("of a document", "Pages") + f": {number(document.pages)}")
    if document.version:
        facts.append(pgettext("of a document", "Version") + f": {document.version}")
    return format_html_join(" · ", "{}", ((fact,) for fact in facts))


@register.filter
def host(url):
    """Whose site an address leads to: “youtube.com”."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def dialable(phone):
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


@register.filter
def kind_name(page):
    """What sort of page it is, in words; for a page that is not loaded as its own type as well."""
    model = page.cached_content_type.model_class() if hasattr(page, "cached_content_type") else type(page)
    model = model or type(page)
    return model.kind_for_readers()[1] if issubclass(model, BasePage) else model._meta.verbose_name


@register.filter
def grouped_by_choice(rows, field_name):
    """``[(label, rows)]`` in the order of the field's choices, without the choices nobody made."""
    rows = list(rows)
    choices = rows[0]._meta.get_field(field_name).flatchoices if rows else []
    groups = [(label, [row for row in rows if getattr(row, field_name) == value]) for value, label in choices]
    return [(label, members) for label, members in groups if members]


@register.filter
def as_paragraphs(text):
    """Plain text of an editor with its paragraphs and line breaks."""
    if not text:
        return ""
    paragraphs = re.split(r"\n{2,}", text.strip().replace("\r\n", "\n"))
    lines = (format_html_join(mark_safe("<br>"), "{}", ((line,) for line in one.split("\n"))) for one in paragraphs)
    return format_html_join("\n", "<p>{}</p>", ((one,) for one in lines))


# Names and the language they are in


@register.filter
def language_name(code):
    """A language's name in that language itself."""
    return dict(content_languages()).get(code, code)


@register.filter
def lang_attr(code):
    """`` lang="…"`` where a text is in another language than the page; takes a code or a registry record."""
    code = getattr(code, "text_language", code)
    return format_html(' lang="{}"', code) if code and code != current_language() else ""


@register.filter
def language_note(code):
    """“(English)” behind a link that opens something in another language than the page."""
    attribute = lang_attr(code)
    return format_html(" (<span{}>{}</span>)", attribute, language_name(code)) if attribute else ""


@register.filter
def record_name(record):
    """The name of a registry record, marked with its language where that is not the page's."""
    if not record:
        return ""
    attribute = lang_attr(record)
    return format_html("<span{}>{}</span>", attribute, record) if attribute else format_html("{}", record)


@register.filter
def record_names(rows, attribute="organisation"):
    """The names of the records to which rows refer, each once, with commas between."""
    records = {}
    for row in rows:
        record = getattr(row, attribute)
        records[record.pk] = record
    return format_html_join(", ", "{}", ((record_name(record),) for record in records.values()))


@register.filter
def place_path(place):
    """A place with the places it lies in, as far as they are loaded: “Hövsan, Suraxanı, Bakı”."""
    return format_html_join(", ", "{}", ((record_name(one),) for one in place_chain(place)))


def place_names(place):
    """The same as plain texts."""
    return [str(one) for one in place_chain(place)]


def place_chain(place):
    chain = []
    while place is not None and len(chain) < 6:
        chain.append(place)
        is_loaded = place.parent_id and type(place)._meta.get_field("parent").is_cached(place)
        place = place.parent if is_loaded else None
    return chain


def current_language():
    return translation.get_language() or source_language()
