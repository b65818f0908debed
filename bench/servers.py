"""A gunicorn with two workers on loopback, and the CPU that it and its database use."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench import processes

WORKERS = 2
START_SECONDS = 60
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Server:
    """A running server. `postmaster` is the PostgreSQL that works for it, if any; `database` its database's name."""

    port: int
    pid: int
    postmaster: int | None = None
    database: str = ""

    def cpu_ms(self) -> float:
        """CPU used so far by all its processes, PostgreSQL's included."""
        return processes.cpu_ms([self.pid, *([self.postmaster] if self.postmaster else [])])

    def memory_mb(self) -> float:
        """Proportional memory of its processes and of its own connections' processes in PostgreSQL."""
        backends = processes.tree(self.postmaster)[1:] if self.postmaster else []
        mine = [pid for pid in backends if f" {self.database} " in processes.command(pid)]
        return processes.pss_mb([*processes.tree(self.pid), *mine])


@dataclass(frozen=True)
class Process:
    """What to start: the WSGI application, by which Python, with which variables on top of one's own."""

    python: Path
    application: str
    environment: dict[str, str]


@contextmanager
def running(wanted: Process, *, postmaster: int | None = None, database: str = "") -> Iterator[Server]:
    """Serve the WSGI application until the block ends."""
    port = free_port()
    arguments = ["-m", "gunicorn", wanted.application, "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]
    arguments += ["--no-control-socket", "--log-level", "warning"]
    command = [str(wanted.python), *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **wanted.environment})
    try:
        _wait_for(port, process)
        yield Server(port, process.pid, postmaster, database)
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Ask the server to end, then end those of its processes that are still there, each by its id."""
    pids = processes.tree(process.pid)
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    for pid in pids:
        if processes.command(pid):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once, with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no server after {START_SECONDS} seconds")
