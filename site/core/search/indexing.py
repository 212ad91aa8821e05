"""Keeping the index: a page is written anew when what it is found by has changed, and taken out when it is not live."""

import hashlib
from collections import Counter, defaultdict

from django.db import transaction
from django_tasks import task
from wagtail.models import Page, ReferenceIndex

from core.documents import text_of
from core.languages import is_common, lower
from core.models import BasePage, DocumentText, RegistryRecord, SearchEntry, SearchPosting, SearchWord
from core.models.search import MAX_WORD
from core.outage import StorageAway
from core.search.names import pages_naming
from core.search.texts import days_of, texts_of
from core.search.words import folded, term_of, tokens

VERSION = "2"  # of what stands here and of the stems: with another one every page is written anew
SUMMARY, NAMES, BODY, FILES, KIND, OTHER_NAMES = 12, 9, 4, 2, 2, 1
IN_TITLE, SHARED_IN_TITLE = 24, 40  # a word of a title, and what is shared among all its words
MAX_REPEATS = 4  # of a word in a text, that count
AT_ONCE = 30  # pages that are written anew in the request that changed a name on them


def index_page(page):
    """``page`` as its own type, and as the database has it."""
    if not isinstance(page, BasePage) or not page.live or page.alias_of_id:
        drop([page.pk])
        return
    texts = texts_of(page)
    starts_on, ends_on = days_of(page)
    facts = {
        "language": page.language,
        "kind": page.kind_for_readers()[0],
        "project": page.search_project(),
        "year": starts_on.year if starts_on else None,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "order": page.search_order,
        "title": page.title,
        "summary": page.summary,
        "text": texts.shown,
    }
    digest = hashlib.sha256(repr((VERSION, texts, facts)).encode()).hexdigest()[:32]
    if SearchEntry.objects.filter(page_id=page.pk, digest=digest).exists():
        return
    weights, words = weigh(texts, page.language)
    with transaction.atomic():
        entry, created = SearchEntry.objects.update_or_create(page_id=page.pk, defaults={**facts, "digest": digest})
        if not created:
            entry.postings.all().delete()
        SearchPosting.objects.bulk_create(
            [
                SearchPosting(entry=entry, language=page.language, term=term, weight=weight)
                for term, weight in sorted(weights.items())
            ],
            batch_size=1000,
        )
        SearchWord.objects.bulk_create(
            [
                SearchWord(language=page.language, word=word, backwards=word[::-1], term=term, shown=shown)
                for (word, term), shown in sorted(words.items())
            ],
            batch_size=1000,
            ignore_conflicts=True,
        )


def weigh(texts, language):
    """``{stem: weight}`` and ``{(folded word, stem): as it is written}`` of all that the page is found by."""
    weights, words = defaultdict(int), {}

    def terms(text):
        for token in tokens(text):
            word, term = folded(token), term_of(token, language)
            if word and term and not is_common(word, language):
                words.setdefault((word, term), lower(token, language)[:MAX_WORD])
                yield term

    title = set(terms(texts.title))
    for term in title:
        weights[term] += IN_TITLE + SHARED_IN_TITLE // len(title)
    for parts, weight in (
        ([texts.summary], SUMMARY),
        (texts.names, NAMES),
        (texts.body, BODY),
        (texts.files, FILES),
        ([texts.kind], KIND),
        (texts.other_names, OTHER_NAMES),
    ):
        for term, count in Counter(term for text in parts for term in terms(text)).items():
            weights[term] += weight + min(count, MAX_REPEATS) - 1
    return weights, words


def drop(page_ids):
    SearchEntry.objects.filter(page_id__in=page_ids).delete()


def read_document(document):
    """Read a document whose file has not been read yet; says whether it was."""
    known = DocumentText.objects.filter(document_id=document.pk).values_list("file", flat=True).first()
    if known == document.file.name or not document.file:
        return False
    try:
        with document.file.storage.open(document.file.name) as file:
            text = text_of(file)
    except StorageAway:  # read when it is indexed next
        return False
    except OSError:
        text = ""
    DocumentText.objects.update_or_create(document_id=document.pk, defaults={"file": document.file.name, "text": text})
    return True


def index_pages_about(instance):
    """The live pages that refer to a record or a document, whose names or text may have changed."""
    references = ReferenceIndex.get_references_to(instance).filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page)
    )
    numbers = {int(pk) for pk in references.values_list("object_id", flat=True)}
    if isinstance(instance, RegistryRecord):
        numbers.update(instance.shown_on().values_list("pk", flat=True), pages_naming(instance))
    live = list(SearchEntry.objects.filter(page_id__in=numbers).order_by("pk").values_list("page_id", flat=True))
    if len(live) > AT_ONCE:
        transaction.on_commit(lambda: index_again.enqueue(live))
    elif live:
        index_again.func(live)


@task()
def index_again(page_ids):
    for page in Page.objects.filter(pk__in=page_ids).specific().iterator():
        index_page(page)
