"""Cases: opening one, its page, its way through treatment."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
