"""What belongs to an account beside its name and password."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone


class Session(AbstractBaseSession):
    """Django's session, which also knows whose it is, with which browser, and since when. See ``core.accounts.sessions``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=60, blank=True)  # “Firefox”, “Windows”: never the whole of what it sends
    system = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        from core.accounts.sessions import SessionStore

        return SessionStore


class CodeApp(models.Model):
    """The app on somebody's telephone that makes a new code every 30 seconds (TOTP, RFC 6238)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="code_app")
    secret = models.TextField()  # encrypted
    last_step = models.BigIntegerField(default=0)  # of which a code was taken: each is good for one time
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A code on paper, for who has lost the telephone. It is deleted when it is used."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]

    def __str__(self):
        return f"{self.user_id}"


class Passkey(models.Model):
    """A key that never leaves somebody's device; this is its public half (WebAuthn)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)  # the owner's word for the device
    credential = models.BinaryField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["added_at", "pk"]

    def __str__(self):
        return f"{self.user_id}"
