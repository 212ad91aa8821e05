"""Pictures of those who work here are for those who work here: they have no public address, but one in the admin."""

from pathlib import Path

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from wagtail import hooks
from wagtail.users.models import UserProfile


@hooks.register("register_admin_urls")
def profile_picture_urls():
    return [path("account/picture/<int:user_id>/", profile_picture, name="core_profile_picture")]


@hooks.register("get_avatar_url")
def address_of_a_profile_picture(user, size):
    profile = getattr(user, "wagtail_userprofile", None)
    return reverse("core_profile_picture", args=[user.pk]) if profile and profile.avatar else None


def profile_picture(request, user_id):
    profile = get_object_or_404(UserProfile, user_id=user_id)
    try:
        file = profile.avatar.open()
    except (OSError, ValueError) as error:  # lost, or none
        raise Http404 from error
    kind = Path(profile.avatar.name).suffix.lower().lstrip(".").replace("jpg", "jpeg")
    return FileResponse(file, content_type=f"image/{kind}")
