"""Addresses of supervision, a module for each part. They carry random ids; no code of a case is ever in one."""

from django.urls import include, path

urlpatterns = [
    path("supervision/", include("supervision.urls.home")),
    path("supervision/", include("supervision.urls.cases")),
    path("supervision/", include("supervision.urls.loop")),
    path("supervision/", include("supervision.urls.prep")),
    path("notes/", include("supervision.urls.notes")),
    path("supervision/", include("supervision.urls.sessions")),
    path("supervision/", include("supervision.urls.consultation")),
    path("supervision/", include("supervision.urls.practice")),
    path("supervision/", include("supervision.urls.keeping")),
]
