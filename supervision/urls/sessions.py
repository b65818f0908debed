"""Sessions: planned, written up while they happen, shared."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
