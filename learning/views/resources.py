"""One resource: read it, print it, see what it belongs to."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET

from learning import markers
from learning.addresses import learn_address
from learning.analytic_process import step_label
from learning.blocks.teaching import SYSTEMS
from learning.models import ContentReview, Edition, EditionModule, EditionUnit, ResourceText, SavedResource
from learning.models.resource_forms import PRINCIPLES
from learning.permissions import authoring
from learning.services.care import needs_review
from learning.shelf.cards import readable
from learning.shelf.codes import codes_in, with_links
from people.models import User
from people.permissions import is_member


@require_GET
def resource(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One resource. Public ones are for everybody; for the others a stranger is asked to sign in."""
    row = readable_or_none(request, slug)
    if row is None:
        return _away(request)
    page = row.page
    context = {
        "row": row,
        "resource": page,
        "facts": _facts(page),
        "body": _with_links(request, row),
        "review": _last_review(row),
        **_for_members(request, row),
        "alike": _alike(request, row),
        "print_href": _address(row, "print"),
        "fallback": row.language != get_language(),
    }
    return _private(request, render(request, "learning/resource.html", context))


def _facts(page: Any) -> dict[str, Any]:
    """What the page belongs to, in words."""
    return {
        "systems": [label for value, label in SYSTEMS if value in page.systems],
        "principles": [label for number, label in PRINCIPLES if number in page.principles],
        "step": step_label(page.step),
    }


def _for_members(request: HttpRequest, row: ResourceText) -> dict[str, Any]:
    """Where it is taught, whether one has saved it, and for authors the way to edit it."""
    if not is_member(request.user):
        return {}
    used = _units(Q(resources__resource_key=row.resource_key), row.language)
    seen = {unit["href"] for unit in used}
    related = [unit for unit in _related_units(row.page.related_units, row.language) if unit["href"] not in seen]
    saved = SavedResource.objects.filter(user=cast(User, request.user), resource_key=row.resource_key).exists()
    return {"used": used, "units": related, "member": True, "saved": saved, **_for_authors(request, row)}


def _for_authors(request: HttpRequest, row: ResourceText) -> dict[str, Any]:
    """The way to edit it, and whether its review date has come: told to authors only."""
    if not authoring.can_author(request.user):
        return {}
    edit = reverse("wagtailadmin_pages:edit", args=[row.page_id])
    return {"edit_href": edit, "needs_review": needs_review(row.page)}


@require_GET
def resource_print(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The resource alone, for one page of paper."""
    row = readable_or_none(request, slug)
    if row is None:
        return _away(request)
    context = {
        "row": row,
        "resource": row.page,
        "body": _body(row),
        "review": _last_review(row),
        "language": row.language,
    }
    return _private(request, render(request, "learning/resource_print.html", context))


def _last_review(row: ResourceText) -> ContentReview | None:
    """When a clinician last read it."""
    reviews = ContentReview.objects.filter(kind=ContentReview.Kind.RESOURCE, content_key=row.resource_key)
    return reviews.select_related("reviewer").first()


@require_GET
def resource_worksheet(request: HttpRequest, slug: str, block_id: uuid.UUID) -> HttpResponseBase:
    """The sheet for the family alone, for paper."""
    row = readable_or_none(request, slug)
    if row is None:
        return _away(request)
    sheet = markers.block(_body(row), str(block_id))
    if not sheet:
        raise Http404
    context = {"title": row.page.title, "over": "", "body": mark_safe(sheet), "sheet": True, "language": row.language}  # noqa: S308
    return _private(request, render(request, "learning/print.html", context))


def readable_or_none(request: HttpRequest, slug: str) -> ResourceText | None:
    """The page at the address, in the language read or in English; None for what one may not read or isn't there."""
    language = get_language() or "en"
    rows = readable(request.user, language, member=is_member(request.user))
    row = rows.filter(slug=slug).order_by("-language" if language == "en" else "language").first()
    if row:
        others = ResourceText.objects.filter(resource_key=row.resource_key)
        request.__dict__["translations"] = {
            code: _in(code, other_slug) for code, other_slug in others.values_list("language", "slug")
        }
    return row


def _in(language: str, slug: str) -> str:
    with override(language):
        return reverse("resource", args=[slug])


def _away(request: HttpRequest) -> HttpResponseBase:
    """A stranger is asked to sign in, whether or not the page exists; anybody else gets 404."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404


def _private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    return response


def _address(row: ResourceText, part: str) -> str:
    return reverse(f"resource_{part}", args=[row.slug])


def _body(row: ResourceText) -> SafeString:
    address = reverse("resource", args=[row.slug]) + "worksheet/{}/"
    html = markers.fill(row.html, answer=lambda key: "", reflection=lambda key: "", worksheet=address)
    return mark_safe(html)  # noqa: S308 - rendered by our templates at publication


def _with_links(request: HttpRequest, row: ResourceText) -> SafeString:
    """The words with a link wherever another resource is named by its code alone."""
    html = _body(row)
    codes = codes_in(html) - {row.page.code}
    if not codes:
        return html
    rows = readable(request.user, row.language, member=is_member(request.user)).filter(page__code__in=codes)
    known = {
        code: (reverse("resource", args=[slug]), title)
        for code, slug, title in rows.values_list("page__code", "slug", "page__title")
    }
    return mark_safe(with_links(html, known))  # noqa: S308 - the same HTML; titles and addresses are escaped


def _related_units(names: list[str], language: str) -> list[dict[str, str]]:
    """Units named like `M4.2` that readers can open, in their order."""
    wanted = Q(pk__in=[])
    for name in names:
        code, _dot, number = name.partition(".")
        if number.isdigit():
            wanted |= Q(edition__code=code, position=int(number))
    return _units(wanted, language)


def _units(wanted: Q, language: str) -> list[dict[str, str]]:
    """Units of current editions, each with where it is read."""
    rows: QuerySet[Any, Any] = (
        EditionUnit.objects.filter(wanted, edition__in=Edition.objects.current().in_use(), language=language)
        .select_related("edition")
        .order_by("edition__code", "position")
        .only("title", "slug", "minutes", "position", "edition__code", "edition_id")
    )
    found = list(rows)
    slugs = dict(
        EditionModule.objects.filter(edition__in=[row.edition_id for row in found], language=language).values_list(
            "edition_id", "slug"
        )
        if found
        else ()
    )
    return [
        {
            "title": row.title,
            "name": f"{row.edition.code}.{row.position}",
            "minutes": str(row.minutes),
            "href": learn_address(language, slugs[row.edition_id], row.slug),
        }
        for row in found
    ]


def _alike(request: HttpRequest, row: ResourceText) -> list[ResourceText]:
    """Three more of the same approach and step."""
    rows = readable(request.user, row.language, member=is_member(request.user)).exclude(pk=row.pk)
    rows = rows.filter(page__approach=row.page.approach).defer("html", "text")
    return sorted(rows.order_by("page__code"), key=lambda other: other.page.step != row.page.step)[:3]
