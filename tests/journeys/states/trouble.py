"""Error pages, each as the site itself makes it, and places with nothing in them."""

from collections.abc import Callable
from typing import Any
from unittest import mock

from allauth.core.ratelimit import respond_429
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.csrf import csrf_failure

from home.models import NewsIndexPage
from home.models.news import NewsQuerySet
from learning.views.modules import learn
from tests.journeys.pairs import Place
from tests.journeys.states import person, served
from tests.personas import World

ANYBODY = ("nobody", "therapist")


def places(world: World) -> list[Place]:
    """400, 403, 404, 429, 500, a form without its token, no access any more; no module, no news, nothing found."""
    newcomer = person(world, "therapist:first day", role="therapist")
    alone = person(world, "admin:alone", grant="site_administrator")
    return [
        Place("/nowhere/", ANYBODY, status=404),
        Place("/admin/nowhere/", ("coordinator",), ("en",), status=404),
        Place(served("bad-request", _raising(BadRequest)), ANYBODY, status=400),
        Place(served("forbidden", _raising(PermissionDenied)), ("therapist",), status=403),
        Place(served("token", csrf_failure), ANYBODY, status=403),
        Place(served("too-many", respond_429), ANYBODY, status=429),
        Place(served("broken", _raising(RuntimeError)), ANYBODY, ("en",), status=500),
        Place(served("not-invited", lambda request: render(request, "people/not_invited.html")), ("nobody",)),
        Place("/accounts/single-sign-on/error/", ("nobody",), status=401),
        Place("/today/", ("leaver",), status=403, ends_session=True),
        Place(served("no-module", _without("learning.catalogue.modules", learn)), ("therapist",)),
        Place(served("no-news", _no_news), ("nobody",)),
        Place("/search/?q=nothinghasthisword", ANYBODY),
        Place("/library/?q=familly", ("therapist",), ("en",)),
        Place("/library/?q=nothinghasthisword", ("therapist",)),
        Place("/team/people/?q=nothinghasthisword", ("manager",)),
        Place("/record/issued/?q=nothinghasthisword", ("coordinator",)),
        *(Place(path, (newcomer,)) for path in ("/today/", "/record/", "/learn/", "/team/invitations/")),
        *(Place(path, (alone,)) for path in ("/today/", "/team/", "/team/invitations/")),
    ]


def _raising(error: type[Exception]) -> Callable[[HttpRequest], HttpResponseBase]:
    def answer(request: HttpRequest) -> HttpResponseBase:
        raise error

    return answer


def _without(rows: str, view: Any) -> Callable[[HttpRequest], HttpResponseBase]:
    """The view as it answers where there are no such rows."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        with mock.patch(rows, return_value=[]):
            return view(request)  # type: ignore[no-any-return]

    return answer


def _no_news(request: HttpRequest) -> HttpResponseBase:
    index = NewsIndexPage.objects.live().filter(locale__language_code="en").get()
    with mock.patch.object(NewsQuerySet, "child_of_any", lambda self, page: self.none()):
        return index.serve(request).render()  # type: ignore[no-any-return]
