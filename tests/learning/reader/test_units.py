"""Reading a unit: the thin path, one's own words in it, checks with reasons, and the place one had reached."""

import datetime
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from learning.models import (
    CheckAnswer,
    Edition,
    EditionModule,
    EditionUnit,
    Enrolment,
    ModulePage,
    Reflection,
    UnitProgress,
)
from learning.services import progress
from tests.factories import make_edition, make_module, rewriting
from tests.learning.reader.conftest import (
    CHECK,
    OTHER,
    REASON,
    REFLECT,
    RIGHT,
    SECOND,
    SECRET,
    SHEET,
    TEMPTING,
    WRONG,
    Course,
)
from tests.personas import World


def test_reading_writes_nothing(world: World, course: Course, reader: Client) -> None:
    for address in ("/learn/", course.at(), course.unit(1), course.unit(2), course.at("final_check")):
        assert reader.get(address).status_code == 200
    assert not Enrolment.objects.exists()
    assert not UnitProgress.objects.exists()


def test_a_draft_has_no_address(world: World, reader: Client) -> None:
    make_module("D1", live=False)
    make_module("D2", live=True)  # pages that nobody has published as an edition
    for slug in ("module-d1", "module-d2"):
        for rest in ("", "unit-1/", "check/", "unit-1/_/print/"):
            assert Client().get(f"/learn/{slug}/{rest}").status_code == 302
            assert reader.get(f"/learn/{slug}/{rest}").status_code == 404
        for rest in ("_/start/", "unit-1/_/save/", "check/_/begin/"):
            assert reader.post(f"/learn/{slug}/{rest}").status_code == 404


def test_an_edition_of_tomorrow_is_not_there_today(world: World, reader: Client) -> None:
    make_edition(make_module("F1"), live_from=timezone.now() + datetime.timedelta(hours=1))
    assert reader.get("/learn/module-f1/").status_code == 404
    assert reader.get("/learn/module-f1/unit-1/").status_code == 404
    assert "Module F1" not in reader.get("/learn/").content.decode()
    with rewriting():
        Edition.objects.update(live_from=timezone.now())
    assert reader.get("/learn/module-f1/unit-1/").status_code == 200


def _second_edition(course: Course) -> None:
    page = EditionModule.objects.get(edition=course.edition, language="en").page_id
    second = make_edition(ModulePage.objects.get(pk=page), number=2)
    with rewriting():
        EditionUnit.objects.filter(edition=second).update(html="<p>Words of the second edition</p>")


def test_a_learner_stays_in_their_edition_and_others_read_the_new_one(
    world: World, course: Course, reader: Client, enrolled: Enrolment
) -> None:
    _second_edition(course)
    assert "Words of the second edition" not in reader.get(course.unit(1)).content.decode()
    assert "Words of the second edition" in world.client("teammate").get(course.unit(1)).content.decode()


def test_whoever_has_finished_or_left_the_module_reads_the_current_edition(
    world: World, course: Course, reader: Client, enrolled: Enrolment
) -> None:
    _second_edition(course)
    for state in ("completed", "withdrawn"):
        Enrolment.objects.update(state=state)
        assert "Words of the second edition" in reader.get(course.unit(1)).content.decode(), state


def test_the_place_is_remembered_and_continue_goes_to_it(course: Course, reader: Client, enrolled: Enrolment) -> None:
    told = reader.post(course.unit(1, "unit_position"), {"position": SECOND})
    again = reader.post(course.unit(1, "unit_position"), {"position": SECOND})
    assert (told.status_code, again.status_code) == (204, 204)
    assert UnitProgress.objects.get().position == SECOND
    assert f"{course.unit(1)}#b-{SECOND}" in reader.get(course.at()).content.decode()
    assert reader.post(course.at("start_module"))["Location"] == f"{course.unit(1)}#b-{SECOND}"


@pytest.mark.parametrize("position", ["", "nowhere", "<script>", "a" * 500, '" onload="'])
def test_a_place_that_is_not_on_the_page_is_refused(course: Course, reader: Client, position: str) -> None:
    assert reader.post(course.unit(1, "unit_position"), {"position": position}).status_code == 400
    assert not UnitProgress.objects.exists()


def test_without_script_continue_goes_to_the_first_unit_not_done(
    world: World, course: Course, reader: Client, enrolled: Enrolment
) -> None:
    progress.complete_unit(actor=world.therapist, unit=course.units[0])
    assert reader.post(course.at("start_module"))["Location"] == course.unit(2)


def test_done_goes_on_to_the_next_unit_and_then_to_the_check(course: Course, reader: Client) -> None:
    assert reader.post(course.unit(1, "unit_save"), {"done": "1"})["Location"] == course.unit(2)
    assert reader.post(course.unit(2, "unit_save"), {"done": "1"})["Location"] == course.at("final_check")
    first = UnitProgress.objects.order_by("pk")[0].completed_at
    reader.post(course.unit(1, "unit_save"), {"done": "1"})
    assert UnitProgress.objects.order_by("pk")[0].completed_at == first
    assert Enrolment.objects.count() == 1


def test_a_check_says_nothing_of_its_answer_before_it_is_given(course: Course, reader: Client) -> None:
    page = reader.get(course.unit(1)).content.decode()
    assert f"q-{CHECK}" in page
    for spoiler in (SECRET, TEMPTING, REASON, '"correct"'):
        assert spoiler not in page


def test_a_wrong_answer_says_why_it_tempts_and_keeps_the_right_one_back(course: Course, reader: Client) -> None:
    sent = reader.post(course.unit(1, "unit_save"), {"check": str(CHECK), f"q-{CHECK}": WRONG})
    assert sent["Location"] == f"{course.unit(1)}#a-{CHECK}"
    page = reader.get(course.unit(1)).content.decode()
    assert TEMPTING in page
    assert SECRET not in page
    answer = CheckAnswer.objects.get()
    assert (answer.is_right, answer.chosen, answer.tries) == (False, [WRONG], 1)


def test_trying_again_replaces_the_answer_and_gives_the_reasons(course: Course, reader: Client) -> None:
    for option in (WRONG, RIGHT):
        reader.post(course.unit(1, "unit_save"), {"check": str(CHECK), f"q-{CHECK}": option})
    page = reader.get(course.unit(1)).content.decode()
    assert SECRET in page
    assert REASON in page
    assert (CheckAnswer.objects.get().is_right, CheckAnswer.objects.get().tries) == (True, 2)


def test_in_place_the_same_address_returns_only_the_marked_answer(course: Course, reader: Client) -> None:
    response = reader.post(
        course.unit(1, "unit_save"),
        {"check": str(CHECK), f"q-{CHECK}": WRONG},
        headers={"X-Requested-With": "fetch"},
    )
    text = response.content.decode()
    assert text.strip().startswith("<div")
    assert TEMPTING in text
    assert SECRET not in text
    assert "<html" not in text


@pytest.mark.parametrize("chosen", [[], ["o-elsewhere"], [RIGHT, WRONG], ["' OR 1=1"], ["x" * 5000]])
def test_an_impossible_answer_is_refused_in_words(course: Course, reader: Client, chosen: list[str]) -> None:
    posted = {"check": str(CHECK), f"q-{CHECK}": chosen}
    response = reader.post(course.unit(1, "unit_save"), posted, headers={"X-Requested-With": "fetch"})
    assert response.status_code == 422
    assert "<p" in response.content.decode()
    whole_page = reader.post(course.unit(1, "unit_save"), posted, follow=True)
    assert whole_page.status_code == (200 if chosen else 422)
    assert not CheckAnswer.objects.exists()


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-4000-8000-000000000000", "\x00"])
def test_an_unknown_check_is_refused_without_an_error(course: Course, reader: Client, key: str) -> None:
    response = reader.post(course.unit(1, "unit_save"), {"check": key, f"q-{key}": RIGHT}, follow=True)
    assert response.status_code == 200
    assert not CheckAnswer.objects.exists()


def test_a_question_of_the_final_check_cannot_be_asked_as_a_knowledge_check(course: Course, reader: Client) -> None:
    final = course.edition.questions.filter(use="final").first()
    assert final is not None
    option = final.content["options"][0]["id"]
    posted = {"check": str(final.question_key), f"q-{final.question_key}": option}
    response = reader.post(course.unit(1, "unit_save"), posted, headers={"X-Requested-With": "fetch"})
    assert response.status_code == 422
    assert "Because." not in response.content.decode()


def test_an_answer_sent_twice_by_a_queueing_phone_counts_once(course: Course, reader: Client) -> None:
    posted = {"check": str(CHECK), f"q-{CHECK}": WRONG, "client_id": str(uuid.uuid4())}
    for _ in range(2):
        reader.post(course.unit(1, "unit_save"), posted)
    assert CheckAnswer.objects.get().tries == 1


def test_somebody_elses_client_id_is_no_error_and_loses_nothing(world: World, course: Course, reader: Client) -> None:
    posted = {"check": str(CHECK), f"q-{CHECK}": OTHER, "client_id": str(uuid.uuid4())}
    assert reader.post(course.unit(1, "unit_save"), posted).status_code == 302
    assert world.client("teammate").post(course.unit(1, "unit_save"), posted).status_code == 302
    assert CheckAnswer.objects.count() == 2


def test_a_reflection_is_kept_and_comes_back_escaped(course: Course, reader: Client) -> None:
    words = "<script>alert(1)</script> ⟦answer:x⟧ caregivers' plan"
    reader.post(course.unit(1, "unit_save"), {"reflect": str(REFLECT), f"r-{REFLECT}": words})
    page = reader.get(course.unit(1)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ⟦answer:x⟧ caregivers&#x27; plan</textarea>" in page


def test_reflections_are_the_learners_alone(world: World, course: Course, reader: Client) -> None:
    reader.post(course.unit(1, "unit_save"), {"reflect": str(REFLECT), f"r-{REFLECT}": "My private words"})
    assert Reflection.objects.get().user == world.therapist
    for persona in ("teammate", "supervisor", "coordinator", "manager", "admin", "ig", "reviewer"):
        client = world.client(persona)
        for address in (course.unit(1), course.unit(1, "unit_print"), course.at(), "/learn/", "/today/"):
            assert "My private words" not in client.get(address).content.decode(), persona


@pytest.mark.parametrize("button", [{"check": str(CHECK), f"q-{CHECK}": WRONG}, {"check": str(CHECK)}, {"done": "1"}])
def test_what_was_typed_elsewhere_on_the_page_is_kept_with_every_button(
    course: Course, reader: Client, button: dict[str, str]
) -> None:
    reader.post(course.unit(1, "unit_save"), {**button, f"r-{REFLECT}": "Typed before"})
    assert Reflection.objects.get().text == "Typed before"


def test_a_reflection_too_long_comes_back_whole_with_the_reason(course: Course, reader: Client) -> None:
    words = "w" * 5001
    response = reader.post(course.unit(1, "unit_save"), {"reflect": str(REFLECT), f"r-{REFLECT}": words})
    page = response.content.decode()
    assert words in page
    assert "longer than" in page
    assert not Reflection.objects.exists()


def test_a_reflection_for_a_block_that_is_not_there_is_not_stored(course: Course, reader: Client) -> None:
    reader.post(course.unit(1, "unit_save"), {"reflect": "x", f"r-{uuid.uuid4()}": "Words", "r-x": "Words"})
    assert not Reflection.objects.exists()


def test_a_worksheet_prints_alone_and_empty(course: Course, reader: Client) -> None:
    reader.post(course.unit(1, "unit_save"), {"reflect": str(REFLECT), f"r-{REFLECT}": "My private words"})
    page = reader.get(course.unit(1)).content.decode()
    address = course.unit(1, "unit_worksheet", block_id=SHEET)
    assert f'href="{address}"' in page
    sheet = reader.get(address).content.decode()
    assert "House rules sheet" in sheet
    assert "Start here" not in sheet
    assert "⟦" not in sheet
    assert reader.get(course.unit(1, "unit_worksheet", block_id=uuid.uuid4())).status_code == 404
    assert "My private words" not in reader.get(course.unit(1, "unit_print")).content.decode()


def test_no_marker_is_left_in_any_page(course: Course, reader: Client) -> None:
    for name in ("unit", "unit_print"):
        assert "⟦" not in reader.get(course.unit(1, name)).content.decode()


def test_the_language_switch_keeps_the_unit(welsh: Course, reader: Client) -> None:
    page = reader.get(welsh.unit(2)).content.decode()
    assert 'href="/cy/learn/modiwl-c1/uned-2/"' in page
    back = reader.get("/cy/learn/modiwl-c1/uned-2/").content.decode()
    assert 'href="/learn/module-c1/unit-2/"' in back


def test_a_module_without_welsh_says_so_and_is_read_in_english(course: Course, reader: Client) -> None:
    response = reader.get("/cy/learn/module-c1/unit-1/")
    assert response.status_code == 200
    assert 'lang="en"' in response.content.decode()
    assert response.context["fallback"]


def test_unknown_addresses_are_404(course: Course, reader: Client) -> None:
    for address in ("/learn/nowhere/", "/learn/module-c1/nowhere/", "/learn/nowhere/unit-1/", "/learn/nowhere/check/"):
        assert reader.get(address).status_code == 404


def test_a_tick_that_was_not_sent_is_kept_when_another_button_is_pressed(course: Course, reader: Client) -> None:
    reader.post(course.unit(name="unit_save"), {f"q-{CHECK}": RIGHT, f"r-{REFLECT}": "Mine", "reflect": str(REFLECT)})
    page = reader.get(course.unit()).content.decode()
    assert f'value="{RIGHT}" checked' in page
    assert "Mine" in page
