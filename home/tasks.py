import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from core.languages import source_language
from core.locales import source_locale
from core.mailing import tried_again

logger = logging.getLogger(__name__)


def send_by_mail(submission):
    try:
        send_submission.enqueue(submission.pk)
    except Exception:  # whatever is wrong with the queue: the submission is kept, and the reader is done
        logger.exception("Submission %s is kept, but could not be sent by mail", submission.pk)


@task()
def send_submission(submission_id, attempt=1):
    """Tell those named in the form what was sent: in the source's words, answered straight to whoever wrote."""
    from home.models import FormPage, Submission
    from home.models.form_fields import FieldType

    submission = Submission.objects.filter(pk=submission_id).first()
    page = submission and FormPage.objects.filter(translation_key=submission.form_key, locale=source_locale()).first()
    if not page or not page.to_address:
        return
    with translation.override(source_language()):
        headings = dict(page.get_data_fields())
        answers = {key: as_text(one) for key, one in submission.get_data().items() if key in submission.form_data}
        lines = [f"{headings.get(key, key)}: {one}" for key, one in answers.items()]
        lines.insert(0, f"{headings['language']}: {submission.get_data()['language']}")
        where = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailforms:list_submissions", args=[page.pk])
        text = "\n\n".join([*lines, _("All that was sent with this form: %(address)s") % {"address": where}])
    senders = [row.clean_name for row in page.form_fields.all() if row.field_type == FieldType.EMAIL]
    message = EmailMessage(
        subject=" ".join((page.subject or page.title).split()),
        body=text,
        from_email=page.from_address or None,
        to=[address.strip() for address in page.to_address.split(",")],
        reply_to=[submission.form_data[key] for key in senders if submission.form_data.get(key)][:1],
    )
    with tried_again(send_submission, submission_id, attempt=attempt):
        message.send()


def as_text(answer):
    return ", ".join(answer) if isinstance(answer, list) else answer
