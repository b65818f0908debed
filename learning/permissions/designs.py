"""Who designs certificates: training coordinators, for their own organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learning.models import CertificateDesign
from people.permissions import coordinates, organisations_with_role
from people.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from people.models import Organisation, User


def visible_to(user: User | AnonymousUser) -> QuerySet[CertificateDesign]:
    """Those of the organisations one coordinates today."""
    return CertificateDesign.objects.filter(organisation__in=organisations_with_role(user, Role.COORDINATOR))


def may_design_for(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Coordinates the organisation today."""
    return coordinates(user, organisation.pk)
