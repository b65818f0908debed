"""The log and the training record: full, empty, sent wrong, and the public page of a record's code."""

from __future__ import annotations

from cpd.services import own
from learning.certificates.codes import new_code
from people.roles import Role
from tests.cpd import factories
from tests.factories import today
from tests.journeys.pairs import Place
from tests.journeys.states import person, send
from tests.personas import World

FORM = "main form.form.card"


def places(world: World) -> list[Place]:
    """All of them."""
    full = person(world, "therapist:with a log", role=Role.THERAPIST)
    bare = person(world, "therapist:without a log", role=Role.THERAPIST)
    user = world.people[full]
    mine, made, held = factories.entry(user), factories.automatic(user), factories.prior(user)
    factories.automatic(user, key="1" * 32, withdrawn_at="2026-01-05T10:00Z", methods=["rehearsal", "live"])
    factories.entry(user, kind="break", minutes=0, title="Parental leave", on=today(-500), until=today(-300))
    factories.entry(user, title="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 4, on=today(-400))
    factories.entry(user, title="Thrown away", deleted_at="2026-01-05T10:00Z")
    own.choose_regulator(actor=user, preset="hcpc", since=today(-500))
    code = new_code()
    factories.training_record(user, code=code)
    return [
        Place("/record/cpd/", (full,)),
        Place("/record/cpd/", (bare,)),
        Place("/record/", (full,)),
        Place("/record/training/", (full,)),
        Place("/record/cpd/new/activity/", (full,), act=send(FORM)),
        Place("/record/cpd/new/prior/", (full,), act=send(FORM)),
        Place("/record/cpd/new/break/", (full,), act=send(FORM)),
        Place("/record/cpd/", (full,), act=send("form[action$='/cpd/export/']")),
        Place(f"/record/cpd/{mine.public_id}/", (full,)),
        Place(f"/record/cpd/{made.public_id}/", (full,)),
        Place(f"/record/cpd/{held.public_id}/", (full,)),
        Place(f"/v/{code}/", ("nobody",), template="learning/verify/document.html"),
    ]
