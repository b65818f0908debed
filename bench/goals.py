"""The goals of the design for speed, and how a run's lines compare with them.

Moodle's figures were measured once, on two cores with the same content. wagtail-lms is measured beside Hearth always.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Line = dict[str, Any]
MOODLE_LESSON_MS = 105.0
MOODLE_QUIZ_SUBMIT_MS = 104.0
STATEMENTS = {"unit_page": 6, "module_page": 6, "today": 10, "library_list": 8}
GIFT_QUESTIONS_A_SECOND = 5000
EDITOR_STATEMENTS = 15  # twelve of its own, and three that log what was read
AMONG_MANY = ("session_editor", "session_agenda", "session_autosave", "case_timeline", "notes_search")
LARGE = 100
HEATMAP_MS = {"sqlite": 600, "postgresql": 300}


@dataclass(frozen=True)
class Goal:
    """One goal on one database: what was measured must not be more than the limit."""

    number: int
    what: str
    database: str
    limit: float
    measured: float

    def line(self) -> Line:
        """The goal as it is printed."""
        passed = self.measured <= self.limit
        return {
            "goal": self.number,
            "what": self.what,
            "database": self.database,
            "limit": round(self.limit, 2),
            "measured": round(self.measured, 2),
            "pass": passed,
        }


def compare(lines: list[Line]) -> list[Goal]:
    """Every goal for which the run measured what it needs."""
    found: list[Goal] = []
    for database in sorted({line["database"] for line in lines}):
        values = {
            (line["bench"], line.get("modules", line.get("lessons"))): line
            for line in lines
            if line["database"] == database and "error" not in line
        }
        found += [*_pages(database, values), *_statements(database, values), *_rest(database, values)]
    return found


def _pages(database: str, values: dict[Any, Line]) -> Iterator[Goal]:
    unit, lesson = values.get(("unit_page", LARGE)), values.get(("peer_lesson", LARGE))
    if unit and lesson:
        ratio = unit["cpu_ms"] / lesson["cpu_ms"]
        yield Goal(1, "unit page : wagtail-lms's lesson, CPU", database, 1 / 2.5, ratio)
    if unit:
        yield Goal(1, "unit page, CPU ms (1/8 of Moodle's lesson)", database, MOODLE_LESSON_MS / 8, unit["cpu_ms"])
    submit = values.get(("check_submit", LARGE))
    if submit:
        limit = MOODLE_QUIZ_SUBMIT_MS / 5
        yield Goal(8, "check submit, CPU ms (1/5 of Moodle's quiz submit)", database, limit, submit["cpu_ms"])


def _statements(database: str, values: dict[Any, Line]) -> Iterator[Goal]:
    for name, limit in STATEMENTS.items():
        line = values.get((name, LARGE))
        if line and line["statements"] is not None:
            yield Goal(2, f"{name}, SQL statements", database, limit, line["statements"])


def _rest(database: str, values: dict[Any, Line]) -> Iterator[Goal]:
    small, large = values.get(("module_list", 10)), values.get(("module_list", LARGE))
    if small and large:
        yield Goal(3, "module list, 100 modules : 10, CPU", database, 1.25, large["cpu_ms"] / small["cpu_ms"])
        yield Goal(4, "module list of 100, kB of HTML", database, 60, large["body_kb"])
    warm = values.get(("certificate_warm", None))
    if warm:
        yield Goal(5, "certificate, warm, CPU ms", database, 60, warm["cpu_ms"])
        yield Goal(5, "certificate, kB", database, 40, warm["body_kb"])
    many = values.get(("certificates_in_a_row", None))
    if many:
        what = f"{many['certificates']} certificates rendered and signed by one worker, s"
        yield Goal(15, what, database, 60, many["seconds"])
    parser = values.get(("gift_parser", None))
    if parser:
        limit = 1_000_000 / GIFT_QUESTIONS_A_SECOND
        yield Goal(10, "GIFT parser, CPU µs a question", database, limit, 1_000_000 / parser["questions_per_second"])
    search = values.get(("library_search", None))
    if search:
        yield Goal(11, "library search, p95 ms", database, 100, search["p95_ms"])
        yield Goal(2, "library search, SQL statements", database, STATEMENTS["library_list"], search["statements"])
    document = values.get(("word_import", None))
    if document:
        yield Goal(12, "Word document of 60 pages, CPU ms", database, 5000, document["cpu_ms"])
    yield from _supervision(database, values)
    yield from _people(database, values)
    memory = values.get(("memory", LARGE))
    if memory:
        yield Goal(9, "two workers and their connections, MB", database, 300, memory["mb"])


def _supervision(database: str, values: dict[Any, Line]) -> Iterator[Goal]:
    saved, editor = values.get(("session_autosave", None)), values.get(("session_editor", None))
    if saved and editor:
        yield Goal(13, "autosave of a session, p95 ms", database, 150, saved["p95_ms"])
        yield Goal(13, "session editor of 17 cases, SQL statements", database, EDITOR_STATEMENTS, editor["statements"])
    search = values.get(("notes_search", None))
    if search:
        yield Goal(14, "opening and searching a team's 2,000 notes, p95 ms", database, 500, search["p95_ms"])
    for name in AMONG_MANY:
        line = values.get((name, None))
        if line:
            what = f"{name}, SQL statements, as many as without other teams"
            yield Goal(14, what, database, line["statements_alone"], line["statements"])


def _people(database: str, values: dict[Any, Line]) -> Iterator[Goal]:
    heat, screen = values.get(("heatmap", None)), values.get(("people_screen", None))
    if heat:
        yield Goal(6, "team x module, ms", database, HEATMAP_MS[database], heat["wall_ms"])
        yield Goal(6, "team x module, SQL statements", database, 5, heat["statements"])
    tenth = values.get(("people_screen_tenth", None))
    if screen and tenth:
        yield Goal(6, "50 people x 100, ms of SQL", database, 50, screen["sql_ms"])
        yield Goal(6, "50 people x 100, ms in all", database, 150, screen["wall_ms"])
        yield Goal(6, "50 people x 100, SQL statements", database, 5, screen["statements"])
        yield Goal(6, "50 people among ten times as many, ms : ms", database, 1.5, screen["wall_ms"] / tenth["wall_ms"])
    one, day = values.get(("person_status", None)), values.get(("statuses_day", None))
    if one:
        yield Goal(6, "one person's status with its why, ms", database, 20, one["wall_ms"])
    if day:
        yield Goal(6, "the day's work, s", database, 60, day["seconds"])
