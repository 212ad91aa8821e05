"""In front of Wagtail's own, under the same names."""

from django.urls import path

from core.accounts import views
from core.accounts.second_factor.signing_in import CodeView

urlpatterns = [
    path("login/", views.LoginView.as_view(), name="wagtailadmin_login"),
    path("login/code/", CodeView.as_view(), name="wagtailadmin_login_code"),
    path("password_reset/", views.PasswordResetView.as_view(), name="wagtailadmin_password_reset"),
    path(
        "password_reset/confirm/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(),
        name="wagtailadmin_password_reset_confirm",
    ),
]
