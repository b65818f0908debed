"""Playing a case: every page is a path, nothing is written by looking, and what one chooses is one's own."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from learning.models import Completion, EditionModule, EditionVignette, Enrolment, UnitProgress, VignettePlay
from learning.services import editions
from tests.factories import make_edition, make_module, make_vignette
from tests.personas import World

pytestmark = pytest.mark.django_db
CASE = "/learn/module-c1/_/case/on-call/"


@pytest.fixture
def case(world: World) -> EditionVignette:
    """A published module with one case."""
    module = make_module("C1")
    make_vignette(module)
    return EditionVignette.objects.get(edition=make_edition(module))


@pytest.fixture
def reader(world: World) -> Client:
    """The therapist's browser."""
    return world.client("therapist")


def take(reader: Client, case: EditionVignette, path: str, choice: int | str, **changes: Any) -> Any:
    """Press a choice on the page of a path."""
    data = {"path": path, "choice": str(choice), "edition": str(case.edition_id), "client_id": str(uuid.uuid4())}
    return reader.post(f"{CASE}choose/", data | changes)


def text(reader: Client, address: str = CASE, status: int = 200) -> str:
    response = reader.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_case_begins_with_its_opening_and_the_first_choices(case: EditionVignette, reader: Client) -> None:
    page = text(reader)
    assert "The phone rings." in page
    assert "You are at start." in page
    assert re.findall(r'name="choice" value="(\d)"', page) == ["1", "2"]
    assert "After:" not in page


def test_choice_leads_by_redirect_to_an_address_that_says_the_path(case: EditionVignette, reader: Client) -> None:
    response = take(reader, case, "", 1)
    assert (response.status_code, response.url) == (302, f"{CASE}?path=1#now")
    page = text(reader, f"{CASE}?path=1")
    assert "After: Ask who is safe" in page
    assert "You are at safe." in page
    assert "The way so far: 1 choice" in page


def test_looking_writes_nothing(case: EditionVignette, reader: Client) -> None:
    for path in ("", "1", "1-1", "2", "9"):
        reader.get(f"{CASE}?path={path}")
    assert not VignettePlay.objects.exists()
    assert not Enrolment.objects.exists()


def test_ending_says_what_it_is_and_why_and_how_many_are_found(case: EditionVignette, reader: Client) -> None:
    take(reader, case, "1", 2)
    page = text(reader, f"{CASE}?path=1-2")
    assert "A mixed ending" in page
    assert "Because of left." in page
    assert "You have found 1 of 3 endings." in page
    assert f'href="{CASE}?path=1#now"' in page
    take(reader, case, "", 2)
    assert "You have found 2 of 3 endings." in text(reader, f"{CASE}?path=2")


def test_play_is_kept_for_the_learner_with_its_path(case: EditionVignette, reader: Client, world: World) -> None:
    take(reader, case, "1", 1)
    play = VignettePlay.objects.get()
    assert play.enrolment.user == world.therapist
    assert (play.path, play.ending, play.language, play.edition) == ([1, 1], "held", "en", case.edition)


def test_sent_twice_is_kept_once_and_gone_back_to_is_kept_again(case: EditionVignette, reader: Client) -> None:
    page = str(uuid.uuid4())
    for _time in range(2):
        assert take(reader, case, "1", 1, client_id=page).status_code == 302
    assert VignettePlay.objects.count() == 1
    take(reader, case, "1", 2, client_id=page)
    assert set(VignettePlay.objects.values_list("ending", flat=True)) == {"held", "left"}


def test_client_id_of_somebody_else_takes_nothing_away(case: EditionVignette, reader: Client, world: World) -> None:
    page = str(uuid.uuid4())
    take(world.client("teammate"), case, "1", 1, client_id=page)
    take(reader, case, "1", 1, client_id=page)
    assert VignettePlay.objects.count() == 2


@pytest.mark.parametrize("choice", ["3", "0", "-1", "x", "", "99999999999999999999"])
def test_choice_that_is_none_is_said_and_the_scene_stays(choice: str, case: EditionVignette, reader: Client) -> None:
    response = take(reader, case, "1", choice)
    assert response.status_code == 422
    assert "not one of the choices here" in response.content.decode()
    assert "You are at safe." in response.content.decode()
    assert not VignettePlay.objects.exists()


def test_choice_after_the_ending_is_none(case: EditionVignette, reader: Client) -> None:
    assert take(reader, case, "2", 1).status_code == 422
    assert not VignettePlay.objects.exists()


def test_page_of_an_older_edition_is_told_so(case: EditionVignette, reader: Client) -> None:
    response = take(reader, case, "1", 1, edition="0")
    assert response.status_code == 409
    assert "was changed while your page was open" in response.content.decode()
    assert not VignettePlay.objects.exists()


@pytest.mark.parametrize("path", ["7", "1-9", "1-1-1", "x", "1--1", "0", "1" * 400, "%00"])
def test_path_that_leads_nowhere_is_followed_as_far_as_it_goes(
    path: str, case: EditionVignette, reader: Client
) -> None:
    assert "not there any more" in text(reader, f"{CASE}?path={path}", status=404)


def test_case_counts_towards_nothing(case: EditionVignette, reader: Client) -> None:
    take(reader, case, "1", 1)
    assert not UnitProgress.objects.exists()
    assert not Completion.objects.exists()


def test_module_lists_its_cases_with_what_one_has_found(case: EditionVignette, reader: Client, world: World) -> None:
    assert "3 endings" in text(reader, "/learn/module-c1/")
    take(reader, case, "1", 1)
    page = text(reader, "/learn/module-c1/")
    assert "On call at night" in page
    assert "about 1 minute" in page
    assert "1 of 3 endings found" in page
    assert "endings found" not in text(world.client("teammate"), "/learn/module-c1/")


def test_nobody_else_sees_what_was_chosen(case: EditionVignette, reader: Client, world: World) -> None:
    take(reader, case, "1", 1)
    for persona in ("supervisor", "coordinator", "manager"):
        page = text(world.client(persona), f"{CASE}?path=1-1")
        assert "You have found" not in page


def test_case_without_welsh_is_told_in_english_on_the_welsh_page(case: EditionVignette, reader: Client) -> None:
    page = text(reader, f"/cy{CASE}")
    assert 'lang="en"' in page
    assert f'action="/cy{CASE}choose/"' in page


def test_welsh_case_has_the_same_paths(case: EditionVignette, reader: Client) -> None:
    english = EditionModule.objects.get(edition=case.edition)
    english.pk, english.language, english.slug = None, "cy", "modiwl-c1"
    english.save()
    case.pk, case.language, case.title = None, "cy", "Ar alwad"
    case.save()
    page = text(reader, f"{CASE}?path=1")
    assert 'href="/cy/learn/modiwl-c1/_/case/on-call/?path=1"' in page
    assert "Ar alwad" in text(reader, "/cy/learn/modiwl-c1/_/case/on-call/?path=1")
    assert "Ar alwad" in text(reader, "/cy/learn/modiwl-c1/")
    assert text(reader, "/cy/learn/modiwl-c1/").count("/_/case/") == 1


def test_draft_is_nowhere(world: World, reader: Client) -> None:
    make_vignette(make_module("C1"))
    assert reader.get(CASE).status_code == 404


def test_paper_has_every_branch(case: EditionVignette, reader: Client) -> None:
    page = text(reader, f"{CASE}print/")
    for key in ("held", "left", "drove"):
        assert f"Because of {key}." in page
    assert "Go to scene 2" in page


def test_publishing_copies_the_case_as_it_is_written(world: World) -> None:
    module = make_module("C2", live=False)
    vignette = make_vignette(module)
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    copied = edition.vignettes.get()
    vignette.refresh_from_db()
    assert copied.content == vignette.content
    assert (copied.title, copied.slug, copied.revision_id) == (
        "On call at night",
        "on-call",
        vignette.latest_revision_id,
    )
    assert copied.endings == ["held", "left", "drove"]
