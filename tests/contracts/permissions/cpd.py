"""One's own log and training record: every account has its own, leavers too, and nobody reads another's."""

from typing import Any

from cpd.models import CPDEntry, TrainingRecord
from tests.contracts.permissions import Row
from tests.cpd import factories
from tests.personas import World

ENTRY = {"title": "A paper on engagement", "on": "2026-01-05", "minutes": "60", "activity": "reading"}
OWN = "all:200 strangers:login"
ONLY_POST = "all:405 strangers:405|login"
OWNER = "all:404 strangers:login therapist:200"


def own_entry(world: World) -> dict[str, Any]:
    """The therapist's."""
    row = CPDEntry.objects.filter(user=world.therapist, source="", kind="activity", deleted_at=None).first()
    return {"public_id": (row or factories.entry(world.therapist)).public_id}


def supervision_entry(world: World) -> dict[str, Any]:
    """The therapist's, which made itself."""
    row = CPDEntry.objects.filter(user=world.therapist, source="supervision", key="0" * 32).first()
    return {"public_id": (row or factories.automatic(world.therapist)).public_id}


def deleted_entry(world: World) -> dict[str, Any]:
    """The therapist's, which can be put back."""
    row = CPDEntry.objects.filter(user=world.therapist, deleted_at__isnull=False).first()
    return {"public_id": (row or factories.entry(world.therapist, deleted_at="2026-01-05T10:00Z")).public_id}


def prior(world: World) -> dict[str, Any]:
    """What the therapist held before."""
    row = CPDEntry.objects.filter(user=world.therapist, kind="prior").first()
    return {"public_id": (row or factories.prior(world.therapist)).public_id}


def record(world: World) -> dict[str, Any]:
    """The therapist's."""
    row = TrainingRecord.objects.filter(user=world.therapist).first()
    return {"public_id": (row or factories.training_record(world.therapist)).public_id}


ROWS = [
    Row("cpd_log", get=OWN, post=ONLY_POST),
    Row("cpd_regulator", get=ONLY_POST, post="all:302 strangers:login", data={"preset": "hcpc", "since": "2026-01-01"}),
    Row(
        "cpd_export",
        get=ONLY_POST,
        post="all:200 strangers:login",
        data={"first": "2026-01-01", "last": "2026-02-01", "kind": "csv"},
    ),
    Row("cpd_new", get=OWN, post="all:302 strangers:login", kwargs={"kind": "activity"}, data=ENTRY),
    Row("cpd_new", get="all:404 strangers:login", post="all:404 strangers:login", kwargs={"kind": "other"}),
    Row("cpd_entry", get=OWNER, post="all:404 strangers:login therapist:302", kwargs=own_entry, data=ENTRY),
    Row(
        "cpd_entry",
        get=OWNER,
        post="all:404 strangers:login therapist:302",
        kwargs=supervision_entry,
        data={"learnt": "Say less."},
    ),
    Row("cpd_delete", get=ONLY_POST, post="all:404 strangers:login therapist:302", kwargs=own_entry),
    Row("cpd_delete", get=ONLY_POST, post="all:404 strangers:login", kwargs=supervision_entry),
    Row("cpd_put_back", get=ONLY_POST, post="all:404 strangers:login therapist:302", kwargs=deleted_entry),
    Row("cpd_evidence", get=OWNER, post=ONLY_POST, kwargs=prior),
    Row("training_record", get=OWN, post="all:200 strangers:login", data={"kind": "csv"}),
    Row("training_pdf", get=OWNER, post=ONLY_POST, kwargs=record),
    Row("training_csv", get=OWNER, post=ONLY_POST, kwargs=record),
]
