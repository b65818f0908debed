"""The admin's screens for Word documents: upload one, see how far it is and what came of it."""

from __future__ import annotations

import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from learning.permissions import authoring
from learning.services import word_imports
from learning.word_forms import WordForm
from people.models import User

SHOWN = 10


@require_http_methods(["GET", "POST"])
def word_import(request: HttpRequest) -> HttpResponse:
    """Upload a document; its import goes on in the background."""
    if not authoring.can_author(request.user):
        raise Http404
    form = WordForm(request.POST, request.FILES) if request.method == "POST" else WordForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        row = word_imports.start(
            actor=cast(User, request.user),
            name=file.name,
            data=file.read(),
            code=form.cleaned_data["code"],
            title=form.cleaned_data["title"],
        )
        return redirect("word_import_progress", row.pk)
    context = {"form": form, "earlier": authoring.word_imports_visible_to(request.user)[:SHOWN]}
    return render(request, "learning/admin/word_import.html", context, status=422 if form.is_bound else 200)


@require_GET
def progress(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """How far one's own import is, and in the end its report."""
    if not authoring.can_author(request.user):
        raise Http404
    row = get_object_or_404(authoring.word_imports_visible_to(request.user), pk=key)
    return render(request, "learning/admin/word_progress.html", {"row": row})
