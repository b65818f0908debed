"""A certificate's page: in a new process, where all has to be loaded first, and again where it is all there."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TIMES = 9


def lines(environment: dict[str, str], database: str) -> list[dict[str, Any]]:
    """The cold and the warm figure, from a process of their own on a filled database."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.certificate"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    both = {"side": "hearth", "database": database}
    if done.returncode:
        return [{"bench": name, **both, "error": "no page"} for name in ("certificate_cold", "certificate_warm")]
    return [{"bench": line.pop("bench"), **both, **line} for line in map(json.loads, done.stdout.splitlines())]


def main() -> None:
    """Make the first certificate's page once, then again and again; CPU of this process."""
    import django  # noqa: PLC0415 - the process that reads the lines needs no Django

    django.setup()
    from learning.models import Certificate  # noqa: PLC0415 - after django.setup
    from learning.services.certificate_files import document_of  # noqa: PLC0415 - after django.setup

    document = document_of(Certificate.objects.order_by("pk")[0])
    times = []
    for _time in range(TIMES + 1):
        before = time.process_time()
        from learning.certificates.render import render_pdf  # noqa: PLC0415 - loading it is the cold part

        size = len(render_pdf(document))
        times.append((time.process_time() - before) * 1000)
    kb = round(size / 1024, 1)
    warm = times[1:]
    print(json.dumps({"bench": "certificate_cold", "cpu_ms": round(times[0], 1), "body_kb": kb}))
    rounds = [round(value, 1) for value in warm]
    print(
        json.dumps(
            {"bench": "certificate_warm", "cpu_ms": round(statistics.median(warm), 1), "rounds": rounds, "body_kb": kb}
        )
    )


if __name__ == "__main__":
    main()
