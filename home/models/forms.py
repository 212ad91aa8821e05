"""A page with a form: what is asked, in every language, and one list of what was answered."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import EmailFormMixin, FormMixin
from wagtail.search import index

from core.blocks import BodyBlock
from core.client_address import client_address
from core.fields import StreamField, facts
from core.limits import Limit, TooMany, count
from core.locales import source_locale
from core.models import BasePage
from core.validation import PublicationRefused
from home.form_builder import FormBuilder
from home.forms import FormPageForm, problems
from home.models.form_fields import FieldType
from home.models.submission import Submission
from home.panels import SubmissionsPanel
from home.tasks import send_by_mail

SEND_FROM = Limit("send forms from an address", most=30, minutes=10)  # a class at school has one address
SENT = "sent"  # in the address of the page that says thank you
COLUMNS = {"submit_time": _("Sent on"), "language": _("Language")}  # of the list of submissions, before the answers


class FormPage(EmailFormMixin, FormMixin, BasePage):
    """Any form: contact, feedback, registration for an event.

    Questions are asked in each language in its own words, under keys that are the same in all. What is sent lands in
    the list of the source page, in whichever language it was written.
    """

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    show_contacts = models.BooleanField(
        _("show our contacts beside the form"),
        default=True,
        help_text=_("Address, telephone and e-mail, as they stand in the site identity."),
    )
    button = models.CharField(
        _("words on the button"), max_length=60, blank=True, help_text=_("Left empty, the button says “Send”.")
    )
    thank_you = models.TextField(
        _("thank-you text"),
        blank=True,
        help_text=_("What people read once they have sent the form: say when they will hear from you."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days for which answers are kept"),
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Answers are personal data. They are deleted after so many days."),
    )

    base_form_class = FormPageForm
    form_builder = FormBuilder
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *facts("to_address", "from_address", "subject", "show_contacts", "keep_days"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        InlinePanel("form_fields", heading=_("Questions"), label=_("question")),
        MultiFieldPanel([FieldPanel("button"), FieldPanel("thank_you")], heading=_("Sending")),
        FieldPanel("show_contacts"),
        MultiFieldPanel(
            [
                HelpPanel(_("Whatever is sent is kept in the list under “Forms”, also if no mail goes out.")),
                FieldPanel(
                    "to_address", help_text=_("Who is told by mail. Several addresses are separated by commas.")
                ),
                FieldRowPanel(
                    [
                        FieldPanel("from_address", help_text=_("Left empty, the address of the site is used.")),
                        FieldPanel("subject", help_text=_("Left empty, the mail has the title of the page.")),
                    ]
                ),
                FieldPanel("keep_days"),
            ],
            heading=_("Answers"),
        ),
        SubmissionsPanel(),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = []
    allowed_http_methods = ["GET", "HEAD", "OPTIONS", "POST"]
    card_kind = ""
    template = landing_page_template = "pages/form_page.html"
    preview_modes = [("form", _("Form")), ("landing", _("Thank-you text"))]

    class Meta:
        verbose_name = _("form page")
        verbose_name_plural = _("form pages")

    # Writing

    def save(self, *args, **kwargs):
        self.give_keys()
        super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.give_keys()
        return super().save_revision(*args, **kwargs)

    def give_keys(self):
        """The questions, each with its key. A key once given never changes: what was answered is kept under it."""
        rows = list(self.form_fields.all())
        taken = {*COLUMNS, *FormBuilder.RESERVED, *[row.clean_name for row in rows]}
        for row in rows:
            if not row.clean_name:
                row.clean_name = free_key(row.get_field_clean_name(), taken)
                taken.add(row.clean_name)
        return rows

    def refuse_publication(self):
        super().refuse_publication()
        found = problems([(row.label, row.field_type, row.choices) for row in self.form_fields.all()])
        if found:
            raise PublicationRefused({"__all__": [message for _row, message in found]})

    # Reading and answering

    def serve(self, request, *args, **kwargs):
        if request.method != "POST" and SENT in request.GET:
            return self.render_landing_page(request)
        form = self.get_form(request.POST if request.method == "POST" else None, page=self)
        refusal = None
        if form.is_valid() and not (refusal := self.refusal_of(request, form)):
            self.process_form_submission(form)
            return HttpResponseRedirect(f"{self.get_url(request)}?{SENT}")  # so that reloading sends nothing twice
        context = {**self.get_context(request), "form": form}
        response = TemplateResponse(request, self.get_template(request), context)
        if refusal:
            refusal.mark(response)
        add_never_cache_headers(response)  # the form holds the reader's own token, and perhaps what they typed
        return response

    def refusal_of(self, request, form):
        """Of one more from an address from which very many were sent; what was typed stays in the form."""
        address = client_address(request)
        try:
            if address:
                count(SEND_FROM.of(address))
        except TooMany as refusal:
            form.add_error(None, refusal.message)
            return refusal

    def render_landing_page(self, request, form_submission=None, *args, **kwargs):
        return TemplateResponse(request, self.get_template(request), {**self.get_context(request), "is_sent": True})

    def get_form_fields(self):
        return self.give_keys()  # a preview shows questions that have not been saved

    def process_form_submission(self, form):
        """Kept first, told by mail after that: a mail that fails loses nothing and is no concern of the reader."""
        submission = Submission.objects.create(
            form_key=self.translation_key, language=self.language, form_data=self.in_source_words(form.cleaned_data)
        )
        if self.to_address:
            send_by_mail(submission)
        return submission

    def in_source_words(self, answers):
        """The answers with each choice as the source page words it, so that all languages can be compared."""
        rows = list(self.form_fields.all())
        if source := self.get_translation_or_none(source_locale()):
            rows += source.form_fields.all()  # last, so that its words prevail
        words = {choice.id: choice.value for row in rows for choice in row.choices}

        def word(answer):
            return [word(one) for one in answer] if isinstance(answer, list) else words.get(answer, answer)

        choosing = {row.clean_name for row in rows if row.field_type in FieldType.choosing()}
        return {key: word(answer) if key in choosing else answer for key, answer in answers.items()}

    # The list of submissions

    def get_submission_class(self):
        return Submission

    def get_submissions(self):
        return Submission.objects.filter(form_key=self.translation_key)

    def get_submissions_list_view_class(self):
        from home.submission_views import SubmissionsList

        return SubmissionsList

    def get_data_fields(self):
        """``[(key, heading)]``; a question that was taken out of the form stays as long as answers to it are kept."""
        asked = {row.clean_name: row.label for row in self.form_fields.all()}
        answered = {key for answers in self.get_submissions().values_list("form_data", flat=True) for key in answers}
        return [*COLUMNS.items(), *asked.items(), *[(key, key) for key in sorted(answered - set(asked))]]


def free_key(wanted, taken):
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}_{number}"
    return key
