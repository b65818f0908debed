"""Production's log lines: JSON, with the request's id, and never what a person typed or read.

A message's arguments are where addresses, names and tokens would be, so they are left out: a line has the message's
own words, the route, the status and, for an error, its type and where it was raised.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from audit.middleware import request_id

FRAMES = 8


class JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Only facts about the program, none about people."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
            "request": getattr(record, "request_id", "") or request_id.get(),
        }
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        if request is not None:
            line["method"] = getattr(request, "method", "")
            line["route"] = match.route if match else ""
        if hasattr(record, "status_code"):
            line["status"] = record.status_code
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])[-FRAMES:]
            ]
        return json.dumps(line, ensure_ascii=False)
