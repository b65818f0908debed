"""What the pages of a session show, in few statements however many cases there are."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from people.models import User
from supervision.agenda_hooks import notes_for
from supervision.models import Action, Addendum, Attendance, Draft, SessionCase, SupervisionSession
from supervision.planning import AgendaRow, agenda_of
from supervision.services.sessions import can_still_unlock
from supervision.session_words import told

State = SupervisionSession.State
# Left in the database where a list needs none of them; whether goals are there is asked of every row.
WORDS = ("last_goals", "advances", "barriers", "fit", "guidance")


def agenda_page(session: SupervisionSession, reader: User, leads: bool) -> dict[str, Any]:
    """Cases by need, what is to do and what was done, who has not prepared; under way, which cases are written."""
    rows = agenda_of(session) if session.state != State.CANCELLED else []
    written = dict(session.cases.values_list("case_id", "is_discussed")) if session.state == State.LIVE else {}
    return {
        "session": session,
        "leads": leads,
        "rows": rows,
        "written": {key for key, is_written in written.items() if is_written},
        "in_session": set(written),
        "unprepared": _unprepared(rows),
        "actions": actions_since(session, reader),
        "notes": notes_for(session.team, timezone.localtime(session.starts_at).date(), reader),
        "total": sum(row.minutes for row in rows),
    }


def finish_page(session: SupervisionSession, reader: User) -> dict[str, Any]:
    """What may have been forgotten: cases not written, without goals, with words of one's own not saved; actions."""
    rail = rail_rows(session, reader)
    written = [row for row in rail if row.is_discussed]
    goals = SessionCase._meta.get_field("next_goals")
    rows_of = Action.objects.filter(source_type=session._meta.label_lower, source_id=session.pk)
    actions = list(rows_of.select_related("owner", "case"))
    return {
        "session": session,
        "written": written,
        "without_goals": [row for row in written if not goals.is_filled(row)],
        "waiting": [row for row in rail if not row.is_discussed],
        "unsaved": [row for row in rail if row.has_draft],
        "actions": actions,
        "undated": sum(action.due_on is None for action in actions),
    }


def rail_rows(session: SupervisionSession, reader: User) -> list[Any]:
    """Every case of the session with its state, and whether the reader has words in it that are not saved."""
    draft = Draft.objects.filter(author=reader, record_type=SessionCase._meta.label_lower, record_id=OuterRef("pk"))
    rows = SessionCase.objects.visible_to(reader).filter(session=session).annotate(has_draft=Exists(draft))
    return list(rows.select_related("case__therapist").defer(*WORDS).order_by("position"))


def _unprepared(rows: list[AgendaRow]) -> list[tuple[str, list[str]]]:
    """Each therapist with the codes of their cases without a summary this week."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.review is None:
            found.setdefault(str(row.case.therapist), []).append(row.case.code)
    return sorted((name, sorted(codes)) for name, codes in found.items())


def actions_since(session: SupervisionSession, reader: User) -> list[Action]:
    """What the team still has to do, the soonest first, and then what was done since it last met; one statement.

    What was agreed with somebody on their own is not there: the whole team looks at the agenda.
    """
    before = SupervisionSession.objects.filter(
        team_id=session.team_id, kind=session.kind, began_at__isnull=False, starts_at__lt=session.starts_at
    ).exclude(pk=session.pk)
    last_met = Subquery(before.order_by("-starts_at").values("began_at")[:1])
    shown = Q(state=Action.State.OPEN) | Q(state=Action.State.DONE, done_at__gte=last_met)
    private = Exists(SupervisionSession.objects.filter(pk=OuterRef("source_id"), kind="individual"))
    rows = (
        Action.objects.visible_to(reader)
        .filter(shown, ~private, team_id=session.team_id)
        .select_related("owner", "case")
    )
    return list(rows.order_by("-state", "due_on", "created_at"))


def record_page(session: SupervisionSession, reader: User, leads: bool) -> dict[str, Any]:
    """Everything of a shared session: who was there, what was said of each case, what was agreed, what was added."""
    rows = SessionCase.objects.visible_to(reader).filter(session=session, is_discussed=True)
    about = {"record_type": session._meta.label_lower, "record_id": session.pk}
    there = list(Attendance.objects.filter(session=session).select_related("user"))
    rows_of = Action.objects.filter(source_type=session._meta.label_lower, source_id=session.pk)
    return {
        "session": session,
        "leads": leads,
        "cases": [told(row) for row in rows.select_related("case__therapist")],
        "noted": SessionCase.objects.filter(session=session, is_discussed=False).count(),
        "attendance": there,
        "present": sum(row.status == Attendance.Status.PRESENT for row in there),
        "actions": list(rows_of.select_related("owner", "case")),
        "addenda": list(Addendum.objects.filter(**about).select_related("author")),
        "can_unlock": leads and can_still_unlock(session),
        "can_add": leads and not can_still_unlock(session),
    }
