"""Saving a design of certificates: each save that changes something makes a version, and takes over its uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from audit.services import record
from learning.models import CertificateDesign, DesignUse, DesignVersion
from learning.permissions.designs import may_design_for
from people.models import Organisation, User
from people.roles import Role

Use = tuple[str, str]


class DesignError(Exception):
    """A design can't be saved as asked."""


class NotAllowedError(DesignError):
    """The person coordinates another organisation, or none."""


class ChangedMeanwhileError(DesignError):
    """Somebody saved a newer version since this one was opened."""


@transaction.atomic
def save_design(
    *,
    actor: User,
    organisation: Organisation,
    design: CertificateDesign | None,
    opened: int,
    name: str,
    values: dict[str, Any],
    logo: bytes,
    uses: Iterable[Use],
) -> CertificateDesign:
    """The design with a version of these values, printed from now on on what `uses` names; others give that up.

    `opened` is the number of the version that was changed, 0 for a new design. Certificates keep the version they have.
    """
    if not may_design_for(actor, organisation):
        raise NotAllowedError
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # one at a time, as they take uses over
    if design is None:
        design = CertificateDesign.objects.create(organisation=organisation, name=name)
    else:
        design = CertificateDesign.objects.select_for_update().get(pk=design.pk, organisation=organisation)
        if design.newest.number != opened:
            raise ChangedMeanwhileError
        design.name = name
        design.save(update_fields=["name"])
    newest = design.versions.order_by("-number").first()
    if newest is None or newest.values != values or bytes(newest.logo) != logo:
        number = newest.number + 1 if newest else 1
        DesignVersion.objects.create(design=design, number=number, values=values, logo=logo, made_by=actor)
    _take_over(design, set(uses))
    record(
        actor=actor,
        action="learning.certificate_design_saved",
        records=[design],
        role=Role.COORDINATOR,
        organisation_id=organisation.pk,
    )
    return design


def _take_over(design: CertificateDesign, uses: set[Use]) -> None:
    held = {(use.kind, use.code): use for use in DesignUse.objects.filter(organisation=design.organisation_id)}
    for use, row in held.items():
        if (row.design_id == design.pk) != (use in uses):
            row.delete()
    for kind, code in sorted(uses):
        if (kind, code) not in held or held[kind, code].design_id != design.pk:
            DesignUse.objects.create(design=design, organisation_id=design.organisation_id, kind=kind, code=code)
