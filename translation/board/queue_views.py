"""The queue: what there is to do in one's languages, who does it and until when."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView, ListView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.utils import get_user_display_name, get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton
from wagtail_localize.models import Translation

from core.localize.permissions import visible_targets
from translation.board import holding
from translation.board.queue import Queue


class QueueView(WagtailAdminTemplateMixin, ListView):
    page_title = gettext_lazy("Translation queue")
    header_icon = "list-ul"
    template_name = "translation/board/queue.html"
    context_object_name = "versions"
    paginator_class = WagtailPaginator
    paginate_by = 50
    page_kwarg = "p"

    def dispatch(self, request, *args, **kwargs):
        if not visible_targets(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Queue(self.request.user)

    def get_breadcrumbs_items(self):
        board = {"url": reverse("translation_board:index"), "label": _("Translations")}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, **shown(context["versions"]), "next": self.request.get_full_path()}

    @cached_property
    def header_buttons(self):
        board = reverse("translation_board:index")
        return [HeaderButton(_("All translations"), url=board, icon_name="wagtail-localize-language")]


def shown(versions):
    """What a table of the queue wants to know beside them: whether there are several languages."""
    return {"versions": versions, "has_languages": len({one.locale for one in versions}) > 1}


class PlanForm(forms.Form):
    former = forms.CharField(required=False, widget=forms.HiddenInput)  # who had it when the form was shown
    taken_by = forms.ModelChoiceField(label=gettext_lazy("Translator"), queryset=None, required=False)
    due_on = forms.DateField(label=gettext_lazy("Due"), required=False, widget=AdminDateInput)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["taken_by"].queryset = people
        self.fields["taken_by"].empty_label = _("Nobody")
        self.fields["taken_by"].label_from_instance = get_user_display_name


class Plan(WagtailAdminTemplateMixin, FormView):
    """Who translates it and until when."""

    page_title = gettext_lazy("Who and until when")
    header_icon = "calendar-alt"
    template_name = "translation/board/plan.html"
    form_class = PlanForm

    def dispatch(self, request, *args, **kwargs):
        self.translation = translation_for(request, kwargs["translation_id"])
        self.work = holding.work_on(self.translation) if request.method == "POST" else self.present_work
        try:
            holding.refuse_planning(request.user, self.translation, self.work)
        except holding.Held as refusal:
            refusal.tell(request)
            return redirect("translation_queue:index")  # not back: this page would refuse again
        return super().dispatch(request, *args, **kwargs)

    @property
    def present_work(self):
        found = holding.Work.objects.select_related("taken_by").filter(translation=self.translation).first()
        return found or holding.Work(translation=self.translation)

    def get_page_subtitle(self):
        return f"{self.translation.source.object_repr} – {self.translation.target_locale.language_name_local}"

    def get_breadcrumbs_items(self):
        queue = {"url": reverse("translation_queue:index"), "label": _("Translation queue")}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": self.page_title}]

    def get_initial(self):
        return {"former": self.work.taken_by_id or "", "taken_by": self.work.taken_by_id, "due_on": self.work.due_on}

    def get_form_kwargs(self):
        people = holding.translators_into(self.translation.target_locale)
        return {**super().get_form_kwargs(), "people": people}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"next": get_valid_next_url_from_request(self.request)}

    def form_valid(self, form):
        former = self.work.taken_by
        if form.cleaned_data["former"] != str(self.work.taken_by_id or ""):
            form.add_error(None, str(holding.Held(former)))
            form.data = {**form.data.dict(), "former": self.work.taken_by_id or ""}
            return self.form_invalid(form)
        holder, due_on = form.cleaned_data["taken_by"], form.cleaned_data["due_on"]
        holding.hold(self.work, former=former, holder=holder, due_on=due_on)
        messages.success(self.request, _("It is noted who translates it and until when."))
        return back(self.request)


@require_POST
def take(request, translation_id):
    translation = for_translator(request, translation_id)
    holding.take(translation, request.user)
    messages.success(request, _("“%(title)s” is yours.") % {"title": translation.source.object_repr})
    return back(request)


@require_POST
def give_back(request, translation_id):
    translation = for_translator(request, translation_id)
    holding.give_back(translation, request.user)
    messages.success(request, _("“%(title)s” is nobody's now.") % {"title": translation.source.object_repr})
    return back(request)


def back(request):
    return redirect(get_valid_next_url_from_request(request) or reverse("translation_queue:index"))


def for_translator(request, translation_id):
    translation = translation_for(request, translation_id)
    if not holding.may_translate(request.user, translation):
        raise PermissionDenied
    return translation


def translation_for(request, translation_id):
    """One that is at work, in a language of which ``request.user`` sees how far it is."""
    translations = Translation.objects.select_related("source", "target_locale").filter(enabled=True)
    translation = get_object_or_404(translations, pk=translation_id)
    if translation.target_locale not in visible_targets(request.user):
        raise PermissionDenied
    try:
        translation.get_target_instance()
    except ObjectDoesNotExist:
        raise Http404 from None
    return translation
