"""Observations, sign-offs, development plans and scores."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
