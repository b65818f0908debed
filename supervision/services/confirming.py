"""The expert makes a consultation note final: recommendations become section J, follow-ups become actions."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import User
from supervision.models import CaseReview, ConsultationCase, ConsultationNote
from supervision.permissions import can_confirm_consultation, role_in_team
from supervision.reading import unread
from supervision.services import actions, reviews
from supervision.services.consultation import FACTS, TEXTS, UNDER_WAY, members
from supervision.services.errors import IncompleteError, NotAllowedError, WrongStateError
from supervision.services.freezing import frozen_among
from supervision.services.hashes import keyed_hash
from supervision.services.versions import save_checked

HASHED = (*FACTS, *TEXTS, "development", "team_id", "expert_id", "written_by_id")


def faults_of(note: ConsultationNote) -> list[str]:
    """What keeps a note from being final, by name. It opens the follow-ups, so it needs a reading."""
    owners = {str(key) for key in members(note.team).values_list("user__public_id", flat=True)}
    told = {
        "nobody_present": not note.present,
        "no_end": note.ended_at is None,
        "no_owner": any(str(line.get("owner", "")) not in owners for line in note.follow_ups),
    }
    return [name for name, holds in told.items() if holds]


@transaction.atomic
def finalise(*, actor: User, note: ConsultationNote, version: int) -> ConsultationNote:
    """Confirm and lock it for ever. Only the team's expert can; raises IncompleteError for what is missing.

    A summary that a disclosure request keeps as it is stays so: its recommendation stands in the note alone.
    """
    if not can_confirm_consultation(actor, note):
        raise NotAllowedError
    if note.state not in UNDER_WAY:
        raise WrongStateError(note.state)
    with unread():
        faults = faults_of(note)
    if faults:
        raise IncompleteError(list(faults))
    rows = list(note.cases.filter(is_picked=True).select_related("case__team"))
    now = timezone.now()
    with unread():
        digest = keyed_hash(note, HASHED, [[str(row.case_id), row.recommendation] for row in rows])
    state = ConsultationNote.State.FINAL
    save_checked(
        note,
        version,
        state=state,
        expert=actor,
        confirmed_at=now,
        final_at=now,
        finalised_by=actor,
        content_hash=digest,
    )
    _into_summaries(actor, rows)
    _into_actions(actor, note)
    note.cases.update(is_final=True)
    record(
        actor=actor,
        action="supervision.consultation_final",
        records=[note],
        role=role_in_team(actor, note.team_id),
        organisation_id=note.organisation_id,
    )
    return note


def open_reviews(rows: list[ConsultationCase]) -> dict[object, CaseReview]:
    """Each case's newest summary that can still take section J; one that is frozen can't."""
    newest = _newest(rows)
    frozen = frozen_among(newest.values())
    return {case: review for case, review in newest.items() if review.pk not in frozen}


def frozen_cases(rows: list[ConsultationCase]) -> list[str]:
    """The codes of cases whose summary would take section J, were it not frozen."""
    newest = _newest(rows)
    frozen = frozen_among(newest.values())
    return sorted(review.case.code for review in newest.values() if review.pk in frozen)


def _newest(rows: list[ConsultationCase]) -> dict[object, CaseReview]:
    cases = [row.case_id for row in rows if row.for_summary]
    found = CaseReview.objects.filter(case__in=cases, state__in=["discussed", "consulted"]).order_by("week")
    return {review.case_id: review for review in found.select_related("case")}


def _into_summaries(actor: User, rows: list[ConsultationCase]) -> None:
    """Recommendations are added to what the expert wrote there before; another expert's words stay as they are."""
    targets = open_reviews(rows)
    for row in rows:
        review = targets.get(row.case_id) if row.for_summary else None
        if review is None or review.expert_id not in {None, actor.pk}:
            continue
        with unread():
            text = "\n\n".join(words for words in (review.expert_guidance, row.recommendation) if words.strip())
            if not row.recommendation.strip():
                continue
        reviews.advise(actor=actor, review=review, version=review.version, text=text)
        row.review = review
        row.save(update_fields=["review"])


def _into_actions(actor: User, note: ConsultationNote) -> None:
    people = {str(m.user.public_id): m.user for m in members(note.team).select_related("user")}
    with unread():
        lines = list(note.follow_ups)
    for line in lines:
        due = datetime.date.fromisoformat(line["due"]) if line.get("due") else None
        actions.agree(
            actor=actor, team=note.team, owner=people[line["owner"]], source=note, text=line["text"], due_on=due
        )
