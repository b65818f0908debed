"""Rooms above put whole sections on a person's page, for those readers they choose."""

import pytest
from django.urls import reverse

from people import person_sections
from people.models import User
from tests.personas import World

pytestmark = pytest.mark.django_db


def test_a_section_stands_on_the_page_only_for_the_readers_its_room_chose(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_sections, "_providers", [])

    @person_sections.register_person_section
    def for_supervisors(reader: User, person: User) -> person_sections.PersonSection | None:
        if reader != world.supervisor:
            return None
        return person_sections.PersonSection(10, "components/strip.html", {"text": "unused"})

    page = reverse("person", args=[world.therapist.public_id])
    assert 'class="strip' in world.client("supervisor").get(page).content.decode()
    assert 'class="strip' not in world.client("coordinator").get(page).content.decode()
