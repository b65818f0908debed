"""Publishing a module as a whole: what an edition holds, who may make one, and that it never changes."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from audit.models import Entry
from learning.models import Edition, EditionQuestion, EditionUnit, ModulePage, ModuleReview, Question, UnitPage
from learning.rendering import render_unit_body
from learning.services import editions, reviews
from learning.services.drafts import gather, whole_fingerprint
from learning.services.importing import import_module
from tests.factories import make_module, make_question, make_resource, rewriting
from tests.learning.conftest import DEMO
from tests.personas import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(world: World) -> ModulePage:
    return make_module("M7", live=False)


def approve(world: World, module: ModulePage) -> ModuleReview:
    review = reviews.request(actor=world.coordinator, module_key=module.translation_key, reviewer=world.reviewer)
    return reviews.decide(actor=world.reviewer, review=review, approved=True)


def rewrite(unit: UnitPage, text: str) -> None:
    """Save a new draft of the unit."""
    draft = unit.get_latest_revision_as_object()
    draft.body = [("text", f"<p>{text}</p>")]
    draft.save_revision()


def test_edition_records_who_published_and_who_reviewed(world: World, module: ModulePage) -> None:
    approve(world, module)
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key)
    assert (edition.number, edition.published_by, edition.reviewed_by) == (1, world.coordinator, world.reviewer)
    assert Entry.objects.filter(action="learning.edition_published").count() == 1
    assert edition.units.count() == 2
    assert edition.questions.count() == 3


def test_publishing_without_approval_is_refused(world: World, module: ModulePage) -> None:
    with pytest.raises(editions.NotApproved):
        editions.publish(actor=world.coordinator, module_key=module.translation_key)
    assert not Edition.objects.exists()


def test_approval_does_not_hold_for_what_was_written_after(world: World, module: ModulePage) -> None:
    approve(world, module)
    rewrite(UnitPage.objects.child_of(module).first(), "Something new.")
    with pytest.raises(editions.NotApproved):
        editions.publish(actor=world.coordinator, module_key=module.translation_key)


def test_approval_does_not_hold_for_a_changed_question(world: World, module: ModulePage) -> None:
    approve(world, module)
    question = Question.objects.first()
    question.stem = "Is it so?"
    question.save()
    question.save_revision()
    with pytest.raises(editions.NotApproved):
        editions.publish(actor=world.coordinator, module_key=module.translation_key)


def test_approval_does_not_hold_for_another_order_of_units(world: World, module: ModulePage) -> None:
    before = whole_fingerprint(gather(module.translation_key))
    first, second = UnitPage.objects.child_of(module).order_by("path")
    second.move(first, pos="left")
    assert whole_fingerprint(gather(module.translation_key)) != before


def test_draft_text_is_in_no_edition(world: World, module: ModulePage) -> None:
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    rewrite(UnitPage.objects.child_of(module).first(), "Not for readers yet.")
    question = Question.objects.first()
    question.stem = "Not for readers yet?"
    question.save()
    assert not EditionUnit.objects.filter(html__contains="Not for readers").exists()
    assert not [row for row in EditionQuestion.objects.filter(edition=edition) if "Not for" in row.content["stem"]]


def test_next_edition_takes_the_next_number_and_leaves_the_first_alone(world: World, module: ModulePage) -> None:
    key = module.translation_key
    first = editions.publish(actor=world.coordinator, module_key=key, reviewed_by=world.reviewer)
    html = list(first.units.values_list("html", flat=True))
    rewrite(UnitPage.objects.child_of(module).first(), "Better words.")
    second = editions.publish(actor=world.coordinator, module_key=key, reviewed_by=world.reviewer)
    assert second.number == 2
    assert list(first.units.values_list("html", flat=True)) == html
    assert second.units.filter(html__contains="Better words.").count() == 1
    assert Edition.objects.current().get(module_key=key) == second


def test_no_right_answer_stands_in_a_units_html(world: World, places: None) -> None:
    import_module(actor=world.coordinator, folder=DEMO / "modules" / "m2")
    key = ModulePage.objects.get(code="M2", locale__language_code="en").translation_key
    edition = editions.publish(actor=world.coordinator, module_key=key, reviewed_by=world.reviewer)
    checks = edition.questions.filter(use="check")
    pages = "".join(edition.units.values_list("html", flat=True))
    assert checks.count() > 5
    for row in checks:
        assert f"⟦answer:{row.question_key}⟧" in pages
        assert row.content["rationale"] not in pages
        assert not [item for item in row.content["options"] if item["feedback"] and item["feedback"] in pages]


def test_stored_html_is_what_the_preview_renders(world: World, module: ModulePage) -> None:
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    for row in edition.units.all():
        assert row.html == render_unit_body(UnitPage.objects.get(pk=row.page_id).get_latest_revision_as_object())


def test_fingerprint_changes_with_a_linked_resource(world: World, module: ModulePage) -> None:
    resource = make_resource("B1")
    unit = UnitPage.objects.child_of(module).first()
    unit.body = [("resource_link", {"resource": resource, "why": "Now"})]
    unit.save_revision()
    before = whole_fingerprint(gather(module.translation_key))
    resource.title = "Another name"
    resource.save_revision().publish()
    assert whole_fingerprint(gather(module.translation_key)) != before


def test_edition_for_later_is_not_current_before_its_time(world: World, module: ModulePage) -> None:
    moment = timezone.now() + datetime.timedelta(days=2)
    editions.publish(
        actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer, live_from=moment
    )
    assert not Edition.objects.current().exists()
    assert not UnitPage.objects.live().exists()
    assert Edition.objects.current(moment).count() == 1


def test_due_editions_show_as_live_in_the_admin_and_again_changes_nothing(
    world: World, module: ModulePage, capsys: Any
) -> None:
    edition = editions.publish(
        actor=world.coordinator,
        module_key=module.translation_key,
        reviewed_by=world.reviewer,
        live_from=timezone.now() + datetime.timedelta(days=2),
    )
    with rewriting():
        Edition.objects.filter(pk=edition.pk).update(live_from=timezone.now() - datetime.timedelta(minutes=1))
    call_command("publish_due_editions")
    assert UnitPage.objects.live().count() == 2
    call_command("publish_due_editions")
    assert capsys.readouterr().out.split("\n")[:2] == ["3 pages changed.", "0 pages changed."]


@pytest.mark.parametrize("fault", ["no minutes", "no units", "too few questions", "no rationale", "no content"])
def test_errors_stop_publication(fault: str, world: World) -> None:
    module = make_module("M7", live=False, units=0 if fault == "no units" else 2)
    unit = UnitPage.objects.child_of(module).first()
    if fault == "no minutes":
        UnitPage.objects.update(minutes=None)
    elif fault == "too few questions":
        ModulePage.objects.update(draw=9)
    elif fault == "no rationale":
        make_question(module, number=9, rationale=" ")
    elif fault == "no content":
        unit.body = []
        unit.save()
    with pytest.raises(editions.NotReady):
        editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    assert not Edition.objects.exists()


def test_half_translated_module_is_published_in_english_only(world: World, places: None) -> None:
    import_module(actor=world.coordinator, folder=DEMO / "modules" / "m10")
    module = ModulePage.objects.get(code="M10", locale__language_code="en")
    UnitPage.objects.filter(locale__language_code="cy").first().delete()
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    assert set(edition.modules.values_list("language", flat=True)) == {"en"}


def test_welsh_edition_has_the_same_keys(world: World, places: None) -> None:
    import_module(actor=world.coordinator, folder=DEMO / "modules" / "m10")
    key = ModulePage.objects.filter(code="M10").first().translation_key
    edition = editions.publish(actor=world.coordinator, module_key=key, reviewed_by=world.reviewer)
    for rows in (
        edition.units.values_list("language", "unit_key"),
        edition.questions.values_list("language", "question_key"),
    ):
        by_language: dict[str, set[Any]] = {}
        for language, item in rows:
            by_language.setdefault(language, set()).add(item)
        assert by_language["en"] == by_language["cy"]


def test_published_module_cannot_be_deleted(world: World, module: ModulePage) -> None:
    editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    with pytest.raises(ProtectedError), transaction.atomic():
        module.get_parent().delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        ModulePage.objects.get(pk=module.pk).delete()
    assert ModulePage.objects.filter(pk=module.pk).exists()


def test_units_own_address_is_the_readers_address(places: None) -> None:
    import_module(actor=None, folder=DEMO / "modules" / "m10")
    for language, prefix in (("en", ""), ("cy", "/cy")):
        for unit in UnitPage.objects.filter(locale__language_code=language):
            assert unit.get_url_parts()[2] == f"{prefix}/learn/m10/{unit.slug}/"
        module = ModulePage.objects.get(code="M10", locale__language_code=language)
        assert module.get_url_parts()[2] == f"{prefix}/learn/m10/"


def test_knowledge_check_belongs_to_the_unit_that_asks_it_without_a_number(world: World, module: ModulePage) -> None:
    question = make_question(module, number=9, use="check")
    unit = UnitPage.objects.child_of(module).last()
    unit.body = [("check", {"question": question})]
    unit.save_revision()
    edition = editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    asked = EditionQuestion.objects.get(edition=edition, question_key=question.key)
    assert asked.unit_key == unit.translation_key
