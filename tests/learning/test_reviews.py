"""Clinical review: to whom, what they see, and for what an approval holds."""

from typing import Any

import pytest
from django.core import mail

from audit.models import Entry
from learning.models import ModulePage, ModuleReview, UnitPage
from learning.services import editions, reviews
from learning.services.drafts import gather_sent
from tests.factories import make_module
from tests.learning.test_editions import rewrite
from tests.personas import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]


@pytest.fixture
def module(world: World) -> ModulePage:
    return make_module("M7", live=False, title="Secret plan")


def sent(world: World, module: ModulePage) -> ModuleReview:
    return reviews.request(actor=world.coordinator, module_key=module.translation_key, reviewer=world.reviewer)


def test_only_a_clinical_reviewer_of_today_can_be_asked(world: World, module: ModulePage) -> None:
    with pytest.raises(reviews.NotAReviewer):
        reviews.request(actor=world.coordinator, module_key=module.translation_key, reviewer=world.therapist)


def test_reviewer_sees_the_module_as_it_was_sent(world: World, module: ModulePage) -> None:
    review = sent(world, module)
    rewrite(UnitPage.objects.child_of(module).first(), "Written after.")
    client = world.client("reviewer")
    page = client.get(f"/admin/reviews/{review.pk}/preview/en/").content.decode()
    assert "Start with what people saw and heard." in page
    assert "Written after." not in page
    assert "have changed the module since" in client.get(f"/admin/reviews/{review.pk}/").content.decode()


def test_asking_for_changes_takes_a_comment(world: World, module: ModulePage) -> None:
    review = sent(world, module)
    with pytest.raises(reviews.CommentMissing):
        reviews.decide(actor=world.reviewer, review=review, approved=False)
    page = world.client("reviewer").post(f"/admin/reviews/{review.pk}/decide/", {"decision": "changes", "comment": ""})
    assert "Say what has to change." in page.content.decode()
    assert ModuleReview.objects.get(pk=review.pk).state == "waiting"


def test_second_decision_is_refused_and_the_comment_stays_on_the_page(world: World, module: ModulePage) -> None:
    review = sent(world, module)
    reviews.withdraw(actor=world.coordinator, review=review)
    page = world.client("reviewer").post(
        f"/admin/reviews/{review.pk}/decide/", {"decision": "changes", "comment": "Unit 2 needs a safety note."}
    )
    assert "Unit 2 needs a safety note." in page.content.decode()
    assert ModuleReview.objects.get(pk=review.pk).state == "withdrawn"


def test_sending_again_withdraws_what_waited(world: World, module: ModulePage) -> None:
    first = sent(world, module)
    second = sent(world, module)
    assert ModuleReview.objects.get(pk=first.pk).state == "withdrawn"
    assert ModuleReview.objects.get(pk=second.pk).state == "waiting"


def test_another_reviewer_cannot_decide(world: World, module: ModulePage) -> None:
    review = sent(world, module)
    with pytest.raises(reviews.NotAReviewer):
        reviews.decide(actor=world.coordinator, review=review, approved=True)


def test_reviewer_whose_role_has_ended_cannot_decide(world: World, module: ModulePage) -> None:
    review = sent(world, module)
    world.reviewer.memberships.update(ends_on="2020-01-01", starts_on="2019-01-01")
    world.reviewer.__dict__.pop("_current_memberships", None)
    with pytest.raises(reviews.NotAReviewer):
        reviews.decide(actor=world.reviewer, review=review, approved=True)


def test_module_with_errors_is_not_sent(world: World, module: ModulePage) -> None:
    UnitPage.objects.update(minutes=None)
    with pytest.raises(editions.NotReady):
        sent(world, module)


def test_letters_carry_a_link_and_no_content(
    world: World, module: ModulePage, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        review = reviews.request(
            actor=world.coordinator, module_key=module.translation_key, reviewer=world.reviewer, message="Secret words"
        )
    with django_capture_on_commit_callbacks(execute=True):
        reviews.decide(actor=world.reviewer, review=review, approved=True, comment="Secret words")
    assert [letter.to for letter in mail.outbox] == [[world.reviewer.email], [world.coordinator.email]]
    for letter in mail.outbox:
        assert "Secret" not in letter.body + letter.subject
        assert "/admin/" in letter.body


def test_every_step_is_in_the_log(world: World, module: ModulePage) -> None:
    review = sent(world, module)
    reviews.decide(actor=world.reviewer, review=review, approved=True)
    actions = list(Entry.objects.order_by("sequence").values_list("action", flat=True))
    assert actions == ["learning.review_requested", "learning.review_approved"]


def test_sent_revisions_are_found_again(world: World, module: ModulePage) -> None:
    review = sent(world, module)
    draft = gather_sent(review.revisions)[0]
    assert [unit.page.title for unit in draft.units] == ["Unit 1", "Unit 2"]
    assert len(draft.questions) == 3
