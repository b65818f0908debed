"""A checked list of people is carried out in the background: all of it, in one transaction, or nothing."""

from __future__ import annotations

import datetime
import logging
import uuid
from functools import partial

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.addresses import joining_page
from people.models import Invitation, Membership, RosterImport, User
from people.rosters import Unreadable, read
from people.services import invitations, memberships
from people.services.errors import AlreadyInvited, AlreadyMember, NotAllowed, PeopleError
from people.services.rosters import APPROVE, HERE, INVITE, INVITED, MOVE, Line, Plan, plan

logger = logging.getLogger(__name__)
State = RosterImport.State
FORGOTTEN_AFTER = datetime.timedelta(days=1)


class ListChanged(PeopleError):
    """What would happen now is not what was shown."""


class RowRefused(Exception):
    """A row can't be carried out after all, so that nothing is."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.number, self.reason = number, reason


@transaction.atomic
def start(*, actor: User, text: str, seal: str) -> RosterImport:
    """Keep the text until the work is done, and ask for the work; only what was shown is taken on."""
    found = plan(actor=actor, sheet=read(text))
    if not found.may_go or found.seal != seal:
        raise ListChanged
    forgotten = RosterImport.objects.filter(created_at__lt=timezone.now() - FORGOTTEN_AFTER)
    forgotten.exclude(text="").update(text="", state=State.FAILED, reason="broken")
    row = RosterImport.objects.create(actor=actor, text=text, seal=seal, total=found.changes)
    record(actor=actor, action="people.roster_started", records=[("people.rosterimport", str(row.pk))])
    key = str(row.pk)
    transaction.on_commit(lambda: _enqueue(key), robust=True)
    return row


def _enqueue(key: str) -> None:
    from people.tasks import import_roster  # noqa: PLC0415 - the task calls this module back

    import_roster.enqueue(key)


def run(key: uuid.UUID | str) -> RosterImport | None:
    """Carry a list out once, however often it is asked for. Its text goes whatever comes of it."""
    taken = RosterImport.objects.filter(pk=key, state=State.QUEUED)
    if not taken.update(state=State.RUNNING, updated_at=timezone.now()):
        return None
    row = RosterImport.objects.select_related("actor").get(pk=key)
    try:
        _carry_out(row)
    except RowRefused as refused:
        _fail(row, refused.reason, refused.number)
    except (ListChanged, Unreadable):
        _fail(row, "changed")
    except Exception:  # a fault of ours: told to the person as such, and to the log with its cause
        logger.exception("list of people failed: %s", row.pk)
        _fail(row, "broken")
    return row


@transaction.atomic
def _carry_out(row: RosterImport) -> None:
    found = plan(actor=row.actor, sheet=read(row.text))
    if not found.may_go or found.seal != row.seal:
        raise ListChanged
    done = 0
    for line in found.lines:
        if _act(row.actor, line):
            done += 1
            transaction.on_commit(partial(_note, row.pk, done, found.changes), robust=True)
    row.text, row.counts, row.state = "", _counts(found), State.MAILING
    row.save()
    record(actor=row.actor, action="people.roster_applied", records=[("people.rosterimport", str(row.pk))])


def _act(actor: User, line: Line) -> bool:
    """Carry out one row with the service that a form would use; its rules hold here too."""
    try:
        if line.outcome in {INVITE, APPROVE}:
            invitations.invite(actor=actor, invitation=_invitation(actor, line), make_link=joining_page)
        elif line.outcome == MOVE and line.membership and line.team:
            on = line.starts_on or timezone.localdate()
            memberships.move(actor=actor, membership=line.membership, to_team=line.team, on=on)
        else:
            return False
    except (AlreadyInvited, AlreadyMember):
        raise RowRefused(line.number, "taken") from None
    except NotAllowed:
        raise RowRefused(line.number, "not_allowed") from None
    except (PeopleError, Membership.DoesNotExist):
        raise RowRefused(line.number, "dates") from None
    return True


def _invitation(actor: User, line: Line) -> Invitation:
    return Invitation(
        email=line.email,
        name=line.name,
        language=line.language or actor.language,
        organisation=line.organisation,
        team=line.team,
        role=str(line.role),
        starts_on=line.starts_on or timezone.localdate(),
        ends_on=line.ends_on,
    )


def _counts(found: Plan) -> dict[str, int]:
    return {outcome: found.counts[outcome] for outcome in (INVITE, APPROVE, MOVE, HERE, INVITED)}


def _note(key: uuid.UUID, done: int, total: int) -> None:
    """After the commit, beside each e-mail: how far it is."""
    state = State.DONE if done == total else State.MAILING
    RosterImport.objects.filter(pk=key).update(done=done, state=state, updated_at=timezone.now())


def _fail(row: RosterImport, reason: str, number: int = 0) -> None:
    row.state, row.reason, row.row, row.text = State.FAILED, reason, number, ""
    row.save()
