"""The library: find a resource in two minutes, and keep it at hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from learning.models import SavedResource
from learning.services import library as services
from learning.shelf import facets as narrowing
from learning.shelf.cards import cards, readable
from learning.shelf.finding import Found, find, looked_for
from learning.shelf.index import Shelf, shelf_of
from people.decorators import member_required
from people.requests import MemberRequest

PAGE_SIZE = 24


@require_GET
@member_required
def library(request: MemberRequest) -> HttpResponse:
    """The resources that fit the facets and words; every choice is part of the address."""
    language = get_language() or "en"
    shelf = shelf_of(language)
    saved = set(SavedResource.objects.filter(user=request.user).values_list("resource_key", flat=True))
    only_saved = request.GET.get("saved") == "1"
    within = shelf.bits_of_keys(saved) if only_saved else shelf.everything
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = _found(request, shelf, words, within)
    if found is not None:
        within &= found.bits
    chosen = narrowing.chosen_in(shelf, request.GET)
    fitting = shelf.at(narrowing.narrowed(shelf, chosen) & within)
    if found is not None:
        fits = set(fitting)
        fitting = [pk for pk in found.pks if pk in fits]
    page = Paginator(fitting, PAGE_SIZE).get_page(request.GET.get("page"))
    near = found.near if found and not found.pks else []
    context = {
        "page": page,
        "cards": cards([*page, *near], saved),
        "near": bool(near),
        "facets": narrowing.facets(shelf, chosen, within, _without(request, "page")),
        "chosen": any(chosen.values()),
        "words": words,
        "instead": found.instead if found and found.pks else "",
        "only_saved": only_saved,
        "saved_count": len(saved),
        "language": language,
        **_addresses(request),
    }
    return render(request, "learning/library.html", context)


def _found(request: MemberRequest, shelf: Shelf, words: str, within: int) -> Found | None:
    """What the words find; None where nothing was looked for."""
    if not looked_for(shelf, words):
        return None
    return find(shelf, words, within, as_typed=request.GET.get("as") == "typed")


def _without(request: MemberRequest, *names: str) -> Any:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query


def _addresses(request: MemberRequest) -> dict[str, Any]:
    typed = _without(request, "page")
    typed["as"] = "typed"
    saved = _without(request, "page", "saved")
    here = _without(request, "page", "q", "as")
    return {
        "query": _without(request, "page").urlencode(),
        "typed_href": "?" + typed.urlencode(),
        "saved_href": f"?{saved.urlencode()}&saved=1".replace("?&", "?"),
        "all_href": "?" + saved.urlencode(),
        "no_words_href": "?" + here.urlencode(),
        "kept_fields": [(name, value) for name, values in here.lists() for value in values],
    }


@require_POST
@member_required
def keep_resource(request: MemberRequest) -> HttpResponse:
    """One tap saves a resource, or takes it off the list; then back to where the person was."""
    slug = request.POST.get("keep") or request.POST.get("drop") or ""
    row = readable(request.user, get_language() or "en", member=True).filter(slug=slug).first()
    if row is None:
        raise Http404
    if request.POST.get("keep"):
        services.keep(actor=request.user, resource_key=row.resource_key)
        messages.success(request, _("Saved. You find it under “Saved” in the library."))
    else:
        services.let_go(actor=request.user, resource_key=row.resource_key)
        messages.success(request, _("Taken off your list."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("library")
    return redirect(back)
