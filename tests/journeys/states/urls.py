"""Hearth's addresses, and before them one for each state that no address of its own shows."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponseBase
from django.urls import path

from config.urls import urlpatterns as hearth
from tests.journeys.states import ANSWERS


def state(request: HttpRequest, name: str) -> HttpResponseBase:
    """The answer kept under this name."""
    return ANSWERS[name](request)


urlpatterns = [*i18n_patterns(path("_state/<str:name>/", state), prefix_default_language=False), *hearth]
