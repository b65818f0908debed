"""Who may do what with records of practice and with scores. Reading is `visible_to`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.models import Membership
from people.permissions import is_site_administrator
from people.roles import Role
from people.team_rights import holds, holds_in_team
from supervision.permissions import advises, supervises

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User
    from supervision.models import DevelopmentPlan, Measure, Observation

    Reader = User | AnonymousUser


def guides(user: Reader, person: User, team_id: int) -> bool:
    """Supervises the team today in which the person is a therapist today; nobody guides themselves."""
    if user.pk == person.pk or not supervises(user, team_id):
        return False
    therapists = Membership.objects.current().in_role(Role.THERAPIST)
    return therapists.filter(user=person, team=team_id).exists()


def is_own(user: Reader, record: Observation | DevelopmentPlan) -> bool:
    """It is about the user, who is a therapist of its team today."""
    return record.therapist_id == user.pk and holds_in_team(user, record.team_id, Role.THERAPIST)


def supervises_record(user: Reader, record: Observation | DevelopmentPlan) -> bool:
    """Supervises its team today and is not whom it is about."""
    return record.therapist_id != user.pk and supervises(user, record.team_id)


def side_of(user: Reader, record: Observation | DevelopmentPlan) -> str:
    """Whether the user is the record's therapist, a supervisor of its team, or neither, today."""
    if is_own(user, record):
        return "therapist"
    return "supervisor" if supervises_record(user, record) else ""


def can_observe(user: Reader, observation: Observation) -> bool:
    """Who began it, while supervising the team."""
    return observation.observer_id == user.pk and supervises_record(user, observation)


def can_enter_scores(user: Reader, measure: Measure, team_id: int | None) -> bool:
    """About therapists: the team's supervisors and its expert. About others: its expert."""
    if advises(user, team_id):
        return True
    return measure.about == "therapist" and supervises(user, team_id)


def can_edit_measures(user: Reader) -> bool:
    """Names and ranges of instruments are the site's: its administrators."""
    return is_site_administrator(user)


def can_set_target(user: Reader, organisation_id: int) -> bool:
    """A target is the organisation's own: its programme managers."""
    return holds(user, organisation_id, Role.PROGRAMME_MANAGER)
