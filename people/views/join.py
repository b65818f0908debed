"""Accepting an invitation: the only way an account is made."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from people.forms.invitations import JoinForm
from people.models import Invitation, User
from people.services import approvals, invitations
from people.services.errors import InvitationClosed, WrongPerson


@never_cache
@sensitive_post_parameters("password")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link. Its address goes nowhere: no cache, no path in a Referer.

    Not `no-referrer`: browsers then send `Origin: null` with the form, which the CSRF check has to refuse.
    """
    response = _join(request, invitations.find(token))
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _join(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    if invitation is None:
        return render(request, "people/join_closed.html", {"state": "unknown"}, status=404)
    if invitation.state == "accepted" and request.method == "POST":
        return _accepted_already(request, invitation)
    if invitation.state == "expired" and "ask" in request.POST:
        return _asked(request, invitation)
    if invitation.state != "sent":
        return _closed(request, invitation)
    holder = User.objects.filter(email=invitation.email).first()
    return _join_again(request, invitation, holder) if holder else _join_new(request, invitation)


def _asked(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    approvals.ask_for_fresh_link(invitation)
    messages.success(
        request, _("%(name)s has been told. A fresh link comes by e-mail.") % {"name": invitation.invited_by}
    )
    return redirect(request.path)


def _closed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"state": invitation.state, "invitation": invitation}
    return render(request, "people/join_closed.html", context, status=410)


def _accepted_already(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """The second of two clicks: the first has done it."""
    if not request.user.is_authenticated:
        messages.info(request, _("Your account is ready. Sign in with your new password."))
    return redirect("today" if request.user.is_authenticated else "account_login")


def _join_new(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    start = {"name": invitation.name, "language": invitation.language}
    form = JoinForm(request.POST or None, invitation=invitation, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.accept_as_new(invitation=invitation, **form.cleaned_data)
        except (InvitationClosed, WrongPerson):
            return _accepted_already(request, invitation)
        record_authentication(request, user, method="invitation")
        return perform_login(request, Login(user=user, email_verification="none", email=user.email))
    return render(request, "people/join.html", {"form": form, "invitation": invitation})


def _join_again(request: HttpRequest, invitation: Invitation, holder: User) -> HttpResponse:
    """Someone with an account signs in first, and then accepts with one click."""
    if request.method == "POST" and request.user == holder:
        try:
            invitations.accept(actor=holder, invitation=invitation)
        except (InvitationClosed, WrongPerson):
            return _closed(request, invitation)
        messages.success(request, _("Welcome to %(place)s.") % {"place": invitation.place})
        return redirect("today")
    context = {"invitation": invitation, "is_holder": request.user == holder}
    return render(request, "people/join_again.html", context)
