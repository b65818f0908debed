"""Who read what, for the information lead; and the quarterly review of who may."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.permissions import organisations_with_role
from people.requests import MemberRequest
from people.roles import Role
from supervision import read_log as log
from supervision.forms.guarding import LogForm
from supervision.guarding_permissions import guards_somewhere
from supervision.models import AccessReview
from supervision.services import access_reviews
from supervision.views.keeping import crumbs
from supervision.views.opened import confidential

PER_PAGE = 50


@require_safe
@confidential
def read_log(request: MemberRequest) -> HttpResponse:
    """By name, kind and day; fifty on a page."""
    if not guards_somewhere(request.user):
        raise PermissionDenied
    form = LogForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(log.entries(request.user, **chosen), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "lines": log.in_words(list(page)),
        "query": query.urlencode(),
        "crumbs": crumbs(),
    }
    return render(request, "supervision/keeping/read_log.html", context, status=422 if form.errors else 200)


@require_POST
@confidential
def read_log_file(request: MemberRequest) -> HttpResponse:
    """The same as a CSV file; taking it is in the log."""
    if not guards_somewhere(request.user):
        raise PermissionDenied
    form = LogForm(request.POST)
    chosen = form.cleaned_data if form.is_valid() else {}
    text = log.as_csv(log.entries(request.user, **chosen))
    for organisation in organisations_with_role(request.user, Role.IG_LEAD):
        access_reviews.note_export(actor=request.user, organisation_id=organisation.pk)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="hearth-read-log.csv"'
    return response


@confidential
def access_review(request: MemberRequest) -> HttpResponse:
    """Who may read records today and how often they did this quarter; signed once a quarter."""
    if not guards_somewhere(request.user):
        raise PermissionDenied
    guarded = organisations_with_role(request.user, Role.IG_LEAD).order_by("pk")
    if request.method == "POST":
        for organisation in guarded:
            access_reviews.sign(actor=request.user, organisation=organisation)
        messages.success(request, _("Signed for this quarter."))
        return redirect("access_review")
    quarter = log.quarter_of(timezone.localdate())
    reviews = AccessReview.objects.filter(organisation__in=guarded).select_related("reviewed_by", "organisation")
    context = {
        "quarter": quarter,
        "desks": [(organisation, log.review_of(organisation.pk, quarter)) for organisation in guarded],
        "signed": [review for review in reviews if review.quarter == quarter],
        "earlier": [review for review in reviews if review.quarter != quarter][:12],
        "crumbs": crumbs(),
    }
    return render(request, "supervision/keeping/access_review.html", context)
