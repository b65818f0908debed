"""One's own record, and the registers that coordinators and supervisors read."""

from collections.abc import Iterable
from typing import cast

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from learning.certificate_forms import RegisterSearchForm
from learning.certificates.verify import Status
from learning.models import Certificate, Completion, EditionModule
from learning.next_steps import next_steps
from learning.permissions.certificates import issued_visible_to, team_visible_to
from learning.querysets import CertificateQuerySet
from learning.record_sections import sections_for
from learning.verdicts import Verdict, verdict_of
from people.decorators import member_required, record_access_required
from people.models import User
from people.permissions import has_role
from people.roles import SUPERVISING_ROLES, Role

PAGE_SIZE = 25


@require_safe
@record_access_required
def record(request: HttpRequest) -> HttpResponse:
    """What one has learnt and can prove; it stays open to people who have left."""
    user = cast(User, request.user)
    rows = Certificate.objects.of(user).select_related("completion", "supersedes", "superseded_by")
    certificates = _with_status(rows.order_by("-issued_at"))
    steps = next_steps((row for row, _verdict in certificates), get_language() or "en", timezone.localdate())
    shown = [(row, said, steps.get(row.pk)) for row, said in certificates]
    completions = list(Completion.objects.filter(user=user).select_related("edition"))
    titles = _titles({completion.edition_id for completion in completions})
    done = [(completion, titles.get(completion.edition_id, completion.edition.code)) for completion in completions]
    above, below = sections_for(request)
    context = {
        "current": [item for item in shown if item[1].status == Status.VALID.value],
        "past": [item for item in shown if item[1].status != Status.VALID.value],
        "done": done,
        "above": above,
        "below": below,
        "may_see_register": has_role(request.user, Role.COORDINATOR),
        "may_see_team": has_role(request.user, *SUPERVISING_ROLES),
    }
    return render(request, "learning/record/record.html", context)


@require_safe
@member_required
def issued_certificates(request: HttpRequest) -> HttpResponse:
    """The register of the organisations one coordinates."""
    if not has_role(request.user, Role.COORDINATOR):
        return render(request, "403.html", status=403)
    return _register(request, issued_visible_to(request.user), "learning/record/issued.html")


@require_safe
@member_required
def team_certificates(request: HttpRequest) -> HttpResponse:
    """Certificates of the people one supervises today."""
    if not has_role(request.user, *SUPERVISING_ROLES):
        return render(request, "403.html", status=403)
    return _register(request, team_visible_to(request.user), "learning/record/team.html")


def _register(request: HttpRequest, rows: CertificateQuerySet, template: str) -> HttpResponse:
    form = RegisterSearchForm(request.GET)
    valid = form.is_valid()
    wanted = form.cleaned_data["q"].strip() if valid else ""
    rows = _matching(rows.in_state(form.cleaned_data["state"] if valid else "", timezone.localdate()), wanted)
    page = Paginator(rows.select_related("superseded_by").order_by("-issued_at", "-pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": _with_status(page),
        "query": query.urlencode(),
        "wanted": wanted or form.data.get("state", ""),
    }
    return render(request, template, context)


def _matching(rows: CertificateQuerySet, wanted: str) -> CertificateQuerySet:
    """By a part of the name, the module or the number."""
    if not wanted:
        return rows
    found = Q(name__icontains=wanted) | Q(module_code__iexact=wanted)
    found |= Q(title_en__icontains=wanted) | Q(title_cy__icontains=wanted)
    number = wanted.rsplit("-", 1)[-1]
    if number.isascii() and number.isdigit() and len(number) <= 9:
        found |= Q(number=int(number))
    return rows.filter(found)


def _with_status(rows: Iterable[Certificate]) -> list[tuple[Certificate, Verdict]]:
    return [(row, verdict_of(row)) for row in rows]


def _titles(editions: set[int]) -> dict[int, str]:
    """The title of each edition in the reader's language, or the one it has."""
    language = get_language() or "en"
    texts = EditionModule.objects.filter(edition__in=editions).values_list("edition_id", "language", "title")
    ordered = sorted(texts, key=lambda text: (text[1] == language, text[1] == "en"))
    return {edition: title for edition, _language, title in ordered}
