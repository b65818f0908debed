"""Consultation notes and crisis consultations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
