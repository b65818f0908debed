"""The public site: every page opens in both languages, knows its pair, and tells readers nothing meant for editors."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from home import demo
from home.models import HomePage, NewsPage, SitePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def pages() -> Iterator[Any]:
    yield from HomePage.objects.live()
    yield from SitePage.objects.live().select_related("locale")


def test_every_page_opens_with_one_heading_of_the_first_level(client: Client) -> None:
    for page in pages():
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        assert len(re.findall(r"<h1[ >]", response.content.decode())) == 1, page.url


def test_every_page_links_to_itself_in_the_other_language(client: Client) -> None:
    for page in pages():
        other = page.get_translations().live().get()
        body = client.get(page.url).content.decode()
        assert f'href="{other.url}"' in body, page.url
        assert f'hreflang="{other.locale.language_code}"' in body


def test_readers_see_neither_review_state_nor_translation_state(client: Client) -> None:
    for page in pages():
        body = client.get(page.url).content.decode()
        assert "needs clinical review" not in body
        assert "to be checked by a Welsh speaker" not in body


def test_every_link_within_the_site_leads_somewhere(client: Client) -> None:
    seen: dict[str, str] = {}
    for page in pages():
        for address in re.findall(r'<a [^>]*href="(/[^"]*)"', client.get(page.url).content.decode()):
            seen.setdefault(address, page.url)
    for address, where in seen.items():
        path, _hash, place = address.partition("#")
        response = client.get(path)
        assert response.status_code in {200, 302}, f"{address} on {where}"
        if place:
            assert f'id="{place}"' in response.content.decode(), f"{address} on {where}"


def test_news_stands_after_the_heading_of_the_front_page(client: Client) -> None:
    body = client.get("/").content.decode()
    assert body.index("<h1") < body.index("Booster week")


def test_loading_again_makes_no_revision(site: None) -> None:
    before = (Page.objects.count(), Revision.objects.count())
    demo.load()
    assert (Page.objects.count(), Revision.objects.count()) == before


def test_a_correction_in_the_file_is_one_new_revision(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Revision.objects.count()
    monkeypatch.setitem(demo.ILLUSTRATIONS, "ten-years-northmoor", "news-new-team")
    demo.load()
    assert Revision.objects.count() == before + 2, "the English and the Welsh post"


def test_figures_stand_with_their_periods_and_source(client: Client) -> None:
    body = client.get("/research-and-outcomes/").content.decode()
    assert 'class="block block-figures"' in body
    assert body.index("Reported 2018") < body.index("<b>Source:</b>")


def test_team_pages_name_no_one(client: Client) -> None:
    for page in ["/teams/", "/teams/northmoor-east/", "/cy/timau/glannau-gwynt/"]:
        body = client.get(page).content.decode()
        for name in ["Amara", "Oyelaran", "Priya", "Raman", "Catrin", "Prydderch"]:
            assert name not in body, (page, name)


def test_a_post_has_a_card_drawn_for_sharing(client: Client) -> None:
    post = NewsPage.objects.get(slug="shorter-modules")
    body = client.get(post.url).content.decode()
    address = re.search(r'og:image" content="([^"]+)"', body)
    assert address
    card = client.get(address[1].replace("http://testserver", ""))
    assert card["Content-Type"] == "image/png"
    assert card.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(card.content[16:20], "big") == 1200
    assert int.from_bytes(card.content[20:24], "big") == 630
    assert client.get(f"/cards/{post.pk}-0000000000000000.png").status_code == 404


def test_reading_pages_writes_nothing(client: Client, django_assert_max_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    addresses = ["/", "/cy/", "/news/", "/news/?page=99", "/search/?q=team", "/me/reading/", "/health/", "/sitemap.xml"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for address in addresses:
            assert client.get(address).status_code == 200
    verbs = {query["sql"].split(" ", 1)[0] for query in queries}
    assert not verbs & {"INSERT", "UPDATE", "DELETE"}, verbs


def test_an_old_address_leads_to_the_new_one(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = SitePage.objects.get(slug="adaptations").specific
    page.slug = "adapted-versions"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert Redirect.objects.filter(old_path="/adaptations").exists()
    assert client.get("/adaptations/", follow=True).status_code == 200


def test_the_menu_follows_what_is_published(client: Client) -> None:
    assert "For teams</a>" in client.get("/").content.decode()
    SitePage.objects.get(slug="for-teams").specific.unpublish()
    assert "For teams</a>" not in client.get("/").content.decode()


def test_sitemap_lists_public_pages_only(client: Client) -> None:
    body = client.get("/sitemap.xml").content.decode()
    assert "/cy/beth-yw-mst/" in body
    assert "/learn/" not in body
    assert "/library/" not in body


def test_the_operator_is_told_what_is_left_to_fill_in() -> None:
    from home.placeholders import open_places

    places = [place for place in open_places() if place.language == "en"]
    assert any(place.words == "web address of this installation" for place in places)
    assert {place.address for place in places} >= {"/accessibility/", "/privacy/", "/contact/"}
