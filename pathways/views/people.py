"""One person's training as those who look after them read it, and what they record about it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pathways.away import absences_of, exemptions_of, home_of, readable_places, reminders_of
from pathways.forms.people import AbsenceForm, AssignForm, ExemptionForm, PriorLearningForm, ReplayForm
from pathways.models import Absence, Exemption
from pathways.moving import moves
from pathways.permissions import may_look_after, may_note_absence, sees_statuses_of
from pathways.services import about_people as services
from pathways.services.errors import PathwaysError
from pathways.story import story_of
from pathways.training import training_of
from pathways.views.asking import add_fault
from people.decorators import member_required
from people.models import Organisation, User
from people.requests import MemberRequest

Allowed = Callable[[User, User, int], bool]


def _person(request: MemberRequest, public_id: uuid.UUID) -> User:
    """Somebody one sees; seen, but not one's own to look after, is refused."""
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    if not sees_statuses_of(request.user, person):
        raise PermissionDenied
    return person


@member_required
@require_safe
def training(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Every requirement with its why, today or as it stood on another day; and what happened."""
    person = _person(request, public_id)
    replay = ReplayForm(request.GET)
    day = replay.day()
    seen = training_of(person, day, readable_places(request.user, person))
    context = {
        "person": person,
        "places": home_of(person),
        "day": day,
        "is_today": day == timezone.localdate(),
        "replay": replay if "on" in request.GET else ReplayForm(),
        "groups": seen.groups,
        "routes": seen.routes,
        "events": story_of(request.user, person, day),
        "exemptions": exemptions_of(request.user, person),
        "absences": absences_of(request.user, person),
        "reminders": reminders_of(person),
        "actions": _actions(request.user, person),
        "crumbs": _crumbs(person)[:-1],
    }
    return render(request, "pathways/person/training.html", context)


def _actions(user: User, person: User) -> list[tuple[str, str]]:
    """What one may record, and where."""
    found = []
    if _place(user, person, may_look_after):
        found = [
            (_("Assign"), "person_assign"),
            (_("Exempt"), "person_exempt"),
            (_("Recognise prior learning"), "person_prior"),
        ]
    if _place(user, person, may_note_absence):
        found.append((_("Add leave or on-call days"), "person_absence"))
    return [(label, reverse(name, args=[person.public_id])) for label, name in found]


def _place(user: User, person: User, allowed: Allowed) -> Organisation | None:
    """The organisation in which one may do it: the person's first, where there are several."""
    places = Organisation.objects.filter(pk__in=readable_places(user, person)).order_by("name")
    return next((place for place in places if allowed(user, person, place.pk)), None)


@dataclass(frozen=True)
class Recording:
    """Something recorded about a person: the form, who may, how it is stored, and its words."""

    form: Callable[..., Form]
    allowed: Allowed
    store: Callable[..., Any]
    title: str
    text: str


@member_required
def exempt(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """They don't have to have it, for a reason, until a day."""
    text = _("It is not asked of them until the last day. Then the deadline counts again.")
    what = Recording(ExemptionForm, may_look_after, services.exempt, _("Exempt %(name)s"), text)
    return _recorded(request, public_id, what)


@member_required
def prior(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """They learnt it elsewhere: an exemption that says what was seen, so that no certificate is made of it."""

    def store(*, reason: str, **facts: Any) -> Any:
        return services.exempt(reason=_("Prior learning recognised: %(seen)s") % {"seen": reason}, **facts)

    title = _("Recognise prior learning of %(name)s")
    text = _("It counts as an exemption with what you have seen. No certificate is issued for learning done elsewhere.")
    return _recorded(request, public_id, Recording(PriorLearningForm, may_look_after, store, title, text))


@member_required
def assign(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give them something by a day."""
    text = _("It is asked of them by that day, whatever their role asks.")
    what = Recording(AssignForm, may_look_after, services.assign, _("Assign to %(name)s"), text)
    return _recorded(request, public_id, what)


@member_required
def absence(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """Leave or on-call days, which move deadlines."""
    title = _("Leave or on-call days of %(name)s")
    text = _("These days don't count towards deadlines. Why somebody is on leave is not asked and not kept.")
    what = Recording(AbsenceForm, may_note_absence, services.add_absence, title, text)
    return _recorded(request, public_id, what)


def _recorded(request: MemberRequest, public_id: uuid.UUID, what: Recording) -> HttpResponse:
    """Fill in, see what it moves, store."""
    person = _person(request, public_id)
    place = _place(request.user, person, what.allowed)
    if place is None:
        raise PermissionDenied
    form = what.form(request.POST if request.method == "POST" else None, organisation=place)
    moved = None
    if request.method == "POST" and form.is_valid():
        facts = {"actor": request.user, "user": person, "organisation": place, **form.cleaned_data}
        try:
            if "confirm" in request.POST:
                what.store(**facts)
                messages.success(request, _("Saved."))
                return redirect("person_training", public_id=person.public_id)
            moved = moves(person, lambda: what.store(**facts))
        except PathwaysError as error:
            add_fault(form, error)
    context = {
        "form": form,
        "title": what.title % {"name": person},
        "text": what.text,
        "submit": _("Save"),
        "moves": moved,
        "cancel": reverse("person_training", args=[person.public_id]),
        "crumbs": _crumbs(person),
    }
    return render(request, "pathways/person/form.html", context, status=422 if form.errors else 200)


@member_required
@require_POST
def exemption_withdraw(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """From now on it is asked of them again."""
    return _withdrawn(request, get_object_or_404(Exemption.objects.visible_to(request.user), public_id=public_id))


@member_required
@require_POST
def absence_withdraw(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    """The days count again."""
    return _withdrawn(request, get_object_or_404(Absence.objects.visible_to(request.user), public_id=public_id))


def _withdrawn(request: MemberRequest, row: Exemption | Absence) -> HttpResponse:
    try:
        services.withdraw(actor=request.user, row=row)
        messages.success(request, _("Taken back."))
    except PathwaysError as error:
        messages.error(request, str(error.words))
    return redirect("person_training", public_id=row.user.public_id)


def _crumbs(person: User) -> list[tuple[str, str]]:
    return [
        (_("Team"), reverse("team_index")),
        (str(person), reverse("person", args=[person.public_id])),
        (_("Training"), reverse("person_training", args=[person.public_id])),
    ]
