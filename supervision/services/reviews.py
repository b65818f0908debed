"""The weekly case summary, from last week's goals to a final record. Each author writes only their own sections."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.services import record
from people.models import User
from supervision.carrying import carried_into
from supervision.models import SECTIONS, Addendum, CaseReference, CaseReview
from supervision.permissions import (
    can_add,
    can_advise,
    can_finalise,
    can_guide,
    can_write_summary,
    role_in_team,
    writes_summary,
)
from supervision.reading import unread
from supervision.screening import refuse_hard
from supervision.services import notices
from supervision.services.additions import added_to
from supervision.services.errors import IncompleteError, NotAllowedError, WrongStateError
from supervision.services.keeping import must_be_ready
from supervision.services.versions import save_checked
from supervision.summary import Sections, facts_of, faults_of
from supervision.summary.allowed import settled
from supervision.summary.texts import texts_of
from supervision.weeks import monday_of

State = CaseReview.State
SAFETY = ("safety_plan", "safety_reviewed_on", "safety_escalated", "safety_escalated_on")
UNDER_WAY = (State.SUBMITTED, State.DISCUSSED, State.CONSULTED)
HASHED = (*SECTIONS, *SAFETY, "guidance", "guidance_principles", "guidance_methods", "expert_guidance", "language")


@transaction.atomic
def begin(*, actor: User, case: CaseReference, week: datetime.date, language: str = "en") -> CaseReview:
    """The week's summary, made on first asking: goals, open drivers and starting point come from the one before."""
    must_be_ready(case.organisation_id)
    if not can_write_summary(actor, case):
        raise NotAllowedError
    if not case.is_open:
        raise WrongStateError(case.status)
    CaseReference.objects.select_for_update(of=("self",)).get(pk=case.pk)
    monday = monday_of(week)
    existing = CaseReview.objects.standing().filter(case=case, week=monday).first()
    if existing:
        return existing
    with unread():
        follows, sections = carried_into([case], monday).get(case.pk, (None, Sections()))
        review = CaseReview(
            organisation_id=case.organisation_id,
            case=case,
            week=monday,
            therapist=actor,
            language=language,
            follows=follows,
        )
        _fill(review, sections)
    review.save(force_insert=True)
    _record(actor, "supervision.summary_begun", review)
    return review


def _fill(review: CaseReview, sections: Sections) -> None:
    for name in SECTIONS:
        setattr(review, name, sections.stored(name))
    for name, value in asdict(facts_of(sections)).items():
        setattr(review, name, value)


@transaction.atomic
def save_sections(
    *,
    actor: User,
    review: CaseReview,
    version: int,
    sections: Sections,
    safety: dict[str, Any] | None = None,
    language: str = "",
) -> CaseReview:
    """Keep what the therapist wrote, whole or not. Raises ConflictError for a stale form; nothing is overwritten."""
    if not writes_summary(actor, review):
        raise NotAllowedError
    if review.state not in {State.DRAFT, State.SUBMITTED}:
        raise WrongStateError(review.state)
    sections = settled(sections)
    refuse_hard(*(text for _place, text in texts_of(sections)))
    values: dict[str, Any] = {name: sections.stored(name) for name in SECTIONS} | asdict(facts_of(sections))
    if language:
        values["language"] = language
    values |= {name: value for name, value in (safety or {}).items() if name in SAFETY}
    save_checked(review, version, **values)
    _record(actor, "supervision.summary_saved", review)
    return review


@transaction.atomic
def submit(*, actor: User, review: CaseReview, version: int) -> CaseReview:
    """Share the summary with the team. Raises IncompleteError with every place that is still missing."""
    if not writes_summary(actor, review):
        raise NotAllowedError
    if review.state != State.DRAFT:
        raise WrongStateError(review.state)
    with unread():
        missing = [fault for fault in faults_of(review.sections) if fault.hard]
    if missing:
        raise IncompleteError(missing)
    save_checked(review, version, state=State.SUBMITTED, submitted_at=timezone.now())
    _record(actor, "supervision.summary_submitted", review)
    return review


@transaction.atomic
def withdraw(*, actor: User, review: CaseReview, version: int) -> CaseReview:
    """Take it back before it is discussed; the week may be begun anew."""
    if not writes_summary(actor, review):
        raise NotAllowedError
    if review.state not in {State.DRAFT, State.SUBMITTED}:
        raise WrongStateError(review.state)
    save_checked(review, version, state=State.WITHDRAWN, withdrawn_at=timezone.now())
    _record(actor, "supervision.summary_withdrawn", review)
    return review


@transaction.atomic
def guide(
    *,
    actor: User,
    review: CaseReview,
    version: int,
    text: str,
    principles: list[int],
    methods: list[str],
    resource: Any,
) -> CaseReview:
    """Section I; the summary is discussed from then on."""
    if not can_guide(actor, review):
        raise NotAllowedError
    if review.state not in UNDER_WAY:
        raise WrongStateError(review.state)
    refuse_hard(text)
    moved: dict[str, Any] = {}
    if review.state == State.SUBMITTED:
        moved = {"state": State.DISCUSSED, "discussed_at": timezone.now()}
    save_checked(
        review,
        version,
        guidance=text,
        guidance_by=actor,
        guidance_principles=principles,
        guidance_methods=methods,
        guidance_resource=resource,
        **moved,
    )
    _record(actor, "supervision.summary_guided", review)
    notices.tell([review.therapist], notices.Kind.ANSWERED)
    return review


@transaction.atomic
def advise(*, actor: User, review: CaseReview, version: int, text: str) -> CaseReview:
    """Section J, once the supervisor has discussed it; consulted from then on."""
    if not can_advise(actor, review):
        raise NotAllowedError
    if review.state not in {State.DISCUSSED, State.CONSULTED}:
        raise WrongStateError(review.state)
    refuse_hard(text)
    moved = {"state": State.CONSULTED, "consulted_at": timezone.now()} if review.state == State.DISCUSSED else {}
    save_checked(review, version, expert_guidance=text, expert=actor, **moved)
    _record(actor, "supervision.summary_advised", review)
    notices.tell([review.therapist], notices.Kind.ANSWERED)
    return review


@transaction.atomic
def finalise(*, actor: User, review: CaseReview, version: int) -> CaseReview:
    """Lock it for ever, with a keyed hash over its words. From then on there are only addenda."""
    if not can_finalise(actor, review):
        raise NotAllowedError
    if review.state not in {State.DISCUSSED, State.CONSULTED}:
        raise WrongStateError(review.state)
    with unread():
        digest = content_hash(review)
    save_checked(review, version, state=State.FINAL, final_at=timezone.now(), finalised_by=actor, content_hash=digest)
    _record(actor, "supervision.summary_finalised", review)
    return review


def content_hash(review: CaseReview) -> str:
    """HMAC-SHA-256 over every word and tick, with the audit key, so that the hash gives no word away."""
    content = {name: getattr(review, name) for name in HASHED}
    facts = [str(review.pk), str(review.case_id), review.week.isoformat(), review.therapist_id]
    text = json.dumps([facts, content], ensure_ascii=False, sort_keys=True, default=str)
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def add(*, actor: User, review: CaseReview, text: str) -> Addendum:
    """A dated, attributed addition to a final summary, by whoever writes one of its sections."""
    if not can_add(actor, review):
        raise NotAllowedError
    if review.state != State.FINAL:
        raise WrongStateError(review.state)
    return added_to(review, actor=actor, team_id=review.case.team_id, text=text)


def was_added(*, actor: User, review: CaseReview, text: str) -> bool:
    """The person's newest addition says the same: the form was sent twice."""
    mine = Addendum.objects.filter(record_type=review._meta.label_lower, record_id=review.pk, author=actor)
    newest = mine.order_by("-created_at").first()
    return newest is not None and newest.text == text


def _record(actor: User, action: str, review: CaseReview) -> None:
    record(
        actor=actor,
        action=action,
        records=[review],
        role=role_in_team(actor, review.case.team_id),
        organisation_id=review.organisation_id,
    )
