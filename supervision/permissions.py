"""Who may do what with records of supervision. Reading is `visible_to`; these are for changing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from people.permissions import current_memberships
from people.roles import SUPERVISING_ROLES, Role
from people.team_rights import holds_in_team

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User
    from supervision.models import (
        CaseReference,
        CaseReview,
        ConsultationNote,
        CrisisConsultation,
        SupervisionSession,
    )
    from supervision.models.base import Record

    Reader = User | AnonymousUser


def role_in_team(user: Reader, team_id: int) -> str:
    """What the user is in the team today, the leading role first; empty for nobody."""
    held = {membership.role for membership in current_memberships(user) if membership.team_id == team_id}
    order = (Role.SUPERVISOR, Role.BACKUP_SUPERVISOR, Role.EXPERT, Role.THERAPIST)
    return next((role.value for role in order if role in held), "")


def supervises(user: Reader, team_id: int | None) -> bool:
    """Is the team's supervisor, or covers for them, today."""
    return holds_in_team(user, team_id, *SUPERVISING_ROLES)


def advises(user: Reader, team_id: int | None) -> bool:
    """Is an MST expert allocated to the team today."""
    return holds_in_team(user, team_id, Role.EXPERT)


def can_open_case(user: Reader, team_id: int) -> bool:
    """The team's supervisors, and its therapists for themselves."""
    return holds_in_team(user, team_id, *SUPERVISING_ROLES, Role.THERAPIST)


def can_change_case(user: Reader, case: CaseReference) -> bool:
    """Its therapist while in the team, and the team's supervisors."""
    own = case.therapist_id == user.pk and holds_in_team(user, case.team_id, Role.THERAPIST)
    return own or supervises(user, case.team_id)


def can_write_summary(user: Reader, case: CaseReference) -> bool:
    """Sections A to H: the case's therapist while in the team, and nobody for them."""
    return case.therapist_id == user.pk and holds_in_team(user, case.team_id, Role.THERAPIST)


def writes_summary(user: Reader, review: CaseReview) -> bool:
    """Its therapist, while the case is theirs: they edit it until it is discussed."""
    return review.therapist_id == user.pk and can_write_summary(user, review.case)


def can_guide(user: Reader, review: CaseReview) -> bool:
    """Section I: the team's supervisors, once it is submitted, and never on a summary of one's own."""
    return supervises(user, review.case.team_id) and review.therapist_id != user.pk


def can_advise(user: Reader, review: CaseReview) -> bool:
    """Section J: the team's expert."""
    return advises(user, review.case.team_id)


def can_finalise(user: Reader, review: CaseReview) -> bool:
    """As guiding."""
    return can_guide(user, review)


def can_add(user: Reader, review: CaseReview) -> bool:
    """Additions to a final summary: whoever writes one of its sections."""
    return writes_summary(user, review) or can_guide(user, review) or can_advise(user, review)


def can_note_copy(user: Reader, review: CaseReview) -> bool:
    """Says that the child's own record has the decisions too: the case's therapist, and who supervises."""
    return can_write_summary(user, review.case) or supervises(user, review.case.team_id)


def leads_session(user: Reader, team_id: int) -> bool:
    """Plans, opens and writes up sessions: the team's supervisors and its expert."""
    return supervises(user, team_id) or advises(user, team_id)


def can_read_development(user: Reader, note: ConsultationNote) -> bool:
    """What an expert notes about a supervisor: those two, while they are so for the team, and nobody else."""
    if note.supervisor_id == user.pk:
        return supervises(user, note.team_id)
    return note.expert_id == user.pk and advises(user, note.team_id)


def kept_from(user: Reader, record: Record) -> set[str]:
    """Fields of a record that are not for everybody who may read it."""
    private = record._meta.model_name == "consultationnote"
    return {"development"} if private and not can_read_development(user, cast("ConsultationNote", record)) else set()


def can_confirm_consultation(user: Reader, note: ConsultationNote) -> bool:
    """Makes a consultation note final: the team's expert, nobody for them."""
    return advises(user, note.team_id)


def can_write_crisis(user: Reader, crisis: CrisisConsultation) -> bool:
    """The team's supervisors."""
    return supervises(user, crisis.team_id)


def can_change_session(user: Reader, session: SupervisionSession) -> bool:
    """Group sessions: whoever leads the team's. A person's own: whoever supervises them."""
    return supervises(user, session.team_id) if session.person_id else leads_session(user, session.team_id)
