"""Prints one JSON line for each measurement, then one for each goal, on SQLite and on PostgreSQL.

python -m bench.run [--rounds 3] [--requests 30] [--database sqlite|postgresql|both] [--only unit] [--size small]
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench import certificate, final_check, gift, goals, library, session, sides, statuses, word
from bench.measurements import measure

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"small": (2, 4), "full": (10, 100)}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when a page did not answer as it should. Whatever ends it, its servers end too."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))
    options = parse(arguments)
    lines: list[goals.Line] = []
    for database in ("sqlite", "postgresql"):
        if options.database == "here":
            lines += on_this_database(options)
            break
        if options.database in {database, "both"}:
            lines += in_a_process_of_its_own(database, options)
    if options.database != "here":
        for goal in goals.compare(lines):
            say(goal.line())
    return 1 if any("error" in line for line in lines) else 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--requests", type=int, default=30, help="requests of a page in a round")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both", "here"], default="both")
    parser.add_argument("--size", choices=sorted(SIZES), default="full")
    parser.add_argument("--only", default="", help="measurements whose name contains this")
    return parser.parse_args(arguments)


def in_a_process_of_its_own(database: str, options: argparse.Namespace) -> list[goals.Line]:
    """Run the measurements with DATABASE_URL unset, or pointing at a throw-away PostgreSQL; pass their lines on."""
    command = [sys.executable, "-m", "bench.run", "--database", "here", "--size", options.size]
    command += ["--rounds", str(options.rounds), "--requests", str(options.requests), "--only", options.only]
    if database == "postgresql":
        command.insert(0, "scripts/with_postgres.sh")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            for text in process.stdout or ():
                lines.append(json.loads(text))
                say(lines[-1])
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)
            raise
    if process.returncode and not any("error" in line for line in lines):
        raise SystemExit(f"the measurements on {database} ended with {process.returncode}")
    return lines


def on_this_database(options: argparse.Namespace) -> list[goals.Line]:
    """Fill and serve every side on the database of DATABASE_URL, measure, and take it all down again."""
    database = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    small, large = SIZES[options.size]
    lines: list[goals.Line] = []
    with tempfile.TemporaryDirectory(prefix="hearth-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        migrated = sides.migrated_hearth(folder)
        running = [
            stack.enter_context(sides.hearth(folder, small, migrated)),
            stack.enter_context(sides.hearth(folder, large, migrated)),
            stack.enter_context(sides.peer(folder, large)),
        ]
        for found in measure(running, rounds=options.rounds, requests=options.requests, only=options.only):
            lines.append(found.line(database))
            say(lines[-1])
        rest = [*memory(running[1], database), *certificate.lines(running[1].environment, database)]
        for line in [*rest, *gift.lines(database), *word.lines(running[1].environment, database)]:
            lines.append(line)
            say(line)
        searched = library.lines(running[1].environment, database, options.size)
        checked = final_check.lines(running[1].environment, database)
        stood = statuses.lines(running[1].environment, database, options.size)
        for line in [*searched, *checked, *session.lines(running[1].environment, database, options.size), *stood]:
            lines.append(line)
            say(line)
    return lines


def memory(side: sides.Side, database: str) -> list[goals.Line]:
    """What two workers and their connections hold after the measurements."""
    mb = round(side.server.memory_mb(), 1)
    return [{"bench": "memory", "side": side.name, "database": database, "modules": side.size, "mb": mb}]


def say(line: dict[str, Any]) -> None:
    """One line of JSON, at once."""
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
