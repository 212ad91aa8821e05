from django import forms
from django.utils.translation import gettext_lazy as _

from translation.models import Comment, MailPreference


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        labels = {"text": _("Your answer")}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"text": {"required": _("Write a few words first.")}}


class MailPreferenceForm(forms.ModelForm):
    class Meta:
        model = MailPreference
        fields = ["frequency"]
