from datetime import datetime, time

from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.blocks import BodyBlock
from core.fields import AddressLanguageField, StreamField, facts
from core.following import InCalendar
from core.images import prepare
from core.indexes import read_off_its_index
from core.listing import by_choices, by_year
from core.models import IndexPage
from core.validation import refuse_end_before_start
from news.calendar import entry_of
from projects.models import DatedPage
from projects.models.filters import by_place, by_project


class EventKind(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    TRAINING = "training", _("Training")
    PRESENTATION = "presentation", _("Presentation")
    SEMINAR = "seminar", _("Seminar")
    ROUND_TABLE = "round_table", _("Round table")
    OTHER = "other", _("Other")


class EventStatus(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


LAST_MOMENT = Coalesce("ends_at", "starts_at")


class EventQuerySet(PageQuerySet):
    """An event is upcoming until it is over; without an end it lasts until midnight of its day in the site's zone.

    Every event with a start is in exactly one of :meth:`upcoming` and :meth:`past`, at every moment.
    """

    def _not_over(self, now):
        return models.Q(ends_at__gte=now) | models.Q(ends_at__isnull=True, starts_at__gte=midnight(now))

    def upcoming(self, now=None):
        now = now or timezone.now()
        # What ended before today is read off the index; the rest is looked at.
        recent = self.alias(last_moment=LAST_MOMENT).filter(last_moment__gte=midnight(now))
        return recent.filter(self._not_over(now), starts_at__isnull=False).order_by("starts_at", "pk")

    def past(self, now=None):
        now = now or timezone.now()
        return self.filter(starts_at__isnull=False).exclude(self._not_over(now)).order_by(LAST_MOMENT.desc(), "-pk")

    def ends_between(self, start, end):
        """The moments at which an event that readers see is over."""
        return self.live().filter(ends_at__gte=start, ends_at__lt=end).values_list("ends_at", flat=True).distinct()

    def for_cards(self):
        return self.select_related("lead_image", "place")


def midnight(now):
    return timezone.make_aware(datetime.combine(timezone.localtime(now).date(), time.min))


class EventPage(InCalendar, DatedPage):
    """Something that happens at a time and a place: a meeting, a training, a presentation. It may last several days.

    Times are stored in UTC and shown in the site's zone. An event without an end lasts until midnight.
    """

    # Facts
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind, default=EventKind.MEETING)
    starts_at = models.DateTimeField(_("starts at"), null=True)
    ends_at = models.DateTimeField(
        _("ends at"), null=True, blank=True, help_text=_("Left empty: until the end of the day.")
    )
    online_url = models.URLField(_("online address"), blank=True)
    online_url_language = AddressLanguageField()
    status = models.CharField(_("status"), max_length=9, choices=EventStatus, default=EventStatus.SCHEDULED)

    # A registry record
    place = models.ForeignKey(
        "projects.Place", verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # Prose
    venue = models.CharField(_("venue"), max_length=200, blank=True, help_text=_("The building and the room."))
    audience = models.CharField(
        _("audience"), max_length=200, blank=True, help_text=_("Who it is for, in a few words.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    date_field = "starts_at"
    override_translatable_fields = [
        *DatedPage.override_translatable_fields,
        *facts("kind", "starts_at", "ends_at", "online_url", "online_url_language", "status"),
    ]
    serve_related = (*DatedPage.serve_related, "place__parent__parent")
    when_and_where = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("place"), FieldPanel("venue")]),
            FieldRowPanel([FieldPanel("online_url"), FieldPanel("online_url_language")]),
            FieldPanel("status"),
        ],
        heading=_("When and where"),
    )
    content_panels = [
        *DatedPage.content_panels,
        FieldPanel("kind"),
        when_and_where,
        FieldPanel("project"),
        FieldPanel("audience"),
        FieldPanel("body"),
    ]
    search_fields = [*DatedPage.search_fields, index.SearchField("audience"), index.FilterField("starts_at")]
    parent_page_types = ["news.EventIndexPage"]
    subpage_types = []
    card_turn = 60
    template = "pages/event_page.html"
    entry_template = "feeds/event.html"

    objects = PageManager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(LAST_MOMENT.desc(), models.F("page_ptr").desc(), name="events_latest_first")]

    def clean(self):
        super().clean()
        refuse_end_before_start(self, "starts_at", "ends_at", _("An event can't end before it starts."))

    @classmethod
    def day(cls):
        return TruncDate("starts_at")

    @classmethod
    def for_calendar(cls, events):
        """The latest first, with what a calendar says of them, and without their texts."""
        dated = events.filter(starts_at__isnull=False, alias_of__isnull=True).order_by("-starts_at", "-pk")
        return dated.select_related("place__parent__parent").defer_streamfields()

    def calendar_entry(self, address, source):
        return entry_of(self, address, source) if self.starts_at else None

    @property
    def takes_place(self):
        return self.status not in {EventStatus.CANCELLED, EventStatus.POSTPONED}

    @property
    def is_over(self):
        if self.starts_at is None:
            return False
        if self.ends_at:
            return self.ends_at < timezone.now()
        return timezone.localtime(self.starts_at).date() < timezone.localdate()


class EventIndexPage(IndexPage):
    """Upcoming events first, then the past ones, page by page."""

    item_model = EventPage
    filters = (
        by_choices("kind", _("Kind"), EventKind.choices),
        by_project(),
        by_place("place"),
        by_year(_("Year"), "starts_at"),
    )
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.EventPage", "news.RoundTablePage"]
    follows_site_calendar = True
    template = "pages/event_index_page.html"

    class Meta:
        verbose_name = _("event list")
        verbose_name_plural = _("event lists")

    def items(self):
        return read_off_its_index(super().items().for_cards().filter(starts_at__isnull=False))

    def in_order(self, items):
        return items.past()

    def calendar_pages(self):
        return EventPage.for_calendar(super().items())

    @cached_property
    def upcoming(self):
        return list(self.items().upcoming())

    def number_of_items(self):
        """An event is over without any change of the site: the past ones are those that are not upcoming now."""
        return super().number_of_items() - len(self.upcoming)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        upcoming = self.upcoming
        if context["is_filtered"]:
            upcoming = list(self.narrowed_items(context["filters"]).upcoming())
        prepare([event.lead_image for event in upcoming], "card")
        return {**context, "upcoming": upcoming}
