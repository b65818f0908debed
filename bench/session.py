"""A group session of seventeen cases, a case of thirty weeks and a team's notes, among many teams; wall time."""

import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import crowd

ROOT = Path(__file__).resolve().parents[1]
CASES, ROUNDS = 17, 60
NAMES = ("session_editor", "session_agenda", "session_autosave", "case_timeline", "notes_search")
LOOKED_FOR = ("bedtime", "caregiver school", "zebra", "signed contract", "pushing")


def lines(environment: dict[str, str], database: str, size: str) -> list[dict[str, Any]]:
    """The figures, from a process of its own, on a filled database to which the session is added."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.session", size],
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
    """Begin the session, count, fill the database, then ask again and again."""
    import django  # noqa: PLC0415 - the process that reads the line needs no Django

    django.setup()
    print(json.dumps(among_many(*crowd.SIZES[sys.argv[1]])))


def among_many(teams: int, cases: int, weeks: int) -> dict[str, dict[str, Any]]:
    """The figures with so many other teams, and beside them the statements that each took without them."""
    session = fill()
    crowd.fill_past(session, weeks)
    alone = {name: _statements(ask) for name, ask in asked(session).items()}
    among = {"teams": teams, "reviews": crowd.fill_others(session, teams, cases)}
    found = {name: _timed(ask) for name, ask in asked(session).items()}
    return {name: among | figures | {"statements_alone": alone[name]} for name, figures in found.items()}


def fill() -> Any:
    """A team with its session under way; every case has been prepared."""
    from django.utils import timezone  # noqa: PLC0415 - after django.setup

    from supervision.reading import unread  # noqa: PLC0415 - after django.setup
    from supervision.services import sessions  # noqa: PLC0415 - after django.setup
    from tests import factories  # noqa: PLC0415 - after django.setup

    team = factories.TeamFactory(key="thursday", organisation__key="thursday")  # others filled this database before
    leader, therapist = (factories.UserFactory(email=f"{who}@bench.example") for who in ("leader", "therapist"))
    factories.MembershipFactory(user=leader, team=team, organisation=team.organisation, role="supervisor")
    factories.MembershipFactory(user=therapist, team=team, organisation=team.organisation, role="therapist")
    _keep(team, leader)
    with unread():
        for _case in range(CASES):
            _prepared(team, therapist)
    planned = sessions.plan(actor=leader, team=team, starts_at=timezone.now(), mode="video")
    return sessions.begin(actor=leader, session=planned)


def _keep(team: Any, leader: Any) -> None:
    from supervision.models import RecordKeeping  # noqa: PLC0415 - after django.setup

    years = {"case_years": 8, "session_years": 8, "staff_years": 6}
    RecordKeeping.objects.create(
        organisation=team.organisation, ig_contact="Desk", safeguarding_route="Phone.", set_by=leader, **years
    )


def _prepared(team: Any, therapist: Any) -> None:
    from supervision.services import reviews  # noqa: PLC0415 - after django.setup
    from supervision.services.cases import open_case  # noqa: PLC0415 - after django.setup
    from tests.factories import AdaptationFactory, today  # noqa: PLC0415 - after django.setup
    from tests.supervision.furnished.a_cases import written  # noqa: PLC0415 - after django.setup

    given = {"adaptation": AdaptationFactory(), "age_band": "13_14", "opened_week": today(-28)}
    case = open_case(actor=therapist, team=team, therapist=therapist, **given)
    review = reviews.begin(actor=therapist, case=case, week=today())
    saved = reviews.save_sections(actor=therapist, review=review, version=1, sections=written())
    reviews.submit(actor=therapist, review=saved, version=saved.version)


def asked(session: Any) -> dict[str, Any]:
    """What is asked, by name: whole requests of whoever leads the session."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup
    from django.test import Client  # noqa: PLC0415 - after django.setup
    from django.urls import reverse  # noqa: PLC0415 - after django.setup

    from bench.hearth_data import sign_in  # noqa: PLC0415 - after django.setup

    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(session.leader)
    keys = [session.pk, session.cases.first().case_id]
    typed = {"version": 1, "advances": "Two calm evenings. " * 40, "barriers": "The late shift. " * 40}
    words = itertools.cycle(LOOKED_FOR)
    editor, autosave, agenda = reverse("session_case", args=keys), reverse("session_autosave", args=keys), keys[:1]
    case, search = reverse("case", args=keys[1:]), reverse("supervision_search")
    return {
        "session_editor": lambda: client.get(editor, secure=True),
        "session_agenda": lambda: client.get(reverse("session", args=agenda), secure=True),
        "session_autosave": lambda: client.post(autosave, typed, secure=True),
        "case_timeline": lambda: client.get(case, secure=True),
        "notes_search": lambda: client.post(search, {"words": next(words)}, secure=True),
    }


def _statements(ask: Any) -> int:
    """How many a request takes once it is warm, without those that mark a transaction."""
    from django.db import connection  # noqa: PLC0415 - after django.setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after django.setup

    if ask().status_code != 200:
        raise SystemExit("no answer")
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in captured)


def _timed(ask: Any) -> dict[str, Any]:
    """Median and 95th percentile of requests, warm."""
    statements, times, spent = _statements(ask), [], []
    for _round in range(ROUNDS):
        before, cpu = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - before) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[18], 1),
        "p50_cpu_ms": round(statistics.median(spent), 1),
        "statements": statements,
    }


if __name__ == "__main__":
    main()
