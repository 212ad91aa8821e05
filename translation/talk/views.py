"""Questions about texts and their answers; the history of texts, and how a change is undone."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.localize.access import translation_for
from core.localize.locks import holds_locks
from core.validation import PublicationRefused
from translation.models import Comment
from translation.talk import conversation, history
from translation.talk.forms import CommentForm

PER_PAGE = 50


@require_POST
def ask(request, translation_id, segment_id):
    translation = translation_for(request.user, translation_id)
    segment = get_object_or_404(translation.source.stringsegment_set, pk=segment_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors["text"]}, status=400)
    question = conversation.ask(translation, segment, request.user, form.cleaned_data["text"])
    return JsonResponse(conversation.as_json(question), status=201)


class Questions(WagtailAdminTemplateMixin, ListView):
    page_title = gettext_lazy("Questions about texts")
    header_icon = "comment"
    template_name = "translation/questions.html"
    context_object_name = "questions"
    paginate_by = PER_PAGE

    @cached_property
    def is_settled(self):
        return "settled" in self.request.GET

    def get_queryset(self):
        found = conversation.questions_for(self.request.user)
        return found.filter(resolved_at__isnull=not self.is_settled).order_by("-created_at")

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(is_settled=self.is_settled, form=CommentForm(), **kwargs)
        conversation.say_where(context["questions"], self.request.user)
        return context


def question_of(request, pk):
    question = get_object_or_404(Comment.objects.filter(parent=None).select_related("context"), pk=pk)
    if not conversation.may_talk(request.user, question):
        raise PermissionDenied
    return question


@require_POST
def answer(request, pk):
    question = question_of(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        reply = conversation.answer(question, request.user, form.cleaned_data["text"])
        if wants_json(request):
            return JsonResponse(conversation.as_json(reply), status=201)
        messages.success(request, _("Your answer was sent."))
    elif wants_json(request):
        return JsonResponse({"errors": form.errors["text"]}, status=400)
    else:
        messages.error(request, " ".join(form.errors["text"]))
    return redirect(f"{reverse('translation_talk:questions')}#question-{pk}")


@require_POST
def resolve(request, pk):
    """With the answer that was typed before, if one was."""
    question = question_of(request, pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        conversation.answer(question, request.user, form.cleaned_data["text"])
    conversation.resolve(question, request.user)
    if wants_json(request):
        return JsonResponse(conversation.as_json(question))
    messages.success(request, _("Settled. It is kept under “Settled questions”."))
    return redirect("translation_talk:questions")


def wants_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


class TextHistory(WagtailAdminTemplateMixin, ListView):
    page_title = gettext_lazy("History of the texts")
    header_icon = "history"
    template_name = "translation/text_history.html"
    context_object_name = "changes"
    paginate_by = PER_PAGE

    @cached_property
    def translation(self):
        return translation_for(self.request.user, self.kwargs["translation_id"])

    def get_queryset(self):
        return history.changes_of(self.translation)

    def get_page_subtitle(self):
        return self.translation.source.object_repr

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(translation=self.translation, **kwargs)
        history.say_what_can_be_undone(context["changes"], self.translation)
        return context


@require_POST
@holds_locks
def undo(request, translation_id, pk):
    translation = translation_for(request.user, translation_id)
    change = get_object_or_404(history.changes_of(translation), pk=pk)
    try:
        history.undo(change, request.user)
    except PublicationRefused as refusal:
        refusal.tell(request)
    else:
        messages.success(request, _("Undone. Readers see it when the page is published."))
    return redirect("translation_talk:history", translation_id)
