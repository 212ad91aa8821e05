"""A strict reader of Atom (RFC 4287): what it names is what a feed gets wrong."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[^\s]+")
ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {"published", "summary", "content", "subtitle", "rights", "generator", "icon", "logo"}
OF_FEED = {
    "author",
    "category",
    "contributor",
    "generator",
    "icon",
    "id",
    "link",
    "logo",
    "rights",
    "subtitle",
    "title",
}
OF_FEED |= {"updated", "entry"}
OF_ENTRY = {"author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary"}
OF_ENTRY |= {"title", "updated"}


def read(content):
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def entries(feed):
    return feed.findall(f"{ATOM}entry")


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def links(element, rel):
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel]


def faults(content):
    feed = read(content)
    found = []
    if feed.tag != f"{ATOM}feed":
        return ["the root is no feed"]
    if not feed.get(LANG):
        found.append("no xml:lang")
    found += faults_of(feed, OF_FEED)
    if len(links(feed, "self")) != 1:
        found.append("not one link to itself")
    if feed.find(f"{ATOM}author") is None and any(one.find(f"{ATOM}author") is None for one in entries(feed)):
        found.append("nobody is its author")
    if any(not text(author, "name") for author in feed.iter(f"{ATOM}author")):
        found.append("an author without a name")
    for entry in entries(feed):
        found += faults_of(entry, OF_ENTRY)
        dates = [text(one, "updated") for one in (entry, feed)]
        if all(dates) and moment(dates[0]) > moment(dates[1]):
            found.append("an entry newer than its feed")
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    found += ["an id twice"] * (len(ids) - len(set(ids)))
    found += [f"no tag: {one}" for one in ids if not TAG.fullmatch(one or "")]
    return found


def faults_of(element, known):
    names = [child.tag.removeprefix(ATOM) for child in element]
    found = [f"unknown: {name}" for name in names if name not in known]
    found += [f"not one {name}" for name in ONCE if names.count(name) != 1]
    found += [f"more than one {name}" for name in AT_MOST_ONCE if names.count(name) > 1]
    for name in ("updated", "published"):
        found += [f"no date: {one.text}" for one in element.findall(f"{ATOM}{name}") if not RFC3339.fullmatch(one.text)]
    for link in element.findall(f"{ATOM}link"):
        if not is_absolute(link.get("href")):
            found.append(f"no absolute address: {link.get('href')}")
    kinds = [(link.get("type"), link.get("hreflang")) for link in links(element, "alternate")]
    if not kinds or len(kinds) != len(set(kinds)):
        found.append("alternates that can't be told apart, or none")
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            found.append("a category without a term")
    content = element.find(f"{ATOM}content")
    if content is not None:
        found += faults_of_html(content)
    return found


def faults_of_html(content):
    if content.get("type") != "html" or len(content):
        return ["content that is no escaped HTML"]
    soup = BeautifulSoup(content.text or "", "html.parser")
    addresses = [tag[name] for tag in soup.find_all(True) for name in ("href", "src") if tag.has_attr(name)]
    found = [f"no absolute address in a text: {one}" for one in addresses if not is_absolute(one)]
    found += [f"left in a text: {tag.name}" for tag in soup.find_all(["script", "style", "form", "button", "template"])]
    return found + [
        f"left in a text: {tag.attrs}" for tag in soup.find_all(True) if {"class", "style"} & set(tag.attrs)
    ]


def is_absolute(address):
    parts = urlsplit(address or "")
    return parts.scheme in {"mailto", "tel"} or (parts.scheme in {"http", "https"} and bool(parts.netloc))


def moment(text):
    return datetime.fromisoformat(text)
