"""News, events and publications."""

from django.utils import timezone

from core.structured_data import describe, file, lead_picture, moment, text
from core.templatetags.links import localized
from news.models import EventPage, NewsPage, PublicationPage, RoundTablePage
from news.models.event import EventKind, EventStatus
from projects.structured_data import address_of, geo, project_named

EDUCATIONAL = {EventKind.TRAINING, EventKind.SEMINAR}
STATUSES = {
    EventStatus.SCHEDULED: "EventScheduled",
    EventStatus.HELD: "EventScheduled",  # there is no word for it: it took place as it was scheduled
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}
ATTENDANCE = {  # (at a place, online)
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
    (True, True): "MixedEventAttendanceMode",
}
NO_HOUR = {(0, 0), (23, 59)}  # an hour that stands for “not known”


@describe.register
def _(page: NewsPage, frame):
    published = page.date.isoformat() if page.date else page.first_published_at and moment(page.first_published_at)
    return text(
        page,
        frame,
        "NewsArticle",
        headline=page.title,
        datePublished=published,
        author=frame.publisher,
        about=[project_named(page.project_id, frame), event_named(page.event_id, frame)],
    )


def event_named(event_id, frame):
    """Without a type: half an event is worse than none."""
    found = localized({"request": frame.request}, event_id)
    return found and {
        "@id": frame.id(found["key"]),
        "name": found["title"],
        "url": frame.address(found["url"]),
    }


@describe.register
def _(page: PublicationPage, frame):
    return text(
        page,
        frame,
        "Report",
        headline=page.title,
        genre=page.get_kind_display(),
        datePublished=page.date and page.date.isoformat(),
        author=frame.publisher,
        publisher=describe(page.publisher, frame) if page.publisher else frame.publisher,
        about=project_named(page.project_id, frame),
        encoding=[file(row.document, frame) for row in page.files.select_related("document")],
    )


@describe.register
def _(event: EventPage, frame):
    """``None`` without a time or a place: nobody could go there."""
    places = where(event, frame)
    if not event.starts_at or not places:
        return None
    return {
        "@type": "EducationEvent" if event.kind in EDUCATIONAL else "Event",
        "@id": frame.id(event.translation_key),
        "url": event.get_full_url(frame.request),
        "mainEntityOfPage": {"@id": frame.id(event.translation_key, "page", frame.language)},
        "name": event.title,
        "description": event.summary,
        "startDate": when(event.starts_at),
        "endDate": event.ends_at and when(event.ends_at),
        "eventStatus": f"https://schema.org/{STATUSES[event.status]}",
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[is_at_a_place(event), bool(event.online_url)]}",
        "location": places if len(places) > 1 else places[0],
        "organizer": frame.publisher,
        "performer": performers(event, frame),
        "audience": event.audience and {"@type": "Audience", "audienceType": event.audience},
        "about": project_named(event.project_id, frame),
        "image": lead_picture(event, frame),
    }


def when(value):
    """With the zone of the site; a day only where the hour is not known."""
    local = timezone.localtime(value)
    return local.date().isoformat() if (local.hour, local.minute) in NO_HOUR else moment(value)


def is_at_a_place(event):
    return bool(event.place or event.venue)


def where(event, frame):
    places = []
    if is_at_a_place(event):
        places.append(
            {
                "@type": "Place",
                "name": event.venue or event.place.name,
                "address": address_of(event.place, street=event.venue),
                "geo": event.place and geo(event.place),
            }
        )
    if event.online_url:  # which the page shows only while somebody can still join
        is_open = not event.is_over and event.status != EventStatus.CANCELLED
        address = event.online_url if is_open else event.get_full_url(frame.request)
        places.append({"@type": "VirtualLocation", "url": address})
    return places


def performers(event, frame):
    if not isinstance(event, RoundTablePage):
        return []
    speakers = event.speakers.select_related("person__organisation", "organisation")
    return [speaker(row, frame) for row in speakers]


def speaker(row, frame):
    """With the organisation for which they spoke on the day."""
    person = describe(row.person, frame)
    return {**person, "affiliation": describe(row.organisation, frame)} if row.organisation else person
