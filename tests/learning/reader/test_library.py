"""The library: found by facets and words, for members only unless a page is public, at a constant price."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText

from learning.models import ResourcePage
from learning.services.library import store_text
from tests.factories import make_resource
from tests.personas import World

pytestmark = pytest.mark.django_db


def shelve(number: int = 1, **facts: Any) -> ResourcePage:
    """A published resource that readers can find."""
    slug = facts.pop("slug", f"r{number}")
    page = make_resource(code=f"r{number}", slug=slug, title=facts.pop("title", f"Resource {number}"), **facts)
    store_text(page)
    return page


def read(client: Client, name: str, slug: str, **more: Any) -> Any:
    return client.get(reverse(name, kwargs={"slug": slug, **more}))


def test_a_member_finds_a_resource_by_a_word_in_it(world: World) -> None:
    shelve(1, title="Sleep plan", body=[("text", RichText("<p>Screens off before bedtime.</p>"))])
    shelve(2, title="House rules")
    page = world.client("therapist").get(reverse("library"), {"q": "bedtime"}).content.decode()
    assert "Sleep plan" in page
    assert "House rules" not in page


@pytest.mark.parametrize(
    ("facet", "value"),
    [("approach", "cbt"), ("system", "school"), ("safety", "discuss-first"), ("format", "script"), ("minutes", "5")],
)
def test_each_facet_narrows_the_list(world: World, facet: str, value: str) -> None:
    fits = {"approach": "cbt", "systems": ["school"], "safety": "discuss-first", "format": "script", "minutes": 5}
    shelve(1, title="Fits well", **fits)
    shelve(2, title="Does not", approach="behavioural", systems=["family"], format="sheet", minutes=25)
    page = world.client("therapist").get(reverse("library"), {facet: value}).content.decode()
    assert "Fits well" in page
    assert "Does not" not in page


def test_a_facet_that_does_not_exist_counts_as_none(world: World) -> None:
    shelve(1, title="Still here")
    answer = world.client("therapist").get(reverse("library"), {"approach": "x' OR 1=1", "page": "minus one"})
    assert "Still here" in answer.content.decode()


def test_nothing_found_says_so_and_offers_everything(world: World) -> None:
    page = world.client("therapist").get(reverse("library"), {"q": "zzzz"}).content.decode()
    assert "Nothing fits all of that" in page


def test_strangers_read_public_resources_and_are_asked_to_sign_in_for_others(world: World) -> None:
    shelve(1, slug="open", is_public=True)
    shelve(2, slug="closed")
    stranger = world.client("nobody")
    assert read(stranger, "resource", "open").status_code == 200
    assert read(stranger, "resource", "closed")["Location"].startswith(reverse("account_login"))
    assert read(stranger, "resource", "absent")["Location"].startswith(reverse("account_login"))


def test_talk_to_your_supervisor_first_stands_above_the_content_and_on_paper(world: World) -> None:
    shelve(1, slug="careful", safety="discuss-first", body=[("text", RichText("<p>The content.</p>"))])
    for name in ("resource", "resource_print"):
        page = read(world.client("therapist"), name, "careful").content.decode()
        assert page.index("Talk to your supervisor first") < page.index("The content.")


def test_a_resource_taken_back_is_gone(world: World) -> None:
    page = shelve(1, slug="short-lived")
    page.unpublish()
    assert read(world.client("therapist"), "resource", "short-lived").status_code == 404


def test_a_worksheet_prints_alone(world: World) -> None:
    sheet = {"title": "Our house rules", "body": [{"type": "text", "value": "<p>Starts: ____</p>"}]}
    block = "11111111-2222-4333-8444-555555555555"
    body = [{"type": "text", "value": "<p>Before it.</p>"}, {"type": "worksheet", "id": block, "value": sheet}]
    page = shelve(1, slug="rules")
    page.body = ResourcePage._meta.get_field("body").to_python(json.dumps(body))
    page.save()
    store_text(page)
    paper = read(world.client("therapist"), "resource_worksheet", "rules", block_id=block).content.decode()
    assert "Our house rules" in paper
    assert "Before it." not in paper


@pytest.mark.parametrize("count", [1, 30])
def test_the_library_takes_at_most_eight_statements_at_any_size(
    world: World, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        shelve(number)
    client = world.client("therapist")
    client.get(reverse("library"))
    with django_assert_max_num_queries(8):
        client.get(reverse("library"))
