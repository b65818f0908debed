"""The admin: nothing of a module is published page by page, however one asks; menus show what a role uses."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from learning.models import Edition, LearnIndexPage, ModulePage, Question, ResourceText, UnitPage
from learning.services import editions, reviews
from tests.factories import make_edition, make_module, make_question, make_resource
from tests.personas import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("groups")]


@pytest.fixture
def module(world: World) -> ModulePage:
    return make_module("M7", live=False)


def form_of(page: Any, **changes: Any) -> dict[str, Any]:
    """What the edit form of a unit or module posts."""
    data = {"title": page.title, "slug": page.slug, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    data |= {"summary": page.summary, "minutes": page.minutes or "", "body-count": 0, "outcomes-count": 0}
    data |= {"code": "M7", "draw": 3, "pass_mark": 80, "approach": "all", "repeat_months": "", "audience": ""}
    return data | changes


@pytest.mark.parametrize("persona", ["coordinator", "superuser"])
def test_forged_publish_of_a_unit_or_module_saves_a_draft_at_most(
    persona: str, world: World, module: ModulePage
) -> None:
    client = world.client(persona)
    unit = UnitPage.objects.child_of(module).first()
    for page in (unit, module):
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-publish": "1"}))
    assert not UnitPage.objects.live().exists()
    assert not ModulePage.objects.live().exists()


def test_forged_publish_of_a_new_unit_makes_a_draft_at_most(world: World, module: ModulePage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["learning", "unitpage", module.pk])
    data = {**form_of(module, title="New unit", slug="new-unit"), "action-publish": "1"}
    world.client("coordinator").post(address, data)
    assert UnitPage.objects.child_of(module).filter(slug="new-unit").exists()
    assert not UnitPage.objects.live().exists()


def test_forged_bulk_publish_changes_nothing(world: World, module: ModulePage) -> None:
    unit = UnitPage.objects.child_of(module).first()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    world.client("coordinator").post(
        f"{address}?next=/admin/&id={unit.pk}&id={module.pk}", {"include_descendants": "on"}
    )
    assert not UnitPage.objects.live().exists()
    assert not ModulePage.objects.live().exists()


def test_forged_unpublish_move_and_copy_change_nothing(world: World, module: ModulePage) -> None:
    other = make_module("M8")
    editions.publish(actor=world.coordinator, module_key=module.translation_key, reviewed_by=world.reviewer)
    unit = UnitPage.objects.child_of(module).first()
    client = world.client("coordinator")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[unit.pk]))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[unit.pk, other.pk]))
    copied = {"new_title": "x", "new_slug": "x", "new_parent_page": module.get_parent().pk, "copy_subpages": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[module.pk]), copied)
    client.post(reverse("wagtailadmin_pages:delete", args=[module.pk]), {"confirm_site_name": "Hearth"})
    unit.refresh_from_db()
    assert unit.live
    assert unit.get_parent().pk == module.pk
    assert ModulePage.objects.count() == 2
    assert UnitPage.objects.count() == 4


def test_action_menu_offers_no_publish(world: World, module: ModulePage) -> None:
    unit = UnitPage.objects.child_of(module).first()
    page = world.client("coordinator").get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
    assert 'name="action-publish"' not in page
    assert f'value="{module.translation_key}"' in page


def test_site_administrator_does_not_write_training(world: World, module: ModulePage) -> None:
    unit = UnitPage.objects.child_of(module).first()
    response = world.client("admin").post(reverse("wagtailadmin_pages:edit", args=[unit.pk]), form_of(unit, title="No"))
    unit.refresh_from_db()
    assert response.status_code in {302, 403}
    assert unit.get_latest_revision_as_object().title == "Unit 1"


def test_wagtail_serves_no_page_of_training(world: World, module: ModulePage, rf: Any) -> None:
    from django.http import Http404

    for page in (LearnIndexPage.objects.first(), module, UnitPage.objects.first()):
        with pytest.raises(Http404):
            page.serve(rf.get("/"))


def test_resource_is_published_by_itself_and_its_text_follows(world: World) -> None:
    resource = make_resource("B1", live=False)
    assert not ResourceText.objects.exists()
    resource.save_revision().publish()
    stored = ResourceText.objects.get(page=resource)
    assert "House rules that hold." in stored.html
    assert "Resource B1" in stored.text
    draft = resource.get_latest_revision_as_object()
    draft.body = [("text", "<p>Not yet.</p>")]
    draft.save_revision()
    assert "Not yet." not in ResourceText.objects.get(page=resource).html
    resource.refresh_from_db()
    resource.unpublish()
    assert not ResourceText.objects.exists()


def test_whole_way_from_sending_to_publishing(world: World, module: ModulePage) -> None:
    key = module.translation_key
    author, reviewer = world.client("coordinator"), world.client("reviewer")
    assert "Nothing stands in the way." in author.get(f"/admin/modules/{key}/publishing/").content.decode()
    refused = author.post(f"/admin/modules/{key}/publish/", {"notice": "none"})
    assert "no reviewer has approved" in refused.content.decode()
    author.post(f"/admin/modules/{key}/send/", {"reviewer": world.reviewer.pk, "message": "Please look at unit 2."})
    review = reviews.newest(key)
    assert review is not None
    assert "Please look at unit 2." in reviewer.get(f"/admin/reviews/{review.pk}/").content.decode()
    assert f"/admin/reviews/{review.pk}/" in reviewer.get("/admin/").content.decode()
    reviewer.post(f"/admin/reviews/{review.pk}/decide/", {"decision": "approve"})
    author.post(f"/admin/modules/{key}/publish/", {"notice": "none"})
    edition = Edition.objects.get(module_key=key)
    assert edition.reviewed_by == world.reviewer
    page = author.get(f"/admin/modules/{key}/publishing/").content.decode()
    assert world.reviewer.name in page


def test_time_in_the_past_is_said_beside_the_field_and_nothing_typed_is_lost(world: World, module: ModulePage) -> None:
    key = module.translation_key
    make_edition(module)
    review = reviews.request(actor=world.coordinator, module_key=key, reviewer=world.reviewer)
    reviews.decide(actor=world.reviewer, review=review, approved=True)
    data = {"notice": "notify", "note": "Clearer unit 2", "live_from": "2020-01-01T10:00"}
    page = world.client("coordinator").post(f"/admin/modules/{key}/publish/", data).content.decode()
    assert "This time has passed." in page
    assert "Clearer unit 2" in page
    assert Edition.objects.count() == 1


def test_reviewer_only_reviews(world: World, module: ModulePage) -> None:
    client = world.client("reviewer")
    key = module.translation_key
    for address in ("/admin/modules/", f"/admin/modules/{key}/publishing/", f"/admin/modules/{key}/preview/en/"):
        assert client.get(address).status_code == 404
    client.post(f"/admin/modules/{key}/publish/", {"notice": "none"})
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("persona", "there", "gone"),
    [
        ("coordinator", ["Modules", "Questions", "Library", "Reviews"], ["Reports", "Snippets", "Documents"]),
        ("reviewer", ["Reviews"], ["Modules", "Questions", "Images", "Snippets"]),
    ],
)
def test_menu_shows_what_the_role_uses(persona: str, there: list[str], gone: list[str], world: World, rf: Any) -> None:
    from wagtail.admin.menu import admin_menu

    request = rf.get("/admin/")
    request.user = world[persona]
    labels = [str(item.label) for item in admin_menu.menu_items_for_request(request)]
    assert set(there) <= set(labels)
    assert not set(gone) & set(labels)


def option(number: int, text: str, right: bool) -> dict[str, Any]:
    part = f"options-{number}"
    data = {f"{part}-deleted": "", f"{part}-order": number, f"{part}-type": "option", f"{part}-id": ""}
    data |= {f"{part}-value-text": text, f"{part}-value-feedback": "Because."}
    return data | ({f"{part}-value-correct": "on"} if right else {})


def question_form(module: ModulePage, right: list[bool], **changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"module_key": str(module.translation_key), "use": "final", "kind": "single"}
    data |= {"stem": "What comes first?", "rationale": "What people saw.", "position": 1, "options-count": len(right)}
    for number, mark in enumerate(right):
        data |= option(number, f"Answer {number}", mark)
    return data | changes


@pytest.mark.parametrize(
    ("right", "changes", "message"),
    [
        ([True, True, False], {}, "Only one answer can be right"),
        ([False, False], {}, "No answer is marked as right"),
        ([True, True], {"kind": "multiple"}, "At least one answer has to be wrong"),
        ([True, False, False], {"kind": "truefalse"}, "exactly two answers"),
        ([True, False], {"rationale": ""}, "This field is required"),
    ],
)
def test_question_that_cannot_be_answered_is_refused(
    right: list[bool], changes: dict[str, Any], message: str, world: World, module: ModulePage
) -> None:
    Question.objects.all().delete()
    address = reverse("wagtailsnippets_learning_question:add")
    page = world.client("coordinator").post(address, question_form(module, right, **changes)).content.decode()
    assert message in page
    assert "What comes first?" in page
    assert not Question.objects.exists()


def test_question_is_added_and_listed(world: World, module: ModulePage) -> None:
    client = world.client("coordinator")
    client.post(reverse("wagtailsnippets_learning_question:add"), question_form(module, [True, False]))
    page = client.get(reverse("wagtailsnippets_learning_question:list")).content.decode()
    assert "What comes first?" in page
    assert "M7" in page


def test_chooser_offers_only_questions_of_the_module(world: World, module: ModulePage) -> None:
    make_question(module, number=8, stem="Mine?")
    make_question(make_module("M8"), number=9, stem="Theirs?")
    address = reverse("wagtailsnippetchoosers_learning_question:choose_results")
    client = world.client("coordinator")
    page = client.get(f"{address}?module_key={module.translation_key}").content.decode()
    assert "Mine?" in page
    assert "Theirs?" not in page
    assert client.get(f"{address}?module_key=nonsense").status_code == 200


def test_edit_form_says_where_the_question_is_used(world: World, module: ModulePage) -> None:
    question = make_question(module, number=8, use="check")
    unit = UnitPage.objects.child_of(module).first()
    unit.body = [("check", {"question": question})]
    unit.save_revision()
    page = world.client("coordinator").get(reverse("wagtailsnippets_learning_question:edit", args=[question.pk]))
    assert "Used in 1 unit: Unit 1." in page.content.decode()


def test_unsaved_draft_is_previewed_in_the_sites_own_look(world: World, module: ModulePage) -> None:
    unit = UnitPage.objects.child_of(module).first()
    client = world.client("coordinator")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[unit.pk])
    client.post(address, form_of(unit, title="Not saved yet"))
    page = client.get(address).content.decode()
    assert "Not saved yet" in page
    assert "css/components" in page


def test_editor_stays_in_the_language_of_the_profile_once_wagtail_knows_the_person(world: World) -> None:
    world.coordinator.language = "cy"
    world.coordinator.save()
    UserProfile.get_for_user(world.coordinator)
    page = world.client("coordinator").get("/admin/modules/").content.decode()
    assert '<html lang="cy"' in page
