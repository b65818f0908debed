"""What supervision can say about a module for learning: discussed in a final session, practice observed.

Learning hears yes or no. The rules, and why they are as simple as this, are in decision 26.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from learning.evidence import Kind, register
from supervision.models import Action, Observation, SessionCase, SupervisionSession
from supervision.skills import Skill


def _discussed() -> Exists:
    """A final session took an action of theirs that carries the module.

    It was agreed in that session; or its case was discussed there later; or the session was their own, later.
    """
    agreed = Action.objects.filter(
        owner=OuterRef("user"), module_key=OuterRef("module_key"), created_at__date__gte=OuterRef("since")
    )
    final = SupervisionSession.objects.filter(team=OuterRef("team")).exclude(content_hash="")
    its_case = SessionCase.objects.filter(case=OuterRef("case"), is_discussed=True, is_final=True)
    took = (
        Exists(final.filter(pk=OuterRef("source_id")))
        | Exists(its_case.filter(session__starts_at__gte=OuterRef("created_at")))
        | Exists(final.filter(person=OuterRef("owner"), starts_at__gte=OuterRef("created_at")))
    )
    return Exists(agreed.filter(~Q(state=Action.State.DROPPED)).filter(took))


def _observed(skill: str) -> Callable[[], Exists]:
    """A final observation of their practice has this skill as its focus."""

    def given() -> Exists:
        final = Observation.objects.filter(skill=skill, state=Observation.State.FINAL)
        return Exists(final.filter(therapist=OuterRef("user"), on__gte=OuterRef("since")))

    return given


register(
    Kind(
        "discussed",
        _("Discussed in a final supervision session"),
        _(
            "Discuss it in supervision: ask your supervisor to agree on this module with you in a session. "
            "It counts once that session is final."
        ),
        _discussed,
    ),
    *(
        Kind(
            f"observed-{skill.value}",
            format_lazy(_("Practice observed: {skill}"), skill=skill.label),
            format_lazy(
                _("Have it observed by your supervisor: {skill}. It counts once the observation is final."),
                skill=skill.label,
            ),
            _observed(skill.value),
        )
        for skill in Skill
    ),
)
