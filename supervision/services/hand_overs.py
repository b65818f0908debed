"""Handing over: another therapist of the team goes on with a case. What was written stays with who wrote it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from audit.services import record
from people.models import Team, User
from supervision.models import Action, CaseReference, CaseReview, PlannedHandOver
from supervision.permissions import role_in_team, supervises
from supervision.querysets import ActionQuerySet
from supervision.services.cases import is_therapist_of
from supervision.services.errors import FrozenError, NotAllowedError, SupervisionError, WrongStateError
from supervision.services.freezing import must_not_be_frozen
from supervision.services.notices import Kind, tell


@transaction.atomic
def hand_over(*, actor: User, case: CaseReference, therapist: User, with_actions: bool = False) -> CaseReference:
    """From today another therapist of the team writes its summaries; what was written stays as it is.

    A draft that the one before has begun is withdrawn: nobody could go on with it, and it would block its week.
    """
    if not supervises(actor, case.team_id):
        raise NotAllowedError
    return _hand_over(actor, case, therapist, with_actions=with_actions)


def _hand_over(actor: User, case: CaseReference, therapist: User, *, with_actions: bool) -> CaseReference:
    locked = CaseReference.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not is_therapist_of(therapist, locked.team):
        raise NotAllowedError
    if not locked.is_open:
        raise WrongStateError(locked.status)
    before, locked.therapist = locked.therapist, therapist
    locked.version += 1
    locked.save(update_fields=["therapist", "version"])
    PlannedHandOver.objects.filter(case=locked).delete()
    _record(actor, "supervision.case_handed_over", locked)
    tell([therapist], Kind.HANDED)
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
    return _hand_over_all(actor, team, person, therapist, with_actions=with_actions)


def _hand_over_all(
    actor: User, team: Team, person: User, therapist: User, *, with_actions: bool
) -> list[CaseReference]:
    if not is_therapist_of(therapist, team):
        raise NotAllowedError
    cases = CaseReference.objects.open().filter(team=team, therapist=person)
    moved = [_hand_over(actor, case, therapist, with_actions=False) for case in cases]
    if with_actions:
        _pass_on(actor, Action.objects.open().not_private().filter(team=team, owner=person), therapist)
    PlannedHandOver.objects.filter(team=team, person=person, case=None).delete()
    return moved


@transaction.atomic
def plan(
    *,
    actor: User,
    case: CaseReference,
    therapist: User,
    from_on: datetime.date,
    everything: bool = False,
    with_actions: bool = False,
) -> PlannedHandOver:
    """On a day to come the case, or all that its therapist has open in the team then, goes over.

    It takes the place of what was planned of the same before.
    """
    locked = CaseReference.objects.select_for_update(of=("self",)).select_related("team").get(pk=case.pk)
    if not supervises(actor, locked.team_id) or not is_therapist_of(therapist, locked.team):
        raise NotAllowedError
    if not locked.is_open or from_on <= timezone.localdate():
        raise WrongStateError(locked.status)
    planned, _made = PlannedHandOver.objects.update_or_create(
        team=locked.team,
        person_id=locked.therapist_id,
        case=None if everything else locked,
        defaults={
            "therapist": therapist,
            "from_on": from_on,
            "with_actions": with_actions,
            "planned_by": actor,
        },
    )
    _record(actor, "supervision.hand_over_planned", locked)
    return planned


def planned_for(case: CaseReference) -> QuerySet[PlannedHandOver]:
    """What is planned of the case, or of everything its therapist has open in the team; the next first."""
    everything = Q(case=None, team=case.team_id, person=case.therapist_id)
    return PlannedHandOver.objects.filter(everything | Q(case=case)).select_related("therapist")


@transaction.atomic
def call_off(*, actor: User, case: CaseReference) -> int:
    """Nothing that is planned of the case takes place any more; how much that was."""
    if not supervises(actor, case.team_id):
        raise NotAllowedError
    number, _by_model = planned_for(case).delete()
    if number:
        _record(actor, "supervision.hand_over_called_off", case)
    return number


def carry_out_due() -> int:
    """Every hand-over whose day has come; how many took place.

    One that an open disclosure request stands in the way of waits. One that can't take place any more, because the
    colleague has left or the case is closed, is dropped, and whoever planned it is told.
    """
    due = PlannedHandOver.objects.filter(from_on__lte=timezone.localdate())
    return sum(_carry_out(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _carry_out(pk: int) -> bool:
    planned = PlannedHandOver.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if planned is None:
        return False
    try:
        with transaction.atomic():
            _take_place(planned)
    except FrozenError:
        return False
    except SupervisionError:
        planned.delete()
        tell([planned.planned_by], Kind.NOT_HANDED)
        return False
    return True


def _take_place(planned: PlannedHandOver) -> None:
    by, therapist, with_actions = planned.planned_by, planned.therapist, planned.with_actions
    if planned.case:
        _hand_over(by, planned.case, therapist, with_actions=with_actions)
    else:
        _hand_over_all(by, planned.team, planned.person, therapist, with_actions=with_actions)


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
