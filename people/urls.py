"""Addresses of the people room: signing in, joining, one's profile, teams."""

from django.urls import include, path

from people.views import entry, second_factor

urlpatterns = [
    # Before Wagtail's own: its page log-in would skip the second factor.
    path("_util/login/", entry.to_sign_in, name="wagtail_page_sign_in"),
    path(
        "_util/authenticate_with_password/<int:restriction>/<int:page>/",
        entry.to_sign_in,
        name="wagtail_shared_password",
    ),
    path("accounts/second-step/", second_factor.choose, name="second_factor"),
    path("accounts/", include("allauth.urls")),
]
