"""What waits for the person who looks: each room says how much, and where to go. Rooms above register theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import ngettext

from learning.permissions import authoring
from learning.waiting import passed_and_waiting
from pathways.overview.scope import named
from people.models import Invitation, SecondFactorReset, User
from people.team_rights import can_approve_invitation, can_decide_reset


class Waiting(NamedTuple):
    """So much of something waits, in a sentence, and where it is done."""

    text: str
    href: str


Provider = Callable[[User], Waiting | None]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a provider; it gives nothing where nothing waits for this person."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def waiting_for(user: User) -> list[Waiting]:
    """Everything that waits for this person."""
    found = (provider(user) for provider in _providers)
    return [waiting for waiting in found if waiting is not None]


@register
def approvals(user: User) -> Waiting | None:
    """Invitations that need a second person, and second steps to reset."""
    invitations = Invitation.objects.visible_to(user).waiting().select_related("organisation", "team")
    resets = SecondFactorReset.objects.filter(decided_at__isnull=True).select_related("user")
    count = sum(can_approve_invitation(user, row) for row in invitations)
    count += sum(can_decide_reset(user, row) for row in resets)
    if not count:
        return None
    text = ngettext("%(n)d approval is waiting for you", "%(n)d approvals are waiting for you", count)
    return Waiting(text % {"n": count}, reverse("team_index"))


@register
def clinical_reviews(user: User) -> Waiting | None:
    """Modules that wait for a clinical review: those one asked for, or decides."""
    count = authoring.reviews_visible_to(user).filter(state="waiting").count()
    if not count:
        return None
    text = ngettext("%(n)d module is in clinical review", "%(n)d modules are in clinical review", count)
    return Waiting(text % {"n": count}, reverse("module_reviews"))


@register
def sign_offs(user: User) -> Waiting | None:
    """People who passed a module's check and wait for what else it asks: practice observed, a discussion."""
    scope = named(user)
    if scope.is_empty:
        return None
    members = scope.memberships().exclude(user=user).values("user")
    count = passed_and_waiting(members).order_by().values("enrolment__user").distinct().count()  # type: ignore[arg-type]
    if not count:
        return None
    text = ngettext(
        "%(n)d person has passed a check and waits for a sign-off or a discussion in supervision",
        "%(n)d people have passed a check and wait for a sign-off or a discussion in supervision",
        count,
    )
    return Waiting(text % {"n": count}, reverse("team_matrix"))


@register
def invited(user: User) -> Waiting | None:
    """Invitations that ran out before anybody joined."""
    rows = Invitation.objects.visible_to(user).open()
    count = sum(row.state == "expired" for row in rows.exclude(expires_at=None))
    if not count:
        return None
    text = ngettext("%(n)d invitation has run out", "%(n)d invitations have run out", count)
    return Waiting(text % {"n": count}, reverse("invitations"))
