"""What translators ask about a text, and what authors answer."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.locales import source_locale
from core.localize.permissions import writable_locales
from translation.models import Comment


def ask(translation, segment, author, text):
    return Comment.objects.create(
        context_id=segment.context_id,
        string_id=segment.string_id,
        locale_id=translation.target_locale_id,
        author=author,
        text=text,
    )


def answer(question, author, text):
    """Whoever answers what was settled opens it again."""
    if question.resolved_at:
        question.resolved_at = question.resolved_by = None
        question.save(update_fields=["resolved_at", "resolved_by"])
    return Comment.objects.create(
        context_id=question.context_id,
        string_id=question.string_id,
        locale_id=question.locale_id,
        parent=question,
        author=author,
        text=text,
    )


def resolve(question, user):
    question.resolved_at, question.resolved_by = timezone.now(), user
    question.save(update_fields=["resolved_at", "resolved_by"])


def questions():
    """With their answers, those that wait first."""
    answers = Comment.objects.select_related("author")
    found = Comment.objects.filter(parent=None).select_related(
        "author", "context", "string__locale", "locale", "resolved_by"
    )
    return found.prefetch_related(Prefetch("answers", answers))


def questions_at(translation, context_ids):
    """About these texts in this language: ``{context id: [question, …]}``."""
    found = {}
    for question in questions().filter(context__in=context_ids, locale=translation.target_locale_id):
        found.setdefault(question.context_id, []).append(question)
    return found


def questions_for(user):
    """To ``user``, who writes the source, or in a language of ``user``'s."""
    languages = writable_locales(user)
    found = questions()
    return found if source_locale().pk in languages else found.filter(locale__in=languages)


def may_talk(user, question):
    languages = writable_locales(user)
    return question.locale_id in languages or source_locale().pk in languages


def authors_of(keys):
    """``{translation key: ids of users}`` who wrote these sources: the owner of the page and who published it last."""
    pages = Page.objects.filter(translation_key__in=keys, locale=source_locale())
    found = {}
    for key, owner, publisher in pages.values_list("translation_key", "owner", "live_revision__user"):
        found[key] = {pk for pk in (owner, publisher) if pk}
    return found


def titles_of(keys):
    return dict(TranslationSource.objects.filter(object_id__in=keys).values_list("object_id", "object_repr"))


def as_json(comment):
    """As the translation editor shows it."""
    return {
        "id": comment.pk,
        "author": get_user_display_name(comment.author) if comment.author else "",
        "text": comment.text,
        "when": date_format(timezone.localtime(comment.created_at), "SHORT_DATETIME_FORMAT"),
        "resolved": comment.resolved_at is not None,
        "answers": [as_json(one) for one in comment.answers.all()] if comment.parent_id is None else [],
    }


def say_where(questions, user):
    """Each question gets ``title``, ``source`` and ``target``: of what it is about, and where that is edited."""
    keys = {question.context.object_id for question in questions}
    sources = TranslationSource.objects.filter(object_id__in=keys).select_related("specific_content_type")
    sources = {source.object_id: source for source in sources}
    found = {}
    for model in {source.specific_content_type.model_class() for source in sources.values()} - {None}:
        for instance in model.objects.filter(translation_key__in=keys):
            found[instance.translation_key, instance.locale_id] = instance
    finder = AdminURLFinder(user)
    addresses = {place: finder.get_edit_url(instance) for place, instance in found.items()}
    for question in questions:
        key = question.context.object_id
        question.title = sources[key].object_repr if key in sources else ""
        question.source = addresses.get((key, source_locale().pk))
        question.target = addresses.get((key, question.locale_id))
