"""The two sides of the comparison: how each is made, filled and served."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import databases, servers
from bench.client import Request
from bench.peer_lesson import sections
from bench.servers import Process
from learning.certificates import keys

ROOT = Path(__file__).resolve().parents[1]
HEARTH_PYTHON = Path(sys.executable)
PEER_REQUIREMENTS = ROOT / "bench" / "peer" / "requirements.txt"


@dataclass(frozen=True)
class Side:
    """One of those measured, filled and running. `size` is its modules (Hearth) or lessons (the peer)."""

    name: str
    size: int
    server: servers.Server
    requests: dict[str, Request]
    statements: dict[str, int | None]
    environment: dict[str, str]


def migrated_hearth(folder: Path) -> databases.Database:
    """Hearth's tables without rows, for every size to begin with, and its static files beside it."""
    database = databases.make(folder, "bench_hearth")
    environment = _hearth_environment(folder, database)
    _run(HEARTH_PYTHON, ["manage.py", "migrate", "--verbosity", "0", "--skip-checks"], environment)
    _run(HEARTH_PYTHON, ["manage.py", "createcachetable"], environment)
    _run(HEARTH_PYTHON, ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"], environment)
    return database


@contextmanager
def hearth(folder: Path, size: int, migrated: databases.Database) -> Iterator[Side]:
    """Hearth with production's settings and so many modules."""
    database = databases.make(folder, f"bench_hearth_{size}", like=migrated)
    environment = _hearth_environment(folder, database)
    described = json.loads(_run(HEARTH_PYTHON, ["-m", "bench.hearth_data", str(size)], environment))
    with _served("hearth", size, Process(HEARTH_PYTHON, "config.wsgi", environment), database, described) as side:
        yield side


@contextmanager
def peer(folder: Path, size: int) -> Iterator[Side]:
    """wagtail-lms with so many lessons, in its own environment."""
    database = databases.make(folder, f"bench_peer_{size}")
    environment = _environment("bench.peer.settings", database)
    python = peer_python(ROOT / "var" / "bench-peer")
    described = json.loads(
        _run(python, ["-m", "bench.peer.data", str(size)], environment, stdin=json.dumps(sections()))
    )
    with _served("peer", size, Process(python, "bench.peer.wsgi", environment), database, described) as side:
        yield side


def peer_python(folder: Path) -> Path:
    """The Python of the peer's environment, made when it is missing or its requirements have changed."""
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    wanted = PEER_REQUIREMENTS.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        _run(Path(sys.executable), ["-m", "venv", "--clear", str(folder)], {})
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(PEER_REQUIREMENTS)]
        _run(python, ["-m", "pip", "install", *options], {})
        stamp.write_text(wanted, encoding="utf-8")
    return python


@contextmanager
def _served(
    name: str, size: int, process: Process, database: databases.Database, described: dict[str, Any]
) -> Iterator[Side]:
    databases.settle(database)
    requests = requests_of(described)
    asked = {key: request.__dict__ for key, request in requests.items()}
    counted = _run(process.python, ["-m", "bench.statements"], process.environment, stdin=json.dumps(asked))
    with servers.running(process, postmaster=database.postmaster, database=database.name) as server:
        yield Side(name, size, server, requests, json.loads(counted), process.environment)


def requests_of(described: dict[str, Any]) -> dict[str, Request]:
    """The requests that a side's data describes, by measurement."""
    cookies = described["cookies"]
    requests = {name: Request(path, cookies) for name, path in described["pages"].items()}
    requests |= {name: Request(path) for name, path in described.get("public", {}).items()}
    for name, form in described.get("forms", {}).items():
        requests[name] = Request(form["path"], cookies, form["fields"], expect=302, leads_to=form["leads_to"])
    return requests


def _hearth_environment(folder: Path, database: databases.Database) -> dict[str, str]:
    """Production's settings: what is served is what runs. The keys are made for this run."""
    return {
        **_environment("config.settings.production", database),
        "HEARTH_VAR_DIR": str(folder.resolve()),
        "HEARTH_SECRET_KEY": secrets.token_urlsafe(60),
        "HEARTH_AUDIT_KEY": secrets.token_urlsafe(60),
        "HEARTH_FIELD_KEY": secrets.token_urlsafe(60),
        "HEARTH_SIGNING_KEYS": str(_signing_keys(folder.resolve() / "signing")),
        "HEARTH_HOSTS": "127.0.0.1,testserver",
        "HEARTH_ADDRESS": "https://127.0.0.1",
        "HEARTH_TRUSTED_PROXIES": "1",
        "HEARTH_MAIL_HOST": "127.0.0.1",
        "HEARTH_LOG_LEVEL": "ERROR",
    }


def _signing_keys(folder: Path) -> Path:
    keys.make(folder, name="Bench")
    return folder


def _environment(settings: str, database: databases.Database) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": database.address, "PYTHONPATH": str(ROOT)}


def _run(python: Path, arguments: list[str], environment: dict[str, str], stdin: str = "") -> str:
    done = subprocess.run(
        [str(python), *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=stdin,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout
