"""The library: found by facets and words, for members only unless a page is public, at a constant price."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText

from learning.models import LibraryWord, ResourcePage, SavedResource
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
    [
        ("approach", "cbt"),
        ("system", "school"),
        ("safety", "discuss-first"),
        ("format", "script"),
        ("minutes", "5"),
        ("principle", "4"),
        ("step", "do"),
    ],
)
def test_each_facet_narrows_the_list(world: World, facet: str, value: str) -> None:
    fits = {"approach": "cbt", "systems": ["school"], "safety": "discuss-first", "format": "script", "minutes": 5}
    fits |= {"principles": [4], "step": "do"}
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
    assert "The nearest we have" not in page


def test_where_no_resource_has_every_word_the_nearest_three_are_shown(world: World) -> None:
    for number in range(5):
        shelve(number, title=f"Sleep plan {number}")
    page = world.client("therapist").get(reverse("library"), {"q": "sleep zzzzzz"}).content.decode()
    assert "The nearest we have" in page
    assert page.count('class="card resource') == 3


def test_a_mistyped_word_is_put_right_and_said_so_and_one_can_insist(world: World) -> None:
    shelve(1, title="Setting up an enactment")
    client = world.client("therapist")
    page = client.get(reverse("library"), {"q": "enactmnt"}).content.decode()
    assert "Showing results for <strong>enactment</strong>" in page
    assert "Setting up an enactment" in page
    typed = client.get(reverse("library"), {"q": "enactmnt", "as": "typed"}).content.decode()
    assert "Setting up an enactment" not in typed


def test_titles_come_before_summaries_and_summaries_before_text(world: World) -> None:
    shelve(1, title="Other words", body=[("text", RichText("<p>About sleep.</p>"))])
    shelve(2, title="More words", summary="For better sleep.")
    shelve(3, title="Sleep plan")
    page = world.client("therapist").get(reverse("library"), {"q": "sleeping"}).content.decode()
    assert page.index("Sleep plan") < page.index("More words") < page.index("Other words")


def test_several_choices_of_a_facet_widen_it_and_each_has_its_count(world: World) -> None:
    for number, approach in enumerate(["cbt", "cbt", "structural", "behavioural"]):
        shelve(number, title=f"{approach} {number}", approach=approach)
    address = reverse("library") + "?approach=cbt&approach=structural"
    answer = world.client("therapist").get(address)
    assert {card.approach for card in answer.context["cards"]} == {"cbt", "structural"}
    [facet] = [facet for facet in answer.context["facets"] if facet.name == "approach"]
    assert {choice.value: choice.count for choice in facet.choices} == {"cbt": 2, "structural": 1, "behavioural": 1}
    [taken] = [choice for choice in facet.choices if choice.value == "cbt"]
    assert taken.href == "?approach=structural"


def test_site_search_puts_a_mistyped_word_right_too(world: World) -> None:
    shelve(1, title="Setting up an enactment", is_public=True)
    for persona in ("therapist", "nobody"):
        page = world.client(persona).get(reverse("search"), {"q": "enactmnt"}).content.decode()
        assert "Showing results for <strong>enactment</strong>" in page, persona


def test_saved_resources_are_ones_own_and_one_tap_each_way(world: World) -> None:
    page = shelve(1, slug="sleep", title="Sleep plan")
    client = world.client("therapist")
    answer = client.post(reverse("keep_resource"), {"keep": "sleep", "next": "/library/?q=sleep"})
    assert answer["Location"] == "/library/?q=sleep"
    assert "Sleep plan" in client.get(reverse("library"), {"saved": "1"}).content.decode()
    assert "Sleep plan" not in world.client("teammate").get(reverse("library"), {"saved": "1"}).content.decode()
    client.post(reverse("keep_resource"), {"drop": "sleep", "next": "https://elsewhere.example/"})
    assert not SavedResource.objects.filter(resource_key=page.translation_key).exists()


def test_saving_leads_back_into_the_site_only(world: World) -> None:
    shelve(1, slug="sleep")
    answer = world.client("therapist").post(reverse("keep_resource"), {"keep": "sleep", "next": "https://x.example/"})
    assert answer["Location"] == reverse("library")


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
    assert not LibraryWord.objects.exists()


def test_what_is_published_or_taken_back_shows_at_once(world: World) -> None:
    client = world.client("therapist")
    page = shelve(1, title="Sleep plan")
    assert "Sleep plan" in client.get(reverse("library"), {"q": "sleep"}).content.decode()
    page.delete()
    assert "Sleep plan" not in client.get(reverse("library"), {"q": "sleep"}).content.decode()


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


@pytest.mark.parametrize("count", [10, 100])
def test_the_library_takes_at_most_eight_statements_at_any_size(
    world: World, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        shelve(number)
    client = world.client("therapist")
    client.get(reverse("library"))
    for query in ({}, {"q": "resource words"}, {"q": "resuorce", "approach": "behavioural", "saved": "1"}):
        with django_assert_max_num_queries(8):
            client.get(reverse("library"), query)


def test_a_resource_named_by_its_code_alone_is_a_link_for_whoever_may_read_it(world: World, client: Client) -> None:
    store_text(make_resource("b08", title="Monitoring & plan"))
    text = '<p>See b08 (b09, x08). <a href="/b08/">b08 it is</a> <img alt="b08"> B08 ab08</p>'
    page = make_resource("c01", body=[("text", RichText(text))], is_public=True)
    store_text(page)
    there = f"/library/{page.slug}/"
    link = '<a href="/library/resource-b08/">b08<span class="vh">: Monitoring &amp; plan</span></a>'
    body = world.client("therapist").get(there).content.decode()
    assert body.count(link) == 1
    assert f"See {link} (b09, x08)." in body
    assert link not in client.get(there).content.decode()
