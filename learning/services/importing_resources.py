"""Resources from a folder, as drafts: all of it or nothing, and unchanged files write nothing."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from wagtail.models import Locale

from audit.services import record
from learning.folder.problems import Problems
from learning.folder.resources import read_resources
from learning.folder.sources import ResourceSource, key_for
from learning.models import LibraryIndexPage, ResourcePage
from learning.services.imported_bodies import resolved
from learning.services.importing import ImportReport, store_draft
from people.models import User


def import_resources(*, actor: User | None, folder: Path, dry_run: bool = False, publish: bool = False) -> ImportReport:
    """Store every resource of the folder; with `publish`, what changed is also put in the library."""
    problems = Problems()
    sources = read_resources(folder, problems)
    problems.refuse_if_any()
    report = ImportReport()
    with transaction.atomic():
        for source in sources:
            _store(source, actor, problems, report, publish)
        problems.refuse_if_any()
        if report.changed:
            record(actor=actor, action="learning.resources_imported")
        if dry_run:
            transaction.set_rollback(True)
    return report


def _store(source: ResourceSource, actor: User | None, problems: Problems, report: ImportReport, publish: bool) -> None:
    locale = Locale.objects.get(language_code=source.language)
    index = LibraryIndexPage.objects.filter(locale=locale).first()
    if index is None:
        problems.add(source.body.file, 1, "The site has no library yet: run setup_site.")
        return
    code = source.values["code"]
    twin = ResourcePage.objects.filter(code__iexact=code).order_by("pk").first()
    key = twin.translation_key if twin else key_for("resource", code.lower())
    page = ResourcePage.objects.filter(translation_key=key, locale=locale).first()
    draft = page.get_latest_revision_as_object() if page else ResourcePage(translation_key=key, locale=locale)
    body = resolved(source.body, source.folder, locale, problems)
    values = {"slug": source.slug, **source.values}
    if store_draft(draft, values, {"body": body}, index, actor):
        report.written.append(f"{source.language}: {draft.title}")
    if publish:
        _publish(ResourcePage.objects.get(pk=draft.pk), actor)


def _publish(page: ResourcePage, actor: User | None) -> None:
    if not page.live or page.live_revision_id != page.latest_revision_id:
        page.get_latest_revision().publish(user=actor, skip_permission_checks=True)
