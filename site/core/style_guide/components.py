"""Every component and block with the states in which it is to be looked at: ``{path: [(state, context)]}``."""

from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from core.languages import content_languages, source_language
from core.style_guide import samples
from core.style_guide.samples import Sample
from core.style_guide.tables import block_tables, tables
from core.style_guide.words import texts


def states():
    text = texts()
    components = {
        **pages(text),
        **lists(text),
        **facts(text),
        **projects(text),
        **tables(text),
        **events(text),
        **files_and_forms(text),
    }
    return {f"components/{name}": found for name, found in components.items()} | {
        f"blocks/{name}": [(state, {"value": value}) for state, value in found] for name, found in blocks(text).items()
    }


def pages(text):
    picture = samples.picture()
    return {
        "home_header": [("", {"page": samples.page(lead_image=picture), "projects": {"section": samples.page()}})],
        "figures": [("", {"figures": [(text["short"], 3), (text["group"], 1250), (text["place"], 54)]})],
        "page_header": [
            ("with a picture", {"page": samples.page(lead_image=picture), "kind": _("Project")}),
            ("without", {"page": samples.page(summary=""), "kind": _("News"), "date": date(2022, 11, 29)}),
        ],
        "section_head": [("", {"heading": text["short"], "section": samples.page(title=text["short"])})],
        "prose_section": [("", {"heading": text["short"], "text": text["paragraphs"]})],
        "translation_notice": [("", {"page": samples.page()})],
        "share_links": [("", {"meta": {"title": text["title"], "canonical": "https://example.org/"}})],
        "outside_link": [
            ("", {"url": "https://example.org/"}),
            ("to another language", {"url": "https://example.org/", "language": content_languages()[-1][0]}),
        ],
        "shared_draft_notice": [("", {"until": datetime(2022, 11, 29, 6, tzinfo=UTC)})],
        "localized_link": [("", {"target": {"title": text["title"], "url": "#", "language": source_language()}})],
    }


def lists(text):
    with_picture = {"lead_image": samples.picture()}
    return {
        "project_card": [
            ("", {"project": samples.page(**with_picture)}),
            ("without a picture, still open", {"project": samples.page(title=text["short"], ends_on=None)}),
        ],
        "news_card": [
            ("", {"news": samples.page(**with_picture)}),
            ("without a picture and a summary", {"news": samples.page(summary="")}),
        ],
        "publication_card": [("", {"publication": samples.page(get_kind_display=_("Guide"), **with_picture)})],
        "filters": [
            ("", {"page": samples.page(), "filters": samples.choices(), "page_of_items": samples.pages_of(30, 1)}),
            ("one chosen", {"page": samples.page(), "filters": samples.choices(), "is_filtered": True}),
        ],
        "list_state": [
            ("some", {"page_of_items": samples.pages_of(30, 1)}),
            ("none", {"page_of_items": samples.pages_of(0, 1)}),
            ("none with these filters", {"page_of_items": samples.pages_of(0, 1), "is_filtered": True}),
        ],
        "follow": [
            ("", {"ways": {"feed": "#", "calendar": "#", "webcal": "#"}}),
            ("without a calendar", {"ways": {"feed": "#"}}),
        ],
        "pagination": [
            ("first", {"page_of_items": samples.pages_of(30, 1)}),
            ("in the middle", {"page_of_items": samples.pages_of(240, 10)}),
            ("last", {"page_of_items": samples.pages_of(30, 3)}),
        ],
        "subpage_list": [("", {"subpages": [samples.page()], "heading": text["short"], "with_kind": True})],
    }


def facts(text):
    facts = [{"name": text["short"], "value": text["place"]}, {"name": text["question"], "value": text["summary"]}]
    return {
        "fact_list": [("", {"facts": facts})],
        "contacts": [("", {"identity": samples.identity()})],
        "organisation": [("", {"organisation": samples.organisation(), "note": text["role"]})],
        "school_name": [("", {"school": Sample(text["organisation"], place=Sample(text["place"]))})],
    }


def projects(text):
    objective = {"row": Sample(number=1, title=text["short"], text=text["paragraphs"])}
    entry = {"date": date(2022, 9, 9), "kind": _("News"), "title": text["title"], "url": "#"}
    later = {**entry, "date": date(2022, 11, 29), "kind": _("Round table"), "title": text["short"]}
    return {
        "project_facts": [("", {"project": samples.page(), "places": [samples.page()]})],
        "objective_list": [("", {"objectives": [{**objective, "activities": samples.activities()}]})],
        "activity_list": [("", {"activities": samples.activities()})],
        "partner_list": [
            ("", {"partners": [samples.partner("funder"), samples.partner("partner")], "funders": []}),
        ],
        "project_data": [
            ("", {"project": Sample(data_files=[("#", "iati.xml"), ("#", "data.json"), ("#", "data.csv")])})
        ],
        "timeline": [("several entries", {"timeline": [entry, later, entry]}), ("one", {"timeline": [later]})],
        "distribution_list": [
            (
                "",
                {
                    "distributions": [
                        Sample(get_channel_display=text["short"], organisation=None, date=date(2022, 9, 9))
                    ]
                },
            )
        ],
    }


def events(text):
    speaker = Sample(
        person=Sample(text["person"], shown_photo=None), role=text["role"], organisation=None, part="opened"
    )
    speaker.summary, speaker.get_part_display = text["paragraphs"], _("Opened the meeting")
    suggestion = Sample(number=1, text=text["summary"], by=Sample(text["person"]))
    proposal = Sample(number=3, get_status_display=_("Accepted"))
    return {
        "event_card": [
            ("", {"event": samples.event()}),
            ("cancelled", {"event": samples.event("cancelled")}),
        ],
        "event_list": [("", {"events": [samples.event(), samples.event("postponed")]})],
        "event_facts": [("", {"event": samples.event()})],
        "event_notice": [
            ("cancelled", {"event": samples.event("cancelled")}),
            ("postponed", {"event": samples.event("postponed")}),
        ],
        "add_to_calendar": [("", {"address": "#"})],
        "event_status": [("", {"event": samples.event("cancelled")})],
        "date_block": [("", {"moment": datetime(2022, 11, 29, 6, tzinfo=UTC)})],
        "speaker_list": [("", {"speakers": [speaker, speaker]})],
        "suggestion_list": [
            (
                "",
                {
                    "page": Sample(suggestions_outcome="listed", package_id=None),
                    "suggestions": [(suggestion, proposal)],
                },
            ),
            ("none made", {"page": Sample(suggestions_outcome="none_made", package_id=None)}),
            ("not known yet", {"page": Sample(suggestions_outcome="not_yet", package_id=None)}),
        ],
    }


def files_and_forms(text):
    row = Sample(document=samples.document(), get_stage_display=_("Draft"))
    return {
        "document_list": [("", {"rows": [row, row], "heading": text["short"]})],
        "document_row": [("", {"document": samples.document(), "title": text["title"]})],
        "form": [
            ("", {"form": samples.form(), "action": "#", "days": 365, "privacy": {"title": text["short"], "url": "#"}}),
            ("with errors", {"form": samples.form(is_wrong=True), "action": "#"}),
        ],
        "form_privacy": [("without a privacy page", {"days": 365})],
        "privacy_reading": [("", {})],
        "privacy_kept": [("", {})],
        "privacy_rights": [("", {"identity": samples.identity(), "forms": [samples.page(title=text["short"])]})],
        "form_errors": [("", {"form": samples.form(is_wrong=True)})],
    }


def blocks(text):
    image, words = samples.picture(), text["paragraphs"]
    fact = {"name": text["role"], "value": text["place"]}
    item, captioned = {"image": image, "caption": ""}, {"image": image, "caption": text["summary"]}
    with_picture = {
        "picture": [
            ("with a caption", {"image": image, "caption": text["summary"]}),
            ("without", {"image": image, "caption": ""}),
        ],
        "gallery": [
            ("one caption for all", {"caption": text["short"], "images": [item] * 3}),
            ("captions of their own", {"caption": text["short"], "images": [captioned, item] * 3}),
            ("one picture", {"caption": "", "images": [captioned]}),
        ],
    }
    return {
        "quote": [
            ("somebody's", {"text": words, "person": Sample(text["person"]), "role": text["role"]}),
            ("nobody's", {"text": text["summary"]}),
        ],
        "table": block_tables(text),
        "fact_box": [("", {"heading": text["short"], "facts": [fact, fact]})],
        "call_to_action": [
            ("", {"text": text["question"], "label": text["short"], "url": "#"}),
            ("the button alone", {"text": "", "label": text["question"], "url": "#"}),
        ],
        "video": [
            ("with a picture", {"url": "https://example.org/", "title": text["title"], "poster": image}),
            ("without", {"url": "https://example.org/", "title": text["title"], "poster": None}),
        ],
        "document": [("", {"document": samples.document(), "title": ""})],
        **(with_picture if image else {}),
    }
