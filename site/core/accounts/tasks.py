from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task

from core.mailing import tried_again

TEMPLATES = "wagtailadmin/account/password_reset/"


@task(priority=50)
def send_reset_links(user_ids, language, attempt=1):
    with tried_again(send_reset_links, user_ids, language, attempt=attempt):
        send(user_ids, language)


def send(user_ids, language):
    for user in get_user_model().objects.filter(pk__in=user_ids, is_active=True):
        context = {
            "user": user,
            "uid": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        }
        with translation.override(language):
            subject = " ".join(render_to_string(f"{TEMPLATES}email_subject.txt", context).split())
            text = render_to_string(f"{TEMPLATES}email.txt", context)
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
