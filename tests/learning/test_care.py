"""Looking after what is published: re-review by date, modules out of use and back, and editions side by side."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.models import Certificate, ContentReview, ModulePage, ResourcePage, Retirement
from learning.services import attempts, care, enrolments, library, progress
from tests.factories import make_edition, make_module, make_resource, rewriting
from tests.learning.reader.conftest import answers_of
from tests.personas import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]

DAY = datetime.timedelta(days=1)
OVERDUE = "Needs clinical re-review"


def published(code: str, *, days: int | None = None) -> ModulePage:
    """A module with an edition, to be reviewed in so many days."""
    review_by = None if days is None else timezone.localdate() + days * DAY
    module = make_module(code, units=1, questions=5, review_by=review_by)
    make_edition(module)
    return module


def resource(code: str, *, days: int, **fields: Any) -> ResourcePage:
    page = make_resource(code, review_by=timezone.localdate() + days * DAY, **fields)
    library.store_missing()
    return page


def finish(user: Any, module: ModulePage) -> None:
    """From the first unit to the certificate."""
    enrolment = enrolments.start(actor=user, module_key=module.translation_key)
    for unit in enrolment.edition.units.all():
        progress.complete_unit(actor=user, unit=unit)
    attempt = attempts.begin(actor=user, enrolment=enrolment, language="en")
    attempts.submit(actor=user, attempt=attempt, answers=answers_of(attempt))


def out_of_use(world: World, module: ModulePage, **fields: Any) -> Retirement:
    return care.retire(
        actor=world.coordinator, module_key=module.translation_key, reason="The law has changed.", **fields
    )


def test_what_needs_review_is_listed_soonest_first_and_nothing_else(world: World) -> None:
    for code, days in (("C1", 20), ("C2", -3), ("C3", 61), ("C4", 60)):
        published(code, days=days)
    published("C5")
    make_module("C6", review_by=timezone.localdate())
    resource("R1", days=0)
    out_of_use(world, published("C7", days=1))
    assert [(due.page.code, due.days, due.needs_review) for due in care.to_review()] == [
        ("C2", -3, True),
        ("R1", 0, True),
        ("C1", 20, False),
        ("C4", 60, False),
    ]
    page = world.client("reviewer").get(reverse("needs_review")).content.decode()
    assert page.index("Module C2") < page.index("Module C1") < page.index("Module C4")
    assert "Module C3" not in page


def test_reviewed_without_change_moves_the_date_and_says_who(world: World) -> None:
    module = published("C1", days=-1)
    later = timezone.localdate() + 300 * DAY
    address = reverse("review_again", args=["module", module.translation_key])
    reviewer = world.client("reviewer")
    assert reviewer.post(address, {"review_by": later.isoformat(), "note": "As NICE says."}).status_code == 302
    module.refresh_from_db()
    assert module.review_by == later
    review = ContentReview.objects.get()
    assert (review.reviewer, review.due_on, review.review_by) == (world.reviewer, timezone.localdate() - DAY, later)
    assert care.to_review() == []


def test_a_review_again_by_today_is_refused_beside_the_field_and_keeps_the_note(world: World) -> None:
    module = published("C1", days=-1)
    address = reverse("review_again", args=["module", module.translation_key])
    page = world.client("reviewer").post(address, {"review_by": timezone.localdate().isoformat(), "note": "Kept"})
    assert "Choose a day after today." in page.content.decode()
    assert "Kept" in page.content.decode()
    assert not ContentReview.objects.exists()
    with pytest.raises(care.DateNotLater):
        care.reviewed_without_change(actor=world.reviewer, page=module, review_by=timezone.localdate())


def test_only_a_clinical_reviewer_says_that_nothing_has_to_change(world: World) -> None:
    module = published("C1", days=-1)
    with pytest.raises(care.NotAReviewer):
        care.reviewed_without_change(actor=world.coordinator, page=module, review_by=timezone.localdate() + DAY)


def test_an_overdue_review_is_told_to_authors_only(world: World) -> None:
    published("C1", days=-1)
    row = resource("R1", days=0)
    for address in ("/learn/module-c1/", f"/library/{row.slug}/"):
        assert OVERDUE in world.client("coordinator").get(address).content.decode(), address
        for persona in ("therapist", "supervisor"):
            assert OVERDUE not in world.client(persona).get(address).content.decode(), address


def test_a_review_that_is_not_due_yet_is_told_to_nobody(world: World) -> None:
    published("C1", days=1)
    row = resource("R1", days=1)
    for address in ("/learn/module-c1/", f"/library/{row.slug}/"):
        assert OVERDUE not in world.client("coordinator").get(address).content.decode(), address


def test_a_module_out_of_use_is_read_by_those_who_began_it_and_by_nobody_else(world: World) -> None:
    module = published("C1")
    enrolments.start(actor=world.therapist, module_key=module.translation_key)
    unit = "/learn/module-c1/" + module.get_children().first().slug + "/"
    out_of_use(world, module)
    begun, new = world.client("therapist"), world.client("teammate")
    assert "The law has changed." in begun.get("/learn/module-c1/").content.decode()
    assert begun.get(unit).status_code == 200
    for address in ("/learn/module-c1/", unit):
        assert new.get(address).status_code == 404
    assert "Module C1" in begun.get("/learn/").content.decode()
    assert "Module C1" not in new.get("/learn/").content.decode()


def test_nobody_new_begins_or_is_given_a_module_out_of_use_and_who_began_finishes(world: World) -> None:
    module = published("C1")
    enrolments.start(actor=world.therapist, module_key=module.translation_key)
    out_of_use(world, module)
    with pytest.raises(enrolments.ModuleRetired):
        enrolments.start(actor=world.teammate, module_key=module.translation_key)
    with pytest.raises(enrolments.ModuleRetired):
        enrolments.assign(actor=world.coordinator, user=world.teammate, module_key=module.translation_key)
    finish(world.therapist, module)
    assert Certificate.objects.get().holder == world.therapist


def test_certificates_of_a_module_out_of_use_stay_valid(world: World) -> None:
    module = published("C1")
    finish(world.therapist, module)
    certificate = Certificate.objects.get()
    stranger = world.client("nobody")
    before = stranger.get(f"/v/{certificate.code}/")
    out_of_use(world, module)
    certificate.refresh_from_db()
    assert certificate.state == Certificate.State.ISSUED
    after = stranger.get(f"/v/{certificate.code}/")
    assert (after.status_code, "Module C1" in after.content.decode()) == (200, "Module C1" in before.content.decode())


def test_a_module_taken_back_is_there_for_everybody_again(world: World) -> None:
    module = published("C1")
    out_of_use(world, module)
    with pytest.raises(care.AlreadyRetired):
        out_of_use(world, module)
    care.take_back(actor=world.coordinator, module_key=module.translation_key)
    assert world.client("teammate").get("/learn/module-c1/").status_code == 200
    assert enrolments.start(actor=world.teammate, module_key=module.translation_key)
    with pytest.raises(care.NotPublished):
        care.take_back(actor=world.coordinator, module_key=module.translation_key)


def test_what_replaces_a_module_is_published_in_use_and_another_one(world: World) -> None:
    module, old, draft = published("C1"), published("C2"), make_module("C3")
    out_of_use(world, old)
    for other in (module, old, draft):
        with pytest.raises(care.NoSuchReplacement):
            out_of_use(world, module, replacement_key=other.translation_key)
    assert not Retirement.objects.filter(module_key=module.translation_key).exists()
    with pytest.raises(care.NotPublished):
        out_of_use(world, draft)


def test_two_editions_side_by_side_show_words_settings_and_the_bank_to_authors_only(world: World) -> None:
    module = published("C1")
    second = make_edition(module, number=2, pass_mark=90)
    with rewriting():
        second.units.update(html="<p>Begin with what people saw.</p>", fingerprint="2" * 64)
    address = reverse("module_changes", args=[module.translation_key, 1, 2])
    page = world.client("coordinator").get(address).content.decode()
    assert "Begin" in page
    assert "<ins>" in page
    assert "<del>" in page
    assert "90" in page
    for persona in ("therapist", "reviewer"):
        assert world.client(persona).get(address).status_code in {302, 404}
    gone = reverse("module_changes", args=[module.translation_key, 1, 9])
    assert world.client("coordinator").get(gone).status_code == 404
