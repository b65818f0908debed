"""The weekly case summary and the quick notes that fall into it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
