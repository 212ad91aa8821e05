from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission

from core.languages import content_languages


class Submission(AbstractFormSubmission):
    """What somebody sent, in whichever language, under the key that the form has in all of them.

    The key rather than the page: a form that is deleted and brought back finds its submissions again.
    """

    goes_with_its_person = True  # when somebody wants to be forgotten (core.privacy)
    page = None
    form_key = models.UUIDField(pgettext_lazy("on the web", "form"), db_index=True, editable=False)
    language = models.CharField(_("language"), max_length=100)
    form_gone_since = models.DateTimeField(null=True, editable=False)  # written by ``prune_submissions``

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-submit_time"]

    def __str__(self):
        return f"{self.pk}"  # not what was written: it would stand in logs

    def get_data(self):
        """As people read it: the language by its name, a ticked box as a word."""
        words = {True: gettext("yes"), False: gettext("no")}
        answers = {key: words[one] if isinstance(one, bool) else one for key, one in self.form_data.items()}
        language = dict(content_languages()).get(self.language, self.language)
        return {**answers, "submit_time": self.submit_time, "language": language}
