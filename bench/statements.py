"""Counts the SQL statements of each request, in a process of its own, so that nothing counts while time is measured.

Reads `{name: {path, cookies, form, expect}}` as JSON from standard input, prints `{name: statements}`. It knows neither
side: DJANGO_SETTINGS_MODULE says which one it is. BEGIN and COMMIT are not counted.
"""

import json
import sys
from typing import Any

import django
from django.db import connection


def main() -> None:
    """Ask everything twice and count the second time, when caches are warm."""
    django.setup()
    wanted = json.load(sys.stdin)
    print(json.dumps({name: count(request) for name, request in wanted.items()}))


def count(request: dict[str, Any]) -> int | None:
    """The statements of one request; None when it is not answered as expected."""
    from django.test import Client  # noqa: PLC0415 - after django.setup

    client = Client(raise_request_exception=False)
    client.cookies.load(request["cookies"])
    _ask(client, request)
    statements = 0

    def counting(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(counting):
        status = _ask(client, request)
    return statements if status == request["expect"] else None


def _ask(client: Any, request: dict[str, Any]) -> int:
    if request["form"] is None:
        return int(client.get(request["path"], secure=True).status_code)
    return int(client.post(request["path"], request["form"], secure=True).status_code)


if __name__ == "__main__":
    main()
