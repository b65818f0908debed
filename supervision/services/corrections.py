"""A summary finalised on the wrong case: withdrawn by an addendum that says so and copied, never moved.

The final record stays as it is. So does the copy, which is final at once and keeps its authors and their times.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.services import record
from people.models import User
from supervision.models import Addendum, CaseRecordCopy, CaseReference, CaseReview
from supervision.permissions import can_finalise, can_note_copy, role_in_team, supervises
from supervision.reading import unread
from supervision.services.errors import NotAllowedError, SupervisionError, WrongStateError
from supervision.services.freezing import must_not_be_frozen
from supervision.services.reviews import content_hash

State = CaseReview.State
OWN = {"id", "version", "created_at", "case", "state", "follows", "final_at", "finalised_by", "content_hash"}


class WeekTakenError(SupervisionError):
    """The right case has a summary of that week already."""


@transaction.atomic
def copy_to_right_case(*, actor: User, review: CaseReview, case: CaseReference) -> CaseReview:
    """Withdraw the final summary where it stands and give the right case a final copy, by who supervises both."""
    if not can_finalise(actor, review) or not supervises(actor, case.team_id) or review.case_id == case.pk:
        raise NotAllowedError
    if case.organisation_id != review.organisation_id:
        raise NotAllowedError
    CaseReference.objects.select_for_update(of=("self",)).get(pk=case.pk)
    must_not_be_frozen(review)
    if review.state != State.FINAL or not CaseReview.objects.standing().filter(pk=review.pk).exists():
        raise WrongStateError(review.state)
    if CaseReview.objects.standing().filter(case=case, week=review.week).exists():
        raise WeekTakenError(case.pk)
    copy = _copy(actor, review, case)
    _add(
        actor,
        review,
        _("Withdrawn: this summary was finalised on the wrong case. A copy stands on the right one."),
        copy,
    )
    _add(actor, copy, _("Copied here from another case, on which it was finalised by mistake."))
    record(
        actor=actor,
        action="supervision.summary_corrected",
        records=[review, copy],
        role=role_in_team(actor, review.case.team_id),
        organisation_id=review.organisation_id,
    )
    return copy


def _copy(actor: User, review: CaseReview, case: CaseReference) -> CaseReview:
    copy = CaseReview(case=case, state=State.FINAL, final_at=timezone.now(), finalised_by=actor)
    with unread():
        for kept in CaseReview._meta.concrete_fields:
            if kept.name not in OWN:
                setattr(copy, kept.attname, getattr(review, kept.attname))
        copy.content_hash = content_hash(copy)
        copy.save(force_insert=True)
    return copy


def _add(actor: User, review: CaseReview, text: str, copy: CaseReview | None = None) -> None:
    Addendum.objects.create(
        organisation_id=review.organisation_id,
        record_type=review._meta.label_lower,
        record_id=review.pk,
        author=actor,
        text=text,
        withdraws=copy is not None,
        copy_id=copy.pk if copy else None,
    )


@transaction.atomic
def note_copied(*, actor: User, review: CaseReview) -> CaseRecordCopy:
    """What was decided stands in the child's own record too: said once, by its author or who supervises."""
    if not can_note_copy(actor, review):
        raise NotAllowedError
    if not review.is_decided:
        raise WrongStateError(review.state)
    copied, created = CaseRecordCopy.objects.get_or_create(review=review, defaults={"by": actor})
    if created:
        record(
            actor=actor,
            action="supervision.copied_to_case_record",
            records=[review],
            role=role_in_team(actor, review.case.team_id),
            organisation_id=review.organisation_id,
        )
    return copied
