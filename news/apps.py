from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self):
        from core import moments
        from core.open_data import register
        from news import structured_data  # noqa: F401
        from news.models import EventPage
        from news.open_data.events import EVENTS
        from news.open_data.publications import PUBLICATIONS

        register(EVENTS, PUBLICATIONS)
        moments.register(lambda start, end: EventPage.objects.order_by().ends_between(start, end))
