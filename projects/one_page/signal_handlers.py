from django.db.models.signals import post_save
from django.dispatch import receiver

from core import made
from core.signal_handlers import is_for_readers
from projects.models import ProjectPage
from projects.one_page.tasks import make_summary


@receiver(post_save, sender=ProjectPage)
def make_when_saved_for_readers(instance, update_fields=None, raw=False, **kwargs):
    """Also when facts come to a translation, which is saved and not published."""
    if not raw and is_for_readers(instance, update_fields):
        made.ahead(make_summary, instance.pk)
