"""The admin's own doors, led to the one way in. These come before Wagtail's addresses."""

from django.urls import path, re_path

from people.views import entry

urlpatterns = [
    path("login/", entry.to_sign_in, name="admin_sign_in"),
    re_path(r"^password_reset/.*$", entry.to_password_reset, name="admin_password_reset"),
    re_path(r"^users/.*$", entry.to_teams, name="admin_people"),
    re_path(r"^groups/.*$", entry.to_teams, name="admin_groups"),
]
