"""Handing over: another therapist of the team goes on with a case. What was written stays with who wrote it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.services import record
from people.models import Team, User
from supervision.models import Action, CaseReference, CaseReview
from supervision.permissions import role_in_team, supervises
from supervision.querysets import ActionQuerySet
from supervision.services.cases import is_therapist_of
from supervision.services.errors import NotAllowedError, WrongStateError
from supervision.services.freezing import must_not_be_frozen


@transaction.atomic
def hand_over(*, actor: User, case: CaseReference, therapist: User, with_actions: bool = False) -> CaseReference:
    """From today another therapist of the team writes its summaries; what was written stays as it is.

    A draft that the one before has begun is withdrawn: nobody could go on with it, and it would block its week.
    """
    locked = CaseReference.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not supervises(actor, locked.team_id) or not is_therapist_of(therapist, locked.team):
        raise NotAllowedError
    if not locked.is_open:
        raise WrongStateError(locked.status)
    before, locked.therapist = locked.therapist, therapist
    locked.version += 1
    locked.save(update_fields=["therapist", "version"])
    _record(actor, "supervision.case_handed_over", locked)
    _withdraw_drafts(actor, locked)
    if with_actions:
        _pass_on(actor, Action.objects.open().not_private().filter(case=locked, owner=before), therapist)
    return locked


@transaction.atomic
def hand_over_all(
    *, actor: User, team: Team, person: User, therapist: User, with_actions: bool = True
) -> list[CaseReference]:
    """Somebody is away or leaves: every open case of theirs in the team, and what they still have to do there.

    What was agreed in their own supervision stays with them.
    """
    if not supervises(actor, team.pk):
        raise NotAllowedError
    cases = CaseReference.objects.open().filter(team=team, therapist=person)
    moved = [hand_over(actor=actor, case=case, therapist=therapist) for case in cases]
    if with_actions:
        if not is_therapist_of(therapist, team):
            raise NotAllowedError
        _pass_on(actor, Action.objects.open().not_private().filter(team=team, owner=person), therapist)
    return moved


def _withdraw_drafts(actor: User, case: CaseReference) -> None:
    begun = CaseReview.objects.filter(case=case, state=CaseReview.State.DRAFT).exclude(therapist=case.therapist)
    drafts = list(begun.select_for_update(of=("self",)))
    if not drafts:
        return
    for draft in drafts:
        must_not_be_frozen(draft)
    begun.update(state=CaseReview.State.WITHDRAWN, withdrawn_at=timezone.now(), version=F("version") + 1)
    _record(actor, "supervision.summary_withdrawn", case, *drafts)


def _pass_on(actor: User, actions: ActionQuerySet, therapist: User) -> None:
    """Open actions get another owner; who agreed on them stays."""
    found = list(actions.select_for_update(of=("self",)))
    if not found:
        return
    for action in found:
        must_not_be_frozen(action)
    actions.filter(pk__in=[action.pk for action in found]).update(owner=therapist, version=F("version") + 1)
    record(
        actor=actor,
        action="supervision.actions_handed_over",
        records=found,
        role=role_in_team(actor, found[0].team_id),
        organisation_id=found[0].organisation_id,
    )


def _record(actor: User, action: str, case: CaseReference, *more: CaseReview) -> None:
    record(
        actor=actor,
        action=action,
        records=[case, *more],
        role=role_in_team(actor, case.team_id),
        organisation_id=case.organisation_id,
    )
