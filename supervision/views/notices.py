"""One's notices, and whether they come by mail too."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.requests import MemberRequest
from supervision.models import Notice, WithoutMail
from supervision.services import notices as service
from supervision.views.opened import confidential

MOST = 50


@require_http_methods(["GET", "POST"])
@confidential
def notices(request: MemberRequest) -> HttpResponse:
    """The newest first; looked at by saying so, not by opening the page."""
    if request.method == "POST":
        if "mail" in request.POST:
            service.set_mail(actor=request.user, wanted=request.POST["mail"] == "on")
            messages.success(request, _("Your choice is saved."))
        else:
            service.seen(actor=request.user)
        return redirect("notices")
    context = {
        "notices": list(Notice.objects.filter(user=request.user)[:MOST]),
        "by_mail": not WithoutMail.objects.filter(user=request.user).exists(),
    }
    return render(request, "supervision/notices.html", context)
