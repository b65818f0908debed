"""What readers of the library get follows what is published in the admin."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from learning.models import ResourcePage, ResourceText
from learning.rendering import fingerprint, linked, plain_text, render_resource_body, version_of


@transaction.atomic
def store_text(page: ResourcePage) -> ResourceText:
    """Render the published page once and keep it for readers and for search."""
    html = render_resource_body(page)
    marks = [f"resource:{page.live_revision_id}", *(version_of(row) for row in linked(page.body))]
    words = " ".join([page.title, page.summary, page.code, plain_text(html)])
    stored, _made = ResourceText.objects.update_or_create(
        page=page,
        defaults={
            "language": page.locale.language_code,
            "resource_key": page.translation_key,
            "slug": page.slug,
            "html": html,
            "text": words,
            "fingerprint": fingerprint(*marks),
            "published_at": timezone.now(),
        },
    )
    return stored


def remove_text(page: ResourcePage) -> None:
    """Readers no longer get a page that was taken back."""
    ResourceText.objects.filter(page=page).delete()


def store_missing() -> int:
    """Live pages without a stored text get one; returns how many."""
    pages = ResourcePage.objects.live().filter(published_text=None).select_related("locale")
    return len([store_text(page) for page in pages])
