"""What Linux says a process and everything under it has used: CPU time and memory."""

import os
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def tree(root: int) -> list[int]:
    """The process and all its descendants that are alive."""
    found = [root]
    for pid in found:
        found.extend(_children(pid))
    return found


def cpu_ms(roots: list[int]) -> float:
    """CPU milliseconds used so far by the roots and all under them, children that have ended included."""
    return sum(_ticks(pid) for root in roots for pid in tree(root)) * 1000 / TICKS_PER_SECOND


def pss_mb(pids: list[int]) -> float:
    """Proportional memory: what the processes share is counted once, divided between those who share it."""
    return sum(_pss_kb(pid) for pid in pids) / 1024


def command(pid: int) -> str:
    """How the process calls itself."""
    return _read(PROC / str(pid) / "cmdline").replace("\0", " ").strip()


def _children(pid: int) -> list[int]:
    return [int(child) for path in (PROC / str(pid) / "task").glob("*/children") for child in _read(path).split()]


def _ticks(pid: int) -> int:
    """utime, stime, and both of the children that were waited for: fields 14 to 17 of stat."""
    after_name = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    return sum(int(field) for field in after_name[11:15])


def _pss_kb(pid: int) -> int:
    for line in _read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    """The file's text; nothing if the process has ended meanwhile."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
