"""Records, certificates and the public checking pages."""

import uuid
from typing import Any

from learning.certificates.sign import current_key
from tests.contracts.permissions import Row
from tests.personas import World


def code(world: World) -> dict[str, Any]:
    """The therapist's certificate, issued for Northmoor."""
    return {"code": world.certificate.code}


def signing_key(world: World) -> dict[str, Any]:
    """The key that signs."""
    return {"key_id": current_key().id}


OWN_OR_READER = "all:404 strangers:login therapist:200 supervisors:200 coordinator:200"
ROWS = [
    Row("record", get="all:200 strangers:login", post="all:405 strangers:405|login"),
    Row(
        "issued_certificates",
        get="all:403 strangers:login coordinator:200",
        post="all:405 strangers:405|login",
    ),
    Row(
        "team_certificates",
        get="all:403 strangers:login supervisors:200 other_supervisor:200",
        post="all:405 strangers:405|login",
    ),
    Row("certificate", get=OWN_OR_READER, post="all:405 strangers:405|login", kwargs=code),
    Row("certificate_pdf", get=OWN_OR_READER, post="all:405 strangers:405|login", kwargs=code),
    Row(
        "revoke_certificate",
        get="all:404 strangers:login superuser:403 leaver:403 coordinator:200",
        post="all:404 strangers:login superuser:403 leaver:403 coordinator:302",
        kwargs=code,
        data={"reason": "Issued for the wrong person."},
    ),
    Row(
        "correct_certificate",
        get="all:404 strangers:login superuser:403 leaver:403 coordinator:200",
        post="all:404 strangers:login superuser:403 leaver:403 coordinator:302",
        kwargs=code,
        data={"name": "Amara Price", "title_en": "Module", "title_cy": "", "reason": "Married.", "confirm": "1"},
    ),
    Row(
        "reissue_certificate",
        get="all:404 strangers:login superuser:403 leaver:403 coordinator:200",
        post="all:404 strangers:login superuser:403 leaver:403 coordinator:302",
        kwargs=code,
        data={"reason": "It was the right person."},
    ),
    Row(
        "certificate_badge",
        get="all:404 strangers:login therapist:200",
        post="all:405 strangers:405|login",
        kwargs=code,
    ),
    Row("site_issuer", get="all:200", post="all:405"),
    Row("badge_issuer", get="all:404", post="all:405", kwargs=lambda world: {"public_id": uuid.UUID(int=0)}),
    Row("badge_keys", get="all:200", post="all:405"),
    Row("badge_key", get="all:200", post="all:405", kwargs=signing_key),
    Row("verify_form", get="all:200", post="all:405"),
    Row("verify", get="all:200", post="all:200", kwargs=code, data={"name": "Amara Oyelaran"}),
    Row("verify_json", get="all:200", post="all:405", kwargs=code),
    Row("verify_upload", get="all:302", post="all:200", data={"file": ""}),
    Row("verify_file", get="all:404", post="all:405", kwargs=lambda world: {"sha256": "0" * 64}),
    Row("signing_keys", get="all:200", post="all:405"),
    Row("signing_certificate", get="all:200", post="all:405", kwargs=signing_key),
]
