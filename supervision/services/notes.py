"""Quick notes: kept while they are written, put into a summary, thrown away. Nobody but the author touches one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import User
from people.permissions import teams_with_role
from people.roles import TEAM_ROLES
from supervision.models import CaseReference, CaseReview, QuickNote
from supervision.screening import refuse_hard
from supervision.services.errors import NotAllowedError, WrongStateError
from supervision.services.freezing import must_not_be_frozen, must_not_be_held
from supervision.services.keeping import must_be_ready


@transaction.atomic
def keep(*, actor: User, key: uuid.UUID, text: str, case: CaseReference | None = None) -> QuickNote:
    """The note under the id that was made where it is written: sent twice, it is one. Raises WrongStateError when used.

    It belongs to the organisation of its case, or to the author's own. A hold lets nobody move it off its case.
    """
    refuse_hard(text)
    if case and not CaseReference.objects.visible_to(actor).filter(pk=case.pk).exists():
        raise NotAllowedError
    note = QuickNote.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if note is None:
        return _begun(actor, key, text, case)
    if note.author_id != actor.pk:
        raise NotAllowedError
    if note.used_in_id:
        raise WrongStateError("used")
    must_not_be_frozen(note)
    if note.case_id != (case.pk if case else None):
        must_not_be_held(note)
    note.text, note.case, note.saved_at = text, case, timezone.now()
    note.version += 1
    if case:
        note.organisation_id = case.organisation_id
    note.save(update_fields=["text", "case", "saved_at", "version", "organisation"])
    return note


def _begun(actor: User, key: uuid.UUID, text: str, case: CaseReference | None) -> QuickNote:
    organisation_id = case.organisation_id if case else _organisation_of(actor)
    must_be_ready(organisation_id)
    note = QuickNote(
        pk=key, organisation_id=organisation_id, author=actor, case=case, text=text, saved_at=timezone.now()
    )
    note.save(force_insert=True)
    _record(actor, "supervision.quick_note_begun", [note], organisation_id)
    return note


def _organisation_of(actor: User) -> int:
    own = teams_with_role(actor, *TEAM_ROLES).order_by("pk").values_list("organisation_id", flat=True).first()
    if own is None:
        raise NotAllowedError
    return own


@transaction.atomic
def use(*, actor: User, review: CaseReview, notes: Iterable[QuickNote]) -> None:
    """Marks notes whose words went into the summary; a note is used once."""
    wanted = [note.pk for note in notes]
    found = list(QuickNote.objects.filter(author=actor, pk__in=wanted, used_in__isnull=True).only("pk", "organisation"))
    if not found:
        return
    QuickNote.objects.filter(pk__in=[note.pk for note in found]).update(used_in=review, used_at=timezone.now())
    _record(actor, "supervision.quick_note_used", found, review.organisation_id)


@transaction.atomic
def discard(*, actor: User, note: QuickNote) -> None:
    """Thrown away by its author, used or not, but never while a hold stands over it."""
    if note.author_id != actor.pk:
        raise NotAllowedError
    must_not_be_frozen(note)
    must_not_be_held(note)
    _record(actor, "supervision.quick_note_discarded", [note], note.organisation_id)
    QuickNote.objects.filter(pk=note.pk).delete()


def _record(actor: User, action: str, notes: list[QuickNote], organisation_id: int) -> None:
    record(actor=actor, action=action, records=notes, organisation_id=organisation_id)
