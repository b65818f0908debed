"""A certificate's file: its page in a new process and again in the same one, its signature, and many in a row."""

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TIMES = 9
MANY = 200
NAMES = ("certificate_cold", "certificate_warm", "certificate_signature", "certificates_in_a_row")


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
        return [{"bench": name, **both, "error": "no page"} for name in NAMES]
    return [{"bench": line.pop("bench"), **both, **line} for line in map(json.loads, done.stdout.splitlines())]


def main() -> None:
    """Make the first certificate's page once, then again and again, sign it, and make many whole files."""
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
    print(json.dumps(signature(document)))
    print(json.dumps(many(document)))


def signature(document: Any) -> dict[str, Any]:
    """CPU of the signature alone, and the size of the signed file."""
    from learning.certificates.render import render_pdf  # noqa: PLC0415 - after django.setup
    from learning.certificates.sign import sign_pdf  # noqa: PLC0415 - after django.setup

    pdf, times = render_pdf(document), []
    for _time in range(TIMES + 1):
        before = time.process_time()
        signed = sign_pdf(pdf, reason=document.serial, location=document.verify_url)
        times.append((time.process_time() - before) * 1000)
    kb = round(len(signed.pdf) / 1024, 1)
    return {"bench": NAMES[2], "cpu_ms": round(statistics.median(times[1:]), 1), "body_kb": kb}


def many(document: Any) -> dict[str, Any]:
    """So many certificates of different people, rendered and signed by one worker: wall and CPU time."""
    from learning.services.certificate_files import make_signed  # noqa: PLC0415 - after django.setup

    wall, cpu = time.perf_counter(), time.process_time()
    for number in range(MANY):
        make_signed(replace(document, name=f"{document.name} {number}"))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"bench": NAMES[3], "certificates": MANY, "seconds": round(wall, 1), "cpu_ms": round(cpu * 1000 / MANY, 1)}


if __name__ == "__main__":
    main()
