"""Writing a case in the admin: faults are said beside their scene, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.urls import reverse

from learning.models import ModulePage, Vignette
from learning.services import editions, reviews
from learning.services.content_checks import errors_of
from learning.services.content_warnings import warnings_of
from learning.services.drafts import gather, whole_fingerprint
from tests.content import ending, scene
from tests.factories import make_module, make_vignette
from tests.personas import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places", "groups")]
SOUND = [("Ask", "end"), ("Go", "end")]
ADD = "wagtailsnippets_learning_vignette:add"


@pytest.fixture
def module(world: World) -> ModulePage:
    return make_module("M7", live=False)


def form(module: ModulePage, targets: list[tuple[str, str]], **changes: Any) -> dict[str, Any]:
    """A case of one scene with these choices, and the ending `end`."""
    data: dict[str, Any] = {"module_key": str(module.translation_key), "title": "On call", "slug": "on-call"}
    data |= {"position": 1, "opening": "It is late.", "scenes-count": 1, "endings-count": 1}
    data |= {"scenes-0-deleted": "", "scenes-0-order": 0, "scenes-0-type": "scene", "scenes-0-id": ""}
    data |= {"scenes-0-value-key": "start", "scenes-0-value-text": "The phone rings."}
    data["scenes-0-value-choices-count"] = len(targets)
    for number, (words, target) in enumerate(targets):
        part = f"scenes-0-value-choices-{number}"
        data |= {f"{part}-deleted": "", f"{part}-order": number, f"{part}-id": "", f"{part}-value-text": words}
        data |= {f"{part}-value-consequence": "", f"{part}-value-goes_to": target}
    data |= {"endings-0-deleted": "", "endings-0-order": 0, "endings-0-type": "ending", "endings-0-id": ""}
    data |= {"endings-0-value-key": "end", "endings-0-value-text": "It ends.", "endings-0-value-quality": "good"}
    return data | {"endings-0-value-why": "You asked first."} | changes


def test_case_is_added_with_a_revision_and_listed_by_module(world: World, module: ModulePage) -> None:
    client = world.client("coordinator")
    sent = form(module, [("Ask", "end"), ("Go\r\nthere", "end")])
    assert client.post(reverse(ADD), sent).status_code == 302
    vignette = Vignette.objects.get()
    assert vignette.latest_revision_id
    assert vignette.content["scenes"][0]["choices"][1]["text"] == "Go\nthere"
    page = client.get(reverse("wagtailsnippets_learning_vignette:list"), {"module_key": str(module.translation_key)})
    assert "On call" in page.content.decode()
    assert "M7" in page.content.decode()


@pytest.mark.parametrize(
    ("spoilt", "message", "where"),
    [
        (([("Ask", "end"), ("Go", "nowhere")], {}), "there is no scene or ending “nowhere”", '"goes_to": {"messages"'),
        (([("Ask", "end"), ("Go", "start")], {}), "leads back to “start”", '"goes_to": {"messages"'),
        ((SOUND, {"endings-0-value-key": "start"}), "is there twice", '"key": {"messages"'),
        ((SOUND, {"scenes-0-value-key": "No Key"}), "Small letters, digits and _", "key"),
    ],
)
def test_fault_is_said_beside_its_scene_and_nothing_is_stored(
    spoilt: tuple[Any, dict[str, Any]], message: str, where: str, world: World, module: ModulePage
) -> None:
    response = world.client("coordinator").post(reverse(ADD), form(module, spoilt[0], **spoilt[1]))
    errors = response.context["form"].errors.as_data()
    told = repr([error.as_json_data() for found in errors.values() for error in found]).replace("'", '"')
    assert message in told
    assert where in told
    assert '"blockErrors": {0:' in told
    assert "The phone rings." in response.content.decode()
    assert not Vignette.objects.exists()


def test_address_is_taken_once_in_a_module(world: World, module: ModulePage) -> None:
    make_vignette(module)
    sent = form(module, [("Ask", "end"), ("Go", "end")])
    page = world.client("coordinator").post(reverse(ADD), sent).content.decode()
    assert "Another case of this module has this address." in page
    assert Vignette.objects.count() == 1


def test_unfinished_case_is_previewed_with_its_branches_and_its_faults(world: World, module: ModulePage) -> None:
    client = world.client("coordinator")
    address = reverse("wagtailsnippets_learning_vignette:preview_on_add")
    assert client.post(address, form(module, [("Ask", "end"), ("Go", "nowhere")])).json()["is_valid"]
    page = client.get(address).content.decode()
    assert "there is no scene or ending “nowhere”" in page
    assert '<svg class="branches"' in page
    assert "Leads nowhere yet" in page


@pytest.mark.parametrize("persona", ["therapist", "supervisor", "reviewer", "admin", "manager"])
def test_cases_are_for_authors(persona: str, world: World, module: ModulePage) -> None:
    client = world.client(persona)
    for name in ("list", "add"):
        assert client.get(reverse(f"wagtailsnippets_learning_vignette:{name}")).status_code in {302, 403, 404}
    client.post(reverse(ADD), form(module, [("Ask", "end"), ("Go", "end")]))
    assert not Vignette.objects.exists()


def test_changed_case_takes_a_new_review(world: World, module: ModulePage) -> None:
    vignette = make_vignette(module)
    key = module.translation_key
    review = reviews.request(actor=world.coordinator, module_key=key, reviewer=world.reviewer)
    reviews.decide(actor=world.reviewer, review=review, approved=True)
    before = whole_fingerprint(gather(key))
    vignette.opening = "It is later."
    vignette.save()
    vignette.save_revision()
    assert whole_fingerprint(gather(key)) != before
    with pytest.raises(editions.NotApproved):
        editions.publish(actor=world.coordinator, module_key=key)


def test_reviewer_reads_the_case_as_it_was_sent(world: World, module: ModulePage) -> None:
    vignette = make_vignette(module)
    review = reviews.request(actor=world.coordinator, module_key=module.translation_key, reviewer=world.reviewer)
    vignette.opening = "Changed afterwards."
    vignette.save()
    vignette.save_revision()
    address = reverse("module_review_preview", args=[review.pk, "en"])
    page = world.client("reviewer").get(address).content.decode()
    assert "The phone rings." in page
    assert "Because of held." in page
    assert "Changed afterwards." not in page
    assert len(re.findall(r'id="[^"]*scene-start"', page)) == 1


def test_broken_case_stops_publication_and_an_unreached_ending_does_not(world: World, module: ModulePage) -> None:
    make_vignette(module, endings=[ending("held"), ending("left"), ending("drove"), ending("spare")])
    drafts = gather(module.translation_key)
    assert errors_of(drafts) == []
    assert any("nobody can reach the ending “spare”" in str(found) for found in warnings_of(drafts))
    make_vignette(module, slug="loop", title="Loop", scenes=[scene("start", ("On", "start"), ("Off", "held"))])
    assert any("leads back" in str(found) for found in errors_of(gather(module.translation_key)))
