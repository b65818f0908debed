"""Record keeping: schedules, holds, disposal, disclosure, who read what."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
