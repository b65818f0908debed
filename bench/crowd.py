"""Two hundred teams and two hundred thousand weekly summaries, so that what is measured stands among many.

The summaries of other teams are copied inside the database from those of one case: their sealed texts open nowhere,
and nobody asked here reads them. The measured team's own notes are sealed one by one, as the house does it.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from typing import Any

# teams, cases of each, weeks of each case
SIZES = {"small": (2, 3, 3), "full": (200, 34, 30)}
AGREED = 500
WORDS = "calm evening plan rehearsed caregiver school hand-over bedtime phone rule peers walk home early"


def fill_past(session: Any, weeks: int) -> None:
    """The team's own weeks before: summaries of its cases, and as many closed ones; sessions; actions."""
    from supervision.models import CaseReference  # noqa: PLC0415 - after django.setup

    chance = random.Random(4)  # noqa: S311 - the same notes in every run
    started = session.starts_at.date() - datetime.timedelta(weeks=weeks)
    own = CaseReference.objects.filter(team=session.team)
    own.update(opened_week=started - datetime.timedelta(days=started.weekday()))
    cases = list(own)
    closed = [_closed(case, number) for number, case in enumerate(cases, start=1)]
    CaseReference.objects.bulk_create(closed)
    _write_summaries([*cases, *closed], weeks, chance)
    _write_sessions(session, cases, weeks, chance)
    _write_actions(session, cases, chance)


def _closed(case: Any, number: int) -> Any:
    from supervision.models import CaseReference  # noqa: PLC0415 - after django.setup

    kept = {name: getattr(case, name) for name in ("organisation_id", "team_id", "adaptation_id", "therapist_id")}
    opened = case.opened_week
    return CaseReference(
        **kept, age_band=case.age_band, code=f"OLD-{number:04}", opened_week=opened, status="closed", closed_on=opened
    )


def _write_summaries(cases: list[Any], weeks: int, chance: random.Random) -> None:
    from django.utils import timezone  # noqa: PLC0415 - after django.setup

    from supervision.models import SECTIONS, CaseReview  # noqa: PLC0415 - after django.setup
    from tests.supervision.furnished.a_cases import written  # noqa: PLC0415 - after django.setup

    now, rows = timezone.now(), []
    for case in cases:
        for week in range(weeks):
            review = CaseReview(
                organisation_id=case.organisation_id,
                case=case,
                week=case.opened_week + datetime.timedelta(weeks=week),
                therapist_id=case.therapist_id,
                state="discussed",
                submitted_at=now,
                discussed_at=now,
                goals_met=week % 3,
                goals_not_met=1,
                guidance=_said(chance),
            )
            sections = replace(written(), question=_said(chance))
            for name in SECTIONS:
                setattr(review, name, sections.stored(name))
            rows.append(review)
    CaseReview.objects.bulk_create(rows, batch_size=500)


def _write_sessions(session: Any, cases: list[Any], weeks: int, chance: random.Random) -> None:
    from supervision.models import SessionCase, SupervisionSession  # noqa: PLC0415 - after django.setup

    common = {"organisation_id": session.organisation_id, "team_id": session.team_id, "leader_id": session.leader_id}
    past = SupervisionSession.objects.bulk_create(
        SupervisionSession(
            **common,
            starts_at=session.starts_at - datetime.timedelta(weeks=week + 1),
            began_at=session.starts_at - datetime.timedelta(weeks=week + 1),
            mode="video",
            state="shared",
        )
        for week in range(weeks)
    )
    SessionCase.objects.bulk_create(
        SessionCase(
            organisation_id=session.organisation_id,
            session=held,
            case=case,
            position=place,
            is_discussed=True,
            advances=_said(chance),
            barriers=_said(chance),
            guidance=_said(chance),
        )
        for held in past
        for place, case in enumerate(cases, start=1)
    )


def _write_actions(session: Any, cases: list[Any], chance: random.Random) -> None:
    from supervision.models import Action  # noqa: PLC0415 - after django.setup

    done = {"state": "done", "done_at": session.starts_at - datetime.timedelta(weeks=2), "done_by": session.leader}
    Action.objects.bulk_create(
        Action(
            organisation_id=session.organisation_id,
            team_id=session.team_id,
            owner_id=cases[0].therapist_id,
            made_by=session.leader,
            case=cases[number % len(cases)],
            source_type="supervision.supervisionsession",
            source_id=session.pk,
            text=_said(chance, 12),
            **(done if number > len(cases) else {}),
        )
        for number in range(AGREED)
    )


def _said(chance: random.Random, words: int = 45) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def fill_others(session: Any, teams: int, cases: int) -> int:
    """Other organisations' teams with their people and cases, and for each case a copy of one case's summaries."""
    from django.db import connection  # noqa: PLC0415 - after django.setup

    from supervision.models import CaseReview  # noqa: PLC0415 - after django.setup

    like = session.cases.select_related("case").first().case
    _cases(_teams(teams), like, cases)
    columns = [str(field.column) for field in CaseReview._meta.concrete_fields]
    theirs = {"case_id": "c.id", "organisation_id": "c.organisation_id", "therapist_id": "c.therapist_id"}
    theirs["id"] = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
    quoted = {name: connection.ops.quote_name(name) for name in columns}
    chosen = ", ".join(theirs.get(name, f"r.{quoted[name]}") for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO supervision_casereview ({', '.join(quoted.values())}) SELECT {chosen} "  # noqa: S608
            "FROM supervision_casereview r, supervision_casereference c WHERE r.case_id = %s AND c.code LIKE %s",
            [CaseReview._meta.pk.get_db_prep_value(like.pk, connection), "BENCH-%"],
        )
        cursor.execute("ANALYZE")
    return CaseReview.objects.count()


def _teams(count: int) -> list[Any]:
    """Five teams to an organisation, five people to a team, its therapist the first of them."""
    from people.models import Membership, Organisation, Team, User  # noqa: PLC0415 - after django.setup
    from tests.factories import today  # noqa: PLC0415 - after django.setup

    organisations = Organisation.objects.bulk_create(
        Organisation(key=f"crowd-{number}", name=f"Crowd {number}", nation="england", languages=["en"])
        for number in range(-(-count // 5))
    )
    teams = Team.objects.bulk_create(
        Team(organisation=organisations[number // 5], key=f"crowd-{number}", name=f"Crowd {number}")
        for number in range(count)
    )
    roles = ("therapist", "therapist", "therapist", "supervisor", "expert")
    people = User.objects.bulk_create(
        User(email=f"crowd{number}@bench.example", name=f"Crowd {number}", password="!")
        for number in range(count * len(roles))
    )
    Membership.objects.bulk_create(
        Membership(
            user=person,
            team=teams[number // len(roles)],
            organisation=teams[number // len(roles)].organisation,
            role=roles[number % len(roles)],
            starts_on=today(-400),
        )
        for number, person in enumerate(people)
    )
    return list(zip(teams, people[:: len(roles)], strict=True))


def _cases(teams: list[Any], like: Any, cases: int) -> None:
    from supervision.models import CaseReference  # noqa: PLC0415 - after django.setup

    CaseReference.objects.bulk_create(
        (
            CaseReference(
                organisation_id=team.organisation_id,
                team=team,
                therapist=therapist,
                code=f"BENCH-{team.pk % 1000:03}{number:03}"[:12],
                adaptation_id=like.adaptation_id,
                age_band=like.age_band,
                opened_week=like.opened_week,
            )
            for team, therapist in teams
            for number in range(cases)
        ),
        batch_size=500,
    )
