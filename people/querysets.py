"""Which rows: the reading vocabulary of this room."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from people.prepared import Slot

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    # Some are named in strings only.
    from people.models import Invitation, Letter, Membership, Notification, Team, User  # noqa: F401


ORGANISATION_WIDE = ("coordinator", "programme_manager", "ig_lead")
LEADING = ("supervisor", "backup_supervisor", "expert")


def _memberships() -> models.QuerySet[Membership]:
    return apps.get_model("people", "Membership").objects.all()


def _is_site_administrator(user: User) -> bool:
    return apps.get_model("people", "Grant").objects.filter(in_force(), user=user, kind="site_administrator").exists()


def in_force(on: datetime.date | Slot | None = None, prefix: str = "") -> Q:
    """True of rows whose dates include the day: started, and not yet ended. `ends_on` is the last day."""
    day = on or timezone.localdate()
    starts = Q(**{f"{prefix}starts_on__lte": day})
    return starts & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day}))


class UserQuerySet(models.QuerySet["User"]):
    """People by who may see them."""

    def visible_to(self, user: User | AnonymousUser) -> UserQuerySet:
        """Oneself; those who were ever in an organisation one runs or guards; today's members of teams one leads."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if _is_site_administrator(user):
            return self.all()
        mine = _memberships().filter(in_force(), user=user)
        running = mine.filter(role__in=ORGANISATION_WIDE).values("organisation_id")
        leading = mine.filter(role__in=LEADING).values("team_id")
        theirs = _memberships().filter(Q(organisation_id__in=running) | Q(in_force(), team_id__in=leading))
        return self.filter(Q(pk=user.pk) | Q(Exists(theirs.filter(user_id=OuterRef("pk")))))

    def named(self, words: str) -> UserQuerySet:
        """Whose name or address has every one of the words in it."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found


class UserManager(BaseUserManager["User"]):
    """Makes accounts that sign in with an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account; without a password it can't sign in until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A technical account for the Wagtail admin. It opens no record about people."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: User | AnonymousUser) -> UserQuerySet:
        """See UserQuerySet."""
        return self.get_queryset().visible_to(user)

    def get_by_natural_key(self, username: str | None) -> User:
        """E-mail addresses are the same in any case."""
        return self.get(email__iexact=username)


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams by who may see them."""

    def visible_to(self, user: User | AnonymousUser) -> TeamQuerySet:
        """Teams one is in today, all of an organisation one runs or guards; every team for site administrators."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if _is_site_administrator(user):
            return self.all()
        mine = _memberships().filter(in_force(), user=user)
        running = mine.filter(role__in=ORGANISATION_WIDE).values("organisation_id")
        return self.filter(Q(organisation_id__in=running) | Q(pk__in=mine.values("team_id")))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by state and by who looks after them."""

    def open(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; it may have run out."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def waiting(self) -> InvitationQuerySet:
        """Open, and not yet approved by a second person."""
        return self.open().filter(approved_at__isnull=True, expires_at__isnull=True)

    def visible_to(self, user: User | AnonymousUser) -> InvitationQuerySet:
        """One's own, those of organisations one runs, those into teams one supervises; site administrators see all."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if _is_site_administrator(user):
            return self.all()
        mine = _memberships().filter(in_force(), user=user)
        running = mine.filter(role__in=["coordinator", "programme_manager"]).values("organisation_id")
        leading = mine.filter(role="supervisor").values("team_id")
        return self.filter(Q(organisation_id__in=running) | Q(team_id__in=leading) | Q(invited_by=user))


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by day, role and place."""

    def current(self, on: datetime.date | Slot | None = None) -> MembershipQuerySet:
        """In force on the day (today unless told): the only ones that give reading rights."""
        return self.filter(in_force(on))

    def overlapping(self, starts_on: datetime.date, ends_on: datetime.date | None) -> MembershipQuerySet:
        """In force on any day from the first to the last; no last day means for ever."""
        found = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
        return found.filter(starts_on__lte=ends_on) if ends_on else found

    def in_role(self, *roles: str) -> MembershipQuerySet:
        """Held in any of the roles."""
        return self.filter(role__in=roles)


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Notifications by whose they are and where they stand. What is held is not there yet."""

    def out(self, at: datetime.datetime | Now | None = None) -> NotificationQuerySet:
        """Not held, or no longer: what their person may see."""
        return self.filter(Q(hold_until__isnull=True) | Q(hold_until__lte=at or timezone.now()))

    def visible_to(self, user: User | AnonymousUser) -> NotificationQuerySet:
        """One's own, and nobody else's whoever one is."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.out().filter(user_id=user.pk)

    def new(self) -> NotificationQuerySet:
        """Neither seen nor done with."""
        return self.filter(seen_at__isnull=True, done_at__isnull=True)

    def to_mail(self, at: datetime.datetime) -> NotificationQuerySet:
        """New ones whose time to be mailed has come, and which no letter carries yet."""
        return self.new().filter(mail_at__lte=at, letter__isnull=True, user__is_active=True)

    def to_escalate(
        self, at: datetime.datetime, after: datetime.timedelta, *, seen_is_enough: bool
    ) -> NotificationQuerySet:
        """Undone, or unseen where that is enough, for so long, and not yet told to anybody else."""
        found = self.filter(at__lte=at - after, done_at__isnull=True, escalated_at__isnull=True)
        return found.filter(seen_at__isnull=True) if seen_is_enough else found


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters by where they stand."""

    def to_send(self, at: datetime.datetime) -> LetterQuerySet:
        """Due, and in nobody's hands: never claimed, or claimed by a worker whose lease has run out."""
        return self.filter(Q(state="waiting", due_at__lte=at) | Q(state="sending", leased_until__lte=at))
