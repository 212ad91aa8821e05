from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.locales import source_locale
from home.models import FormPage, Submission

WITHOUT_FORM = 30  # days after which submissions follow the form that was deleted


class Command(BaseCommand):
    help = "Delete what people sent with forms, as long ago as each form says. Run it every day."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, help="for all forms, instead of what each says")

    def handle(self, days, **options):
        now, count = timezone.now(), 0
        for key, keep_days in forms().values_list("translation_key", "keep_days"):
            old = now - timedelta(days=keep_days if days is None else days)
            count += Submission.objects.filter(form_key=key, submit_time__lt=old).delete()[0]
        count += delete_without_form(now)
        self.stdout.write(f"Submissions deleted: {count}")


def forms():
    return FormPage.objects.filter(locale=source_locale())


def delete_without_form(now):
    """A form may be brought back for a while after it was deleted, and then finds what was sent with it."""
    keys = forms().values("translation_key")
    Submission.objects.filter(form_key__in=keys, form_gone_since__isnull=False).update(form_gone_since=None)
    gone = Submission.objects.exclude(form_key__in=keys)
    gone.filter(form_gone_since=None).update(form_gone_since=now)
    return gone.filter(form_gone_since__lt=now - timedelta(days=WITHOUT_FORM)).delete()[0]
