"""Addresses of the shell: Today, search, reading settings. Pages themselves are Wagtail's."""

from django.urls import path

from home.views import reading_settings, search, social_card, today

urlpatterns = [
    path("today/", today, name="today"),
    path("search/", search, name="search"),
    path("me/reading/", reading_settings, name="reading_settings"),
    path("cards/<int:page_id>-<str:digest>.png", social_card, name="social_card"),
]
