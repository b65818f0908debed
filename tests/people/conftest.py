"""What the people tests share: an accepted way to make links, and the pages signing in leads to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from people.models import Invitation, User
from people.services import invitations
from tests.personas import World


def link(token: str, language: str) -> str:
    """An address of a joining page."""
    return f"http://testserver/{'cy/' if language == 'cy' else ''}join/{token}/"


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """A block whose e-mails go out at its end, as after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def invite(world: World, committed: Callable[[], Any]) -> Callable[..., Invitation]:
    """Invite someone to East (a therapist, by the coordinator, unless told otherwise)."""

    def make(actor: User | None = None, **values: Any) -> Invitation:
        values = {
            "email": "newcomer@hearth.example",
            "name": "Nell Wayfarer",
            "organisation": world.northmoor,
            "team": world.east,
            "role": "therapist",
        } | values
        with committed():
            return invitations.invite(actor=actor or world.coordinator, invitation=Invitation(**values), make_link=link)

    return make


def token_in_mail(number: int = -1) -> str:
    """The token in the link of a sent e-mail."""
    words = mail.outbox[number].body.split()
    return next(word for word in words if "/join/" in word).rstrip("/").rsplit("/", 1)[1]
