"""What is measured, and how: rounds over all sides in turn, the median of the rounds for each."""

import statistics
from dataclasses import dataclass, field
from typing import Any

from bench import client
from bench.sides import Side

# Every measurement of a server, and whose it is.
HEARTH_PAGES = (
    "unit_page",
    "module_page",
    "module_list",
    "today",
    "library_list",
    "check_submit",
    "verification_page",
)
PEER_PAGES = ("peer_lesson", "peer_course")
WARM_UP = 8


@dataclass
class Measurement:
    """One page of one side, and its CPU in each round. `error` says what came instead of the page."""

    bench: str
    side: Side
    cpu_ms: list[float] = field(default_factory=list)
    size: int = 0
    error: str = ""

    def line(self, database: str) -> dict[str, Any]:
        """The measurement as it is printed."""
        found: dict[str, Any] = {"bench": self.bench, "side": self.side.name, "database": database}
        found |= {"modules" if self.side.name == "hearth" else "lessons": self.side.size}
        if self.error:
            return found | {"error": self.error}
        return found | {
            "cpu_ms": round(statistics.median(self.cpu_ms), 2),
            "rounds": [round(value, 2) for value in self.cpu_ms],
            "statements": self.side.statements[self.bench],
            "body_kb": round(self.size / 1024, 1),
        }


def measure(sides: list[Side], *, rounds: int, requests: int, only: str = "") -> list[Measurement]:
    """Measure every page of every side: first warm up, then rounds, one page and side after the other in each."""
    names = (*HEARTH_PAGES, *PEER_PAGES)
    wanted = [name for name in names if only in name or name.startswith("peer_")]
    found = [Measurement(name, side) for name in wanted for side in sides if name in side.requests]
    for measurement in found:
        _take(measurement, WARM_UP)
    for _round in range(rounds):
        for measurement in found:
            spent = _take(measurement, requests)
            measurement.cpu_ms.append(spent / requests)
    return found


def _take(measurement: Measurement, times: int) -> float:
    """CPU milliseconds that so many requests cost; after a wrong answer nothing more is asked."""
    if measurement.error:
        return 0.0
    server, request = measurement.side.server, measurement.side.requests[measurement.bench]
    before = server.cpu_ms()
    try:
        for _time in range(times):
            measurement.size = client.send(server.port, request)
    except (client.WrongAnswerError, OSError) as error:
        measurement.error = str(error)
    return server.cpu_ms() - before
