"""What the pages of practice show: where each skill stands, what a team's supervisor should look at, months of scores.

Only facts are gathered here; no text of a record is opened.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import get_language

from learning.models import Edition, EditionModule, ResourcePage
from people.models import Membership, Team, User
from people.permissions import teams_with_role
from people.roles import TEAM_ROLES, Role
from supervision.models import (
    Attendance,
    DevelopmentPlan,
    Measure,
    MeasureScore,
    MeasureTarget,
    Observation,
    SelfRating,
    SignOff,
)
from supervision.reading import note_opened
from supervision.skills import Skill
from supervision.trend import Monthly, Trend, mean_of, months_until, trend_of

PLAN_GROWS_OLD = datetime.timedelta(days=100)
MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Standing:
    """Where a skill stands: the newest sign-off, the newest observation, and the therapist's own view beside them."""

    skill: Skill
    signed: SignOff | None
    own: SelfRating | None
    seen: Observation | None

    @property
    def has_newer_evidence(self) -> bool:
        """Something was shared since the sign-off, or there is none yet."""
        if self.seen is None or self.seen.shared_at is None:
            return False
        return self.signed is None or self.seen.shared_at > self.signed.at


@dataclass
class PersonLine:
    """A therapist in the supervisor's list, with what to look at."""

    person: User
    last_observed: datetime.date | None = None
    plan: DevelopmentPlan | None = None
    newer_evidence: int = 0
    today: datetime.date = field(default_factory=timezone.localdate)

    @property
    def not_observed(self) -> bool:
        """No observation this quarter."""
        return self.last_observed is None or self.last_observed < quarter_of(self.today)[0]

    @property
    def plan_is_old(self) -> bool:
        """The newest plan began more than 100 days ago, or there is none."""
        return self.plan is None or self.today - self.plan.starts_on > PLAN_GROWS_OLD


@dataclass(frozen=True)
class Scores:
    """One measure of a person: the picture, and the rows of its table."""

    measure: Measure
    trend: Trend
    rows: list[MeasureScore]
    target: Decimal | None


def quarter_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the day's quarter."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    following = (first + datetime.timedelta(days=93)).replace(day=1)
    return first, following - datetime.timedelta(days=1)


def team_between(reader: User, person: User) -> Team | None:
    """The team in which the person is a therapist today and the reader may be concerned with it; None for others."""
    theirs = Membership.objects.current().in_role(Role.THERAPIST).filter(user=person).values("team")
    leading = (Role.SUPERVISOR, Role.BACKUP_SUPERVISOR, Role.EXPERT)
    roles = TEAM_ROLES if reader == person else leading
    return teams_with_role(reader, *roles).filter(pk__in=theirs).order_by("pk").select_related("organisation").first()


def standings(reader: User, person: User, team: Team) -> list[Standing]:
    """Every skill in its order."""
    mine = {"therapist": person, "team": team}
    signed = {
        row.skill: row for row in SignOff.objects.visible_to(reader).filter(**mine).select_related("by").order_by("at")
    }
    own = {row.skill: row for row in SelfRating.objects.visible_to(reader).filter(**mine).order_by("at")}
    seen = newest_seen(reader, person, team)
    return [Standing(skill, signed.get(skill), own.get(skill), seen.get(skill)) for skill in Skill]


def newest_seen(reader: User, person: User, team: Team) -> dict[str, Observation]:
    """The newest observation of each skill that the therapist has seen too."""
    rows = Observation.objects.visible_to(reader).filter(therapist=person, team=team).exclude(state="draft")
    return {row.skill: row for row in rows.order_by("shared_at")}


def people_of(reader: User, team: Team) -> list[PersonLine]:
    """The team's therapists of today, in a fixed number of statements."""
    rows = Membership.objects.current().in_role(Role.THERAPIST).filter(team=team, user__is_active=True)
    lines = {row.user_id: PersonLine(row.user) for row in rows.select_related("user").order_by("user__name", "pk")}
    facts = {"team": team, "therapist__in": lines}
    signed: dict[tuple[int, str], datetime.datetime] = {}
    for one in SignOff.objects.visible_to(reader).filter(**facts).only("therapist_id", "skill", "at").order_by("at"):
        signed[one.therapist_id, one.skill] = one.at
    newest: dict[tuple[int, str], datetime.datetime] = {}
    for seen in Observation.objects.visible_to(reader).filter(**facts).exclude(state="draft").order_by("on"):
        lines[seen.therapist_id].last_observed = seen.on
        if seen.shared_at:
            newest[seen.therapist_id, seen.skill] = seen.shared_at
    for (person, skill), at in newest.items():
        lines[person].newer_evidence += (person, skill) not in signed or signed[person, skill] < at
    for plan in DevelopmentPlan.objects.visible_to(reader).filter(**facts).order_by("starts_on"):
        lines[plan.therapist_id].plan = plan
    return list(lines.values())


def scores_of(reader: User, person: User) -> list[Scores]:
    """A person's scores by measure, as far as the reader may see them. That they were looked at is in the read log."""
    shown = MeasureScore.objects.visible_to(reader).filter(subject=person)
    months = months_until(timezone.localdate(), MONTHS_SHOWN)
    rows = list(shown.filter(month__gte=months[0]).select_related("measure", "case").order_by("month", "case__code"))
    by_measure: dict[Measure, list[MeasureScore]] = defaultdict(list)
    for row in rows:
        note_opened(row._meta.label_lower, row.pk)
        by_measure[row.measure].append(row)
    organisations = {row.organisation_id for row in rows}
    targets = MeasureTarget.objects.filter(organisation__in=organisations, measure__in=by_measure) if rows else []
    wanted = {target.measure_id: target.value for target in targets}
    return [_scores(measure, found, months, wanted.get(measure.pk)) for measure, found in by_measure.items()]


def _scores(measure: Measure, rows: list[MeasureScore], months: list[datetime.date], target: Decimal | None) -> Scores:
    monthly = [_monthly(month, [row for row in rows if row.month == month]) for month in months]
    while len(monthly) > 3 and not monthly[0].state:
        monthly.pop(0)
    return Scores(measure, trend_of(monthly, measure.lowest, measure.highest, target), rows[::-1], target)


def _monthly(month: datetime.date, rows: Iterable[MeasureScore]) -> Monthly:
    """A score for the whole month stands for it; else the mean of its cases'. Without either it is a gap."""
    found = list(rows)
    whole = [row for row in found if row.case_id is None and row.value is not None] or found
    value, n = mean_of((row.value, row.n) for row in whole if row.value is not None)
    state = "scored" if value is not None else (found[0].state if found else "")
    return Monthly(month, value, n, state)


def attendance_of(person: User, team: Team) -> tuple[int, int]:
    """In how many shared sessions of this quarter the person was present, and for how many minutes."""
    since, _until = quarter_of(timezone.localdate())
    rows = Attendance.objects.filter(user=person, session__team=team, session__state="shared", status="present")
    rows = rows.filter(session__starts_at__date__gte=since)
    return rows.count(), rows.aggregate(minutes=Sum("minutes"))["minutes"] or 0


def arranged_choices() -> list[tuple[str, str]]:
    """What practice can be arranged with: the modules and resources that are published in the reader's language."""
    language = get_language() or "en"
    editions = Edition.objects.current().in_use().values("pk")
    modules = EditionModule.objects.filter(language=language, edition__in=editions).order_by("title")
    resources = ResourcePage.objects.live().filter(locale__language_code=language, published_text__isnull=False)
    found: dict[str, str] = {}
    for key, title in modules.values_list("edition__module_key", "title"):
        found.setdefault(f"module:{key}", title)
    for key, title in resources.values_list("translation_key", "title").order_by("title"):
        found.setdefault(f"resource:{key}", title)
    return list(found.items())
