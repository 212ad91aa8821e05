from django.db.models.signals import post_save
from django.dispatch import receiver

from core import made
from core.signal_handlers import DRAFT_FIELDS
from projects.models import ProjectPage
from projects.one_page.tasks import make_summary


@receiver(post_save, sender=ProjectPage)
def make_when_saved_for_readers(instance, update_fields=None, raw=False, **kwargs):
    """Also when facts come to a translation, which is saved and not published."""
    is_draft = not instance.live or (update_fields and set(update_fields) <= DRAFT_FIELDS)
    if not raw and not is_draft:
        made.ahead(make_summary, instance.pk)
