"""A group session under way, and the forms of its pages as a browser would send them."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from supervision.models import SessionCase, SupervisionSession
from supervision.reading import unread


def row_of(session: SupervisionSession) -> SessionCase:
    return SessionCase.objects.select_related("session").get(session=session)


def editor(session: SupervisionSession, name: str = "session_case") -> str:
    return reverse(name, args=[session.pk, row_of(session).case_id])


def form_of(client: Client, path: str) -> dict[str, Any]:
    """What a browser would send from the editor as it stands, without touching anything."""
    context = client.get(path).context
    values, sent = context["values"], {"version": context["version"], "minutes": context["values"]["minutes"]}
    sent |= {f"was-{name}": sign for name, sign in context["marks"].items()}
    sent |= {name: values[name] for name in ("advances", "barriers", "guidance", "principles", "methods")}
    for prefix, name in (("last", "last_goals"), ("next", "next_goals"), ("fit", "fit")):
        for number, line in enumerate(values[name]):
            shown = {**line, "about": f"{line['focus']}:{line['of']}"} if prefix == "fit" else line
            sent |= {f"{prefix}-{number}-{field}": value for field, value in shown.items() if value is not False}
    return sent


def text_of(session: SupervisionSession, name: str) -> Any:
    with unread():
        return getattr(row_of(session), name)


def share(client: Client, session: SupervisionSession, status: str = "present", **more: Any) -> Any:
    page = reverse("session_finish", args=[session.pk])
    marks = {f"status-{row.pk}": status for row in session.attendance.all()}
    marks |= {f"minutes-{row.pk}": "85" for row in session.attendance.all()}
    version = SupervisionSession.objects.get(pk=session.pk).version
    return client.post(page, {"mode": "video", "share": "1", "version": version, **marks, **more})
