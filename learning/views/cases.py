"""Playing a case: each page is a path in the address, so that GET writes nothing and the way back is the browser's."""

from __future__ import annotations

import contextlib
import uuid
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from learning import reading_cases
from learning.addresses import learn_address
from learning.services import plays
from learning.story import Story, parsed, walk
from people.decorators import member_required
from people.requests import MemberRequest


@require_GET
@member_required
def vignette(request: MemberRequest, module_slug: str, slug: str) -> HttpResponse:
    """The scene or the ending that the path leads to; a path from elsewhere is followed as far as it goes."""
    typed = request.GET.get("path", "")
    row = vignette_or_404(request, module_slug, slug, typed)
    path = parsed(typed)
    story = walk(row.content, path or ())
    changed = path is None or not story.is_whole
    words = _("This way through the case is not there any more. You are where it still leads.") if changed else ""
    return _page(request, row, story, words=words, status=404 if changed else 200)


@require_POST
@member_required
def choose(request: MemberRequest, module_slug: str, slug: str) -> HttpResponseBase:
    """Take a choice and go where it leads."""
    row = vignette_or_404(request, module_slug, slug, "")
    path = parsed(request.POST.get("path", "")) or ()
    try:
        story = plays.choose(
            actor=request.user,
            vignette=row,
            edition_id=request.POST.get("edition", ""),
            path=path,
            choice=request.POST.get("choice", ""),
            client_id=_client_id(request),
        )
    except plays.AnotherEdition:
        words = _("This case was changed while your page was open. Start it again: nothing else of yours is lost.")
        return _page(request, row, walk(row.content, ()), words=words, status=409)
    except plays.NotAChoice:
        words = _("That is not one of the choices here. Choose one of these.")
        return _page(request, row, walk(row.content, path), words=words, status=422)
    return redirect(f"{_address(row)}?path={story.written}#now")


@require_GET
@member_required
def vignette_print(request: MemberRequest, module_slug: str, slug: str) -> HttpResponse:
    """The whole case with every branch, for a discussion in the team."""
    row = vignette_or_404(request, module_slug, slug, "")
    return render(request, "learning/case_print.html", {"case": row, "spoken": _spoken(row)})


def vignette_or_404(request: MemberRequest, module_slug: str, slug: str, path: str) -> Any:
    """The case in the language of the page, or in English where there is no Welsh; drafts and the future are 404."""
    language = get_language() or "en"
    row: Any = reading_cases.vignette(request.user, language, module_slug, slug)
    if row is None and language != "en":
        row = reading_cases.vignette(request.user, "en", module_slug, slug)
    if row is None:
        raise Http404
    other = "cy" if row.language == "en" else "en"
    query = f"?path={path}" if parsed(path) else ""
    request.translations = {row.language: case_address(row.language, row.module_slug, row.slug) + query}
    if row.other_module_slug and row.other_slug:
        request.translations[other] = case_address(other, row.other_module_slug, row.other_slug) + query
    return row


def case_address(language: str, module_slug: str, slug: str) -> str:
    """Where a case is played in a language."""
    with override(language):
        return reverse("vignette", args=[module_slug, slug])


def _address(row: Any) -> str:
    """The case where the reader is: in the language of the page, also where it is told in English."""
    return reverse("vignette", args=[row.module_slug, row.slug])


def _spoken(row: Any) -> str:
    return row.language if row.language != get_language() else ""


def _client_id(request: MemberRequest) -> uuid.UUID | None:
    with contextlib.suppress(ValueError):
        return uuid.UUID(request.POST.get("client_id", ""))
    return None


def _page(request: MemberRequest, row: Any, story: Story, *, words: str = "", status: int = 200) -> HttpResponse:
    found = reading_cases.endings_found(request.user, row) if story.ending else set()
    context = {
        "case": row,
        "story": story,
        "words": words,
        "number": len(story.path) + 1,
        "found": len(found),
        "total": len(row.endings),
        "client_id": uuid.uuid4(),
        "href": _address(row),
        "choose_href": reverse("vignette_choose", args=[row.module_slug, row.slug]),
        "print_href": reverse("vignette_print", args=[row.module_slug, row.slug]),
        "module_href": learn_address(row.language, row.module_slug),
        "spoken": _spoken(row),
    }
    return render(request, "learning/case.html", context, status=status)
