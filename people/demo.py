"""The invented organisations, teams and people of demo/people.yaml, with dates counted from today."""

import datetime
import uuid
from collections.abc import Callable
from functools import cache
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from people.models import Adaptation, Grant, Membership, Organisation, Team, User
from people.models.organisations import Nation, Weekday
from people.roles import GrantKind, Role
from people.services.admin_groups import follow_roles

PASSWORD = "welcome-to-hearth"  # noqa: S105 -- the demo's password is printed on the sign-in page
NAMESPACE = uuid.UUID("6b1f3ac4-3f5d-4e0a-9d0e-5f7d3c1f2a10")
ROLES = {
    "therapist": Role.THERAPIST,
    "supervisor": Role.SUPERVISOR,
    "back-up supervisor": Role.BACKUP_SUPERVISOR,
    "expert": Role.EXPERT,
    "coordinator": Role.COORDINATOR,
    "clinical reviewer": Role.CLINICAL_REVIEWER,
    "programme manager": Role.PROGRAMME_MANAGER,
    "IG lead": Role.IG_LEAD,
}
LONG_AGO_WEEKS = 52


def load(report: Callable[[str], None] = lambda line: None) -> None:
    """Make or correct every row; the same file on the same day gives the same rows."""
    facts = yaml.safe_load((settings.BASE_DIR / "demo" / "people.yaml").read_text(encoding="utf-8"))
    organisations = {row["key"]: _organisation(row) for row in facts["organisations"]}
    adaptations = {row["code"]: _adaptation(row) for row in facts["adaptations"]}
    teams = {row["key"]: _team(row, organisations, adaptations) for row in facts["teams"]}
    for row in facts["people"]:
        user = _person(row)
        _memberships(user, row, organisations, teams)
        _grants(user, row)
        follow_roles(user)
    report(f"people: {len(facts['people'])} in {len(teams)} teams of {len(organisations)} organisations")


def demo_id(*parts: str) -> uuid.UUID:
    """The same id for the same thing, every time."""
    return uuid.uuid5(NAMESPACE, ":".join(parts))


def _organisation(row: dict[str, Any]) -> Organisation:
    values = {
        "key": row["key"],
        "name": row["name"],
        "name_cy": row.get("name_cy", ""),
        "nation": next(value for value, label in _nations() if label == row["nation"]),
        "languages": row["languages"],
    }
    return Organisation.objects.update_or_create(public_id=demo_id("organisation", row["key"]), defaults=values)[0]


def _nations() -> list[tuple[str, str]]:
    return [(nation.value, nation.name.replace("_", " ").title()) for nation in Nation]


def _adaptation(row: dict[str, Any]) -> Adaptation:
    values = {"name": row["name"], "ages": row["ages"], "weeks": row["weeks"]}
    return Adaptation.objects.update_or_create(code=row["code"], defaults=values)[0]


def _team(row: dict[str, Any], organisations: dict[str, Organisation], adaptations: dict[str, Adaptation]) -> Team:
    supervision_day, supervision_time = _slot(row["supervision"])
    consultation_day, consultation_time = _slot(row["consultation"])
    values = {
        "organisation": organisations[row["organisation"]],
        "key": row["key"],
        "name": row["name"],
        "supervision_day": supervision_day,
        "supervision_time": supervision_time,
        "consultation_day": consultation_day,
        "consultation_time": consultation_time,
    }
    team = Team.objects.update_or_create(public_id=demo_id("team", row["key"]), defaults=values)[0]
    team.adaptations.set([adaptations[code] for code in row["adaptations"]])
    return team


def _slot(words: str) -> tuple[Weekday, datetime.time]:
    day, clock = words.split(" ")
    return Weekday[day.upper()], datetime.time.fromisoformat(clock)


@cache
def _password() -> str:
    """The demo's password, hashed once for everybody: hashing is slow on purpose."""
    return make_password(PASSWORD)


def _person(row: dict[str, Any]) -> User:
    email = row.get("email") or f"{slugify(row['name'])}@hearth.example"
    weeks = row.get("started_weeks_ago", LONG_AGO_WEEKS)
    values = {
        "public_id": demo_id("person", email),
        "name": row["name"],
        "profession": row.get("profession", ""),
        "language": row.get("language", "en"),
        "started_on": timezone.localdate() - datetime.timedelta(weeks=weeks),
    }
    user, _created = User.objects.update_or_create(email=email, defaults=values)
    if "email" in row and not user.password:
        user.password = _password()
        user.save()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def _memberships(
    user: User, row: dict[str, Any], organisations: dict[str, Organisation], teams: dict[str, Team]
) -> None:
    if "role" not in row:
        return
    team_keys = row.get("teams") or [row.get("team")]
    for team_key in team_keys:
        team = teams[team_key] if team_key else None
        owners = [team.organisation] if team else [organisations[key] for key in _organisation_keys(row)]
        for organisation in owners:
            _membership(user, row, organisation, team)


def _organisation_keys(row: dict[str, Any]) -> list[str]:
    return list(row.get("organisations") or [row["organisation"]])


def _membership(user: User, row: dict[str, Any], organisation: Organisation, team: Team | None) -> None:
    today, ends_on = timezone.localdate(), None
    if "left_weeks_ago" in row:
        ends_on = today - datetime.timedelta(weeks=row["left_weeks_ago"])
    if "ends_in_weeks" in row:
        ends_on = today + datetime.timedelta(weeks=row["ends_in_weeks"])
    starts_on = user.started_on if "ends_in_weeks" not in row else today - datetime.timedelta(weeks=2)
    public_id = demo_id("membership", user.email, organisation.key, team.key if team else "", row["role"])
    values = {
        "user": user,
        "organisation": organisation,
        "team": team,
        "role": ROLES[row["role"]],
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    Membership.objects.update_or_create(public_id=public_id, defaults=values)


def _grants(user: User, row: dict[str, Any]) -> None:
    kinds = {"author": GrantKind.AUTHOR, "site_administrator": GrantKind.SITE_ADMINISTRATOR}
    for key, kind in kinds.items():
        if row.get(key):
            Grant.objects.update_or_create(
                user=user, kind=kind, ends_on=None, defaults={"starts_on": user.started_on or timezone.localdate()}
            )
