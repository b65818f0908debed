"""The bench asks for what it says, of both sides, and prints lines that machines can read."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import (
    certificate,
    crowd,
    final_check,
    gift,
    goals,
    hearth_data,
    processes,
    run,
    servers,
    session,
    statements,
)
from bench.client import Request, WrongAnswerError, send
from bench.measurements import HEARTH_PAGES, measure
from bench.peer_lesson import sections
from bench.sides import Side, requests_of
from learning.models import Attempt
from tests.personas import World

DEMO_APPLICATION = servers.Process(Path(sys.executable), "wsgiref.simple_server:demo_app", {})


@pytest.fixture(scope="module")
def small_server():
    with servers.running(DEMO_APPLICATION) as server:
        yield server


def within_seconds(seconds: float, true: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def side(server: servers.Server, name: str, **requests: Request) -> Side:
    return Side(name, 1, server, requests, dict.fromkeys(requests, 3), {})


@pytest.mark.django_db
def test_every_page_of_the_bench_is_there_and_answers():
    editions = hearth_data.make_content(2)
    requests = requests_of(hearth_data.describe(hearth_data.make_people(editions), editions))
    assert set(requests) == set(HEARTH_PAGES)
    counted = {name: statements.count(request.__dict__) for name, request in requests.items()}
    assert not [name for name, count in counted.items() if count is None], counted


def test_the_peer_gets_the_words_of_the_lesson_and_not_its_knowledge_checks():
    words = " ".join(sections())
    assert "In MST the client is not the young person alone" in words
    assert ":::" not in words
    assert "it may be true" not in words


def test_a_round_gives_json_with_cpu_and_statements_for_each_side(small_server):
    sides = [
        side(small_server, "hearth", unit_page=Request("/unit/"), today=Request("/today/")),
        side(small_server, "peer", peer_lesson=Request("/lesson/")),
    ]
    lines = [found.line("sqlite") for found in measure(sides, rounds=2, requests=2)]
    assert [line["bench"] for line in lines] == ["unit_page", "today", "peer_lesson"]
    for line in lines:
        assert json.loads(json.dumps(line)) == line
        assert line["cpu_ms"] >= 0
        assert line["statements"] == 3
        assert line["body_kb"] > 0


def test_a_page_that_answers_otherwise_is_an_error_and_not_a_figure(small_server):
    wrong = side(small_server, "hearth", unit_page=Request("/unit/", expect=404))
    [line] = [found.line("sqlite") for found in measure([wrong], rounds=1, requests=1)]
    assert line["error"] == "GET /unit/: 200, not 404"
    assert "cpu_ms" not in line


def test_a_form_is_posted_and_a_redirect_elsewhere_is_refused(small_server):
    with pytest.raises(WrongAnswerError, match=r"POST /unit/: leads to"):
        send(small_server.port, Request("/unit/", form={"check": "1"}, leads_to="/learn/"))


def test_only_leaves_out_other_pages_but_keeps_the_peer(small_server):
    sides = [
        side(small_server, "hearth", unit_page=Request("/"), today=Request("/")),
        side(small_server, "peer", peer_lesson=Request("/")),
    ]
    names = [found.bench for found in measure(sides, rounds=1, requests=1, only="unit")]
    assert names == ["unit_page", "peer_lesson"]


def test_a_server_and_its_workers_are_gone_afterwards():
    with servers.running(DEMO_APPLICATION) as server:
        assert within_seconds(10, lambda: len(processes.tree(server.pid)) == 1 + servers.WORKERS)
        pids = processes.tree(server.pid)
        assert server.memory_mb() > 1
    assert within_seconds(5, lambda: not any(processes.command(pid) for pid in pids))


def test_cpu_time_of_a_process_grows_with_its_work():
    before = processes.cpu_ms([os.getpid()])
    while processes.cpu_ms([os.getpid()]) < before + 30:
        sum(range(10_000))
    assert processes.cpu_ms([os.getpid()]) >= before + 30


def line(bench: str, modules: int, **values: object) -> dict[str, object]:
    return {"bench": bench, "side": "hearth", "database": "sqlite", "modules": modules, **values}


def test_goals_are_compared_on_the_same_database_and_say_whether_they_are_met():
    lines = [
        line("unit_page", 100, cpu_ms=5.0, statements=7, body_kb=20),
        {"bench": "peer_lesson", "side": "peer", "database": "sqlite", "lessons": 100, "cpu_ms": 20.0},
        line("module_list", 10, cpu_ms=10.0, statements=4, body_kb=9),
        line("module_list", 100, cpu_ms=13.0, statements=4, body_kb=50),
        line("today", 100, error="GET /today/: 500, not 200"),
    ]
    found = {(goal.number, goal.what): goal.line() for goal in goals.compare(lines)}
    assert found[(1, "unit page : wagtail-lms's lesson, CPU")]["pass"] is True
    assert found[(2, "unit_page, SQL statements")]["pass"] is False
    assert found[(3, "module list, 100 modules : 10, CPU")]["measured"] == 1.3
    assert found[(3, "module list, 100 modules : 10, CPU")]["pass"] is False
    assert not [what for _number, what in found if "today" in what]


def test_the_command_line_is_quick_and_small_when_asked():
    options = run.parse(["--size", "small", "--rounds", "1", "--database", "sqlite"])
    assert run.SIZES[options.size][1] <= 10
    assert options.rounds == 1
    assert options.database == "sqlite"


def test_every_figure_of_the_certificate_is_named_even_when_it_has_no_page():
    broken = {"DJANGO_SETTINGS_MODULE": "nowhere.settings"}
    lines = certificate.lines(broken, "sqlite")
    assert [found["bench"] for found in lines] == list(certificate.NAMES)
    assert all(found["error"] for found in lines)


def test_the_peer_is_pinned_by_hash_and_stands_on_the_same_django_and_wagtail():
    root = Path(__file__).resolve().parents[2]
    ours = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    theirs = (root / "bench" / "peer" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert any(text.startswith("wagtail-lms==") for text in theirs)
    for name in ("django==", "wagtail==", "gunicorn=="):
        assert [text for text in ours if text.startswith(name)] == [text for text in theirs if text.startswith(name)]
    assert sum("==" in text for text in theirs) <= sum("--hash=" in text for text in theirs)


def test_the_gift_parser_reads_every_question_of_its_bench(monkeypatch):
    monkeypatch.setattr(gift, "QUESTIONS", 70)
    (line,) = gift.lines("sqlite")
    assert line["questions_per_second"] > 0
    (goal,) = goals.compare([line | {"questions_per_second": 4000}])
    assert (goal.number, goal.limit, goal.line()["pass"]) == (10, 200, False)


def test_a_check_of_two_hundred_questions_of_every_kind_is_taken_to_its_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(final_check, "ROUNDS", 2)
    line = final_check.measured(world.therapist, final_check.fill())
    assert {"begin_p95_ms", "page_p95_ms", "save_p95_ms", "send_p95_ms"} < set(line)
    assert line["questions"] == 200
    assert not Attempt.objects.filter(submitted_at=None).exists()
    assert {question["kind"] for attempt in Attempt.objects.all() for question in attempt.questions} == set(
        final_check.kinds()
    )


def test_a_session_a_case_and_a_search_take_the_same_statements_among_many_teams(db, monkeypatch):
    monkeypatch.setattr(session, "ROUNDS", 2)
    monkeypatch.setattr(crowd, "AGREED", 20)
    found = session.among_many(*crowd.SIZES["small"])
    assert set(found) == set(session.NAMES) == set(goals.AMONG_MANY)
    assert found["session_editor"]["statements"] <= goals.EDITOR_STATEMENTS
    lines = [{"bench": name, "database": "sqlite"} | figures for name, figures in found.items()]
    assert not [goal.what for goal in goals.compare(lines) if not goal.line()["pass"] and "statements" in goal.what]
