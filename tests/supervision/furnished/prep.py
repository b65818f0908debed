"""Weekly summaries in every state of their way, and a quick note, all of the therapist."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from supervision.models import CaseReview
from supervision.services import notes, reviews
from tests.factories import today
from tests.supervision.furnished.a_cases import make_case, written

if TYPE_CHECKING:
    from tests.personas import World


def furnish(world: World) -> None:
    """`summary_draft`, `summary_discussed`, `summary_final`, `begun_case` (open, without a summary) and `quick_note`."""
    world.records["summary_draft"] = begun(world)
    world.records["summary_discussed"] = discussed(world)
    final = discussed(world)
    world.records["summary_final"] = reviews.finalise(actor=world.supervisor, review=final, version=final.version)
    world.records["begun_case"] = make_case(world)
    world.records["quick_note"] = notes.keep(
        actor=world.therapist, key=uuid.uuid4(), text="A rang early.", case=world.records["begun_case"]
    )


def begun(world: World) -> CaseReview:
    """A draft with nothing missing, on a case of its own."""
    review = reviews.begin(actor=world.therapist, case=make_case(world), week=today())
    return reviews.save_sections(actor=world.therapist, review=review, version=1, sections=written())


def sent(world: World) -> CaseReview:
    """The team can read it."""
    review = begun(world)
    return reviews.submit(actor=world.therapist, review=review, version=review.version)


def discussed(world: World) -> CaseReview:
    """With the supervisor's guidance."""
    review = sent(world)
    return reviews.guide(
        actor=world.supervisor,
        review=review,
        version=review.version,
        text="Rehearse the hand-over.",
        principles=[5],
        methods=["rehearsal"],
        resource=None,
    )
