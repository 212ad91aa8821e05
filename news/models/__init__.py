from news.models.event import EventIndexPage, EventPage
from news.models.news import NewsIndexPage, NewsPage
from news.models.publication import PublicationIndexPage, PublicationPage
from news.models.round_table import RoundTablePage

__all__ = [
    "EventIndexPage",
    "EventPage",
    "NewsIndexPage",
    "NewsPage",
    "PublicationIndexPage",
    "PublicationPage",
    "RoundTablePage",
]
