"""For machines: is it well, and where may robots go."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.models import HomePage, SitePage

CLOSED = ("/admin/", "/accounts/", "/today/", "/learn/", "/library/", "/record/", "/team/", "/me/", "/v/", "/search/")


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and no migration waits, else 503; nothing about people or versions."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        pending = pending_migrations()
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "down", "migrations_pending": None}, status=503)
    status = "ok" if pending == 0 else "migrations pending"
    body = {"status": status, "database": "ok", "migrations_pending": pending}
    return JsonResponse(body, status=200 if pending == 0 else 503)


def pending_migrations() -> int:
    """How many migrations of this version the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Public pages only, each with its other languages: what members learn with is never listed."""
    pages = [*HomePage.objects.live().select_related("locale"), *SitePage.objects.live().select_related("locale")]
    languages: dict[object, list[tuple[str, str]]] = {}
    for page in pages:
        languages.setdefault(page.translation_key, []).append((page.locale.language_code, page.full_url))
    entries = [(page.full_url, page.last_published_at, languages[page.translation_key]) for page in pages]
    return render(request, "home/sitemap.xml", {"entries": entries}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be indexed; what is behind the door may not."""
    prefixes = ["" if code == settings.LANGUAGE_CODE else f"/{code}" for code, _name in settings.LANGUAGES]
    lines = ["User-agent: *", *(f"Disallow: {prefix}{path}" for prefix in prefixes for path in CLOSED)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
