"""Record keeping is set by the organisation's information governance lead, before its first record."""

from __future__ import annotations

import pytest

from audit.models import Entry
from supervision.models import RecordKeeping
from tests.personas import World

ADDRESS = "/supervision/record-keeping/"
FULL = {
    "ig_contact": "Records team, extension 100",
    "safeguarding_route": "Phone the duty desk.",
    "safeguarding_route_cy": "",
    "case_years": "8",
    "session_years": "8",
    "staff_years": "6",
}


def test_the_lead_sets_it_and_the_log_says_so(world: World) -> None:
    client = world.client("ig")
    assert "missing: no record can be made" in client.get(ADDRESS).content.decode()
    page = client.post(ADDRESS, FULL, follow=True).content.decode()
    assert "missing: no record can be made" not in page
    kept = RecordKeeping.objects.get()
    assert (kept.organisation, kept.set_by, kept.case_years) == (world.northmoor, world.ig, 8)
    assert Entry.objects.filter(action="supervision.record_keeping_set", role="ig_lead").count() == 1


@pytest.mark.parametrize("wrong", [{"case_years": "0"}, {"case_years": "76"}, {"safeguarding_route": " "}])
def test_what_is_missing_or_absurd_is_said_and_nothing_typed_is_lost(world: World, wrong: dict[str, str]) -> None:
    page = world.client("ig").post(ADDRESS, {**FULL, **wrong}).content.decode()
    assert "Please check this" in page
    assert FULL["ig_contact"] in page
    assert not RecordKeeping.objects.exists()


def test_an_organisation_that_owes_welsh_says_its_route_in_welsh_too(world: World) -> None:
    world.northmoor.languages = ["cy", "en"]
    world.northmoor.save()
    client = world.client("ig")
    assert client.post(ADDRESS, FULL).status_code == 200
    assert not RecordKeeping.objects.exists()
    assert client.post(ADDRESS, {**FULL, "safeguarding_route_cy": "Ffoniwch y ddesg."}).status_code == 302


def test_the_standing_line_is_on_the_form_and_in_the_readers_language(world: World, kept: World) -> None:
    RecordKeeping.objects.filter(organisation=world.northmoor).update(safeguarding_route_cy="Ffoniwch y ddesg.")
    address = f"/supervision/teams/{world.east.public_id}/cases/new/"
    client = world.client("therapist")
    assert "Phone the duty desk." in client.get(address).content.decode()
    assert "Ffoniwch y ddesg." in client.get(f"/cy{address}").content.decode()
