"""Everything that the site has of somebody, gone at one blow; what stays is told before."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index
from wagtail_localize.models import String

from core import audit, generation, made
from core.models import DocumentText, SearchEntry, SearchPosting, SearchWord
from core.privacy import erasures, finding
from core.privacy.accounts import is_anonymous, make_anonymous
from core.privacy.retention import Outcome
from core.privacy.words import GONE
from core.search.indexing import index_page

MADE_ANEW = (SearchEntry, SearchPosting, SearchWord)


class Done:
    DELETED = Outcome.DELETED.label
    ANONYMOUS = Outcome.ANONYMISED.label
    TAKEN_OUT = _("the address is taken out of the text")
    MADE_ANEW = _("made anew without it")


@dataclass(frozen=True)
class Line:
    what: str
    count: int
    outcome: object
    titles: tuple = ()


def plan(subject):
    """``(lines, documents)``: what would be done, and whose files it stands in, which only people can change."""
    counts, titles, documents = Counter(), {}, []
    for hit in finding.hits(subject.addresses):
        key = (hit.model, outcome_of(hit, subject))
        counts[key] += 1
        if issubclass(hit.model, Page):
            titles.setdefault(key, set()).update(Page.objects.live().filter(pk=hit.pk).values_list("title", flat=True))
        if hit.model is DocumentText:
            documents.append(DocumentText.objects.get(pk=hit.pk).document)
    if subject.account and not is_anonymous(subject.account):
        counts.setdefault((get_user_model(), Done.ANONYMOUS), 1)
    lines = [
        Line(str(model._meta.verbose_name), count, outcome, tuple(sorted(titles.get((model, outcome), ()))))
        for (model, outcome), count in counts.items()
    ]
    return sorted(lines, key=lambda line: line.what), documents


def outcome_of(hit, subject):
    if is_account(hit, subject):
        return Done.ANONYMOUS
    if getattr(hit.model, "goes_with_its_person", False):
        return Done.DELETED
    return Done.MADE_ANEW if hit.model in MADE_ANEW else Done.TAKEN_OUT


def is_account(hit, subject):
    return hit.model is get_user_model() and subject.account is not None and hit.pk == subject.account.pk


@transaction.atomic
def erase(subject, by):
    """In how many places; and written down, so that no older backup brings it back."""
    at, marks = timezone.now().isoformat(), erasures.marks_of(subject)
    count = erase_here(subject, by)
    transaction.on_commit(lambda: erasures.write_down(at, marks))
    return count


@transaction.atomic
def erase_here(subject, by):
    words, touched = subject.addresses, set()
    if subject.account and not is_anonymous(subject.account):
        make_anonymous(subject.account)
    found = list(finding.hits(words))
    for hit in found:
        outcome = outcome_of(hit, subject)
        if outcome in (Done.DELETED, Done.MADE_ANEW):
            if hit.model is SearchEntry:
                touched.add((Page, SearchEntry.objects.get(pk=hit.pk).page_id))
            hit.model._base_manager.filter(pk=hit.pk).delete()
        elif outcome is Done.TAKEN_OUT:
            take_out(hit, words)
            touched.add(whole(hit))
    for model, pk in touched:
        bring_up_to_date(model, pk)
    generation.advance(withdraws=True)
    audit.record(audit.Action.PERSON_ERASED, by=by, about=subject.account, details={"rows": len(found)})
    return len(found)


def take_out(hit, words):
    values = {}
    for name, kind, text in hit.columns:
        for word in words:
            text = word.replaced(text) if kind == "json" else word.taken_out(text)
        values[name] = text
    if hit.model is String:
        values = with_hash(hit, values)
    finding.write(hit, values)


def with_hash(hit, values):
    """wagtail-localize finds a text by its hash, and has each once in a language."""
    locale, text = String.objects.values_list("locale_id", flat=True).get(pk=hit.pk), values["data"]
    others = String.objects.filter(locale_id=locale).exclude(pk=hit.pk)
    while others.filter(data_hash=String._get_data_hash(text)).exists():
        text += GONE
    field = String._meta.get_field("data_hash")
    return {"data": text, "data_hash": field.get_db_prep_value(String._get_data_hash(text), connection)}


def whole(hit):
    """``(model, number)`` of the page of which a row is a part; else of the row itself."""
    if issubclass(hit.model, Page):
        return Page, hit.pk
    parent = next((field for field in hit.model._meta.local_fields if isinstance(field, ParentalKey)), None)
    if parent is not None and issubclass(parent.related_model, Page):
        pk = hit.model._base_manager.filter(pk=hit.pk).values_list(parent.attname, flat=True).first()
        return Page, pk
    return hit.model, hit.pk


def bring_up_to_date(model, pk):
    """Whatever is made of a text that was written past the model: both indexes, references, files."""
    instance = model._base_manager.filter(pk=pk).first()
    if instance is None:
        return
    if model is Page:
        instance = instance.specific
        made.forget(instance.pk)
        index_page(instance)
    if isinstance(instance, index.Indexed):
        index.insert_or_update_object(instance)
    if ReferenceIndex.is_indexed(type(instance)):
        ReferenceIndex.create_or_update_for_object(instance)
