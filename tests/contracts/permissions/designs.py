"""Designs of certificates and issuing many: for coordinators, and only those of their own organisation."""

import uuid
from typing import Any

from learning.models import BulkIssue, CertificateDesign
from tests.contracts.permissions import Row
from tests.learning.certificates.designing import VALID, make_design
from tests.personas import World


def design(world: World) -> dict[str, Any]:
    """A design of Northmoor's."""
    found = CertificateDesign.objects.filter(organisation=world.northmoor).first()
    return {"public_id": (found or make_design(world.coordinator, world.northmoor)).public_id}


def organisation(world: World) -> dict[str, Any]:
    """Northmoor."""
    return {"organisation_id": world.northmoor.public_id}


ROWS = [
    Row("certificate_designs", get="all:403 strangers:login coordinator:200", post="all:405 strangers:405|login"),
    Row(
        "new_design",
        get="all:404 strangers:login superuser:403 leaver:403 coordinator:200",
        post="all:404 strangers:login superuser:403 leaver:403 coordinator:302",
        kwargs=organisation,
        data=VALID,
    ),
    Row(
        "edit_design",
        get="all:404 strangers:login superuser:403 leaver:403 coordinator:200",
        post="all:404 strangers:login superuser:403 leaver:403 coordinator:302",
        kwargs=design,
        data=VALID | {"name": "Ours", "opened": "1"},
    ),
    Row(
        "preview_design",
        get="all:405 strangers:405|login",
        post="all:404 strangers:login superuser:403 leaver:403 coordinator:200",
        kwargs=organisation,
        data=VALID,
    ),
]
BULK = uuid.UUID("5f0c2d8e-2f6b-4c59-8d5e-3b9a7c1d0e42")


def bulk(world: World) -> dict[str, Any]:
    """Something the coordinator had issued at one go."""
    made, _new = BulkIssue.objects.get_or_create(
        pk=BULK, defaults={"actor": world.coordinator, "module_key": BULK, "module_code": "M2"}
    )
    return {"key": made.pk}


ROWS += [
    Row(
        "missing_certificates",
        get="all:403 strangers:login coordinator:200",
        post="all:403 strangers:login coordinator:302",
        data={"module": str(BULK)},
    ),
    Row(
        "bulk_issue",
        get="all:404 strangers:login superuser:403 leaver:403 coordinator:200",
        post="all:405 strangers:405|login",
        kwargs=bulk,
    ),
]
