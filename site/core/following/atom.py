"""Django's Atom generator, with what it leaves out: full texts, other languages, names of categories."""

from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, rfc3339_date

ATOM = "application/atom+xml"
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class Atom(Atom1Feed):
    def add_root_elements(self, handler):
        feed = self.feed
        handler.addQuickElement("id", feed["id"])
        handler.addQuickElement("title", feed["title"])
        handler.addQuickElement("updated", rfc3339_date(self.latest_post_date()))
        if feed["subtitle"]:
            handler.addQuickElement("subtitle", feed["subtitle"])
        add_author(handler, feed["author_name"], feed["author_link"])
        add_link(handler, "self", feed["feed_url"], ATOM, feed["language"])
        add_link(handler, "alternate", feed["link"], "text/html", feed["language"])
        for language, address in feed["alternates"]:
            add_link(handler, "alternate", address, ATOM, language)

    def latest_post_date(self):
        """Django's says “now” of a feed without entries, which would be another feed each time."""
        return self.feed["updated"] or NEVER

    def add_item_elements(self, handler, item):
        language = self.feed["language"]
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("title", item["title"])
        if item["pubdate"]:
            handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        add_link(handler, "alternate", item["link"], "text/html", language)
        for other, address in item["alternates"]:
            add_link(handler, "alternate", address, "text/html", other)
        term, label = item["kind"]
        handler.addQuickElement("category", "", {"term": term, "label": label})
        if item["description"]:
            handler.addQuickElement("summary", item["description"])
        handler.addQuickElement("content", item["content"], {"type": "html"})


def add_author(handler, name, address):
    handler.startElement("author", {})
    handler.addQuickElement("name", name)
    handler.addQuickElement("uri", address)
    handler.endElement("author")


def add_link(handler, rel, address, kind, language):
    handler.addQuickElement("link", "", {"rel": rel, "href": address, "type": kind, "hreflang": language})
