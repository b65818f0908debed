"""Addresses for machines, the same in every language."""

from django.urls import path

from home.views import health, robots, sitemap

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
