"""What stands on the page: plain texts and the files of logos, the same for HTML and PDF, so that the two can't differ."""

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.languages import format_date, upper
from core.sites import identity
from core.templatetags.shown import date_range, grouped_by_choice, measured, number
from core.typesetting import qr_svg
from core.typesetting.letters import breakable
from projects.one_page.budgets import LETTERS, NAME, NAME_ASIDE, ROW_LETTERS, ROWS, allowed, clipped, ordered
from projects.one_page.logos import own_logo, partner_logos


def summary(page):
    """The page as ``{title, facts, sections, …}`` in its own language. A text of another language is ``{text, lang}``."""
    with translation.override(page.language):
        return _summary(page)


def _summary(page):
    owner = identity(page.language)
    address = page.full_url or ""
    objectives, indicators = ordered(page, "objectives"), ordered(page, "indicators")
    return {
        "language": page.language,
        "site": owner.name,
        "logo": own_logo(owner),
        "label": upper(_("One-page summary"), page.language),
        "title": text_of(page, "title"),
        "summary": text_of(page, "summary"),
        "facts": facts(page),
        "goal": section(_("Goal"), page, "goal"),
        "main_idea": section(_("Main idea"), page, "main_idea"),
        "expected_change": section(_("Expected change"), page, "expected_change"),
        "objectives": {
            "heading": _("Objectives"),
            "rows": [
                {"number": row.number or place, "text": row_text(page, "objectives", row)}
                for place, row in enumerate(objectives[: ROWS["objectives"]], 1)
            ],
            "more": more(objectives, "objectives"),
        },
        "results": {
            "heading": _("Results"),
            "columns": [_("What is measured"), _("Target"), _("Actual")],
            "rows": [indicator(page, row) for row in indicators[: ROWS["indicators"]]],
            "more": more(indicators, "indicators"),
        },
        "partners": partners(page),
        "logos": logos(page, owner),
        "acknowledgement": acknowledgement(page),
        "address": address,
        "shown_address": address.split("://", 1)[-1].rstrip("/"),
        "scan": _("The whole project, with its documents and news:"),
        "qr": qr_svg(address) if address else "",
        "qr_alt": _("QR code: the address of this project on the web"),
        "made": " · ".join(filter(None, [owner.name, as_of(page)])),
        "hue": owner.hue if hasattr(owner, "hue") else 200,
    }


def text_of(page, name):
    return breakable(clipped(getattr(page, name), allowed(LETTERS[name], page.language)))


def row_text(page, relation, row):
    name = next(field for one, field in ROW_LETTERS if one == relation)
    return breakable(clipped(getattr(row, name), allowed(ROW_LETTERS[relation, name], page.language)))


def section(heading, page, name):
    return {"heading": heading, "text": text_of(page, name)}


def facts(page):
    """``[(label, values)]`` of those that are known."""
    places = [path_of(row.place) for row in page.places.select_related("place__parent__parent")]
    schools = [name_of(row.school, NAME_ASIDE) for row in page.schools.select_related("school")]
    contact = [name_of(page.contact, NAME_ASIDE)] if page.contact else []
    budget = [{"text": f"{number(page.budget)} {page.currency}", "lang": ""}] if page.budget is not None else []
    beneficiaries = text_of(page, "beneficiaries")
    found = [
        (_("When"), [plain(when(page))]),
        (_("Status"), [plain(page.status.label)]),
        (_("Where"), limited(places, "places")),
        (_("Target schools"), limited(schools, "schools")),
        (_("Who benefits"), [plain(beneficiaries)]),
        (_("Budget"), budget),
        (_("Contact"), contact),
    ]
    return [{"label": str(label), "values": values} for label, values in found if any(one["text"] for one in values)]


def when(page):
    return strip_tags(date_range(page.starts_on, page.ends_on))


def partners(page):
    """``{heading, groups, more}``: by role, as many as there is room for."""
    rows = page.partner_rows
    groups = [
        {"label": str(label), "names": [name_of(row.organisation) for row in members]}
        for label, members in grouped_by_choice(rows[: ROWS["partners"]], "role")
    ]
    return {"heading": _("Partners"), "groups": groups, "more": more(rows, "partners")}


def logos(page, owner):
    """A file each and, if the name stands nowhere on the page, that: who listens to it hears nobody twice."""
    told = {row.organisation_id for row in [*page.partner_rows[: ROWS["partners"]], *thanked(page)]}
    return [
        {**file, **(plain("") if organisation.pk in told else name_of(organisation))}
        for organisation, file in partner_logos(page, owner)
    ]


def thanked(page):
    return page.funders[: ROWS["partners"]]


def acknowledgement(page):
    names = ", ".join(dict.fromkeys(name_of(row.organisation)["text"] for row in thanked(page)))
    if not names:
        return ""
    return _("This project is carried out with the financial support of: %(funders)s.") % {"funders": names}


def indicator(page, row):
    return {
        "label": row_text(page, "indicators", row),
        "target": measured(row.target, row.unit) or "–",
        "actual": _("not known yet") if row.actual is None else measured(row.actual, row.unit),
        "is_known": row.actual is not None,
    }


def as_of(page):
    published = page.last_published_at
    return _("As of %(date)s") % {"date": format_date(published, page.language)} if published else ""


def limited(values, relation):
    rest = more(values, relation)
    return [*values[: ROWS[relation]], *([plain(rest)] if rest else [])]


def more(rows, relation):
    rest = len(rows) - ROWS[relation]
    return ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest} if rest > 0 else ""


def plain(text):
    return {"text": str(text), "lang": ""}


def name_of(record, letters=NAME):
    """A name from the registries, with its language where that is not the page's."""
    foreign = getattr(record, "text_language", "")
    lang = foreign if foreign and foreign != translation.get_language() else ""
    return {"text": breakable(clipped(record, letters)), "lang": lang}


def path_of(place):
    """“Hövsan, Suraxanı, Bakı”"""
    names, one = [], place
    while one is not None and len(names) < 3:
        names.append(str(one))
        one = one.parent
    return {**name_of(place), "text": breakable(clipped(", ".join(names), NAME_ASIDE))}
