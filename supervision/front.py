"""What stands on the front page: one's own week, the team one looks at, and what must be set before anything."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from people.models import Membership, Organisation, Team, User
from people.permissions import organisations_with_role, teams_with_role
from people.roles import SUPERVISING_ROLES, TEAM_ROLES, Role
from supervision.models import Action, CaseReference, CaseReview, RecordKeeping, SupervisionSession
from supervision.permissions import can_open_case, leads_session, role_in_team
from supervision.querysets import OPEN
from supervision.summary_states import SummaryState, summary_state
from supervision.training import PersonTraining, training_of
from supervision.weeks import due_at, monday_of

LONGEST_SESSION = datetime.timedelta(hours=6)
ACTIONS_SHOWN = 12


@dataclass(frozen=True)
class CaseRow:
    """An open case and how its summary of this week stands."""

    case: CaseReference
    review: CaseReview | None
    state: SummaryState


@dataclass(frozen=True)
class Therapist:
    """A therapist's open cases."""

    person: User
    rows: list[CaseRow]

    @property
    def summaries_in(self) -> int:
        """How many the team can read."""
        return sum(row.state.is_in for row in self.rows)


@dataclass(frozen=True)
class TeamView:
    """The team one looks at. `guards` are who can set the schedule, where there is none."""

    team: Team
    role: str
    leads: bool
    opens_cases: bool
    keeping: RecordKeeping | None
    own: list[CaseRow] = field(default_factory=list)
    therapists: list[Therapist] = field(default_factory=list)
    session: SupervisionSession | None = None
    actions: list[Action] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)
    training: list[PersonTraining] = field(default_factory=list)

    @property
    def supervises(self) -> bool:
        """Is the team's supervisor, or covers for them."""
        return self.role in SUPERVISING_ROLES

    @property
    def summaries_in(self) -> int:
        """Of all open cases of the team."""
        return sum(therapist.summaries_in for therapist in self.therapists)

    @property
    def cases(self) -> int:
        """Open cases of the team."""
        return sum(len(therapist.rows) for therapist in self.therapists)


def teams_of(user: User) -> list[Team]:
    """The teams one is in today, by name."""
    return list(teams_with_role(user, *TEAM_ROLES).select_related("organisation").order_by("name"))


def chosen(teams: list[Team], asked: str) -> Team | None:
    """The team that was asked for, or the first."""
    return next((team for team in teams if str(team.public_id) == asked), teams[0] if teams else None)


def team_view(user: User, team: Team) -> TeamView:
    """Everything about one team, in the same number of statements at any size."""
    keeping = RecordKeeping.objects.filter(organisation_id=team.organisation_id).first()
    leads, role = leads_session(user, team.pk), role_in_team(user, team.pk)
    rows = _case_rows(user, team)
    return TeamView(
        team=team,
        role=role,
        leads=leads,
        opens_cases=can_open_case(user, team.pk),
        keeping=keeping,
        own=[row for row in rows if row.case.therapist_id == user.pk],
        therapists=_by_therapist(rows) if leads else [],
        session=_next_session(user, team),
        actions=_own_actions(user, team),
        guards=[] if keeping else guards_of(team.organisation_id),
        training=training_of(team, user) if role in SUPERVISING_ROLES else [],
    )


def _case_rows(user: User, team: Team) -> list[CaseRow]:
    cases = list(
        CaseReference.objects.visible_to(user)
        .open()
        .filter(team=team)
        .select_related("therapist", "adaptation")
        .order_by("therapist__name", "code")
    )
    now, week = timezone.now(), monday_of(timezone.localdate())
    due = due_at(week, team.supervision_day, team.supervision_time, timezone.get_current_timezone())
    reviews = {review.case_id: review for review in _of_this_week(user, team, week)}
    return [
        CaseRow(
            case,
            reviews.get(case.pk),
            summary_state(reviews.get(case.pk), due, now, own=case.therapist_id == user.pk),
        )
        for case in cases
    ]


def _of_this_week(user: User, team: Team, week: datetime.date) -> QuerySet[CaseReview]:
    """Summaries of the week that the user may see, without their texts."""
    found = CaseReview.objects.visible_to(user).standing().filter(case__team=team, week=week)
    return found.only("pk", "case_id", "state", "submitted_at", "has_question", "week", "therapist_id")


def _by_therapist(rows: list[CaseRow]) -> list[Therapist]:
    grouped = groupby(rows, key=lambda row: row.case.therapist)
    return [Therapist(person, list(theirs)) for person, theirs in grouped]


def _next_session(user: User, team: Team) -> SupervisionSession | None:
    """Under way, or the next that is planned."""
    waiting = SupervisionSession.objects.visible_to(user).filter(team=team, kind="group", state__in=["planned", "live"])
    soon = waiting.filter(Q(state="live") | Q(starts_at__gte=timezone.now() - LONGEST_SESSION))
    return soon.order_by("starts_at").first()


def _own_actions(user: User, team: Team) -> list[Action]:
    mine = Action.objects.visible_to(user).open().filter(owner=user, team=team).select_related("case")
    return list(mine.order_by("due_on", "created_at")[:ACTIONS_SHOWN])


def guards_of(organisation_id: int) -> list[str]:
    """Names of the organisation's information governance leads of today."""
    leads = Membership.objects.current().in_role(Role.IG_LEAD).filter(organisation_id=organisation_id)
    return sorted(set(leads.values_list("user__name", flat=True)))


def guarded(user: User) -> list[Organisation]:
    """Organisations whose record keeping the user looks after."""
    return list(organisations_with_role(user, Role.IG_LEAD).select_related("record_keeping").order_by("name"))


def counted(user: User) -> list[Team]:
    """For programme managers: the teams of their organisations with how many open cases each has, and no more."""
    managed = organisations_with_role(user, Role.PROGRAMME_MANAGER).values("pk")
    teams = Team.objects.filter(organisation__in=managed).select_related("organisation")
    return list(teams.annotate(open_cases=Count("cases", filter=Q(cases__status__in=OPEN))).order_by("name"))
