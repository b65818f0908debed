"""What every page about a case begins with: the case as its reader may see it, and where the page stands."""

from __future__ import annotations

import uuid

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from people.requests import MemberRequest
from supervision.models import CaseReference, RecordKeeping
from supervision.permissions import role_in_team
from supervision.reading import reads_as


def seen(request: MemberRequest, pk: uuid.UUID) -> CaseReference:
    """The case, read as what one is in its team; unknown and forbidden are the same."""
    cases = CaseReference.objects.visible_to(request.user)
    case = get_object_or_404(cases.select_related("team__organisation", "therapist", "adaptation"), pk=pk)
    reads_as(role_in_team(request.user, case.team_id), case.organisation_id)
    return case


def keeping_of(organisation_id: int) -> RecordKeeping | None:
    """The organisation's schedule, if it is set."""
    return RecordKeeping.objects.filter(organisation_id=organisation_id).first()


def crumbs(case: CaseReference | None = None) -> list[tuple[str, str]]:
    """From the front page, over the case where there is one."""
    found = [(_("Supervision"), reverse("supervision"))]
    return [*found, (case.code, reverse("case", args=[case.pk]))] if case else found
