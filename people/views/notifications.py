"""One's notices, and what of them comes by e-mail."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.addresses import in_language, is_own_path
from people.decorators import record_access_required
from people.forms.mail import MailHoursForm
from people.models import MailChoice, Notification
from people.requests import MemberRequest
from people.services import mail_choices, notifying

A_PAGE = 25


@require_http_methods(["GET", "POST"])
@record_access_required
def index(request: MemberRequest) -> HttpResponse:
    """The newest first. Looking at the page changes nothing; saying so does."""
    if request.method == "POST":
        count = notifying.mark_seen(actor=request.user)
        said = ngettext("%(count)s notice is marked as read.", "%(count)s notices are marked as read.", count)
        messages.success(request, said % {"count": count})
        return redirect("notifications")
    mine = Notification.objects.visible_to(request.user)
    page = Paginator(mine.select_related("letter"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/notifications.html", {"page": page, "new": mine.new().count()})


@require_POST
@record_access_required
def follow(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Mark one as read, and go where it points."""
    notice = get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
    notifying.mark_seen(actor=request.user, ids=[notice.pk])
    if not is_own_path(notice.href, request):
        return redirect("notifications")
    return redirect(in_language(notice.href, get_language() or "en"))  # whoever wrote it may read another language


@require_http_methods(["GET", "POST"])
@record_access_required
def choices(request: MemberRequest) -> HttpResponse:
    """How each group reaches one, and at what hours."""
    ways = dict(MailChoice.objects.filter(user=request.user).values_list("group", "way"))
    form = MailHoursForm(request.POST or None, instance=mail_choices.hours_for(request.user), ways=ways)
    if request.method == "POST" and form.is_valid():
        mail_choices.choose(actor=request.user, ways=form.ways, hours=form.save(commit=False))
        messages.success(request, _("Your choices are saved."))
        return redirect("notification_choices")
    return render(request, "people/notification_choices.html", {"form": form})
