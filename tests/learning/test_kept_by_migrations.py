"""Migrations 0014 to 0017 with data: what was answered, published and kept for later is right after them."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from audit import triggers
from learning.models import ModulePage
from tests.content import make_module
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = "0013_hear_from_readers", "0017_drop_questions_kept_for_later"
OPTIONS = [
    {"id": "a", "text": "Right", "correct": True, "feedback": "Yes."},
    {"id": "b", "text": "Also right", "correct": True, "feedback": "Yes."},
    {"id": "c", "text": "Wrong", "correct": False, "feedback": "No."},
]
LATER = [
    {
        "position": 7,
        "question": {
            "kind": "matching",
            "stem": "Match.",
            "rationale": "So.",
            "pairs": [{"left": "1", "right": "one"}, {"left": "2", "right": "two"}],
        },
    },
    {
        "position": 8,
        "question": {"kind": "ordering", "use": "check", "stem": "In order?", "rationale": "So.", "items": ["x", "y"]},
    },
    {
        "position": 9,
        "question": {"kind": "numeric", "stem": "How many?", "rationale": "So.", "answer": 1.50, "tolerance": 0.5},
    },
    {"position": 10, "question": {"kind": "short", "stem": "Who?", "rationale": "So.", "accepted": ["FERN", 204]}},
]


def migrated(name: str) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate([("learning", name)])
    return MigrationExecutor(connection).loader.project_state([("learning", name)]).apps


@pytest.fixture
def newest_again() -> Iterator[None]:
    """However a test ends, the next one finds every table as it is now."""
    standing = triggers._installed(connection)
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert sorted(triggers._installed(connection)) == sorted(standing)


def edition(old: Any, module: ModulePage) -> Any:
    return old.get_model("learning", "Edition").objects.create(
        module_key=module.translation_key,
        number=1,
        code="M1",
        live_from=timezone.now(),
        minutes=20,
        approach="behavioural",
        pass_mark=60,
        draw=2,
    )


def attempts(old: Any, user: Any, made: Any) -> dict[str, int]:
    """One sent (a question with all its right answers, one with half of them, one without an answer), one not."""
    enrolment = old.get_model("learning", "Enrolment").objects.create(
        user_id=user.pk, module_key=made.module_key, edition=made
    )
    questions = [{"key": key, "kind": "multiple", "stem": key, "options": OPTIONS} for key in ("all", "half", "none")]
    facts = {"enrolment": enrolment, "language": "en", "seed": 1, "questions": questions, "pass_mark": 60}
    model = old.get_model("learning", "Attempt")
    sent = model.objects.create(
        **facts,
        number=1,
        answers={"all": ["b", "a"], "half": ["a"]},
        submitted_at=timezone.now(),
        score=33,
        passed=False,
    )
    return {"sent": sent.pk, "open": model.objects.create(**facts, number=2, answers={"all": ["a", "b"]}).pk}


def refused(sql: str, pk: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [pk])
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_what_was_answered_published_and_kept_for_later_is_right_after_them(newest_again: None) -> None:
    """One way back and one way forward: the tables are written anew each time."""
    published, drafted = make_module("M1", units=0, questions=0), make_module("M2", units=0, questions=0)
    user = UserFactory()
    old = migrated(BEFORE)
    made = edition(old, published)
    pks = attempts(old, user, made)
    old.get_model("learning", "ModulePage").objects.filter(pk=published.pk).update(later_questions=LATER)
    keep_in_revision(old, drafted)
    new = migrated(AFTER)
    credits_are_right(new, pks)
    edition_keeps_its_rules(new, made.pk)
    guards_stand(made.pk, pks)
    for module in (published, drafted):
        questions_joined_the_bank(new, module)


def credits_are_right(new: Any, pks: dict[str, int]) -> None:
    rows = new.get_model("learning", "Attempt").objects
    sent, under_way = rows.get(pk=pks["sent"]), rows.get(pk=pks["open"])
    assert sent.credits == {"all": 1.0, "half": 0.0, "none": 0.0}
    assert (sent.score, sent.answers, sent.ends_at) == (33, {"all": ["b", "a"], "half": ["a"]}, None)
    assert (under_way.credits, under_way.answers, under_way.submitted_at) == ({}, {"all": ["a", "b"]}, None)


def edition_keeps_its_rules(new: Any, pk: int) -> None:
    row = new.get_model("learning", "Edition").objects.get(pk=pk)
    assert (row.attempts_allowed, row.fails_before_wait, row.wait_hours, row.time_limit) == (None, 2, 12, None)
    assert (row.pass_mark, row.draw) == (60, 2)


def guards_stand(edition_pk: int, pks: dict[str, int]) -> None:
    assert refused("UPDATE learning_attempt SET score = 99 WHERE id = %s", pks["sent"])
    assert refused("UPDATE learning_attempt SET pass_mark = 1 WHERE id = %s", pks["open"])
    assert refused("DELETE FROM learning_attempt WHERE id = %s", pks["open"])
    assert not refused("UPDATE learning_attempt SET answers = '{}' WHERE id = %s", pks["open"])
    assert refused("UPDATE learning_edition SET wait_hours = 0 WHERE id = %s", edition_pk)
    assert refused("DELETE FROM learning_edition WHERE id = %s", edition_pk)


def questions_joined_the_bank(new: Any, module: ModulePage) -> None:
    question = new.get_model("learning", "Question")
    rows = question.objects.filter(module_key=module.translation_key).order_by("position")
    assert [(row.kind, row.use, row.stem) for row in rows] == [
        ("matching", "final", "Match."),
        ("ordering", "check", "In order?"),
        ("numeric", "final", "How many?"),
        ("short", "final", "Who?"),
    ]
    parts = [[(part["type"], part["value"]) for part in row.options.raw_data] for row in rows]
    assert parts[0][0] == ("pair", {"left": "1", "right": "one", "feedback": ""})
    assert [value["text"] for _type, value in parts[1]] == ["x", "y"]
    assert parts[2] == [("number", {"value": "1.5", "tolerance": "0.5", "credit": None, "feedback": ""})]
    assert [value["text"] for _type, value in parts[3]] == ["FERN", "204"]
    assert all(uuid.UUID(part["id"]) for row in rows for part in row.options.raw_data)


def keep_in_revision(old: Any, module: ModulePage) -> None:
    """As an import leaves it: in the module's newest draft, which is not published yet."""
    revisions = old.get_model("wagtailcore", "Revision").objects
    kind = old.get_model("contenttypes", "ContentType").objects.get(app_label="learning", model="modulepage")
    draft = revisions.create(
        content_type_id=kind.pk,
        base_content_type_id=kind.pk,
        object_id=str(module.pk),
        created_at=timezone.now(),
        content={"later_questions": LATER},
    )
    old.get_model("learning", "ModulePage").objects.filter(pk=module.pk).update(latest_revision_id=draft.pk)
