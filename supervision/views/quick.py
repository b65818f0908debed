"""The quick line for an action: understood first, kept only when the person says so, and kept once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils import timezone

from people.requests import MemberRequest
from supervision.agreeing import Understood, understood
from supervision.editor_page import team_people
from supervision.models import Action, SessionCase
from supervision.services import actions
from supervision.services.errors import WrongStateError

LONGEST = 500
UNDO = "undo:"


@dataclass(frozen=True)
class Quick:
    """A line in hand: what it means, and under which key it will be kept."""

    line: str
    meant: Understood
    key: uuid.UUID
    added: Action | None = None


def quick_of(request: MemberRequest, row: SessionCase) -> Quick | None:
    """The line of the form, if something is written there; added if its own button says so."""
    line = request.POST.get("quick", "").strip()[:LONGEST]
    if not line or request.POST.get("act", "").startswith(UNDO):
        return None
    answered = "quick-not-a-name" in request.POST
    meant = understood(line, team_people(row.session), timezone.localdate(), answered=answered)
    key = key_of(request.POST.get("action-key", ""))
    if request.POST.get("act") != "add" or meant.problem:
        return Quick(line, meant, key)
    return Quick("", meant, uuid.uuid4(), add(request, row, meant, key))


def add(request: MemberRequest, row: SessionCase, meant: Understood, key: uuid.UUID) -> Action:
    """Agree on it, about this case."""
    if meant.owner is None:
        raise ValueError("nobody's")
    return actions.agree(
        actor=request.user,
        team=row.session.team,
        owner=meant.owner,
        source=row.session,
        text=meant.text,
        due_on=meant.due,
        case=row.case,
        module_key=meant.module_key,
        resource_key=meant.resource_key,
        key=key,
    )


def took_back(request: MemberRequest, row: SessionCase) -> bool | None:
    """Whether the line just added was taken back; nothing where that was not asked."""
    act = request.POST.get("act", "")
    if not act.startswith(UNDO):
        return None
    mine = Action.objects.visible_to(request.user).defer("text")
    action = get_object_or_404(mine, pk=key_of(act.removeprefix(UNDO)), case=row.case_id, source_id=row.session_id)
    try:
        actions.take_back(actor=request.user, action=action)
    except WrongStateError:
        return False
    return True


def key_of(text: str) -> uuid.UUID:
    """The key that the page made, or a new one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
