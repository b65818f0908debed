"""Statuses of 5,000 people with 100 requirements each: the heatmap, a screen of fifty, one person, a day's work."""

from __future__ import annotations

import datetime
import json
import os
import random
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"small": (100, 20), "full": (5000, 100)}
TEAM, ROUNDS, SCREEN = 5, 9, 50
NAMES = (
    "heatmap",
    "heatmap_tenth",
    "people_screen",
    "people_screen_tenth",
    "person_status",
    "person_whole",
    "statuses_day",
)
OLDEST = 420


def lines(environment: dict[str, str], database: str, size: str) -> list[dict[str, Any]]:
    """The figures, from a process of its own, on a filled database to which the people are added."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.statuses", size],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    both = {"side": "hearth", "database": database}
    if done.returncode:
        return [{"bench": name} | both | {"error": "no answer"} for name in NAMES]
    found = json.loads(done.stdout.splitlines()[-1])
    return [{"bench": name} | both | found[name] for name in NAMES]


def main() -> None:
    """A tenth of the people first, then all of them; then a day passes."""
    import django  # noqa: PLC0415 - the process that reads the line needs no Django

    django.setup()
    people, requirements = SIZES[sys.argv[1]]
    organisation = make_rules(requirements)
    few = make_people(organisation, people // 10)
    settle()
    tenth = figures(organisation, few)
    everybody = [*few, *make_people(organisation, people - len(few))]
    settle()
    found = figures(organisation, everybody)
    found["heatmap_tenth"], found["people_screen_tenth"] = tenth["heatmap"], tenth["people_screen"]
    found["statuses_day"] = a_day()
    print(json.dumps(found))


def make_rules(number: int) -> Any:
    """An organisation that asks for so many readings and modules, half of them again every year."""
    from django.utils import timezone  # noqa: PLC0415 - after django.setup

    from learning.models import Edition  # noqa: PLC0415 - after django.setup
    from pathways.models import Requirement, RequirementVersion  # noqa: PLC0415 - after django.setup
    from tests.factories import OrganisationFactory  # noqa: PLC0415 - after django.setup

    organisation = OrganisationFactory(key="bench-statuses", nation="wales")
    modules = list(Edition.objects.current().order_by("pk").values_list("module_key", flat=True)[: number // 5])
    keys = [("module", str(key)) for key in modules]
    keys += [("reading", str(uuid.uuid5(uuid.NAMESPACE_URL, str(at)))) for at in range(number - len(keys))]
    then = timezone.now() - datetime.timedelta(days=OLDEST)
    for at, (kind, key) in enumerate(keys):
        requirement = Requirement.objects.create(organisation=organisation, code=f"r{at:03d}", name_en=f"Number {at}")
        RequirementVersion.objects.create(
            requirement=requirement,
            number=1,
            from_on=then.date(),
            recorded_at=then,
            kind=kind,
            target_key=key,
            roles=["therapist"],
            due_days=30 + at % 60,
            validity="completion" if at % 2 else "forever",
            valid_months=12 if at % 2 else 0,
            grace_days=at % 14,
        )
    return organisation


def make_people(organisation: Any, number: int) -> list[Any]:
    """Teams of five; each has done most of what is asked, on days of the last fourteen months."""
    from django.utils import timezone  # noqa: PLC0415 - after django.setup

    from pathways.models import ReadAcknowledgement, RequirementVersion  # noqa: PLC0415 - after django.setup
    from people.models import Membership, Team, User  # noqa: PLC0415 - after django.setup

    made, today = Membership.objects.filter(organisation=organisation).count(), timezone.localdate()
    users = User.objects.bulk_create(
        User(email=f"status{at}@bench.example", name=f"Status {at:05d}", password="!")
        for at in range(made, made + number)
    )
    teams = Team.objects.bulk_create(
        Team(organisation=organisation, key=f"status-{made + at}", name=f"Team {made + at:05d}")
        for at in range(0, number, TEAM)
    )
    chance = random.Random(made)  # noqa: S311 - no secret
    ago = {user.pk: chance.randint(1, OLDEST + 200) for user in users}
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation=organisation,
            team=teams[at // TEAM],
            role="supervisor" if at % TEAM == 0 else "therapist",
            starts_on=today - datetime.timedelta(days=ago[user.pk]),
        )
        for at, user in enumerate(users)
    )
    keys = RequirementVersion.objects.filter(requirement__organisation=organisation, kind="reading")
    readings = list(keys.values_list("target_key", flat=True))
    now = timezone.now()
    done = [
        (user.pk, key, now - datetime.timedelta(days=chance.randint(0, OLDEST)))
        for user in users
        for key in readings
        if chance.random() < 0.8
    ]
    rows = (ReadAcknowledgement(user_id=user, key=key, on=at.date(), at=at) for user, key, at in done)
    ReadAcknowledgement.objects.bulk_create(rows, batch_size=5000)
    return users


def settle() -> None:
    """Every status worked out and stored, and the database told of it."""
    from django.db import connection  # noqa: PLC0415 - after django.setup

    from pathways.services import statuses  # noqa: PLC0415 - after django.setup

    begun = time.perf_counter()
    changed = statuses.refresh()
    print(f"{changed} statuses in {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def figures(organisation: Any, people: list[Any]) -> dict[str, dict[str, Any]]:
    """The screens, each asked a few times; what one person's costs with its words."""
    from pathways.explaining import explain, explain_all  # noqa: PLC0415 - after django.setup
    from pathways.heatmap import heatmap, screen  # noqa: PLC0415 - after django.setup
    from pathways.models import PersonStatus, Requirement  # noqa: PLC0415 - after django.setup

    rows = PersonStatus.objects.filter(organisation=organisation)
    number = rows.count()
    some = [user.pk for user in people[len(people) // 2 : len(people) // 2 + SCREEN]]
    somebody = people[len(people) // 2 + 1]
    requirement = Requirement.objects.filter(organisation=organisation).order_by("-pk")[0]
    asked: dict[str, Callable[[], Any]] = {
        "heatmap": lambda: heatmap(organisation.pk),
        "people_screen": lambda: screen(rows, some),
        "person_status": lambda: said(explain(somebody, requirement)),
        "person_whole": lambda: [said(one) for one in explain_all(somebody)],
    }
    return {name: {"statuses": number} | timed(ask) for name, ask in asked.items()}


def said(one: Any) -> str:
    """A status with its words, as a page shows it."""
    return f"{one.state.label} {one.why}"


def timed(ask: Callable[[], Any]) -> dict[str, Any]:
    """Median wall time, of it what SQL took, and the statements."""
    from django.db import connection  # noqa: PLC0415 - after django.setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after django.setup

    ask()
    walls, asked = [], []
    for _round in range(ROUNDS):
        before = time.perf_counter()
        ask()
        walls.append((time.perf_counter() - before) * 1000)
    for _round in range(3):
        with CaptureQueriesContext(connection) as captured:
            ask()
        asked.append(sum(float(query["time"]) for query in captured) * 1000)
    wall, sql = round(statistics.median(walls), 1), round(statistics.median(asked), 1)
    return {"wall_ms": wall, "sql_ms": sql, "statements": len(captured)}


def a_day() -> dict[str, Any]:
    """Reminders of today are out; then it is tomorrow, and the day's work is done."""
    from django.utils import timezone  # noqa: PLC0415 - after django.setup

    from pathways.services import reminders, statuses  # noqa: PLC0415 - after django.setup

    reminders.remind()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with mock.patch("django.utils.timezone.now", return_value=tomorrow):
        begun = time.perf_counter()
        turned = statuses.turn_due()
        reminded = reminders.remind()
        seconds = time.perf_counter() - begun
        again = time.perf_counter()
        nothing = statuses.turn_due() + reminders.remind()
    return {
        "seconds": round(seconds, 1),
        "changed": turned,
        "reminded": reminded,
        "again_seconds": round(time.perf_counter() - again, 1),
        "again_changed": nothing,
    }


if __name__ == "__main__":
    main()
