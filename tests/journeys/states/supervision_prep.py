"""The weekly summary in every state, its editor sent wrong, prep, and quick notes with and without anything in them."""

from tests.journeys.pairs import Place
from tests.journeys.states import send
from tests.personas import World

THERAPIST, LEADER, EXPERT = ("therapist",), ("supervisor",), ("expert",)


def places(world: World) -> list[Place]:
    """All of them."""
    draft, discussed, final, sent = (
        f"/supervision/summaries/{world.records[name].pk}/"
        for name in ("summary_draft", "summary_discussed", "summary_final", "review")
    )
    return [
        Place("/supervision/prep/", THERAPIST),
        Place("/supervision/prep/", ("teammate",)),
        Place(draft, THERAPIST),
        Place(f"{sent}?edit=1", THERAPIST),
        Place(sent, LEADER),
        Place(discussed, EXPERT),
        Place(final, LEADER),
        Place(f"{discussed}final/", LEADER),
        Place(f"{sent}take-back/", THERAPIST),
        Place(f"{final}print/", THERAPIST),
        Place("/notes/", THERAPIST),
        Place("/notes/", ("teammate",)),
        Place("/notes/new/", THERAPIST),
        Place("/notes/new/", THERAPIST, act=send()),
    ]
