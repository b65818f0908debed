"""One's own profile."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from people.decorators import record_access_required
from people.forms.accounts import ProfileForm
from people.models import User
from people.requests import MemberRequest
from people.services import accounts
from people.services.sessions import has_second_factor


@record_access_required
def profile(request: MemberRequest) -> HttpResponse:
    """Name, profession, language; and the way to everything else about one's account."""
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        accounts.change_profile(actor=form.save(commit=False))
        with translation.override(person.language):
            messages.success(request, _("Saved."))
            return redirect("profile")
    memberships = request.user.memberships.select_related("organisation", "team").order_by("-starts_on")
    context = {"form": form, "memberships": memberships, "has_second_factor": has_second_factor(request.user)}
    return render(request, "people/profile.html", context)
