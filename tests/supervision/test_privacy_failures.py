"""A failure at any statement of a service leaves everything as it was: records, triggers and the audit chain."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit import triggers
from audit.services import verify_chain
from supervision import services
from supervision.models import CaseReference
from supervision.services import rotation
from tests.personas import World
from tests.supervision.service_scenarios import SCENARIOS
from tests.supervision.test_privacy_rotation import NEW, final_summary

# Public functions of services that only look, compute, send a letter or are steps of others that are tried. Whoever
# adds a service gives it a scenario.
LOOKS = {
    *("attendance_log.log", "attendance_log.missing"),  # tests/cpd/test_automatic.py
    *("actions.can_finish", "actions.can_take_back", "confirming.frozen_cases", "freezing.frozen_among"),
    *(
        "additions.added_to",
        "freezing.must_not_be_held",
        "break_glass.concerned",
        "cases.is_therapist_of",
        "confirming.faults_of",
    ),
    *("confirming.open_reviews", "consultation.may_confirm", "consultation.members", "crises.faults_of"),
    *("disclosures.hash_of", "drafts.of", "freezing.freezing", "freezing.must_not_be_frozen", "hashes.keyed_hash"),
    "hand_overs.planned_for",
    *("individual.can_write", "keeping.must_be_ready", "measures.subjects", "observations.missing_of"),
    *("packs.opened", "packs.pack_of", "reviews.content_hash", "reviews.was_added", "session_records.content_hash"),
    *("sessions.can_still_unlock", "sessions.led", "sharing.sides_of", "sign_offs.last_self_ratings"),
    *("subject_access.everything", "subject_access.rows_of"),
}
IN_A_TEST_OF_ITS_OWN = {"rotation.rotate"}
IN_EVERY_RUN = (
    *("reviews.submit", "reviews.finalise", "confirming.finalise", "sessions.share", "hand_overs.hand_over_all"),
    *("disposal.approve", "disclosures.approve", "break_glass.approve"),
)


class Injected(DatabaseError):
    """The database was gone at this statement."""


@contextmanager
def failing_at(number: int) -> Iterator[list[int]]:
    """The statement with this number (from 1) fails, once; 0 only counts."""
    seen = [0]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen[0] += 1
        if seen[0] == number:
            raise Injected(sql.split(maxsplit=1)[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield seen


def state() -> str:
    """Every row of supervision, of learning and of the log, and every trigger."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            if name.startswith(("supervision_", "learning_", "audit_", "mfa_")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608
                found.update(repr((name, sorted(map(repr, cursor.fetchall())))).encode())
    found.update(repr(triggers.guarded_tables()).encode())
    return found.hexdigest()


def fails_whole(world: World, name: str, steps: int | None) -> int:
    """Fail at every statement, or at so many spread over all; how many were tried.

    The transaction outside is this test's and takes back what succeeded: what holds together is the service's own.
    """
    prepare, do = SCENARIOS[name]
    row = prepare(world)

    def act() -> None:
        """On the row as it lies in the database: what failed before may have left marks on the one in hand."""
        for person in world.people.values():
            person.forget_access()
        do(world, type(row)._default_manager.get(pk=row.pk) if row else None)

    before = state()
    total = 0
    for _first_without_what_is_remembered_then_with in range(2):
        with transaction.atomic(), failing_at(0) as counted:
            act()
            total = counted[0]
            assert state() != before, f"{name} changed nothing: its scenario is wrong"
            transaction.set_rollback(True)
    spread = sorted({1 + (total - 1) * step // (steps - 1) for step in range(steps)}) if steps else range(1, total + 1)
    for number in spread:
        with transaction.atomic():
            with pytest.raises(DatabaseError), failing_at(number):
                act()
            transaction.set_rollback(False)  # one statement alone needs no transaction: what counts is what lies there
            assert state() == before, f"{name}: half done after statement {number} of {total}"
    assert verify_chain().broken_at is None
    return len(spread)


def public_functions() -> dict[str, Any]:
    """Every function that a module of services offers, by "module.function"."""
    found = {}
    for module in pkgutil.iter_modules(services.__path__):
        loaded = importlib.import_module(f"{services.__name__}.{module.name}")
        for name, made in vars(loaded).items():
            if inspect.isfunction(made) and made.__module__ == loaded.__name__ and not name.startswith("_"):
                found[f"{module.name}.{name}"] = made
    return found


def test_every_service_has_a_scenario_of_failure() -> None:
    """A new one is either made to fail at each of its statements, or is said to write nothing."""
    assert set(public_functions()) == {*SCENARIOS, *LOOKS, *IN_A_TEST_OF_ITS_OWN}


def test_what_only_looks_opens_no_transaction() -> None:
    """`@transaction.atomic` marks what writes, so that nothing hides among what only looks."""
    functions = public_functions()
    assert not [name for name in LOOKS if hasattr(functions[name], "__wrapped__")]


@pytest.mark.parametrize("name", IN_EVERY_RUN)
def test_a_failure_at_a_statement_leaves_nothing_half_done(kept: World, name: str) -> None:
    assert fails_whole(kept, name, 6) >= 5


@pytest.mark.assurance
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_failure_at_any_statement_of_any_service_leaves_nothing_half_done(kept: World, name: str) -> None:
    tried = fails_whole(kept, name, None)
    print(f"{name}: {tried} statements")
    assert tried >= 1


def test_a_rotation_that_fails_leaves_every_text_readable(kept: World, case: CaseReference, settings: Any) -> None:
    final_summary(kept, case)
    settings.HEARTH_FIELD_KEYS = NEW
    with failing_at(0) as counted, transaction.atomic():
        list(rotation.rotate())
        statements = counted[0]  # taking it back is none of the service's
        transaction.set_rollback(True)
    before = state()
    for number in range(1, statements + 1, max(1, statements // 8)):
        with pytest.raises(DatabaseError), failing_at(number), transaction.atomic():
            list(rotation.rotate())
        assert state() == before
