"""Which records: nobody reads one but by these. Rights come from memberships in force today and from nothing else.

A superuser is a reader of nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.permissions import has_role, teams_with_role
from people.querysets import LEADING
from people.roles import SUPERVISING_ROLES, TEAM_ROLES, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User
    from supervision.models import (  # noqa: F401 (named in strings)
        Action,
        CaseReference,
        CaseReview,
        ConsultationCase,
        ConsultationNote,
        CrisisConsultation,
        CrisisReview,
        Draft,
        QuickNote,
        SessionCase,
        SupervisionSession,
    )

    Reader = User | AnonymousUser

OPEN = ("open", "closing")
SHARED = ("submitted", "discussed", "consulted", "final")


class CaseQuerySet(models.QuerySet["CaseReference"]):
    """Cases by who may see them."""

    def visible_to(self, user: Reader) -> CaseQuerySet:
        """Those of teams one is in today as therapist, supervisor, cover or expert."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))

    def open(self) -> CaseQuerySet:
        """Still in treatment."""
        return self.filter(status__in=OPEN)


class ReviewQuerySet(models.QuerySet["CaseReview"]):
    """Weekly case summaries by who may see them."""

    def visible_to(self, user: Reader) -> ReviewQuerySet:
        """Submitted ones of one's teams of today; drafts and withdrawn ones are their therapist's alone."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = self.filter(case__team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))
        return mine.filter(Q(state__in=SHARED) | Q(therapist=user))

    def standing(self) -> ReviewQuerySet:
        """Not withdrawn: neither taken back in time nor, once final, found to be on the wrong case."""
        addenda = apps.get_model("supervision", "Addendum")._default_manager
        return self.exclude(state="withdrawn").exclude(Exists(addenda.filter(record_id=OuterRef("pk"), withdraws=True)))


class SessionQuerySet(models.QuerySet["SupervisionSession"]):
    """Sessions by who may see them."""

    def visible_to(self, user: Reader) -> SessionQuerySet:
        """Group sessions of one's teams of today; individual ones for the person and whoever supervises the team.

        The team's expert reads an individual one once the person and who led it have both opened it to them.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = self.filter(team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))
        supervised = Q(team__in=teams_with_role(user, *SUPERVISING_ROLES).values("pk"))
        known = Q(kind="group") | Q(person=user) | supervised
        if has_role(user, Role.EXPERT):
            advised = Q(team__in=teams_with_role(user, Role.EXPERT).values("pk"))
            known |= advised & _opened_by("person") & _opened_by("leader")
        return mine.filter(known)


def _opened_by(who: str) -> Q:
    """The one in that place of the session has opened it to the expert."""
    opened = apps.get_model("supervision", "OpenedToExpert")._default_manager
    return Q(Exists(opened.filter(record_id=OuterRef("pk"), by=OuterRef(who))))


class SessionCaseQuerySet(models.QuerySet["SessionCase"]):
    """Cases in sessions by who may see them."""

    def visible_to(self, user: Reader) -> SessionCaseQuerySet:
        """While the session is under way, those who lead the team; once shared, the whole team of today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        shared = Q(session__team__in=teams_with_role(user, *TEAM_ROLES).values("pk"), session__state="shared")
        return self.filter(shared | Q(session__team__in=teams_with_role(user, *LEADING).values("pk")))


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions by who may see them."""

    def visible_to(self, user: Reader) -> ActionQuerySet:
        """Those of one's teams of today; of what was agreed in private, one's own and those of whom one supervises."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = self.filter(team__in=teams_with_role(user, *TEAM_ROLES).values("pk"))
        supervised = Q(team__in=teams_with_role(user, *SUPERVISING_ROLES).values("pk"))
        return mine.filter(Q(owner=user) | supervised | ~_in_private())

    def not_private(self) -> ActionQuerySet:
        """Not agreed between two people."""
        return self.filter(~_in_private())

    def open(self) -> ActionQuerySet:
        """Still to do."""
        return self.filter(state="open")


def _in_private() -> Q:
    """Agreed in an individual session, in a development plan or in a crisis call: what others may not read."""
    sessions = apps.get_model("supervision", "SupervisionSession")._default_manager
    individual = Exists(sessions.filter(pk=OuterRef("source_id"), kind="individual"))
    return individual | Q(source_type__in=["supervision.developmentplan", "supervision.crisisconsultation"])


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts are their author's alone."""

    def visible_to(self, user: Reader) -> DraftQuerySet:
        """One's own."""
        return self.filter(author=user) if user.is_authenticated and user.is_active else self.none()


class ConsultationQuerySet(models.QuerySet["ConsultationNote"]):
    """Consultation notes by who may see them."""

    def visible_to(self, user: Reader) -> ConsultationQuerySet:
        """Final ones of one's teams of today; before that, those who lead the team."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(_final_or_leading(user, "team", Q(state="final")))


class ConsultationCaseQuerySet(models.QuerySet["ConsultationCase"]):
    """Recommendations by who may see them."""

    def visible_to(self, user: Reader) -> ConsultationCaseQuerySet:
        """As their consultation note; lines taken out again are nobody's."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(_final_or_leading(user, "note__team", Q(note__state="final")), is_picked=True)


def _final_or_leading(user: Reader, team: str, final: Q) -> Q:
    """What is final for everybody of one's teams of today; all of it where one leads."""
    member = Q(**{f"{team}__in": teams_with_role(user, *TEAM_ROLES).values("pk")})
    return member & final | Q(**{f"{team}__in": teams_with_role(user, *LEADING).values("pk")})


class CrisisQuerySet(models.QuerySet["CrisisConsultation"]):
    """Crisis consultations by who may see them."""

    def visible_to(self, user: Reader) -> CrisisQuerySet:
        """Those who lead the team today, and the therapist who called, while in the team. Team-mates never."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(_called_or_leading(user, ""))


class CrisisReviewQuerySet(models.QuerySet["CrisisReview"]):
    """Reviews of crisis consultations by who may see them."""

    def visible_to(self, user: Reader) -> CrisisReviewQuerySet:
        """As the consultation itself."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(_called_or_leading(user, "crisis__"))


def _called_or_leading(user: Reader, path: str) -> Q:
    member = {f"{path}team__in": teams_with_role(user, *TEAM_ROLES).values("pk"), f"{path}caller": user}
    return Q(**member) | Q(**{f"{path}team__in": teams_with_role(user, *LEADING).values("pk")})


class QuickNoteQuerySet(models.QuerySet["QuickNote"]):
    """Quick notes are their author's alone."""

    def visible_to(self, user: Reader) -> QuickNoteQuerySet:
        """One's own, while one is in a team of the organisation; those on a case, while one may see the case."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        teams = teams_with_role(user, *TEAM_ROLES)
        here = self.filter(author=user, organisation__in=teams.values("organisation"))
        return here.filter(Q(case__isnull=True) | Q(case__team__in=teams.values("pk")))

    def waiting(self) -> QuickNoteQuerySet:
        """Not put into a summary yet."""
        return self.filter(used_in__isnull=True)
