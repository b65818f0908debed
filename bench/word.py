"""A Word document of sixty pages read into units, the slow part of its import; CPU of a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TIMES = 3
PAGES = 60
SENTENCE = "Start with what people saw and heard, and keep the reasons for later. "


def lines(environment: dict[str, str], database: str) -> list[dict[str, Any]]:
    """The figure, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.word"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    both = {"side": "hearth", "database": database}
    if done.returncode:
        return [{"bench": "word_import", **both, "error": "not read"}]
    return [{**json.loads(line), **both} for line in done.stdout.splitlines()]


def document() -> bytes:
    """Sixty pages: headings, paragraphs, a list and a table on each, and ten pictures."""
    import docx  # noqa: PLC0415 - the process that reads the lines needs none of this
    from PIL import Image  # noqa: PLC0415

    made = docx.Document()
    for page in range(PAGES):
        made.add_heading(f"Page {page + 1}", 1 if page % 6 == 0 else 2)
        for _paragraph in range(6):
            made.add_paragraph(SENTENCE * 5)
        made.add_paragraph("Ask first", style="List Bullet")
        table = made.add_table(4, 3)
        for cell in table._cells:
            cell.text = "Caregiver A"
        if page % 6 == 0:
            picture = BytesIO()
            Image.effect_noise((400, 300), 50 + page).save(picture, "PNG")
            made.add_picture(picture)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def main() -> None:
    """Read the document and write its pictures anew, a few times."""
    import django  # noqa: PLC0415

    django.setup()
    from learning.services.word_modules import cleaned_pictures  # noqa: PLC0415 - after django.setup
    from learning.word import read  # noqa: PLC0415 - after django.setup

    data = document()
    times = []
    for _time in range(TIMES):
        before = time.process_time()
        found = read(data, "sixty.docx")
        cleaned_pictures(found)
        times.append((time.process_time() - before) * 1000)
    line = {"bench": "word_import", "cpu_ms": round(statistics.median(times), 1), "body_kb": round(len(data) / 1024, 1)}
    print(json.dumps({**line, "units": len(found.units), "rounds": [round(value, 1) for value in times]}))


if __name__ == "__main__":
    main()
