"""A final check drawn from a bank of two hundred questions of every kind: opening it, saving an answer, sending it."""

import json
import os
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BANK, DRAWN, ROUNDS = 200, 20, 25


def lines(environment: dict[str, str], database: str) -> list[dict[str, Any]]:
    """The figures, from a process of its own, on a filled database to which the bank is added."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.final_check"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    both = {"bench": "final_check", "side": "hearth", "database": database}
    if done.returncode:
        return [both | {"error": "no answer"}]
    return [both | json.loads(done.stdout.splitlines()[-1])]


def main() -> None:
    """Make the bank, then take the check again and again."""
    import django  # noqa: PLC0415 - the process that reads the line needs no Django

    django.setup()
    from people.models import User  # noqa: PLC0415 - after django.setup

    print(json.dumps(measured(User.objects.get(email="learner@bench.example"), fill())))


def part(type_: str, **value: Any) -> dict[str, Any]:
    """A part of an answer."""
    return {"type": type_, "id": str(uuid.uuid4()), "value": {"feedback": "Because.", "credit": None, **value}}


def kinds() -> dict[str, list[dict[str, Any]]]:
    """Answers of every kind."""
    options = [part("option", text=f"Answer {number}", correct=number == 1) for number in range(4)]
    return {
        "single": options,
        "multiple": [*options, part("option", text="Right too", correct=True)],
        "truefalse": options[:2],
        "matching": [part("pair", left=f"Left {side}", right=f"Right {side}") for side in "abcd"],
        "ordering": [part("item", text=f"Step {number}") for number in range(5)],
        "numeric": [part("number", value="24", tolerance="1")],
        "short": [part("accepted", text="driv*")],
    }


def fill() -> Any:
    """The edition of a module with the bank and no unit to read first."""
    from tests import factories  # noqa: PLC0415 - after django.setup

    rules = {"draw": DRAWN, "wait_hours": 0, "pass_mark": 100}
    module = factories.make_module("BANK", units=0, questions=0, **rules)
    made = list(kinds().items())
    for number in range(BANK):
        kind, options = made[number % len(made)]
        factories.make_question(module, number=number, kind=kind, options=options)
    return factories.make_edition(module, **rules)


def measured(reader: Any, edition: Any) -> dict[str, Any]:
    """Wall time of whole requests in this process, warm; every answer is typed or left, so no try passes."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup
    from django.test import Client  # noqa: PLC0415 - after django.setup

    from bench.hearth_data import sign_in  # noqa: PLC0415 - after django.setup
    from learning.models import Attempt  # noqa: PLC0415 - after django.setup
    from learning.services import enrolments  # noqa: PLC0415 - after django.setup

    client = Client(headers={"x-requested-with": "fetch"})
    client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(reader)
    enrolment = enrolments.start(actor=reader, module_key=edition.module_key)
    times: dict[str, list[float]] = {"begin": [], "page": [], "save": [], "send": []}
    for _round in range(ROUNDS + 1):
        timed(times["begin"], client.post, "/learn/module-bank/check/_/begin/")
        timed(times["page"], client.get, "/learn/module-bank/check/")
        attempt = Attempt.objects.get(enrolment=enrolment, submitted_at=None)
        sent = {"attempt": str(attempt.public_id), **answers(attempt)}
        one = {name: sent[name] for name in [*sent][:2]}
        timed(times["save"], client.post, "/learn/module-bank/check/_/answers/", one)
        timed(times["send"], client.post, "/learn/module-bank/check/_/answers/", {**sent, "send": "1"})
        attempt.refresh_from_db()
        if attempt.submitted_at is None:
            raise SystemExit("not sent")
    worst = {f"{name}_p95_ms": round(statistics.quantiles(found[1:], n=20)[18], 1) for name, found in times.items()}
    return {"questions": BANK, "drawn": DRAWN, **worst}


def timed(times: list[float], request: Any, address: str, data: Any = None) -> None:
    """One request; an error ends the measurement."""
    before = time.perf_counter()
    answer = request(address, data or {}, secure=True)
    times.append((time.perf_counter() - before) * 1000)
    if answer.status_code not in {200, 302}:
        raise SystemExit(f"{answer.status_code} at {address}")


def answers(attempt: Any) -> dict[str, list[str]]:
    """Something for every question, as the form sends it: the last answer, a pair for each left side, words."""
    from learning.asking import put  # noqa: PLC0415 - after django.setup

    return {
        f"q-{asked.key}": (
            [row.choices[place].value for place, row in enumerate(asked.rows)]
            if asked.rows
            else [asked.options[-1].value if asked.options else "7"]
        )
        for asked in put(attempt.questions, {})
    }


if __name__ == "__main__":
    main()
