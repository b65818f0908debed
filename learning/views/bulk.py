"""Certificates that are missing: who would get one and who not, then issuing them with progress."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learning.models import BulkIssue
from learning.services.bulk_issuing import NothingToIssueError, Outcome, dry_run, modules_missing, start
from people.decorators import member_required
from people.models import User
from people.permissions import has_role
from people.roles import Role

SHOWN = 500


@member_required
def missing(request: HttpRequest) -> HttpResponse:
    """Choose a module, see what would happen to whom, and have it done."""
    if not has_role(request.user, Role.COORDINATOR):
        return render(request, "403.html", status=403)
    user = cast(User, request.user)
    key = _key(request.POST.get("module") or request.GET.get("module") or "")
    if request.method == "POST" and key:
        try:
            bulk = start(actor=user, module_key=key)
        except NothingToIssueError:
            messages.info(request, _("Everybody has theirs, so nothing was issued."))
            return redirect("missing_certificates")
        return redirect("bulk_issue", key=bulk.pk)
    rows = dry_run(user, key) if key else []
    context = {
        "modules": modules_missing(user),
        "chosen": key,
        "rows": rows[:SHOWN],
        "left_out": max(len(rows) - SHOWN, 0),
        "to_issue": sum(row.outcome is Outcome.ISSUE for row in rows),
    }
    return render(request, "learning/bulk/missing.html", context)


@require_safe
@member_required
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far a bulk issue is. Only whoever asked for it finds it."""
    bulk = get_object_or_404(BulkIssue, pk=key, actor=cast(User, request.user))
    counts = bulk.items.aggregate(
        total=Count("pk"), issued=Count("pk", filter=Q(state="issued")), failed=Count("pk", filter=Q(state="failed"))
    )
    done = counts["issued"] + counts["failed"]
    context = {"bulk": bulk, "done": done, "is_over": done == counts["total"], **counts}
    return render(request, "learning/bulk/progress.html", context)


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
