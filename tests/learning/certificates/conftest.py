"""A finished module, ready for its certificate."""

import datetime
import uuid

import pytest
from django.utils import timezone

from learning.models import Completion, Edition, EditionModule, Enrolment
from people.models import Membership, Organisation, Team, User
from people.roles import Role

OUTCOMES = [
    "Walk through the analytic process from referral behaviour to evaluated intervention",
    "Build a fit circle with evidence for each driver and choose what to work on first",
    "Write overarching and intermediary goals that an outside observer could check",
]


def fresh() -> str:
    """A mark nothing else has: pytest imports this module twice, so a counter would give the same one twice."""
    return uuid.uuid4().hex[:12]


def make_person(name="Amara Oyelaran", language="en", **fields):
    return User.objects.create_user(
        fields.pop("email", f"person-{fresh()}@hearth.example"), name=name, language=language, **fields
    )


def make_team(organisation=None, name="Northmoor East"):
    number = fresh()
    organisation = organisation or Organisation.objects.create(
        key=f"org-{number}", name="Northmoor Borough Council", nation="england"
    )
    return Team.objects.create(organisation=organisation, key=f"team-{number}", name=name)


def join(user, team=None, role=Role.THERAPIST, organisation=None, **dates):
    dates.setdefault("starts_on", datetime.date(2020, 1, 1))
    return Membership.objects.create(
        user=user, organisation=organisation or team.organisation, team=team, role=role, **dates
    )


def make_edition(titles=None, outcomes=None, **fields):
    edition = Edition.objects.create(
        module_key=uuid.uuid4(),
        number=fields.pop("number", 3),
        code=fields.pop("code", "M2"),
        live_from=timezone.now(),
        minutes=110,
        approach="all",
        pass_mark=80,
        draw=10,
        **fields,
    )
    titles = titles or {"en": "The analytic process and finding the fit"}
    for number, (language, title) in enumerate(titles.items()):
        EditionModule.objects.create(
            edition=edition,
            language=language,
            page_id=number,
            revision_id=number,
            slug=f"module-{number}",
            title=title,
            outcomes=OUTCOMES if outcomes is None else outcomes,
        )
    return edition


def make_completion(user, edition=None, at=None, score=92):
    edition = edition or make_edition()
    enrolment = Enrolment.objects.create(
        user=user, module_key=edition.module_key, edition=edition, state=Enrolment.State.COMPLETED
    )
    return Completion.objects.create(
        user=user,
        enrolment=enrolment,
        module_key=edition.module_key,
        edition=edition,
        completed_at=at or timezone.now(),
        minutes=110,
        score=score,
        languages=["en"],
    )


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def holder(team):
    user = make_person()
    join(user, team)
    return user


@pytest.fixture
def completion(holder):
    return make_completion(holder)
