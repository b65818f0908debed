"""Searching a library of ten thousand resources: time until the page is there, and its statements."""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"small": 200, "full": 10_000}
WORDS_OF_A_RESOURCE = 220
QUESTIONS = (
    *("caregivers disagree", "enactmnt", "house rules", "sleep", "parents fight", "praise", "familly school plan"),
    *("young person", "safety plan", "caregiver", "rewards the caregiver controls", "anxiety", "cannabis", "zzzzzz"),
)
ROUNDS = 8


def lines(environment: dict[str, str], database: str, size: str) -> list[dict[str, Any]]:
    """The figure, from a process of its own, on a filled database to which the resources are added."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.library", str(SIZES[size])],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    both = {"bench": "library_search", "side": "hearth", "database": database}
    if done.returncode:
        return [both | {"error": "no answer"}]
    return [both | json.loads(done.stdout.splitlines()[-1])]


def main() -> None:
    """Fill, ask every question once, then measure."""
    import django  # noqa: PLC0415 - the process that reads the line needs no Django

    django.setup()
    from people.models import User  # noqa: PLC0415 - after django.setup

    count = int(sys.argv[1])
    fill(count)
    reader = User.objects.get(email="learner@bench.example")
    print(json.dumps(measured(reader, count)))


def measured(reader: Any, count: int) -> dict[str, Any]:
    """Wall time of whole requests in this process, warm, and the most statements that one of them took."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup
    from django.db import connection  # noqa: PLC0415 - after django.setup
    from django.test import Client  # noqa: PLC0415 - after django.setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after django.setup

    from bench.hearth_data import sign_in  # noqa: PLC0415 - after django.setup

    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = sign_in(reader)
    times, spent, statements = [], [], []
    for question in QUESTIONS:
        if client.get("/library/", {"q": question}, secure=True).status_code != 200:
            raise SystemExit(f"no answer to {question}")
        with CaptureQueriesContext(connection) as captured:
            client.get("/library/", {"q": question}, secure=True)
        statements.append(len(captured))
    for question in QUESTIONS * ROUNDS:
        before, cpu = time.perf_counter(), time.process_time()
        client.get("/library/", {"q": question}, secure=True)
        times.append((time.perf_counter() - before) * 1000)
        spent.append((time.process_time() - cpu) * 1000)
    return {
        "resources": count,
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[18], 1),
        "p95_cpu_ms": round(statistics.quantiles(spent, n=20)[18], 1),
        "statements": max(statements),
    }


def fill(count: int) -> None:
    """So many resources of the demo's words, written straight into the tables."""
    from django.db import connection, transaction  # noqa: PLC0415 - after django.setup

    from learning import spelling  # noqa: PLC0415 - after django.setup
    from learning.models import LibraryWord, ResourceText, ResourceWord  # noqa: PLC0415 - after django.setup
    from learning.services.library import mark_changed  # noqa: PLC0415 - after django.setup

    source = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "demo" / "resources").glob("*.md"))]
    titles = [found[1] for text in source if (found := re.search(r"^title: (.*)$", text, re.MULTILINE))]
    book = [word for text in source for word in spelling.words_of(text)]
    chance = random.Random(1)  # noqa: S311 - the same library in every run
    LibraryWord.objects.bulk_create(
        [LibraryWord(language="en", word=word) for word in sorted(set(book))], ignore_conflicts=True
    )
    numbers = dict(LibraryWord.objects.filter(language="en").values_list("word", "pk"))
    with transaction.atomic():
        texts = ResourceText.objects.bulk_create(_texts(_pages(count, titles, chance)))
        rows = []
        for stored in texts:
            words = " ".join(chance.choices(book, k=WORDS_OF_A_RESOURCE))
            weights = spelling.weights(stored.page.title, stored.page.summary, words, "en")
            rows += [(numbers[word], stored.pk, weight) for word, weight in weights.items() if word in numbers]
        table = connection.ops.quote_name(ResourceWord._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} (word_id, text_id, weight) VALUES (%s, %s, %s)", rows)  # noqa: S608
        mark_changed()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages(count: int, titles: list[str], chance: random.Random) -> list[Any]:
    from wagtail.models import Page  # noqa: PLC0415 - after django.setup

    from learning.models import ResourcePage  # noqa: PLC0415 - after django.setup
    from tests.factories import library_index  # noqa: PLC0415 - after django.setup

    index = library_index()
    index.refresh_from_db()
    pages = []
    for number in range(count):
        page = ResourcePage(
            title=f"{titles[number % len(titles)]} {number}",
            summary="What it helps with.",
            slug=f"bench-{number}",
            code=f"z{number}",
            approach=chance.choice(["behavioural", "cbt", "structural"]),
            systems=[chance.choice(["family", "school", "peers"])],
            principles=[chance.randint(1, 9)],
            minutes=chance.choice([5, 10, 20]),
            safety=chance.choice(["ordinary", "ordinary", "discuss-first"]),
            locale=index.locale,
            depth=index.depth + 1,
            path=Page._get_path(index.path, index.depth + 1, 2_000 + number),
            url_path=f"{index.url_path}bench-{number}/",
            content_type=ResourcePage(title="x").content_type,
            translation_key=uuid.uuid4(),
        )
        pages.append(page)
    fields = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    parents = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in fields}) for page in pages)
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.page_ptr_id = parent.pk
        page.save_base(raw=True, force_insert=True)
    return pages


def _texts(pages: list[Any]) -> list[Any]:
    from django.utils import timezone  # noqa: PLC0415 - after django.setup

    from learning.models import ResourceText  # noqa: PLC0415 - after django.setup

    now = timezone.now()
    return [
        ResourceText(
            page=page,
            language="en",
            resource_key=page.translation_key,
            slug=page.slug,
            html="<p>Words</p>",
            text=page.title,
            fingerprint="0" * 64,
            published_at=now,
        )
        for page in pages
    ]


if __name__ == "__main__":
    main()
